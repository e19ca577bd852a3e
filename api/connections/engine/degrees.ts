import { degreesOf, type Graph } from './graph.ts';

/** The share of pairs that are tied (N1, Wasserman & Faust 1994); null with fewer than two nodes. */
export const density = ({ nodes, ties }: Graph): number | null =>
  nodes < 2 ? null : (2 * ties) / (nodes * (nodes - 1));

/** Ties per node (N1): to compare over time, where density falls as a graph grows. Null of none. */
export const meanDegree = ({ nodes, ties }: Graph): number | null =>
  nodes === 0 ? null : (2 * ties) / nodes;

/** How many nodes are tied to nobody (N2). */
export function isolates(graph: Graph): number {
  let count = 0;
  for (let v = 0; v < graph.nodes; v++) if (graph.offsets[v] === graph.offsets[v + 1]) count += 1;
  return count;
}

/**
 * How far one node outdoes all others in ties (N15, Freeman 1979): 1 is a star. Null with fewer than
 * three nodes, where there is no star to compare with.
 */
export function degreeCentralisation(graph: Graph): number | null {
  const { nodes: n, ties } = graph;
  if (n < 3) return null;
  const most = degreesOf(graph).reduce((a, b) => Math.max(a, b), 0);
  return (n * most - 2 * ties) / ((n - 1) * (n - 2));
}

/**
 * The share of all ends of ties that the busiest tenth of nodes holds (skewed effort, MEASURES E), of
 * values at least 0. Null below ten nodes, our rule, and where there is nothing to share.
 */
export function busiestTenth(values: ArrayLike<number>): number | null {
  const sorted = Float64Array.from(values).sort().reverse();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (sorted.length < 10 || total === 0) return null;
  const tenth = Math.ceil(sorted.length / 10);
  return sorted.subarray(0, tenth).reduce((sum, value) => sum + value, 0) / total;
}
