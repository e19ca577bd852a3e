/**
 * An undirected simple graph in compressed sparse rows. Nodes are 0 to `nodes - 1`; the neighbours of
 * `v` are `targets[offsets[v]]` up to, not including, `targets[offsets[v + 1]]`, ascending.
 */
export interface Graph {
  nodes: number;
  /** Each counted once. */
  ties: number;
  /** One longer than there are nodes. */
  offsets: Int32Array;
  /** Each tie stands here twice. */
  targets: Int32Array;
}

/**
 * A graph of ties given as two equally long lists of ends. A tie to itself and the same pair again
 * count for nothing. Throws RangeError for an end that is no node.
 */
export function graphOf(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Graph {
  const offsets = new Int32Array(nodes + 1);
  const given = from.length;
  for (let i = 0; i < given; i++) {
    const [a, b] = [from[i]!, to[i]!];
    if (!(a >= 0 && a < nodes && b >= 0 && b < nodes))
      throw new RangeError(`tie ${i} is from ${a} to ${b}, of ${nodes} nodes`);
    if (a === b) continue;
    offsets[a + 1]!++;
    offsets[b + 1]!++;
  }
  for (let v = 0; v < nodes; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice(0, nodes);
  const loose = new Int32Array(offsets[nodes]!);
  for (let i = 0; i < given; i++) {
    const [a, b] = [from[i]!, to[i]!];
    if (a === b) continue;
    loose[next[a]!++] = b;
    loose[next[b]!++] = a;
  }
  return withoutDoubles(sorted(nodes, offsets, loose));
}

/** Row after row hands itself to its neighbours, who so get theirs in order. */
function sorted(nodes: number, offsets: Int32Array, loose: Int32Array): Graph {
  const next = offsets.slice(0, nodes);
  const targets = new Int32Array(loose.length);
  for (let v = 0; v < nodes; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) targets[next[loose[i]!]!++] = v;
  return { nodes, ties: targets.length / 2, offsets, targets };
}

function withoutDoubles({ nodes, offsets, targets }: Graph): Graph {
  let kept = 0;
  let start = 0;
  for (let v = 0; v < nodes; v++) {
    const end = offsets[v + 1]!;
    offsets[v] = kept;
    let last = -1;
    for (let i = start; i < end; i++) {
      const target = targets[i]!;
      if (target !== last) targets[kept++] = target;
      last = target;
    }
    start = end;
  }
  offsets[nodes] = kept;
  return { nodes, ties: kept / 2, offsets, targets: targets.subarray(0, kept) };
}

/** How many neighbours each node has. */
export function degreesOf({ nodes, offsets }: Graph): Int32Array {
  const degrees = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) degrees[v] = offsets[v + 1]! - offsets[v]!;
  return degrees;
}

/**
 * The graph of those nodes alone for which `keep` is 1, and which node each of them was. What is
 * left out takes its ties along.
 */
export function inducedBy(
  graph: Graph,
  keep: ArrayLike<number>,
): { graph: Graph; was: Int32Array } {
  const { nodes, offsets, targets } = graph;
  const is = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let v = 0; v < nodes; v++) if (keep[v]) is[v] = count++;
  const was = new Int32Array(count);
  const rows = new Int32Array(count + 1);
  const kept = new Int32Array(targets.length);
  let end = 0;
  for (let v = 0; v < nodes; v++) {
    const mine = is[v]!;
    if (mine < 0) continue;
    was[mine] = v;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const other = is[targets[i]!]!;
      if (other >= 0) kept[end++] = other;
    }
    rows[mine + 1] = end;
  }
  return {
    graph: { nodes: count, ties: end / 2, offsets: rows, targets: kept.subarray(0, end) },
    was,
  };
}

/** Is there a tie between two nodes? By halving: rows are in order. */
export function areTied({ offsets, targets }: Graph, a: number, b: number): boolean {
  let [low, high] = [offsets[a]!, offsets[a + 1]! - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = targets[middle]!;
    if (found === b) return true;
    if (found < b) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
