import { areTied, type Graph } from './graph.ts';
import { WEAVING } from './weights.ts';

/** What is known of each node, for suggestions. Positions in metres, any one origin; wishes and offers as numbers of concepts. */
export interface Weavable {
  graph: Graph;
  kinds: ArrayLike<number>;
  wijken: ArrayLike<number>;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  component: ArrayLike<number>;
  /** What each has to give, and what it has use for. */
  offers: readonly ArrayLike<number>[];
  wishes: readonly ArrayLike<number>[];
  /** 1 for people: what two places are about is no wish of theirs. */
  isPerson: ArrayLike<number>;
  /** Introductions under way. */
  busy: ArrayLike<number>;
  /** Pairs that were tried, as `pairKey`. */
  tried: ReadonlySet<number>;
}

/** Names a pair, whichever comes first; for fewer than 94 million nodes. */
export const pairKey = (nodes: number, a: number, b: number): number =>
  Math.min(a, b) * nodes + Math.max(a, b);

/** A pair that is not tied, and the parts of its score. */
export interface Suggestion {
  a: number;
  b: number;
  score: number;
  /** Sum over shared contacts of 1 by the logarithm of their ties (Adamic & Adar 2003). */
  adamicAdar: number;
  matches: number;
  otherKind: boolean;
  otherWijk: boolean;
  metres: number;
  /** They are in two parts that do not reach each other. */
  joinsIslands: boolean;
  /** Introductions under way of the busier of the two. */
  busy: number;
}

/**
 * The pairs most worth introducing, best first, `most` at most: the weaving score of MEASURES B. Equal
 * scores stand in the order of their nodes.
 */
export function suggestionsOf(
  network: Weavable,
  most: number,
  weights: Record<keyof typeof WEAVING, number> = WEAVING,
): Suggestion[] {
  const { graph, kinds, wijken, x, y, component, busy, tried } = network;
  const { nodes, offsets, targets } = graph;
  // The best so far, best first; in rows, since most of them are pushed out again.
  const [scores, inCommon] = [new Float64Array(most), new Float64Array(most)];
  const [ones, others, fitting] = [
    new Int32Array(most),
    new Int32Array(most),
    new Int32Array(most),
  ];
  let length = 0;
  const spread = -0.5 / weights.metres ** 2;
  const weightOf = new Float64Array(nodes);
  const damped = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const k = offsets[v + 1]! - offsets[v]!;
    if (k > 1) weightOf[v] = 1 / Math.log(k);
    damped[v] = 1 / Math.sqrt(1 + busy[v]!);
  }
  const { wantedBy, offeredBy } = listings(network);
  /** What any pair may come to that shares nobody and matches in nothing. */
  const plain = weights.anyPair * (1 + weights.otherKind + weights.otherWijk);
  const shared = new Float64Array(nodes);
  const matched = new Int32Array(nodes);
  const isNear = new Uint8Array(nodes);
  const near = new Int32Array(nodes);
  /** The least that is still among the best: most pairs are done with before they are reckoned out. */
  let bar = 0;

  const consider = (a: number, b: number) => {
    const otherKind = kinds[a] !== kinds[b];
    const otherWijk = wijken[a] !== wijken[b];
    const across = 1 + (otherKind ? weights.otherKind : 0) + (otherWijk ? weights.otherWijk : 0);
    const before =
      (weights.anyPair + shared[b]!) *
      (1 + matched[b]!) *
      across *
      Math.min(damped[a]!, damped[b]!);
    if (before <= bar) return;
    const square = (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2;
    const score = before * Math.exp(spread * square);
    if (score < LEAST || score <= bar) return;
    if (areTied(graph, a, b) || tried.has(pairKey(nodes, a, b))) return;
    let at = Math.min(length, most - 1);
    for (; at > 0 && scores[at - 1]! < score; at--) {
      scores[at] = scores[at - 1]!;
      ones[at] = ones[at - 1]!;
      others[at] = others[at - 1]!;
      inCommon[at] = inCommon[at - 1]!;
      fitting[at] = fitting[at - 1]!;
    }
    scores[at] = score;
    ones[at] = a;
    others[at] = b;
    inCommon[at] = shared[b]!;
    fitting[at] = matched[b]!;
    if (length < most) length += 1;
    if (length === most) bar = scores[most - 1]!;
  };

  /** Of the node at hand: who shares a contact with it or matches, of those after it. */
  let count = 0;
  const touch = (b: number) => {
    if (isNear[b]) return;
    isNear[b] = 1;
    near[count++] = b;
  };
  const match = (a: number, concepts: ArrayLike<number>, by: number[][]) => {
    for (let i = 0; i < concepts.length; i++) {
      const found = by[concepts[i]!];
      if (!found) continue;
      for (let j = 0; j < found.length; j++) {
        const b = found[j]!;
        if (b <= a || !mayMatch(network, a, b)) continue;
        matched[b]! += 1;
        touch(b);
      }
    }
  };

  for (let a = 0; a < nodes; a++) {
    count = 0;
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const z = targets[i]!;
      const weight = weightOf[z]!;
      // Rows are in order: those after the node at hand stand last.
      for (let j = offsets[z + 1]! - 1; j >= offsets[z]! && targets[j]! > a; j--) {
        shared[targets[j]!]! += weight;
        touch(targets[j]!);
      }
    }
    match(a, network.offers[a]!, wantedBy);
    match(a, network.wishes[a]!, offeredBy);
    // From the first to the last, for equal scores stand in the order of their nodes.
    if (plain > bar) for (let b = a + 1; b < nodes; b++) consider(a, b);
    else {
      near.subarray(0, count).sort();
      for (let i = 0; i < count; i++) consider(a, near[i]!);
    }
    for (let i = 0; i < count; i++) {
      const b = near[i]!;
      shared[b] = matched[b] = isNear[b] = 0;
    }
  }
  return Array.from({ length }, (_, n) => {
    const [a, b] = [ones[n]!, others[n]!];
    return {
      ...{ a, b, score: scores[n]!, adamicAdar: inCommon[n]!, matches: fitting[n]! },
      otherKind: kinds[a] !== kinds[b],
      otherWijk: wijken[a] !== wijken[b],
      metres: Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!),
      joinsIslands: component[a] !== component[b],
      busy: Math.max(busy[a]!, busy[b]!),
    };
  });
}

/** A score below it says nothing: they live too far apart. */
const LEAST = 1e-6;

const mayMatch = ({ isPerson }: Weavable, a: number, b: number): boolean =>
  a !== b && Boolean(isPerson[a] || isPerson[b]);

/** By concept: who wants it, and who offers it. */
function listings({ offers, wishes }: Weavable) {
  return { wantedBy: listed(wishes), offeredBy: listed(offers) };
}

function listed(lists: readonly ArrayLike<number>[]): number[][] {
  const by: number[][] = [];
  for (let v = 0; v < lists.length; v++) {
    const concepts = lists[v]!;
    for (let i = 0; i < concepts.length; i++) (by[concepts[i]!] ??= []).push(v);
  }
  return by;
}
