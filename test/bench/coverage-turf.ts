import { nearestPoint } from '@turf/nearest-point';
import type { FeatureCollection, Point } from 'geojson';
import type { Sql } from 'postgres';
import { Nearest } from '../../api/coverage/engine/nearest.ts';
import { DETOUR, straightPlaces } from '../../api/coverage/engine/places.ts';
import type { Land, Points } from './coverage-input.ts';
import { timed } from './measure.ts';

/** A sphere and the national grid differ by so much at most, and seldom in which is nearest. */
const APART = 0.005;
const OTHERS = 0.01;
const REPEATS = 50;

async function onTheGlobe(sql: Sql, { x, y }: Points): Promise<FeatureCollection<Point>> {
  const [row] = await sql.unsafe<[{ points: [number, number][] }]>(
    `select json_agg(json_build_array(st_x(p), st_y(p)) order by n) as points
     from (select n, st_transform(st_setsrid(st_point(x, y), 28992), 4326) as p
       from unnest($1::float8[], $2::float8[]) with ordinality as given (x, y, n)) placed`,
    [[...x], [...y]] as never[],
  );
  return {
    type: 'FeatureCollection',
    features: row.points.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates },
    })),
  };
}

export interface AgainstTurf {
  ours: number;
  turf: number;
  /** The share of cells of which turf finds another place nearest. */
  others: number;
  /** How far the distances differ at most, as a share. */
  apart: number;
}

/** The nearest of every kind from every cell, by us and as one writes it with turf; the seconds of each. */
export async function againstTurf(sql: Sql, { cells, kinds }: Land): Promise<() => AgainstTurf> {
  const from = await onTheGlobe(sql, cells);
  const to = await Promise.all(kinds.map((points) => onTheGlobe(sql, points)));
  const near = () => kinds.map(({ x, y }) => new Nearest(cells, straightPlaces(x, y)));
  return () => {
    const theirs = timed(() =>
      to.map((places) => from.features.map((cell) => nearestPoint(cell, places).properties)),
    );
    let ours = near();
    const mine = timed(() => {
      for (let n = 0; n < REPEATS; n += 1) ours = near();
    });
    const found = { others: 0, apart: 0 };
    for (const [kind, { metres, places }] of ours.entries())
      for (const [cell, { featureIndex, distanceToPoint }] of theirs.answer[kind]!.entries()) {
        if (places.nearest(cells.x[cell]!, cells.y[cell]!) !== featureIndex) found.others += 1;
        const walked = distanceToPoint * 1000 * DETOUR;
        found.apart = Math.max(found.apart, Math.abs(walked / metres[cell]! - 1));
      }
    found.others /= cells.x.length * kinds.length;
    if (!(found.apart <= APART && found.others <= OTHERS))
      throw new Error(`turf finds other places nearest: ${JSON.stringify(found)}`);
    return { ours: mine.seconds / REPEATS, turf: theirs.seconds, ...found };
  };
}
