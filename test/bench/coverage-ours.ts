import type { Range } from '../../api/coverage/engine/cells.ts';
import { completeness } from '../../api/coverage/engine/completeness.ts';
import { reachFigures, type ReachFigures } from '../../api/coverage/engine/figures.ts';
import { Nearest } from '../../api/coverage/engine/nearest.ts';
import { straightPlaces } from '../../api/coverage/engine/places.ts';
import type { Land } from './coverage-input.ts';

/** Metres on foot. */
export const WITHIN = 500;

export interface Covered {
  kinds: Nearest[];
  /** Of each kind, of each area. */
  reach: ReachFigures[][];
  /** Of each area. */
  classes: ReturnType<typeof completeness>[];
}

export const classesOf = (land: Land, kinds: Nearest[], range: Range) =>
  completeness(
    land.cells,
    kinds.map(
      ({ metres }) =>
        (cell) =>
          metres[cell]! <= WITHIN,
    ),
    range,
  );

/** All figures of all areas, from raw arrays. */
export function cover(land: Land): Covered {
  const { cells, areas } = land;
  const kinds = land.kinds.map(({ x, y }) => new Nearest(cells, straightPlaces(x, y)));
  return {
    kinds,
    reach: kinds.map(({ metres }) =>
      areas.map((area) => reachFigures(cells, metres, WITHIN, area)),
    ),
    classes: areas.map((area) => classesOf(land, kinds, area)),
  };
}
