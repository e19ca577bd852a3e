import type { ConversationCell, ConversationReach } from '../../contracts/conversations.ts';
import type { Transaction } from '../../db/port.ts';
import { Problem } from '../../http/problem.ts';

type CellRow = Omit<ConversationCell, 'corners'> & { corners: number[]; year: number | null };

/**
 * Where people of an area were talked with since a day (a year ago, unless said), against who live there:
 * per cell of 100 m and per buurt, of the visitor's own conversations and those that are shared. Null when
 * there is no such area; throws Problem 403 for who is no connector of all of it.
 */
export async function readReach(
  tx: Transaction,
  code: string,
  since: string | undefined,
): Promise<ConversationReach | null> {
  const [area] = await tx.query<{ exists: boolean; sees: boolean; since: string }>(
    `select exists (select from public.current_neighbourhoods where code = $1) as exists,
       private.sees_people_of($1) as sees, coalesce($2::date, current_date - 365)::text as since`,
    [code, since ?? null],
  );
  if (!area!.exists) return null;
  if (!area!.sees)
    throw new Problem(403, 'Only a connector of this area is told where people were talked with.');
  const cells = await tx.query<CellRow>(
    `with lived as (select * from private.cells_within($1)), talked as (
       select cell_x as x, cell_y as y, min(buurt_code) as buurt, count(*)::int as n
       from (select cell_x, cell_y, buurt_code, held_on from public.conversations) c
       where c.cell_x is not null and c.held_on >= $2::date
         and c.buurt_code = any (private.buurten_within(array[$1]))
       group by 1, 2
     )
     select to_json(private.cell_corners(x, y)) as corners, coalesce(l.buurt, t.buurt) as buurt,
       coalesce(t.n, 0) as conversations, l.dwellings, l.inhabitants, l.year
     from lived l full join talked t using (x, y)
     order by x, y`,
    [code, area!.since],
  );
  const counts = await tx.query<{ code: string; name: string | null; conversations: number }>(
    `select n.code, n.name, (select count(*)::int from (
         select buurt_code, held_on from public.conversations) c
       where c.buurt_code = n.code and c.held_on >= $2::date) as conversations
     from public.current_neighbourhoods n
     where n.level = 'buurt' and n.code = any (private.buurten_within(array[$1])) and not n.water
     order by n.code`,
    [code, area!.since],
  );
  const dwellings = new Map<string, number>();
  for (const cell of cells)
    if (cell.buurt !== null && cell.dwellings !== null)
      dwellings.set(cell.buurt, (dwellings.get(cell.buurt) ?? 0) + cell.dwellings);
  return {
    code,
    since: area!.since,
    year: cells.find(({ year }) => year !== null)?.year ?? null,
    buurten: counts.map((buurt) => ({ ...buurt, dwellings: dwellings.get(buurt.code) ?? null })),
    cells: cells.map(({ corners, year: _, ...cell }) => ({ ...cell, corners: pairsOf(corners) })),
  };
}

const pairsOf = (ordinates: number[]): [number, number][] =>
  [0, 2, 4, 6].map((at) => [ordinates[at]!, ordinates[at + 1]!]);
