import type { Context } from 'hono';
import { Problem } from './problem.ts';

/** The version of a resource as an entity tag. */
export const etagOf = (version: number): string => `"v${version}"`;

/** The version that a change is based on. 428 without If-Match, 400 when it is not ours. */
export function ifMatch(context: Context): number {
  const header = context.req.header('If-Match');
  if (header === undefined)
    throw new Problem(
      428,
      'Send the ETag of what you saw as If-Match, so that nobody overwrites another.',
    );
  const [, version] = /^(?:W\/)?"v(\d{1,9})"$/.exec(header) ?? [];
  if (version === undefined) throw new Problem(412, 'If-Match is not an ETag of this resource.');
  return Number(version);
}
