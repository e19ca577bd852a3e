import { describeRoute, resolver } from 'hono-openapi';
import type { z } from 'zod';
import { problem } from '../contracts/common.ts';

const json = (schema: z.ZodType, type = 'application/json') => ({
  content: { [type]: { schema: resolver(schema) } },
});

/** An operation for the OpenAPI document: what it does, what it answers; problems are alike for all. */
export const describe = (tag: string, summary: string, answer?: z.ZodType, status = 200) =>
  describeRoute({
    tags: [tag],
    summary,
    responses: {
      [status]: { description: summary, ...(answer && json(answer)) },
      default: {
        description: 'What is wrong, as RFC 9457',
        ...json(problem, 'application/problem+json'),
      },
    },
  });
