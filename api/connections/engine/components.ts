import type { Graph } from './graph.ts';

export interface Components {
  /** By node: which component it is in; they are numbered by their first node. */
  of: Int32Array;
  /** By component: how many nodes it has. */
  sizes: Int32Array;
}

/** What hangs together. */
export function componentsOf({ nodes, offsets, targets }: Graph): Components {
  const of = new Int32Array(nodes).fill(-1);
  const queue = new Int32Array(nodes);
  const sizes: number[] = [];
  for (let first = 0; first < nodes; first++) {
    if (of[first] !== -1) continue;
    const label = sizes.length;
    of[first] = label;
    queue[0] = first;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const v = queue[at]!;
      for (let i = offsets[v]!, last = offsets[v + 1]!; i < last; i++) {
        const w = targets[i]!;
        if (of[w] !== -1) continue;
        of[w] = label;
        queue[end++] = w;
      }
    }
    sizes.push(end);
  }
  return { of, sizes: Int32Array.from(sizes) };
}

/** Pairs among so many: each once. */
export const pairs = (n: number): number => (n * n - n) / 2;

/** The share of nodes in the largest component (N3); null of an empty graph. */
export const giantShare = (nodes: number, { sizes }: Components): number | null =>
  nodes === 0 ? null : sizes.reduce((most, size) => Math.max(most, size), 0) / nodes;

/**
 * The share of pairs that cannot reach each other (N4, Borgatti 2006; 1 less it is Krackhardt's
 * connectedness, 1994); null with fewer than two nodes.
 */
export function fragmentation(nodes: number, { sizes }: Components): number | null {
  if (nodes < 2) return null;
  return 1 - sizes.reduce((sum, size) => sum + pairs(size), 0) / pairs(nodes);
}

/**
 * By node: pairs of others that reach each other through it alone, and would not without it (N6, after
 * Borgatti 2006). By the parts into which it cuts its component: low points of a depth-first walk
 * (Hopcroft & Tarjan 1973), without recursion, in time linear in nodes and ties.
 */
export function pairsLost({ nodes, offsets, targets }: Graph): Float64Array {
  const lost = new Float64Array(nodes);
  const seen = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const parent = new Int32Array(nodes).fill(-1);
  const below = new Int32Array(nodes);
  const next = offsets.slice(0, nodes);
  /** Of the parts that a node cuts off: how many nodes, and how many pairs within. */
  const cut = new Int32Array(nodes);
  const within = new Float64Array(nodes);
  const order = new Int32Array(nodes);
  let time = 0;
  for (let root = 0; root < nodes; root++) {
    if (seen[root] !== -1) continue;
    const first = time;
    let v = root;
    seen[v] = low[v] = time;
    order[time++] = v;
    below[v] = 1;
    for (;;) {
      if (next[v]! < offsets[v + 1]!) {
        const w = targets[next[v]!++]!;
        if (seen[w] === -1) {
          parent[w] = v;
          seen[w] = low[w] = time;
          order[time++] = w;
          below[w] = 1;
          v = w;
        } else if (w !== parent[v] && seen[w]! < low[v]!) low[v] = seen[w]!;
        continue;
      }
      const up = parent[v]!;
      if (up === -1) break;
      below[up]! += below[v]!;
      if (low[v]! < low[up]!) low[up] = low[v]!;
      if (low[v]! >= seen[up]!) {
        cut[up]! += below[v]!;
        within[up]! += pairs(below[v]!);
      }
      v = up;
    }
    const size = time - first;
    for (let i = first; i < time; i++) {
      const u = order[i]!;
      lost[u] = pairs(size - 1) - within[u]! - pairs(size - 1 - cut[u]!);
    }
  }
  return lost;
}
