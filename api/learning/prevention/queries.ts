import { helpKinds, noticedThrough } from '../../contracts/learning-words.ts';
import type { NewPreventiveMoment, PreventiveCounts } from '../../contracts/learning.ts';
import type { Transaction } from '../../db/port.ts';
import { notFound } from '../../http/problem.ts';
import { usedId } from '../../http/write.ts';

/** Counts a moment, once however often it is sent. Throws Problem 409 for another under the same id. */
export async function notePreventiveMoment(
  tx: Transaction,
  { id, month, wijk, help, noticed }: NewPreventiveMoment,
): Promise<void> {
  const [row] = await tx.query<{ counted: boolean }>(
    `select private.note_preventive_moment($1, $2::date, $3, $4::public.help_kind, $5::public.noticed_through)
       as counted`,
    [id, `${month}-01`, wijk, help, noticed],
  );
  if (!row!.counted) throw usedId();
}

/** By the id that only who sent it holds. Throws Problem 404. */
export async function takePreventiveMoment(tx: Transaction, id: string): Promise<void> {
  const [row] = await tx.query<{ taken: boolean }>(
    'select private.take_preventive_moment($1) as taken',
    [id],
  );
  if (!row!.taken) throw notFound();
}

interface Row {
  by: 'total' | 'help' | 'noticed' | 'quarter' | 'wijk' | 'until';
  key: string;
  n: number;
  name: string | null;
}

/** How often in a year, each rounded down to fives; null where the visitor neither learns nor governs. */
export async function readPreventiveCounts(
  tx: Transaction,
  area: string,
  year: number,
): Promise<PreventiveCounts | null> {
  const rows = await tx.query<Row>(
    `select c.by, c.key, c.n, n.name from private.preventive_counts($1, $2) c
     left join public.current_neighbourhoods n on c.by = 'wijk' and n.code = c.key
     order by c.by, c.key`,
    [area, year],
  );
  if (rows.length === 0) return null;
  const of = (by: Row['by'], key: string) =>
    rows.find((row) => row.by === by && row.key === key)?.n ?? 0;
  const each = <Key extends string>(by: Row['by'], keys: readonly Key[]) =>
    Object.fromEntries(keys.map((key) => [key, of(by, key)])) as Record<Key, number>;
  return {
    ...{ area, year, total: of('total', '') },
    until: rows.find(({ by }) => by === 'until')!.key,
    help: each('help', helpKinds),
    noticed: each('noticed', noticedThrough),
    quarters: ['1', '2', '3', '4'].map((quarter) => of('quarter', quarter)),
    wijken: rows
      .filter(({ by }) => by === 'wijk')
      .map(({ key, name, n }) => ({ code: key, name, n })),
  };
}
