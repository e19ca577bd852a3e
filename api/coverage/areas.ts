import type { Context } from 'hono';
import type { Coverage, CoverageExportQuery } from '../contracts/coverage.ts';
import { act } from '../http/act.ts';
import type { Env } from '../http/environment.ts';
import { notFound } from '../http/problem.ts';
import { today } from '../http/today.ts';
import { coverageOf } from './figures.ts';
import { readBoundaryChanged, readOutlines } from './queries.ts';

/** Of these areas, those whose border was another on a day in the past. */
export const boundaryChangedIn = async (
  c: Context<Env>,
  codes: string[],
  on: string | undefined,
): Promise<Set<string>> =>
  on === undefined ? new Set() : act(c, 'read', (tx) => readBoundaryChanged(tx, codes, on));

/** The coverage of every area of a level within another, by code. Throws Problem 404 where there is none. */
export async function areasOf(
  c: Context<Env>,
  { neighbourhood, level, ...query }: CoverageExportQuery,
): Promise<Coverage[]> {
  const region = await c.var.services.coverage.regionOf(neighbourhood, query);
  const around = region?.areas.get(neighbourhood);
  if (!region || !around) throw notFound();
  const areas = [...region.areas.values()].filter(
    (area) => area.level === level && (area === around || region.lies(area.code, around)),
  );
  const codes = areas.map(({ code }) => code);
  const boundaryChanged = await boundaryChangedIn(c, codes, query.on);
  const asked = { query, today: today(), boundaryChanged };
  return region.once(
    `areas ${neighbourhood} ${level} ${asked.today} ${JSON.stringify(query)}`,
    () => areas.map((area) => coverageOf(region, area, asked)),
  );
}

/** Areas with their outlines as a GeoJSON FeatureCollection, as text; of each these properties. */
export async function mapOf(
  c: Context<Env>,
  items: Coverage[],
  propertiesOf: (item: Coverage) => object,
): Promise<string> {
  const outlines = await act(c, 'read', (tx) =>
    readOutlines(
      tx,
      items.map(({ code }) => code),
    ),
  );
  const features = items.map((item) => ({
    type: 'Feature',
    id: item.code,
    geometry: JSON.parse(outlines.get(item.code) ?? 'null') as unknown,
    properties: propertiesOf(item),
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
