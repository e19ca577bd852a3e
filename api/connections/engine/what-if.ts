import { componentsOf, fragmentation, giantShare } from './components.ts';
import { isolates } from './degrees.ts';
import { graphOf, type Graph } from './graph.ts';
import { mixingOf } from './mixing.ts';

/** What an introduction may change. */
export interface Outlook {
  nodes: number;
  ties: number;
  isolates: number;
  components: number;
  giantShare: number | null;
  fragmentation: number | null;
  /** Ties between groups by all ties; null without ties. */
  bridging: number | null;
}

export function outlookOf(graph: Graph, groups: ArrayLike<number>): Outlook {
  const components = componentsOf(graph);
  const { between } = mixingOf(graph, groups);
  return {
    nodes: graph.nodes,
    ties: graph.ties,
    isolates: isolates(graph),
    components: components.sizes.length,
    giantShare: giantShare(graph.nodes, components),
    fragmentation: fragmentation(graph.nodes, components),
    bridging: graph.ties === 0 ? null : between / graph.ties,
  };
}

/** The same graph with these ties beside its own. */
export function withTies(graph: Graph, added: readonly (readonly [number, number])[]): Graph {
  const from: number[] = [];
  const to: number[] = [];
  for (let v = 0; v < graph.nodes; v++)
    for (let i = graph.offsets[v]!; i < graph.offsets[v + 1]!; i++)
      if (graph.targets[i]! > v) {
        from.push(v);
        to.push(graph.targets[i]!);
      }
  for (const [a, b] of added) {
    from.push(a);
    to.push(b);
  }
  return graphOf(graph.nodes, from, to);
}

export interface Joining {
  a: number;
  b: number;
  /** Pairs that reach each other from then on, and did not before. */
  joins: number;
}

/**
 * The introductions that would join most people: one after another the one that does, given those before
 * it (greedy). That is always between the two largest parts; between them the pair that `prefer` likes
 * best of the fifty most tied of each side, who bring others along, and the most tied two where it
 * likes none (-Infinity).
 */
export function bestJoinings(
  graph: Graph,
  count: number,
  prefer: (a: number, b: number) => number,
): Joining[] {
  const { of, sizes } = componentsOf(graph);
  const parts = Array.from(sizes, (size, label) => ({ size, labels: [label] }));
  const chosen: Joining[] = [];
  while (chosen.length < count && parts.length > 1) {
    parts.sort((p, q) => q.size - p.size || p.labels[0]! - q.labels[0]!);
    const [one, other] = parts.splice(0, 2) as [(typeof parts)[0], (typeof parts)[0]];
    const [a, b] = bestEnds(graph, of, one.labels, other.labels, prefer);
    chosen.push({ a, b, joins: one.size * other.size });
    parts.push({ size: one.size + other.size, labels: [...one.labels, ...other.labels] });
  }
  return chosen;
}

/** How many of each side are tried: 50 by 50 pairs are soon done. */
const CANDIDATES = 50;

function bestEnds(
  graph: Graph,
  component: Int32Array,
  one: number[],
  other: number[],
  prefer: (a: number, b: number) => number,
): [number, number] {
  const members = (labels: number[]) => {
    const wanted = new Set(labels);
    const degree = (v: number) => graph.offsets[v + 1]! - graph.offsets[v]!;
    const found: number[] = [];
    for (let v = 0; v < graph.nodes; v++) if (wanted.has(component[v]!)) found.push(v);
    return found.sort((v, w) => degree(w) - degree(v) || v - w).slice(0, CANDIDATES);
  };
  const [left, right] = [members(one), members(other)];
  let best: [number, number] = [left[0]!, right[0]!];
  let liked = -Infinity;
  for (const a of left)
    for (const b of right) {
      const value = prefer(a, b);
      if (value > liked) [best, liked] = [[a, b], value];
    }
  return best;
}
