import type { Transaction } from '../../db/port.ts';

/** A note where the areas of the map are of other years than the figures; `so` is what follows from it. */
export async function yearNote(tx: Transaction, years: number[], so: string): Promise<string[]> {
  const current = await tx.query<{ year: number }>(
    'select distinct year from public.current_years order by year',
  );
  const areas = current.map(({ year }) => year);
  if (areas.length === 0 || years.every((year) => areas.includes(year))) return [];
  return [`The areas here are of ${listed(areas)}, the figures of ${listed(years)}: ${so}.`];
}

const listed = (years: number[]): string =>
  [years.slice(0, -1).join(', '), years.at(-1)].filter(Boolean).join(' and ');
