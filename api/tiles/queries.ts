import type { Feature, Geometry } from 'geojson';
import { CELL_ZOOM, tileRange } from '../assets/cells.ts';
import { NOT_ARCHIVED } from '../assets/archived.ts';
import { kinds, type Kind } from '../contracts/kinds.ts';
import { CLUSTER_BELOW_ZOOM } from '../contracts/map.ts';
import type { Transaction } from '../db/port.ts';

export type TileAddress = readonly [z: number, x: number, y: number];

/** A tile is cut into 2^3 x 2^3 cells, one cluster each: about 64 pixels on the screen. */
const CLUSTER_CELLS = 3;

type Group = {
  count: number;
  lon: number;
  lat: number;
  kinds: Kind[];
  id: string;
  title: string;
  status: string;
};

/** Points of a tile: single assets at street level, below it clusters with a count per kind. */
export async function assetPoints(tx: Transaction, [z, x, y]: TileAddress): Promise<Feature[]> {
  const [from, to] = tileRange(z, x, y);
  const shift = z >= CLUSTER_BELOW_ZOOM ? 0 : 2 * (CELL_ZOOM - z - CLUSTER_CELLS);
  // In a fixed order: the same assets make the same bytes, and so the same entity tag.
  const rows = await tx.query<Group>(
    `select count(*) as count, avg(lon) as lon, avg(lat) as lat,
       array_agg(kind::text order by kind) as kinds,
       min(id::text) as id, min(title) as title, min(status::text) as status
     from (
       select a.id, a.kind, a.title, a.status, a.cell >> ${shift} as part,
         extensions.st_x(extensions.st_pointonsurface(a.geometry)) as lon,
         extensions.st_y(extensions.st_pointonsurface(a.geometry)) as lat
       from public.assets a
       where a.cell >= $1 and a.cell < $2 and ${NOT_ARCHIVED}
     ) shown
     group by ${shift === 0 ? 'id' : 'part'}
     order by 5`,
    [from, to],
  );
  return rows.map(({ count, lon, lat, kinds: present, id, title, status }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties:
      count === 1 ? { id, title, kind: present[0], status } : { count, ...countsOf(present) },
  }));
}

const countsOf = (present: Kind[]): Record<Kind, number> =>
  Object.fromEntries(
    kinds.map((kind) => [kind, present.filter((one) => one === kind).length]),
  ) as Record<Kind, number>;

/** Area assets that touch the tile. */
export async function assetAreas(tx: Transaction, [z, x, y]: TileAddress): Promise<Feature[]> {
  const rows = await tx.query<{ id: string; kind: Kind; title: string; geometry: Geometry }>(
    `select a.id, a.kind, a.title, extensions.st_asgeojson(a.geometry, 7)::json as geometry
     from public.assets a
     where a.is_area and ${NOT_ARCHIVED}
       and a.geometry operator(extensions.&&)
         extensions.st_transform(extensions.st_tileenvelope($1, $2, $3, margin => 0.05), 4326)
     order by a.id`,
    [z, x, y],
  );
  return rows.map(({ geometry, ...properties }) => ({ type: 'Feature', geometry, properties }));
}

/** Which levels are drawn at a zoom: gemeenten always, wijken from 9, buurten from 11. */
export const levelsAt = (z: number) =>
  (['gemeente', ...(z >= 9 ? ['wijk'] : []), ...(z >= 11 ? ['buurt'] : [])] as const).slice();

/** An outline is off by up to 100 m: less than a pixel below this zoom. */
const FULL_FROM_ZOOM = 11;

/** Boundaries that touch the tile, by level. In full from where buurten are drawn, below it as outlines. */
export async function boundaries(
  tx: Transaction,
  [z, x, y]: TileAddress,
): Promise<Record<string, Feature[]>> {
  const rows = await tx.query<{
    code: string;
    name: string | null;
    level: string;
    water: boolean;
    geometry: Geometry;
  }>(
    `select n.code, n.name, n.level, n.water,
       extensions.st_asgeojson(n.${z >= FULL_FROM_ZOOM ? 'geometry' : 'outline'}, 6)::json as geometry
     from public.neighbourhoods n
     where n.level = any ($4::text[]::public.neighbourhood_level[])
       and n.geometry operator(extensions.&&)
         extensions.st_transform(extensions.st_tileenvelope($1, $2, $3, margin => 0.05), 4326)
       and exists (select from public.current_years c
         where c.gemeente_code = n.gemeente_code and c.year = n.year)
     order by n.code`,
    [z, x, y, levelsAt(z)],
  );
  const layers: Record<string, Feature[]> = { gemeente: [], wijk: [], buurt: [] };
  for (const { level, geometry, code, name, water } of rows)
    layers[level]?.push({
      type: 'Feature',
      geometry,
      properties: { code, name: name ?? '', water },
    });
  return layers;
}
