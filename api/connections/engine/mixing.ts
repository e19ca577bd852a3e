import type { Graph } from './graph.ts';

/** A tie between groups, or within one. */
export interface Mixing {
  between: number;
  within: number;
}

/** Counts ties between groups and within them; `groups` says of each node which it is in. */
export function mixingOf({ nodes, offsets, targets }: Graph, groups: ArrayLike<number>): Mixing {
  let within = 0;
  let all = 0;
  for (let v = 0; v < nodes; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = targets[i]!;
      if (w <= v) continue;
      all += 1;
      if (groups[v] === groups[w]) within += 1;
    }
  return { between: all - within, within };
}

export interface EiIndex extends Mixing {
  /** (between - within) by all: -1 all within, 1 all between (N8, Krackhardt & Stern 1988). Null without ties. */
  index: number | null;
  /**
   * What it would be on average if the groups were dealt out anew at random; null with fewer than two
   * nodes. Known without drawing: every pair is then as likely to be of one group as any other.
   */
  expected: number | null;
}

/** The E-I index of a grouping, beside what chance alone would give. */
export function eiIndex(graph: Graph, groups: ArrayLike<number>): EiIndex {
  const mixing = mixingOf(graph, groups);
  const { nodes: n, ties } = graph;
  const sizes = new Map<number, number>();
  for (let v = 0; v < n; v++) sizes.set(groups[v]!, (sizes.get(groups[v]!) ?? 0) + 1);
  let alike = 0;
  for (const size of sizes.values()) alike += size * (size - 1);
  return {
    ...mixing,
    index: ties === 0 ? null : (mixing.between - mixing.within) / ties,
    expected: n < 2 || ties === 0 ? null : 1 - (2 * alike) / (n * (n - 1)),
  };
}

/**
 * How much ties keep to their own group, corrected for the groups' sizes (N9, Newman 2003): 1 only
 * within, 0 as chance would have it. Null without ties, and where all ends are of one group.
 */
export function assortativity(graph: Graph, groups: ArrayLike<number>): number | null {
  const { nodes, ties, offsets } = graph;
  if (ties === 0) return null;
  const ends = new Map<number, number>();
  for (let v = 0; v < nodes; v++)
    ends.set(groups[v]!, (ends.get(groups[v]!) ?? 0) + offsets[v + 1]! - offsets[v]!);
  let squares = 0;
  for (const count of ends.values()) squares += (count / (2 * ties)) ** 2;
  if (squares === 1) return null;
  return (mixingOf(graph, groups).within / ties - squares) / (1 - squares);
}

export interface TieShares {
  bonding: number;
  bridging: number;
  linking: number;
}

/**
 * Ties within one group, between groups of like power, and to an institution (N10, Putnam 2000; Szreter
 * & Woolcock 2004); the three sum to 1. The literature disagrees about the grouping: here a tie links
 * when one end has power and the other does not; else it bonds within a group and bridges between
 * two. Null without ties.
 */
export function tieShares(
  { nodes, ties, offsets, targets }: Graph,
  groups: ArrayLike<number>,
  hasPower: ArrayLike<number>,
): TieShares | null {
  if (ties === 0) return null;
  let [bonding, linking] = [0, 0];
  for (let v = 0; v < nodes; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = targets[i]!;
      if (w <= v) continue;
      if (Boolean(hasPower[v]) !== Boolean(hasPower[w])) linking += 1;
      else if (groups[v] === groups[w]) bonding += 1;
    }
  return {
    bonding: bonding / ties,
    bridging: (ties - bonding - linking) / ties,
    linking: linking / ties,
  };
}
