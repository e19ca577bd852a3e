import type { Cells, Range } from './cells.ts';
import type { Places } from './places.ts';
import { weightedQuantiles } from './quantiles.ts';

/** How people of an area reach a kind (MEASURES C1, C2); null where it is not defined. */
export interface ReachFigures {
  inhabitants: number;
  /** How many have one within the distance. */
  reached: number;
  reachShare: number | null;
  /** Metres on foot to the nearest, by person. */
  mean: number | null;
  median: number | null;
  p90: number | null;
}

/** C1 reach and C2 distance of the cells in a range; `metres` is to the nearest, by cell. */
export function reachFigures(
  { inhabitants }: Cells,
  metres: Float64Array,
  within: number,
  { from, to }: Range,
): ReachFigures {
  let people = 0;
  let reached = 0;
  let walked = 0;
  for (let i = from; i < to; i += 1) {
    const here = inhabitants[i]!;
    if (here === 0) continue;
    people += here;
    if (metres[i]! <= within) reached += here;
    walked += here * metres[i]!;
  }
  const isWalked = people > 0 && walked < Infinity;
  const [median, p90] = isWalked
    ? weightedQuantiles(metres, inhabitants, [0.5, 0.9], { from, to })
    : [null, null];
  // Written out: for a buurt, spreading one object into another takes as long as all of the above.
  return {
    inhabitants: people,
    reached,
    reachShare: people > 0 ? reached / people : null,
    mean: isWalked ? walked / people : null,
    median: median ?? null,
    p90: p90 ?? null,
  };
}

/** C3 choice: the mean number of places within the distance, by person; null where nobody lives. */
export function meanChoice(
  { x, y, inhabitants }: Cells,
  places: Places,
  within: number,
  { from, to }: Range,
): number | null {
  let people = 0;
  let choice = 0;
  for (let i = from; i < to; i += 1) {
    if (inhabitants[i] === 0) continue;
    people += inhabitants[i]!;
    choice += inhabitants[i]! * places.count(x[i]!, y[i]!, within);
  }
  return people === 0 ? null : choice / people;
}
