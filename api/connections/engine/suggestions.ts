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
  const best: Suggestion[] = [];
  const shared = new Float64Array(nodes);
  const matched = new Int32Array(nodes);
  const weightOf = Float64Array.from({ length: nodes }, (_, z) => {
    const k = offsets[z + 1]! - offsets[z]!;
    return k > 1 ? 1 / Math.log(k) : 0;
  });
  const damped = Float64Array.from({ length: nodes }, (_, v) => 1 / Math.sqrt(1 + busy[v]!));
  const spread = -0.5 / weights.metres ** 2;
  const { wantedBy, offeredBy } = listings(network);
  /** The least that is still among the best: most pairs are done with before they are reckoned out. */
  let bar = 0;
  for (let a = 0; a < nodes; a++) {
    shared.fill(0);
    matched.fill(0);
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const z = targets[i]!;
      for (let j = offsets[z]!; j < offsets[z + 1]!; j++) shared[targets[j]!]! += weightOf[z]!;
    }
    for (const concept of network.offers[a]! as number[])
      for (const b of wantedBy.get(concept) ?? []) if (mayMatch(network, a, b)) matched[b]! += 1;
    for (const concept of network.wishes[a]! as number[])
      for (const b of offeredBy.get(concept) ?? []) if (mayMatch(network, a, b)) matched[b]! += 1;
    for (let b = a + 1; b < nodes; b++) {
      const otherKind = kinds[a] !== kinds[b];
      const otherWijk = wijken[a] !== wijken[b];
      const before =
        (weights.anyPair + shared[b]!) *
        (1 + matched[b]!) *
        (1 + (otherKind ? weights.otherKind : 0) + (otherWijk ? weights.otherWijk : 0)) *
        Math.min(damped[a]!, damped[b]!);
      if (best.length === most && before <= bar) continue;
      const square = (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2;
      const score = before * Math.exp(spread * square);
      if (score < 1e-6 || (best.length === most && score <= bar)) continue;
      if (areTied(graph, a, b) || tried.has(pairKey(nodes, a, b))) continue;
      insert(best, most, {
        ...{ a, b, score, adamicAdar: shared[b]!, matches: matched[b]!, otherKind, otherWijk },
        metres: Math.sqrt(square),
        joinsIslands: component[a] !== component[b],
        busy: Math.max(busy[a]!, busy[b]!),
      });
      if (best.length === most) bar = best[most - 1]!.score;
    }
  }
  return best;
}

const mayMatch = ({ isPerson }: Weavable, a: number, b: number): boolean =>
  a !== b && Boolean(isPerson[a] || isPerson[b]);

/** By concept: who wants it, and who offers it. */
function listings({ offers, wishes }: Weavable) {
  const [wantedBy, offeredBy] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const list = (lists: readonly ArrayLike<number>[], by: Map<number, number[]>) => {
    for (const [v, concepts] of lists.entries())
      for (const concept of concepts as number[]) {
        const found = by.get(concept);
        if (found) found.push(v);
        else by.set(concept, [v]);
      }
  };
  list(wishes, wantedBy);
  list(offers, offeredBy);
  return { wantedBy, offeredBy };
}

function insert(best: Suggestion[], most: number, found: Suggestion): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.score < found.score) at -= 1;
  best.splice(at, 0, found);
  if (best.length > most) best.pop();
}
