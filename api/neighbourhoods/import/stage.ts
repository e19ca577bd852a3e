import type { Transaction } from '../../db/port.ts';
import { refuse, type ImportReport } from '../../imports/report.ts';
import type { Area } from './layouts.ts';

export interface Arriving extends Area {
  year: number;
  /** Of the feature in its source, from 1. */
  number: number;
  /** GeoJSON text. */
  geometry: string;
}

/** Repaired areas are named one by one up to here. */
const NAMED = 200;

/** The areas of one import, valid, before anything of them counts: gone with the transaction. */
export async function openStage(tx: Transaction): Promise<void> {
  await tx.script(`
    create temp table arriving (
      number int, year smallint, level public.neighbourhood_level, code text, name text,
      gemeente_code text, gemeente_name text, wijk_code text, wijk_name text, water boolean,
      address_density int, urbanity smallint, boundary_change smallint,
      geometry extensions.geometry
    ) on commit drop;
    create temp table written (
      year smallint, level public.neighbourhood_level, code text, parent_code text,
      gemeente_code text
    ) on commit drop;
  `);
}

// Materialized: a geometry is parsed and checked once, however often it is named below.
const STORE = `
  with given as materialized (
    select r.*, extensions.st_setsrid(extensions.st_geomfromgeojson(r.text), 4326) as shape
    from jsonb_to_recordset($1::text::jsonb) as r (
      number int, year smallint, level public.neighbourhood_level, code text, name text,
      gemeente_code text, gemeente_name text, wijk_code text, wijk_name text, water boolean,
      address_density int, urbanity smallint, boundary_change smallint, text text)
  ), checked as materialized (
    select *, extensions.st_isvalid(shape) as is_valid from given
  ), repaired as materialized (
    select *, extensions.st_multi(case when is_valid then shape
        else extensions.st_collectionextract(extensions.st_makevalid(shape), 3) end) as area,
      case when not is_valid then extensions.st_isvalidreason(shape) end as reason
    from checked
  ), stored as (
    insert into pg_temp.arriving
    select number, year, level, code, name, gemeente_code, gemeente_name, wijk_code, wijk_name,
      water, address_density, urbanity, boundary_change, area
    from repaired where not extensions.st_isempty(area)
  )
  select number, code, name, reason, extensions.st_isempty(area) as is_empty
  from repaired where not is_valid or extensions.st_isempty(area) order by number`;

/** Puts areas on the stage; an invalid boundary is repaired, and named in the report. */
export async function stage(
  tx: Transaction,
  areas: readonly Arriving[],
  report: ImportReport,
): Promise<void> {
  const rows = areas.map((area) => ({
    number: area.number,
    year: area.year,
    level: area.level,
    code: area.code,
    name: area.name,
    gemeente_code: area.gemeenteCode,
    gemeente_name: area.gemeenteName,
    wijk_code: area.wijkCode,
    wijk_name: area.wijkName,
    water: area.water,
    address_density: area.addressDensity,
    urbanity: area.urbanity,
    boundary_change: area.boundaryChange,
    // As text inside JSON: the database must not turn every coordinate into a numeric first.
    text: area.geometry,
  }));
  const found = await tx.query<{
    number: number;
    code: string;
    name: string | null;
    reason: string | null;
    is_empty: boolean;
  }>(STORE, [JSON.stringify(rows)]);
  for (const { number, code, name, reason, is_empty } of found) {
    if (is_empty) refuse(report, number, `${code}: nothing is left of its boundary when repaired`);
    else if (report.notes.length < NAMED)
      report.notes.push(
        `The boundary of ${code}${name ? ` ${name}` : ''} (feature ${number}) was invalid and is repaired: ${reason ?? ''}.`,
      );
  }
}

/**
 * Joins the parts of an area that came as several features: CBS gives the water of a gemeente as
 * a feature with the same code. What has a part of land is no water.
 */
export async function joinParts(tx: Transaction, report: ImportReport): Promise<void> {
  const joined = await tx.query<{ year: number; code: string }>(`
    with parts as materialized (
      select year, code,
        (array_agg(number order by water, number))[1] as leading, bool_and(water) as water,
        extensions.st_multi(extensions.st_collectionextract(extensions.st_makevalid(
          extensions.st_union(geometry, 1e-7 order by number)), 3)) as geometry
      from pg_temp.arriving group by year, code having count(*) > 1
    ), gone as (
      delete from pg_temp.arriving a using parts p
      where a.year = p.year and a.code = p.code and a.number <> p.leading
    )
    update pg_temp.arriving a set water = p.water, geometry = p.geometry
    from parts p where a.year = p.year and a.code = p.code and a.number = p.leading
    returning a.year, a.code`);
  if (joined.length > 0)
    report.notes.push(
      `${joined.length === 1 ? '1 area' : `${joined.length} areas`} came in several parts, which are joined: ${joined
        .slice(0, 5)
        .map(({ code }) => code)
        .join(', ')}${joined.length > 5 ? ' and more' : ''}.`,
    );
}
