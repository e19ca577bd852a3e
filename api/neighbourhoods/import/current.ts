import type { Transaction } from '../../db/port.ts';
import type { ImportReport } from '../../imports/report.ts';

/** Where schematic areas wait, out of the way of official ones of their own year. */
const PARKED_YEAR = 1990;

/**
 * Moves the schematic areas of the gemeenten that arrive to a year of their own, with all that
 * leans on them, where official areas of the same year would mix with them.
 */
export async function parkExamples(tx: Transaction): Promise<void> {
  await tx.script(`
    create temp table parking on commit drop as
      select n.* from public.neighbourhoods n
      where n.source = 'example' and (n.year, n.gemeente_code) in
        (select year, gemeente_code from pg_temp.arriving);
    insert into public.neighbourhoods (year, level, code, name, gemeente_code, parent_code, water,
        address_density, urbanity, boundary_change, source, geometry)
      select ${PARKED_YEAR}, level, code, name, gemeente_code, parent_code, water,
        address_density, urbanity, boundary_change, source, geometry
      from pg_temp.parking;
    insert into public.neighbourhood_crosswalks (from_year, from_code, to_year, to_code, share)
      select year, code, ${PARKED_YEAR}, code, 1 from pg_temp.parking;
    update public.current_years c set year = ${PARKED_YEAR}
      from pg_temp.parking p
      where p.level = 'gemeente' and p.code = c.gemeente_code and p.year = c.year;
    delete from public.neighbourhoods n using pg_temp.parking p
      where n.year = p.year and n.code = p.code;
  `);
}

// Buurten count most: without them no asset has a place. Then official areas, then the newest.
const worth = (gemeente: string, year: string): string => `(
  exists (select from public.neighbourhoods b
    where b.gemeente_code = ${gemeente} and b.year = ${year} and b.level = 'buurt'),
  exists (select from public.neighbourhoods b
    where b.code = ${gemeente} and b.year = ${year} and b.source <> 'example'),
  ${year})`;

interface Gemeente {
  code: string;
  name: string | null;
  changed: boolean;
  current: number | null;
  isBetter: boolean;
  otherYears: number[];
}

const GEMEENTEN = `
  select a.code, n.name, c.year as current,
    exists (select from pg_temp.written w where w.gemeente_code = a.code and w.year = a.year) as changed,
    coalesce(${worth('a.code', 'a.year')} > ${worth('c.gemeente_code', 'c.year')}, true) as "isBetter",
    (select coalesce(jsonb_agg(distinct o.year), '[]') from public.neighbourhoods o
      where o.code = a.code and o.year <> a.year) as "otherYears"
  from (select distinct gemeente_code as code, year from pg_temp.arriving where year = $1) a
  join public.neighbourhoods n on n.year = a.year and n.code = a.code
  left join public.current_years c on c.gemeente_code = a.code
  order by a.code`;

/**
 * Lets the areas of one year count: shares between this year and the others of each gemeente, both
 * ways, and only then the current year, so that roles and talents find their way along the shares.
 * `onShare` hears how far it is, 0 to 1.
 */
export async function letYearCount(
  tx: Transaction,
  year: number,
  report: ImportReport,
  onShare: (share: number) => void,
): Promise<void> {
  const gemeenten = await tx.query<Gemeente>(GEMEENTEN, [year]);
  for (const [index, { code, changed, otherYears }] of gemeenten.entries()) {
    if (changed) for (const other of otherYears) await makeCrosswalks(tx, code, other, year);
    onShare(index / gemeenten.length);
  }
  const becoming = gemeenten.filter(({ isBetter }) => isBetter);
  // The same year, other boundaries: what is derived from them is made again.
  const renewed = gemeenten.filter(({ changed, current }) => changed && current === year);
  const beside = gemeenten.filter(({ changed, current, isBetter }) => {
    return changed && !isBetter && current !== year;
  });
  await tx.run(
    `insert into public.current_years (gemeente_code, year)
     select code, $2::int from unnest($1::text[]) as code
     on conflict (gemeente_code) do update set year = excluded.year`,
    [[...becoming, ...renewed].map(({ code }) => code), year],
  );
  const retired = await retireMerged(tx, report);
  const counting = becoming.filter(({ code }) => !retired.includes(code));
  if (counting.length > 0)
    report.notes.push(`${year} is now the current year of ${namesOf(counting)}.`);
  if (beside.length > 0)
    report.notes.push(`${year} stands beside the current year of ${namesOf(beside)}.`);
}

