import { createHash } from 'node:crypto';
import type { Transaction } from '../db/port.ts';
import { Problem } from './problem.ts';

/** What somebody sent, as one short text: by it the same sent twice is told from another under the same id. */
export const digestOf = (...sent: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(sent)).digest('base64url');

export const usedId = () => new Problem(409, 'This id is in use already, for something else.');

type Table = `public.${string}`;

/** Was the very same sent before? Also of a row that the visitor may not read. */
export async function isRepeat(
  tx: Transaction,
  table: Table,
  id: string,
  digest: string,
): Promise<boolean> {
  const [row] = await tx.query<{ same: boolean }>(
    `select private.is_repeat('${table}', $1, $2) as same`,
    [id, digest],
  );
  return row!.same;
}

/** Of what was not written, for its id is there: the very same, sent again. Throws Problem 409. */
export async function requireRepeat(
  tx: Transaction,
  table: Table,
  id: string,
  digest: string,
): Promise<void> {
  if (!(await isRepeat(tx, table, id, digest))) throw usedId();
}

/** Field of a contract -> its column and type. */
type Columns<Field extends string> = Record<Field, readonly [column: string, type: string]>;

/** What a change sets, for `update ... set`, with its values from $`first` on; empty where it names none of the columns. */
export function setsOf<Field extends string>(
  columns: Columns<Field>,
  change: Partial<Record<NoInfer<Field>, unknown>>,
  first = 2,
): { sets: string; values: unknown[] } {
  const fields = (Object.keys(columns) as Field[]).filter((field) => change[field] !== undefined);
  return {
    sets: fields
      .map((field, n) => `${columns[field][0]} = $${first + n}::${columns[field][1]}`)
      .join(', '),
    values: fields.map((field) => change[field]),
  };
}
