import type {
  LearningSummary,
  Programme,
  ProgrammeQuery,
  QuoteList,
} from '../contracts/programme.ts';
import type { Transaction } from '../db/port.ts';
import { notAllowed, notFound } from '../http/problem.ts';
import { measuresOf, type Count } from './counts.ts';
import { roughly, skewOf } from './skew.ts';
import { daysOf, quartersBetween } from '../contracts/quarters.ts';

/** Of the programme the gemeenten, of a gemeente the wijken, of a wijk itself. */
const SHOWN = (area: string) => (area === 'NL' ? 'w.gemeente_code' : 'w.code');

/** What was done in an area, as far as the visitor learns there; null where they do nowhere. */
export async function readProgramme(
  tx: Transaction,
  { area, from, until, forOthers }: ProgrammeQuery,
): Promise<Programme | null> {
  const now = await tx.query<{
    code: string;
    name: string | null;
    level: string | null;
    connectors: number;
    initiatives: number;
  }>(
    `select p.code, n.name, n.level, p.connectors, p.initiatives from private.programme_now($1) p
     left join public.current_neighbourhoods n on n.code = p.code order by private.folded(coalesce(n.name, '')), p.code`,
    [area],
  );
  const all = now.find(({ code }) => code === '');
  if (!all) return null;
  const counts = await tx.query<Count>(
    `select c.quarter::text as quarter, ${SHOWN(area)} as area, c.measure, c.n, c.is_exact as "isExact"
     from private.programme_counts($1, $2::date, $3::date, $4) c
     join public.current_neighbourhoods w on w.code = c.wijk`,
    [area, daysOf(from).from, daysOf(until).until, forOthers ?? false],
  );
  const [year, last] = [from.slice(0, 4), until.slice(0, 4)];
  const isYear = year === last && from.endsWith('Q1') && until.endsWith('Q4');
  const years = isYear
    ? await tx.query<Omit<Count, 'area' | 'quarter'>>(
        'select measure, n, is_exact as "isExact" from private.programme_year($1, $2::int, $3)',
        [area, year, forOthers ?? false],
      )
    : [];
  const contributions = isYear
    ? await tx.query<{ n: number }>('select n from private.contributions_in($1, $2::int)', [
        area,
        year,
      ])
    : [];
  const quarters = quartersBetween(from, until);
  const level = area === 'NL' ? 'gemeente' : 'wijk';
  return {
    ...{ area, quarters, connectors: all.connectors, initiatives: all.initiatives },
    areas: now
      .filter((one) => one.level === level)
      .map(({ code, name, connectors, initiatives }) => ({ code, name, connectors, initiatives })),
    effort: roughly(skewOf(contributions.map(({ n }) => n))),
    measures: measuresOf(counts, quarters, years),
  };
}

/** What was learned together in an area, in these quarters. Throws Problem 404 where the visitor does not learn. */
export async function readLearning(
  tx: Transaction,
  area: string,
  from: string,
  until: string,
): Promise<LearningSummary> {
  const rows = await tx.query<{ measure: string; key: string; n: number | null }>(
    'select measure, key, n from private.learning_counts($1, $2::date, $3::date)',
    [area, daysOf(from).from, daysOf(until).until],
  );
  if (rows.length === 0) throw notFound();
  const one = (measure: string, key = '') =>
    rows.find((row) => row.measure === measure && row.key === key)?.n ?? null;
  const each = (measure: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row.measure === measure && row.key !== '' && row.n !== null)
        .map(({ key, n }) => [key, n!]),
    );
  return {
    area,
    meetings: one('meetings') ?? 0,
    attended: each('attended'),
    examples: one('examples') ?? 0,
    examplesBy: each('examples'),
    reflections: one('reflections') ?? 0,
    reflectionsBy: each('reflections'),
    intentions: one('intentions') ?? 0,
    lookedBack: one('intentions', 'looked_back') ?? 0,
    done: one('intentions', 'done') ?? 0,
  };
}

export async function readQuotes(
  tx: Transaction,
  area: string,
  quarter: string,
): Promise<QuoteList> {
  const items = await tx.query<QuoteList['items'][number]>(
    'select id, words, speaker, initiative, chosen from private.quotes_of($1, $2::date)',
    [area, daysOf(quarter).from],
  );
  const [row] = await tx.query<{ leads: boolean }>('select private.leads_in($1) as leads', [area]);
  return { items, chooses: row!.leads };
}

/** Puts these quotes in place of those that were chosen. Throws Problem 403 for who does not coordinate there. */
export async function chooseQuotes(
  tx: Transaction,
  area: string,
  quarter: string,
  quotes: string[],
): Promise<void> {
  const { chooses } = await readQuotes(tx, area, quarter);
  if (!chooses) throw notAllowed();
  const { from } = daysOf(quarter);
  await tx.run(
    `delete from public.report_quotes where area_code = $1 and quarter = $2::date
       and not evidence_id = any ($3::uuid[])`,
    [area, from, quotes],
  );
  await tx.run(
    `insert into public.report_quotes (area_code, quarter, evidence_id)
     select $1, $2::date, unnest($3::uuid[]) on conflict do nothing`,
    [area, from, quotes],
  );
}
