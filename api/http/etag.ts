import type { Context } from 'hono';
import { hash } from 'node:crypto';
import { Problem } from './problem.ts';

/**
 * The entity tag of an answer: its version, which a change must name, and a digest of all of it,
 * since more than the version may differ: when it was last confirmed, or what this visitor may see.
 */
export const etagOf = (answer: { version: number }): string =>
  `"v${answer.version}-${hash('sha256', JSON.stringify(answer), 'base64url').slice(0, 12)}"`;

/** The version that a change is based on. 428 without If-Match, 400 when it is not ours. */
export function ifMatch(context: Context): number {
  const header = context.req.header('If-Match');
  if (header === undefined)
    throw new Problem(
      428,
      'Send the ETag of what you saw as If-Match, so that nobody overwrites another.',
    );
  const [, version] = /^(?:W\/)?"v(\d{1,9})(?:-[\w-]+)?"$/.exec(header) ?? [];
  if (version === undefined) throw new Problem(412, 'If-Match is not an ETag of this resource.');
  return Number(version);
}
