import type { Transaction } from '../../db/port.ts';
import type { ImportReport } from '../../imports/report.ts';

// PostGIS's own operators are out of reach without a search path: boundaries compare as bytes.
const DIFFERS = `
  (n.level, n.name, n.gemeente_code, n.parent_code, n.water, n.address_density, n.urbanity,
    n.boundary_change, n.source, extensions.st_asbinary(n.geometry))
  is distinct from
  (excluded.level, coalesce(excluded.name, n.name), excluded.gemeente_code, excluded.parent_code,
    excluded.water, coalesce(excluded.address_density, n.address_density),
    coalesce(excluded.urbanity, n.urbanity), coalesce(excluded.boundary_change, n.boundary_change),
    excluded.source, extensions.st_asbinary(excluded.geometry))`;

/** Writes the rows of `select`, only those that are new or differ, and keeps which they were. */
const keep = (select: string): string => `
  with kept as (
    insert into public.neighbourhoods as n (year, level, code, name, gemeente_code, parent_code,
      water, address_density, urbanity, boundary_change, source, geometry)
    ${select}
    on conflict (year, code) do update set
      level = excluded.level, name = coalesce(excluded.name, n.name),
      gemeente_code = excluded.gemeente_code, parent_code = excluded.parent_code,
      water = excluded.water,
      address_density = coalesce(excluded.address_density, n.address_density),
      urbanity = coalesce(excluded.urbanity, n.urbanity),
      boundary_change = coalesce(excluded.boundary_change, n.boundary_change),
      source = excluded.source, geometry = excluded.geometry
    where ${DIFFERS}
    returning n.year, n.level, n.code, n.parent_code, n.gemeente_code
  )
  insert into pg_temp.written select * from kept`;

/** Writes what is on the stage; how many rows were new or different. */
export async function writeAreas(tx: Transaction, source: string): Promise<number> {
  return tx.run(
    keep(`select year, level, code, name, gemeente_code,
        case level when 'buurt' then wijk_code when 'wijk' then gemeente_code end,
        water, address_density, urbanity, boundary_change, $1::text, geometry
      from pg_temp.arriving order by level, code`),
    [source],
  );
}

// Rounded to 1e-7 degrees (a centimetre), a union never fails on nearly equal borders. Without it GEOS
// tries again by itself on PostgreSQL, and cannot in the embedded database.
// Made areas are those nobody gave: missing ones, and those made before of which a part changed.
const makeFromParts = (level: 'wijk' | 'gemeente', part: 'buurt' | 'wijk') => {
  const named = level === 'wijk' ? 'wijk_name' : 'gemeente_name';
  const code = level === 'wijk' ? 'wijk_code' : 'gemeente_code';
  return keep(`
    select b.year, '${level}'::public.neighbourhood_level, b.parent_code, min(names.name),
      min(b.gemeente_code), ${level === 'wijk' ? 'min(b.gemeente_code)' : 'null'}, bool_and(b.water),
      null::int, null::smallint, null::smallint, case when $1 = 'cbs' then 'made' else $1 end,
      extensions.st_multi(extensions.st_collectionextract(extensions.st_makevalid(
        extensions.st_union(b.geometry, 1e-7 order by b.code)), 3))
    from (
      select distinct w.year, w.parent_code from pg_temp.written w
      left join public.neighbourhoods known on known.year = w.year and known.code = w.parent_code
      where w.level = '${part}' and (known.code is null or known.source = 'made')
    ) wanted
    join public.neighbourhoods b
      on b.year = wanted.year and b.parent_code = wanted.parent_code and b.level = '${part}'
    left join (
      select year, ${code} as code, min(${named}) as name from pg_temp.arriving group by 1, 2
    ) names on names.year = wanted.year and names.code = wanted.parent_code
    group by b.year, b.parent_code`);
};

/** Makes the wijken and gemeenten that are missing above what was written, by union. */
export async function makeMissing(
  tx: Transaction,
  source: string,
  report: ImportReport,
): Promise<void> {
  const wijken = await tx.run(makeFromParts('wijk', 'buurt'), [source]);
  const gemeenten = await tx.run(makeFromParts('gemeente', 'wijk'), [source]);
  if (wijken > 0) report.notes.push(`${counted(wijken, 'wijk', 'wijken')} made from the buurten.`);
  if (gemeenten > 0)
    report.notes.push(`${counted(gemeenten, 'gemeente', 'gemeenten')} made from the wijken.`);
}

const counted = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one} was` : `${count} ${more} were`;
