import type { Graph } from './graph.ts';

export interface Paths {
  /** By node: the sum over pairs of others of the share of their shortest paths that lead through it (N7). */
  betweenness: Float64Array;
  /** The sum over pairs of one by their distance in steps; a pair that does not reach each other adds 0. */
  inverseDistances: number;
}

/**
 * Shortest paths between all pairs, by Brandes 2001: a walk in breadth from each node, and back. Exact,
 * in time nodes times ties. On the way back each node asks those one step further, instead of being
 * told by them: no list of predecessors, and one write a node instead of one a tie.
 */
export function pathsOf({ nodes, offsets, targets }: Graph): Paths {
  const betweenness = new Float64Array(nodes);
  const distance = new Int32Array(nodes).fill(-1);
  const paths = new Float64Array(nodes);
  /** (1 + what depends on it) by its number of paths; of who is not reached yet: 0. */
  const share = new Float64Array(nodes);
  const queue = new Int32Array(nodes);
  let inverse = 0;
  for (let source = 0; source < nodes; source++) {
    if (offsets[source] === offsets[source + 1]) continue;
    queue[0] = source;
    distance[source] = 0;
    paths[source] = 1;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const v = queue[at]!;
      const further = distance[v]! + 1;
      const through = paths[v]!;
      for (let i = offsets[v]!, last = offsets[v + 1]!; i < last; i++) {
        const w = targets[i]!;
        const there = distance[w]!;
        if (there === -1) {
          distance[w] = further;
          paths[w] = through;
          queue[end++] = w;
        } else if (there === further) paths[w]! += through;
      }
    }
    for (let at = end - 1; at > 0; at--) {
      const v = queue[at]!;
      const here = distance[v]!;
      let depends = 0;
      for (let i = offsets[v]!, last = offsets[v + 1]!; i < last; i++) {
        const w = targets[i]!;
        if (distance[w] === here + 1) depends += share[w]!;
      }
      const many = paths[v]!;
      betweenness[v]! += depends * many;
      share[v] = depends + 1 / many;
      inverse += 1 / here;
    }
    for (let at = 0; at < end; at++) distance[queue[at]!] = -1;
  }
  for (let v = 0; v < nodes; v++) betweenness[v]! /= 2;
  return { betweenness, inverseDistances: inverse / 2 };
}
