import { describeRoute, resolver } from 'hono-openapi';
import type { z } from 'zod';
import { problem } from '../contracts/common.ts';

const json = (schema: z.ZodType, type = 'application/json') => ({
  content: { [type]: { schema: resolver(schema) } },
});

interface More {
  /** The status of a good answer. */
  status?: number;
  /** It changes what somebody saw, and says which version that was. */
  changes?: boolean;
  /** A whole file as the body, of these media types. */
  takesFile?: string[];
  /** A whole file as the answer, of this media type. */
  givesFile?: string;
}

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'The ETag of what you saw: 412 when it changed meanwhile, 428 when it is missing',
} as const;
const file = { schema: { type: 'string', format: 'binary' } } as const;
const files = (types: string[]) => Object.fromEntries(types.map((type) => [type, file]));

/** An operation for the OpenAPI document: what it does, what it answers; problems are alike for all. */
export const describe = (
  tag: string,
  summary: string,
  answer?: z.ZodType,
  { status = 200, changes = false, takesFile, givesFile }: More = {},
) =>
  describeRoute({
    tags: [tag],
    summary,
    ...(changes && { parameters: [IF_MATCH] }),
    ...(takesFile && { requestBody: { required: true, content: files(takesFile) } }),
    responses: {
      [status]: {
        description: summary,
        ...(answer && json(answer)),
        ...(givesFile && { content: files([givesFile]) }),
      },
      default: {
        description: 'What is wrong, as RFC 9457',
        ...json(problem, 'application/problem+json'),
      },
    },
  });
