import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';

/** What a cursor belongs to: the same list under the same filters. */
function stamp(filters: unknown): string {
  return createHash('sha256').update(JSON.stringify(filters)).digest('base64url').slice(0, 8);
}

/** An opaque `next`: the sort values of the last row shown. */
export const writeCursor = (filters: unknown, last: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([stamp(filters), ...last])).toString('base64url');

/** The sort values in a cursor; a cursor of another list, or made up, is a problem (400). */
export function readCursor(
  cursor: string | undefined,
  filters: unknown,
  length: number,
): (string | number)[] | null {
  if (cursor === undefined) return null;
  const wrong = new Problem(400, 'cursor: is not one that this list gave out', [
    { at: 'cursor', says: 'is not one that this list gave out' },
  ]);
  try {
    const [stamped, ...values] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    ) as unknown[];
    const usable = values.every((value) => typeof value === 'string' || typeof value === 'number');
    if (stamped !== stamp(filters) || values.length !== length || !usable) throw wrong;
    return values as (string | number)[];
  } catch {
    throw wrong;
  }
}