const makeCrosswalks = (tx: Transaction, gemeente: string, one: number, other: number) =>
  tx.query('select private.make_crosswalks($1, $2::int, $3::int)::text', [gemeente, one, other]);

// The older of two current gemeenten with different codes, for the greater part inside the newer.
const MERGED = `
  with current as (
    select n.year, n.code, n.name, n.geometry,
      exists (select from pg_temp.arriving a where a.gemeente_code = n.code) as arrives
    from public.current_years c
    join public.neighbourhoods n on n.year = c.year and n.code = c.gemeente_code
    where n.source <> 'example'
  )
  select o.code, o.name, o.year, jsonb_agg(jsonb_build_object('code', n.code, 'year', n.year,
    'name', n.name) order by n.code) as into
  from current o
  join current n on n.year > o.year and n.code <> o.code and (n.arrives or o.arrives)
    and n.geometry operator(extensions.&&) o.geometry
  cross join lateral (
    select extensions.st_area(extensions.st_intersection(n.geometry, o.geometry, 1e-7))
      / extensions.st_area(o.geometry) as share
  ) part
  where part.share >= 0.01
  group by o.code, o.name, o.year
  having sum(part.share) >= 0.5
  order by o.code`;

/** Gemeenten that went into others count no more; what they held goes along the shares. */
async function retireMerged(tx: Transaction, report: ImportReport): Promise<string[]> {
  const merged = await tx.query<{
    code: string;
    name: string | null;
    year: number;
    into: { code: string; name: string | null; year: number }[];
  }>(MERGED);
  for (const { code, name, year, into } of merged) {
    for (const other of new Set(into.map((gemeente) => gemeente.year)))
      await makeCrosswalks(tx, code, year, other);
    await tx.run('delete from public.current_years where gemeente_code = $1', [code]);
    report.notes.push(`${name ?? code} of ${year} is part of ${namesOf(into)} now.`);
  }
  return merged.map(({ code }) => code);
}

/** Takes schematic areas away that official ones have replaced and that nothing leans on any more. */
export async function dropReplacedExamples(tx: Transaction, report: ImportReport): Promise<void> {
  const gone = await tx.query<{ level: string; name: string | null; code: string }>(`
    delete from public.neighbourhoods n
    where n.source = 'example' and n.gemeente_code in (select gemeente_code from pg_temp.arriving)
      and exists (select from public.current_years c
        join public.neighbourhoods g on g.code = c.gemeente_code and g.year = c.year
        where c.gemeente_code = n.gemeente_code and g.source <> 'example')
      and not exists (select from (
          select buurt_year, buurt_code from public.assets
          union all select buurt_year, buurt_code from public.conversations
          union all select buurt_year, buurt_code from public.initiatives) a
        join public.neighbourhoods held on held.year = a.buurt_year and held.code = a.buurt_code
        where held.source = 'example' and held.gemeente_code = n.gemeente_code)
    returning n.level, n.name, n.code`);
  const gemeenten = gone.filter(({ level }) => level === 'gemeente');
  if (gemeenten.length > 0)
    report.notes.push(
      `The schematic areas of ${namesOf(gemeenten)} made way for the official ones.`,
    );
}

function namesOf(gemeenten: readonly { code: string; name: string | null }[]): string {
  const names = gemeenten.map(({ code, name }) => name ?? code);
  return names.length <= 8 ? names.join(', ') : `${names.length} gemeenten`;
}
