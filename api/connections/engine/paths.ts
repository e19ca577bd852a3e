import { componentsOf, pairs } from './components.ts';
import { inducedBy, type Graph } from './graph.ts';

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
 *
 * Who has one neighbour is walked along with that neighbour, as its weight (Baglioni et al. 2012): in a
 * network of people and places that is a third of them.
 */
export function pathsOf(graph: Graph): Paths {
  const { was, core, weights } = folded(graph);
  const { through, inverse } = walk(core, weights);
  const betweenness = new Float64Array(graph.nodes);
  const { of, sizes } = componentsOf(graph);
  let inverseDistances = inverse;
  for (let v = 0; v < core.nodes; v++) {
    const leaves = weights[v]! - 1;
    const others = sizes[of[was[v]!]!]! - 1 - leaves;
    // From its leaves all ways lead through it: to all others, and to each other in two steps.
    betweenness[was[v]!] = through[v]! + leaves * others + pairs(leaves);
    inverseDistances += leaves + pairs(leaves) / 2;
  }
  return { betweenness, inverseDistances };
}

/** The graph without who has one neighbour; the weight of a node is itself and those. */
function folded(graph: Graph) {
  const { nodes, offsets, targets } = graph;
  const keep = new Uint8Array(nodes);
  const leaves = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const first = offsets[v]!;
    const only = offsets[v + 1]! - first === 1 ? targets[first]! : -1;
    // Of two that have only each other, the first stays.
    if (only === -1 || (offsets[only + 1]! - offsets[only]! === 1 && v < only)) keep[v] = 1;
    else leaves[only]! += 1;
  }
  const { graph: core, was } = inducedBy(graph, keep);
  const weights = new Float64Array(core.nodes);
  for (let v = 0; v < core.nodes; v++) weights[v] = 1 + leaves[was[v]!]!;
  return { core, was, weights };
}

/** Paths between all pairs of nodes, each pair as often as its weights say. */
function walk({ nodes, offsets, targets }: Graph, weights: Float64Array) {
  const through = new Float64Array(nodes);
  const distance = new Int32Array(nodes).fill(-1);
  const paths = new Float64Array(nodes);
  /** (Its weight and what depends on it) by its number of paths; of who is not reached yet: 0. */
  const share = new Float64Array(nodes);
  const queue = new Int32Array(nodes);
  let inverse = 0;
  for (let source = 0; source < nodes; source++) {
    if (offsets[source] === offsets[source + 1]) continue;
    const own = weights[source]!;
    queue[0] = source;
    distance[source] = 0;
    paths[source] = 1;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const v = queue[at]!;
      const further = distance[v]! + 1;
      const many = paths[v]!;
      for (let i = offsets[v]!, last = offsets[v + 1]!; i < last; i++) {
        const w = targets[i]!;
        const there = distance[w]!;
        if (there === -1) {
          distance[w] = further;
          paths[w] = many;
          queue[end++] = w;
        } else if (there === further) paths[w]! += many;
      }
    }
    for (let at = end - 1; at > 0; at--) {
      const v = queue[at]!;
      const next = distance[v]! + 1;
      let depends = 0;
      for (let i = offsets[v]!, last = offsets[v + 1]!; i < last; i++) {
        const w = targets[i]!;
        if (distance[w] === next) depends += share[w]!;
      }
      const many = paths[v]!;
      const weight = weights[v]!;
      through[v]! += own * depends * many;
      share[v] = depends + weight / many;
      // Itself, its leaves with this one and this one's with it, and leaves with leaves.
      inverse +=
        1 / (next - 1) + (own + weight - 2) / next + ((own - 1) * (weight - 1)) / (next + 1);
    }
    for (let at = 0; at < end; at++) distance[queue[at]!] = -1;
  }
  for (let v = 0; v < nodes; v++) through[v]! /= 2;
  return { through, inverse: inverse / 2 };
}
