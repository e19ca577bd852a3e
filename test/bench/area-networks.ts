import { graphOf, type Graph } from '../../api/connections/engine/graph.ts';
import type { Network } from '../../api/connections/engine/profile.ts';
import { randomFrom } from '../../api/connections/engine/random.ts';
import type { Weavable } from '../../api/connections/engine/suggestions.ts';

export interface AreaNetwork extends Network {
  weavable: Omit<Weavable, 'component'>;
  /** The same with one tie more: made anew from its list. */
  withOneMore: () => AreaNetwork;
}

/**
 * Of exactly 128 ties graphology-indices 0.17 keeps the last offset, 256, in a byte: its paths then lack
 * a node, and its Louvain does not end.
 */
const OVERFLOWS = 128;

/**
 * An invented network of an area, the same for the same number: log-normal in size about a median of
 * 45 (an asset for every 25 people of a buurt), a few hubs, most ties between who are near, some alone.
 */
export function areaNetwork(number: number, size?: number, meanTies = 1.5): AreaNetwork {
  const random = randomFrom(number + 1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const nodes = size ?? Math.min(600, Math.max(2, Math.round(45 * Math.exp(0.7 * normal()))));
  const pick = () => Math.floor(random() * nodes);
  const x = Float64Array.from({ length: nodes }, () => random() * Math.sqrt(nodes) * 100);
  const y = Float64Array.from({ length: nodes }, () => random() * Math.sqrt(nodes) * 100);
  const [from, to]: number[][] = [[], []];
  const wanted = Math.round(nodes * meanTies);
  for (let tries = 0; from!.length < wanted && tries < wanted * 20; tries++) {
    const a = Math.floor(pick() * 0.9);
    // One in four to somebody who has many already.
    const b = random() < 0.25 && to!.length > 0 ? to![Math.floor(random() * to!.length)]! : pick();
    const near = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!) < 600;
    if (a === b || (!near && random() < 0.8)) continue;
    from!.push(a);
    to!.push(b);
  }
  while (graphOf(nodes, from!, to!).ties === OVERFLOWS) {
    from!.pop();
    to!.pop();
  }
  const kinds = Uint8Array.from({ length: nodes }, () => Math.floor(random() * 6));
  // Each once, as a set of words has them.
  const concepts = () => [
    ...new Set(Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * 60))),
  ];
  const about = {
    kinds,
    neighbourhoods: Uint8Array.from({ length: nodes }, () => Math.floor(random() * 5)),
    hasPower: kinds.map((kind) => Number(kind === 2)),
  };
  const offers = kinds.length > 0 ? Array.from(kinds, concepts) : [];
  const wishes = Array.from(kinds, (kind) => (kind === 0 ? concepts() : []));
  const on = (graph: Graph): AreaNetwork => ({
    graph,
    ...about,
    weavable: {
      ...{ graph, kinds, wijken: about.neighbourhoods, x, y, offers, wishes },
      isPerson: kinds.map((kind) => Number(kind === 0)),
      busy: new Uint8Array(nodes),
      tried: new Set(),
    },
    withOneMore: () => on(graphOf(nodes, [...from!, 0], [...to!, nodes - 1])),
  });
  return on(graphOf(nodes, from!, to!));
}

/** Least, median, mean and most. */
export function spread(values: number[]): Record<string, number> {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    least: sorted[0]!,
    median: sorted[Math.floor(sorted.length / 2)]!,
    mean: Math.round(sorted.reduce((sum, n) => sum + n, 0) / sorted.length),
    most: sorted.at(-1)!,
  };
}
