import type Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import { connectedComponents } from 'graphology-components';
import betweenness from 'graphology-metrics/centrality/betweenness.js';
import { degreeCentrality } from 'graphology-metrics/centrality/degree.js';
import simmelianStrength from 'graphology-metrics/edge/simmelian-strength.js';
import { density } from 'graphology-metrics/graph/density.js';
import { singleSourceLength } from 'graphology-shortest-path/unweighted.js';
import { randomFrom } from '../../api/connections/engine/random.ts';
import { WEAVING } from '../../api/connections/engine/weights.ts';
import type { AreaNetwork } from './area-networks.ts';

const SEEDS = [1, 2, 3, 4, 5];
const pairs = (n: number) => (n * (n - 1)) / 2;

/**
 * N1 to N16 and ten suggestions as somebody has them who works with graphology: its own function where
 * there is one, else a loop over its own iteration. Nodes are named by their numbers.
 */
export function measuresOf(peer: Graph, area: AreaNetwork) {
  const n = peer.order;
  const nodes = peer.nodes();
  const degrees = nodes.map((v) => peer.degree(v));
  const components = connectedComponents(peer);
  const strength = simmelianStrength(peer);
  const triangles = nodes.map((v) =>
    peer.reduceEdges(v, (sum, edge) => sum + strength[edge]! / 2, 0),
  );
  const found = SEEDS.map((seed) => louvain.detailed(peer, { rng: randomFrom(seed) }));
  let inverse = 0;
  for (const v of nodes)
    for (const d of Object.values(singleSourceLength(peer, v))) if (d > 0) inverse += 1 / d;
  const triples = degrees.reduce((sum, k) => sum + pairs(k), 0);
  const most = Math.max(...degrees);
  const passes = betweenness(peer, { normalized: false });
  degreeCentrality(peer);
  return {
    density: density(peer),
    fragmentation: 1 - components.reduce((sum, { length }) => sum + pairs(length), 0) / pairs(n),
    distanceWeightedFragmentation: 1 - inverse / (n * (n - 1)),
    transitivity: triples === 0 ? null : triangles.reduce((sum, t) => sum + t, 0) / triples,
    degreeCentralisation: n < 3 ? null : (n * most - 2 * peer.size) / ((n - 1) * (n - 2)),
    modularity: found.reduce((best, one) => Math.max(best, one.modularity), -1),
    ei: mixing(peer, area.kinds).index,
    eiBuurt: mixing(peer, area.neighbourhoods).index,
    assortativity: mixing(peer, area.kinds).assortativity,
    betweenness: nodes.map((v) => passes[v]!),
    pairsLost: pairsLost(peer, components),
    constraint: nodes.map((v) => constraint(peer, v)),
    effectiveSize: nodes.map((_, v) =>
      degrees[v]! > 0 ? degrees[v]! - (2 * triangles[v]!) / degrees[v]! : 0,
    ),
    coordinator: nodes.map((v) => brokerage(peer, v, area.kinds)),
    suggestions: suggestions(peer, area),
  };
}

function mixing(peer: Graph, groups: ArrayLike<number>) {
  let within = 0;
  const ends = new Map<number, number>();
  peer.forEachEdge((_, __, a, b) => {
    const [x, y] = [groups[Number(a)]!, groups[Number(b)]!];
    if (x === y) within += 1;
    ends.set(x, (ends.get(x) ?? 0) + 1);
    ends.set(y, (ends.get(y) ?? 0) + 1);
  });
  const m = peer.size;
  const chance = [...ends.values()].reduce((sum, k) => sum + (k / (2 * m)) ** 2, 0);
  return {
    index: m === 0 ? null : (m - 2 * within) / m,
    assortativity: m === 0 || ends.size === 1 ? null : (within / m - chance) / (1 - chance),
  };
}

/** Each node is left out of its own component, and what falls apart is counted. */
function pairsLost(peer: Graph, components: string[][]): number[] {
  const lost = new Array<number>(peer.order).fill(0);
  for (const part of components) {
    if (part.length < 3) continue;
    const inside = new Set(part);
    for (const left of part) {
      let kept = 0;
      const seen = new Set([left]);
      for (const first of peer.neighbors(left)) {
        if (seen.has(first)) continue;
        const queue = [first];
        seen.add(first);
        for (const v of queue)
          peer.forEachNeighbor(v, (w) => {
            if (seen.has(w) || !inside.has(w)) return;
            seen.add(w);
            queue.push(w);
          });
        kept += pairs(queue.length);
      }
      lost[Number(left)] = pairs(part.length - 1) - kept;
    }
  }
  return lost;
}

function constraint(peer: Graph, i: string): number {
  const share = 1 / peer.degree(i);
  return peer.reduceNeighbors(
    i,
    (sum, j) => {
      let spent = share;
      peer.forEachNeighbor(i, (q) => {
        if (q !== j && peer.hasEdge(q, j)) spent += share / peer.degree(q);
      });
      return sum + spent * spent;
    },
    0,
  );
}

/** How often it is a coordinator: between two of its own group that are not tied. */
function brokerage(peer: Graph, v: string, groups: ArrayLike<number>): number {
  const own = groups[Number(v)];
  const near = peer.neighbors(v);
  const roles = { coordinator: 0, consultant: 0, gatekeeper: 0, liaison: 0 };
  for (const [i, a] of near.entries())
    for (const b of near.slice(i + 1)) {
      if (peer.hasEdge(a, b)) continue;
      const [x, y] = [groups[Number(a)], groups[Number(b)]];
      if (x === y) roles[x === own ? 'coordinator' : 'consultant'] += 1;
      else roles[x === own || y === own ? 'gatekeeper' : 'liaison'] += 1;
    }
  return roles.coordinator;
}

/** Scores of the ten best pairs, best first. */
function suggestions(peer: Graph, { weavable }: AreaNetwork): number[] {
  const { kinds, wijken, x, y, offers, wishes, isPerson } = weavable;
  const scores: number[] = [];
  const common = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, one) => sum + Number(Array.from(b).includes(one)), 0);
  for (let a = 0; a < peer.order; a++)
    for (let b = a + 1; b < peer.order; b++) {
      const [u, v] = [String(a), String(b)];
      if (peer.hasEdge(u, v)) continue;
      let shared = 0;
      peer.forEachNeighbor(u, (z) => {
        if (peer.hasEdge(z, v)) shared += 1 / Math.log(peer.degree(z));
      });
      const matches =
        isPerson[a] || isPerson[b]
          ? common(offers[a]!, wishes[b]!) + common(wishes[a]!, offers[b]!)
          : 0;
      scores.push(
        (WEAVING.anyPair + shared) *
          (1 + matches) *
          (1 +
            (kinds[a] !== kinds[b] ? WEAVING.otherKind : 0) +
            (wijken[a] !== wijken[b] ? WEAVING.otherWijk : 0)) *
          Math.exp(-0.5 * (((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2) / WEAVING.metres ** 2)),
      );
    }
  return scores.sort((one, other) => other - one).slice(0, 10);
}
