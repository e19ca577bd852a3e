import type { Transaction } from '../db/port.ts';
import type { ImportReport } from './report.ts';
import { copyLine } from './staged.ts';

/** What CBS tells of the people in an area as a whole; null is "no figure". Ages in percent of the inhabitants. */
export interface Figures {
  inhabitants: number | null;
  households: number | null;
  agedUnder15: number | null;
  aged15To24: number | null;
  aged25To44: number | null;
  aged45To64: number | null;
  aged65Plus: number | null;
}

const COLUMNS =
  'inhabitants, households, aged_under_15, aged_15_to_24, aged_25_to_44, aged_45_to_64, aged_65_plus';

/** Who lives where is kept of this year and later. */
export const FIRST_YEAR = 2000;

/** Where figures wait, gone with the transaction; and the target of copyIn. */
export const FIGURES_STAGE = `
  create temporary table figures (
    line int, year smallint, code text, water boolean, inhabitants int, households int,
    aged_under_15 smallint, aged_15_to_24 smallint, aged_25_to_44 smallint, aged_45_to_64 smallint,
    aged_65_plus smallint
  ) on commit drop`;
export const FIGURES_TARGET = `pg_temp.figures (line, year, code, water, ${COLUMNS})`;

/** Figures of an area as a line for COPY; `line` is of the feature in its source, from 1. */
export const figuresLine = (
  { line, year, code, water }: { line: number; year: number; code: string; water: boolean },
  figures: Figures,
): string =>
  copyLine([
    ...[line, year, code, water, figures.inhabitants ?? undefined, figures.households ?? undefined],
    ...[figures.agedUnder15 ?? undefined, figures.aged15To24 ?? undefined],
    ...[figures.aged25To44 ?? undefined, figures.aged45To64 ?? undefined],
    figures.aged65Plus ?? undefined,
  ]);

// Of an area in several parts, the part of land tells.
const TOLD = `
  create temporary table told on commit drop as
    select distinct on (year, code) year, code, ${COLUMNS},
      count(*) over (partition by year, code) as rows
    from pg_temp.figures order by year, code, water, line`;
const DIFFER = `
  (${COLUMNS.replace(/\w+/g, 'was.$&')}, was.source::text)
  is distinct from (${COLUMNS.replace(/\w+/g, 'told.$&')}, 'CBS')`;
const WRITE = `
  with kept as (
    insert into public.population_figures (year, code, ${COLUMNS}, source)
    select year, code, ${COLUMNS}, 'CBS' from pg_temp.told
    where not exists (select from public.population_figures was
      where (was.year, was.code) = (told.year, told.code) and not ${DIFFER})
    on conflict (year, code) do update
      set (${COLUMNS}, source) = row (${COLUMNS.replace(/\w+/g, 'excluded.$&')}, excluded.source)
    returning year, code
  )
  select count(*)::int as areas, coalesce(sum(rows), 0)::int as features
  from kept join pg_temp.told using (year, code)`;

/** Writes what waits, only what is new or differs; how many features told of it. The report names the areas. */
export async function writeFigures(tx: Transaction, report: ImportReport): Promise<number> {
  await tx.script(TOLD);
  const [written] = await tx.query<{ areas: number; features: number }>(WRITE);
  const { areas, features } = written!;
  if (areas > 0)
    report.notes.push(
      `Who lives there is new, or told anew, for ${areas} ${areas === 1 ? 'area' : 'areas'}.`,
    );
  return features;
}
