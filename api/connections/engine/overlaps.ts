import { areTied, type Graph } from './graph.ts';
import { pairKey, type Weavable } from './suggestions.ts';

/** What is known of each node, to find who does the same. */
export interface Overlapping extends Pick<
  Weavable,
  'graph' | 'x' | 'y' | 'offers' | 'isPerson' | 'tried'
> {
  /** 1 for those that are compared: what can work together. */
  isOrganisation: ArrayLike<number>;
}

/** Two that are not tied, near each other, and alike. */
export interface Overlap {
  a: number;
  b: number;
  /** Concepts that both offer. */
  concepts: number[];
  /** People tied to both. */
  people: number;
  /** In a straight line. */
  metres: number;
}

/**
 * Pairs of organisations that offer the same or reach the same people, at most `within` metres apart (in a
 * straight line), not tied and not tried: most in common first, the nearest of equals first; at most `most`.
 */
export function overlapsOf(
  { graph, x, y, offers, isPerson, tried, isOrganisation }: Overlapping,
  within: number,
  most: number,
): Overlap[] {
  const found: Overlap[] = [];
  const organisations = Array.from({ length: graph.nodes }, (_, v) => v).filter(
    (v) => isOrganisation[v],
  );
  const offered = offers.map((concepts) => new Set(Array.from(concepts)));
  for (const [n, a] of organisations.entries())
    for (const b of organisations.slice(n + 1)) {
      const metres = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
      if (metres > within || areTied(graph, a, b)) continue;
      if (tried.has(pairKey(graph.nodes, a, b))) continue;
      const concepts = [...offered[a]!].filter((concept) => offered[b]!.has(concept));
      const people = sharedPeople(graph, isPerson, a, b);
      if (concepts.length + people > 0) found.push({ a, b, concepts, people, metres });
    }
  const inCommon = ({ concepts, people }: Overlap) => concepts.length + people;
  return found
    .sort((p, q) => inCommon(q) - inCommon(p) || p.metres - q.metres || p.a - q.a || p.b - q.b)
    .slice(0, most);
}

function sharedPeople(graph: Graph, isPerson: ArrayLike<number>, a: number, b: number): number {
  let shared = 0;
  for (let i = graph.offsets[a]!; i < graph.offsets[a + 1]!; i++) {
    const contact = graph.targets[i]!;
    if (isPerson[contact] && areTied(graph, contact, b)) shared += 1;
  }
  return shared;
}
