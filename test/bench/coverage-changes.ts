import { reachFigures } from '../../api/coverage/engine/figures.ts';
import { randomFrom } from '../../api/connections/engine/random.ts';
import type { Land } from './coverage-input.ts';
import { classesOf, cover, WITHIN, type Covered } from './coverage-ours.ts';
import { furthest, requireEqual } from './measure.ts';

const CHANGES = 600;

/** Adds, moves and removes places of a land that is covered, one at a time; the mean seconds of one. */
export function changeOneByOne(land: Land, covered: Covered, seed: number): number {
  const random = randomFrom(seed);
  const { cells, areas, around } = land;
  const next = land.kinds.map(({ x }) => x.length);
  let seconds = 0;
  for (let n = 0; n < CHANGES; n += 1) {
    const kind = Math.floor(random() * covered.kinds.length);
    const nearest = covered.kinds[kind]!;
    const cell = Math.floor(random() * cells.x.length);
    const at = [cells.x[cell]! + 200 * random(), cells.y[cell]! + 200 * random()] as const;
    let place = n % 3 === 0 ? next[kind]!++ : Math.floor(random() * next[kind]!);
    while (n % 3 > 0 && !nearest.places.has(place)) place = Math.floor(random() * next[kind]!);
    const [x, y] = [nearest.places.x[place] ?? NaN, nearest.places.y[place] ?? NaN];

    const from = performance.now();
    const touched: number[] = [];
    if (n % 3 > 0) {
      nearest.places.remove(place);
      touched.push(...nearest.went(place, x, y));
    }
    if (n % 3 < 2) {
      nearest.places.add(place, ...at);
      touched.push(...nearest.came(place));
    }
    for (const area of new Set(touched.flatMap((group) => around[group]!))) {
      const range = areas[area]!;
      covered.reach[kind]![area] = reachFigures(cells, nearest.metres, WITHIN, range);
      covered.classes[area] = classesOf(land, covered.kinds, range);
    }
    seconds += (performance.now() - from) / 1000;
  }
  return seconds / CHANGES;
}

/** What was kept right is what all of it reckoned anew is, of every area. */
export function requireAsAnew(land: Land, kept: Covered): void {
  const kinds = kept.kinds.map(({ places }) => {
    const isThere = (_: number, place: number) => places.has(place);
    return { x: places.x.filter(isThere), y: places.y.filter(isThere) };
  });
  const anew = cover({ ...land, kinds });
  for (const [kind, reach] of anew.reach.entries())
    requireEqual(
      `what changed of kind ${kind}`,
      furthest(reach.flatMap(numbersOf), kept.reach[kind]!.flatMap(numbersOf)),
    );
  requireEqual(
    'completeness of what changed',
    furthest(anew.classes.flatMap(numbersOf), kept.classes.flatMap(numbersOf)),
  );
}

/** Where there is no figure, -1. */
const numbersOf = (figures: object): number[] =>
  Object.values(figures).map((figure: number | null) => figure ?? -1);
