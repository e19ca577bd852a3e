import type { Transaction } from '../db/port.ts';
import { Problem } from '../http/problem.ts';

/** What can be tied, and by which column. */
const COLUMNS = {
  assets: 'asset_id',
  connections: 'connection_id',
  introductions: 'introduction_id',
} as const;
type Part = keyof typeof COLUMNS;
/** To what: the beginning of its tables, and the column of its id. */
const OWNERS = {
  initiative: ['public.initiative_', 'initiative_id'],
  entry: ['public.cimo_', 'entry_id'],
} as const;

/**
 * Puts these in place of those that the visitor sees are tied; what they do not see stays as it is. Throws Problem 400
 * for what is not there for them, as if it did not exist.
 */
export async function tieTo(
  tx: Transaction,
  owner: keyof typeof OWNERS,
  id: string,
  parts: Partial<Record<Part, string[] | undefined>>,
): Promise<void> {
  const [prefix, own] = OWNERS[owner];
  for (const part of Object.keys(COLUMNS) as Part[]) {
    const given = parts[part];
    if (!given) continue;
    const [table, column, ids] = [`${prefix}${part}`, COLUMNS[part], [...new Set(given)]];
    await tx.run(`delete from ${table} where ${own} = $1 and ${column} <> all ($2::uuid[])`, [
      id,
      ids,
    ]);
    const found = await tx.query(`select id from public.${part} where id = any ($1::uuid[])`, [
      ids,
    ]);
    if (found.length < ids.length)
      throw new Problem(400, `${part}: names something that is not there`, [
        { at: part, says: 'names something that is not there' },
      ]);
    await tx.run(
      `insert into ${table} (${own}, ${column}) select $1, given from unnest($2::uuid[]) as given
       on conflict do nothing`,
      [id, ids],
    );
  }
}
