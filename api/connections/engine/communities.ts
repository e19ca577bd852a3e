import type { Graph } from './graph.ts';
import { randomFrom, shuffle } from './random.ts';

export interface Communities {
  /** By node: its community, numbered by their first node. */
  of: Int32Array;
  count: number;
  /** Null without ties. */
  modularity: number | null;
}

/** A graph of communities: weighted, with the ties within each as a loop. */
interface Level {
  nodes: number;
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
  /** Twice the ties within, so that the sum of a row and its loop is a degree. */
  loops: Float64Array;
  degrees: Float64Array;
}

/**
 * Communities by Louvain (N16, Blondel 2008): nodes move to where they raise modularity most, then each
 * community becomes a node, until nothing is gained. The same seed gives the same answer.
 */
export function communitiesOf(graph: Graph, seed = 1): Communities {
  const of = Int32Array.from({ length: graph.nodes }, (_, v) => v);
  if (graph.ties > 0) {
    const random = randomFrom(seed);
    let level = firstLevel(graph);
    for (;;) {
      const { community, moved } = moveNodes(level, 2 * graph.ties, random);
      if (!moved) break;
      const count = renumber(community);
      for (let v = 0; v < of.length; v++) of[v] = community[of[v]!]!;
      if (count === level.nodes) break;
      level = merged(level, community, count);
    }
  }
  const count = renumber(of);
  return { of, count, modularity: modularity(graph, of) };
}

/** How much more ties lie within groups than chance would put there (N16, Newman & Girvan 2004); null without ties. */
export function modularity(
  { nodes, ties, offsets, targets }: Graph,
  groups: ArrayLike<number>,
): number | null {
  if (ties === 0) return null;
  let most = 0;
  for (let v = 0; v < nodes; v++) if (groups[v]! > most) most = groups[v]!;
  const ends = new Float64Array(most + 1);
  let within = 0;
  for (let v = 0; v < nodes; v++) {
    const group = groups[v]!;
    ends[group]! += offsets[v + 1]! - offsets[v]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      if (groups[targets[i]!] === group) within += 1;
  }
  let chance = 0;
  for (const end of ends) chance += end * end;
  return within / (2 * ties) - chance / (2 * ties) ** 2;
}

export interface StableCommunities extends Communities {
  /** Mean likeness of this answer to those of other seeds: 1 all alike, 0 as chance would have it. Null without ties. */
  stability: number | null;
}

/** The best of as many seeds as asked (the first of equals), and how like the others it is. */
export function stableCommunities(graph: Graph, seeds = 5): StableCommunities {
  const found = Array.from({ length: graph.ties === 0 ? 1 : seeds }, (_, i) =>
    communitiesOf(graph, i + 1),
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
  const [rows, columns, cells] = [new Map(), new Map(), new Map()] as Map<number, number>[];
  const add = (counts: Map<number, number>, key: number) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  const n = one.length;
  for (let v = 0; v < n; v++) {
    add(rows!, one[v]!);
    add(columns!, other[v]!);
    add(cells!, one[v]! * n + other[v]!);
  }
  const pairsIn = (counts: Map<number, number>) => {
    let sum = 0;
    for (const count of counts.values()) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const [a, b, both] = [pairsIn(rows!), pairsIn(columns!), pairsIn(cells!)];
  const chance = n < 2 ? 0 : (a * b) / ((n * (n - 1)) / 2);
  const most = (a + b) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}

function firstLevel({ nodes, offsets, targets }: Graph): Level {
  const degrees = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) degrees[v] = offsets[v + 1]! - offsets[v]!;
  return {
    ...{ nodes, offsets, targets, degrees },
    weights: new Float64Array(targets.length).fill(1),
    loops: new Float64Array(nodes),
  };
}

function moveNodes(level: Level, ends: number, random: () => number) {
  const { nodes, offsets, targets, weights, degrees } = level;
  const community = Int32Array.from({ length: nodes }, (_, v) => v);
  const totals = degrees.slice();
  const order = community.slice();
  shuffle(order, random);
  /** Of the node at hand: its weight to each community near it. */
  const to = new Float64Array(nodes);
  const near = new Int32Array(nodes);
  let moved = false;
  for (let again = true; again;) {
    again = false;
    for (let n = 0; n < nodes; n++) {
      const v = order[n]!;
      const own = community[v]!;
      const degree = degrees[v]!;
      let count = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const c = community[targets[i]!]!;
        if (to[c] === 0) near[count++] = c;
        to[c]! += weights[i]!;
      }
      totals[own]! -= degree;
      let best = own;
      let gain = to[own]! - (totals[own]! * degree) / ends;
      for (let i = 0; i < count; i++) {
        const c = near[i]!;
        const gained = to[c]! - (totals[c]! * degree) / ends;
        if (gained > gain + 1e-9) [best, gain] = [c, gained];
      }
      for (let i = 0; i < count; i++) to[near[i]!] = 0;
      totals[best]! += degree;
      if (best === own) continue;
      community[v] = best;
      moved = again = true;
    }
  }
  return { community, moved };
}

/** Numbers groups by their first node, in place; answers how many there are. */
function renumber(groups: Int32Array): number {
  const names = new Map<number, number>();
  for (let v = 0; v < groups.length; v++) {
    let name = names.get(groups[v]!);
    if (name === undefined) names.set(groups[v]!, (name = names.size));
    groups[v] = name;
  }
  return names.size;
}

function merged(level: Level, community: Int32Array, count: number): Level {
  const loops = new Float64Array(count);
  const degrees = new Float64Array(count);
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  for (let v = 0; v < level.nodes; v++) {
    const c = community[v]!;
    loops[c]! += level.loops[v]!;
    degrees[c]! += level.degrees[v]!;
    for (let i = level.offsets[v]!; i < level.offsets[v + 1]!; i++) {
      const d = community[level.targets[i]!]!;
      if (c === d) loops[c]! += level.weights[i]!;
      else rows[c]!.set(d, (rows[c]!.get(d) ?? 0) + level.weights[i]!);
    }
  }
  const offsets = new Int32Array(count + 1);
  for (let c = 0; c < count; c++) offsets[c + 1] = offsets[c]! + rows[c]!.size;
  const targets = new Int32Array(offsets[count]!);
  const weights = new Float64Array(offsets[count]!);
  let at = 0;
  for (const row of rows)
    for (const [target, weight] of row) {
      targets[at] = target;
      weights[at++] = weight;
    }
  return { nodes: count, offsets, targets, weights, loops, degrees };
}
