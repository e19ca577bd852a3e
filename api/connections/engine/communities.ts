import { pairs } from './components.ts';
import type { Graph } from './graph.ts';
import { Louvain, type Communities } from './louvain.ts';
import { randomFrom } from './random.ts';

/**
 * Communities by Louvain (N16, Blondel 2008): nodes move to where they raise modularity most, then each
 * community becomes a node, until nothing is gained. The same seed gives the same answer.
 */
export const communitiesOf = (graph: Graph, seed = 1): Communities =>
  new Louvain(graph).seek(randomFrom(seed));

export interface StableCommunities extends Communities {
  /** Mean likeness of this answer to those of other seeds: 1 all alike, 0 as chance would have it. Null without ties. */
  stability: number | null;
}

/** The best of as many seeds as asked (the first of equals), and how like the others it is. */
export function stableCommunities(graph: Graph, seeds = 5): StableCommunities {
  const louvain = new Louvain(graph);
  const found = Array.from({ length: graph.ties === 0 ? 1 : seeds }, (_, i) =>
    louvain.seek(randomFrom(i + 1)),
  );
  const best = found.reduce((a, b) => ((b.modularity ?? 0) > (a.modularity ?? 0) + 1e-12 ? b : a));
  const others = found.filter((one) => one !== best);
  const alike = others.map((one) => adjustedRand(best.of, one.of));
  return {
    ...best,
    stability:
      others.length === 0 ? null : alike.reduce((sum, one) => sum + one, 0) / others.length,
  };
}

/** How alike two groupings of the same nodes are, chance taken off (Hubert & Arabie 1985): 1 is equal. */
export function adjustedRand(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const n = one.length;
  let [rows, columns] = [0, 0];
  for (let v = 0; v < n; v++) {
    if (one[v]! >= rows) rows = one[v]! + 1;
    if (other[v]! >= columns) columns = other[v]! + 1;
  }
  const cells = new Int32Array(rows * columns);
  const [inRow, inColumn] = [new Int32Array(rows), new Int32Array(columns)];
  for (let v = 0; v < n; v++) {
    cells[one[v]! * columns + other[v]!]! += 1;
    inRow[one[v]!]! += 1;
    inColumn[other[v]!]! += 1;
  }
  const [a, b, both] = [pairsIn(inRow), pairsIn(inColumn), pairsIn(cells)];
  const chance = n < 2 ? 0 : (a * b) / pairs(n);
  const most = (a + b) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}

function pairsIn(counts: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += pairs(counts[i]!);
  return sum;
}
