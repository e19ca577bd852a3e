import { pairs } from './components.ts';
import type { Graph } from './graph.ts';

/**
 * By node: ties among its neighbours (t_i). Each triangle is found once, from the least of its ends
 * by degree (Chiba & Nishizeki 1985), in time ties times the square root of ties.
 */
export function trianglesOf({ nodes, offsets, targets }: Graph): Float64Array {
  const found = new Float64Array(nodes);
  const degree = (v: number) => offsets[v + 1]! - offsets[v]!;
  const isBelow = (v: number, w: number) => {
    const difference = degree(v) - degree(w);
    return difference < 0 || (difference === 0 && v < w);
  };
  /** Each tie once, from its lesser end. */
  const starts = new Int32Array(nodes + 1);
  const up = new Int32Array(targets.length / 2);
  let end = 0;
  for (let v = 0; v < nodes; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      if (isBelow(v, targets[i]!)) up[end++] = targets[i]!;
    starts[v + 1] = end;
  }
  const marked = new Int32Array(nodes).fill(-1);
  for (let v = 0; v < nodes; v++) {
    for (let i = starts[v]!; i < starts[v + 1]!; i++) marked[up[i]!] = v;
    for (let i = starts[v]!; i < starts[v + 1]!; i++) {
      const w = up[i]!;
      for (let j = starts[w]!; j < starts[w + 1]!; j++) {
        const x = up[j]!;
        if (marked[x] !== v) continue;
        found[v]! += 1;
        found[w]! += 1;
        found[x]! += 1;
      }
    }
  }
  return found;
}

/**
 * Three times the triangles by the connected triples (N14, Newman): how often two neighbours of one
 * know each other. Null where nobody has two neighbours.
 */
export function transitivity({ nodes, offsets }: Graph, triangles: Float64Array): number | null {
  let closed = 0;
  let triples = 0;
  for (let v = 0; v < nodes; v++) {
    const k = offsets[v + 1]! - offsets[v]!;
    triples += pairs(k);
    closed += triangles[v]!;
  }
  return triples === 0 ? null : closed / triples;
}

/** By node: the share of its neighbours' pairs that are tied (N14, Watts & Strogatz 1998); 0 below two neighbours. */
export function localClustering({ nodes, offsets }: Graph, triangles: Float64Array): Float64Array {
  const local = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const k = offsets[v + 1]! - offsets[v]!;
    if (k > 1) local[v] = (2 * triangles[v]!) / (k * (k - 1));
  }
  return local;
}
