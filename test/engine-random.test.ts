import fc from 'fast-check';
import louvain from 'graphology-communities-louvain';
import { connectedComponents } from 'graphology-components';
import betweenness from 'graphology-metrics/centrality/betweenness.js';
import simmelianStrength from 'graphology-metrics/edge/simmelian-strength.js';
import { density } from 'graphology-metrics/graph/density.js';
import modularityOf from 'graphology-metrics/graph/modularity.js';
import { describe, expect, test } from 'vitest';
import { adjustedRand, communitiesOf } from '../api/connections/engine/communities.ts';
import { modularity } from '../api/connections/engine/modularity.ts';
import { componentsOf, pairsLost } from '../api/connections/engine/components.ts';
import { coreFit, coreOf } from '../api/connections/engine/core.ts';
import { areTied } from '../api/connections/engine/graph.ts';
import {
  brokerageRolesOf,
  constraintOf,
  effectiveSizeOf,
} from '../api/connections/engine/holes.ts';
import { assortativity, eiIndex, tieShares } from '../api/connections/engine/mixing.ts';
import { pathsOf } from '../api/connections/engine/paths.ts';
import { localClustering, trianglesOf } from '../api/connections/engine/triangles.ts';
import { bestJoinings, withTies } from '../api/connections/engine/what-if.ts';
import { randomGraph, type RandomGraph } from './support/graphs.ts';

const always = (holds: (given: RandomGraph) => void, most?: number) =>
  fc.assert(
    fc.property(randomGraph(most), (given) => void holds(given)),
    { numRuns: 150 },
  );
const nodesOf = ({ nodes }: RandomGraph) => Array.from({ length: nodes }, (_, v) => v);
const neighbours = ({ peer }: RandomGraph, v: number) => peer.neighbors(String(v)).map(Number);
const areClose = (ours: ArrayLike<number>, theirs: number[]) => {
  expect(ours.length).toBe(theirs.length);
  for (const [v, value] of theirs.entries()) expect(ours[v]).toBeCloseTo(value, 9);
};

describe('As graphology has it', () => {
  test('rows', () =>
    always((given) => {
      const { rows, peer } = given;
      expect(rows.ties).toBe(peer.size);
      for (const v of nodesOf(given)) {
        const row = Array.from(rows.targets.subarray(rows.offsets[v], rows.offsets[v + 1]));
        expect(row).toEqual(neighbours(given, v).sort((a, b) => a - b));
        for (const w of nodesOf(given))
          expect(areTied(rows, v, w)).toBe(v !== w && peer.hasEdge(String(v), String(w)));
      }
    }));

  test('components', () =>
    always(({ rows, peer }) => {
      const { of, sizes } = componentsOf(rows);
      const theirs = connectedComponents(peer);
      expect(sizes.length).toBe(theirs.length);
      for (const part of theirs) {
        expect(new Set(part.map((v) => of[Number(v)])).size).toBe(1);
        expect(sizes[of[Number(part[0])]!]).toBe(part.length);
      }
    }));

  test('betweenness', () =>
    always((given) => {
      // It fails on an empty graph.
      if (given.nodes === 0) return;
      const theirs = betweenness(given.peer, { normalized: false });
      areClose(
        pathsOf(given.rows).betweenness,
        nodesOf(given).map((v) => theirs[String(v)]!),
      );
    }));

  test('pairs lost without a node, by leaving it out', () =>
    always((given) => {
      const lost = nodesOf(given).map((v) => {
        const [label] = [componentsOf(given.rows).of[v]!];
        const before = componentsOf(given.rows).sizes[label]! - 1;
        const rest = given.peer.copy();
        rest.dropNode(String(v));
        const own = new Set(nodesOf(given).filter((w) => componentsOf(given.rows).of[w] === label));
        const after = connectedComponents(rest)
          .filter((part) => own.has(Number(part[0])))
          .reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
        return (before * (before - 1)) / 2 - after;
      });
      areClose(pairsLost(given.rows), lost);
    }, 14));

  test('density, triangles and the modularity of a grouping', () =>
    always((given) => {
      const { rows, peer, groups, nodes } = given;
      if (nodes > 1) expect((2 * rows.ties) / (nodes * (nodes - 1))).toBeCloseTo(density(peer), 12);
      const strength = simmelianStrength(peer);
      const triangles = nodesOf(given).map((v) =>
        peer.reduceEdges(String(v), (sum, edge) => sum + strength[edge]! / 2, 0),
      );
      areClose(trianglesOf(rows), triangles);
      if (rows.ties > 0)
        expect(modularity(rows, groups)).toBeCloseTo(
          modularityOf(peer, { getNodeCommunity: 'group' }),
          9,
        );
    }));

  test('communities as good as its Louvain, give or take', () =>
    always((given) => {
      if (given.rows.ties === 0) return;
      const ours = communitiesOf(given.rows);
      const theirs = louvain.detailed(given.peer, { randomWalk: false }).modularity;
      expect(modularity(given.rows, ours.of)).toBe(ours.modularity);
      expect(ours.modularity!).toBeGreaterThan(theirs - 0.1);
      expect(communitiesOf(given.rows)).toEqual(ours);
    }));
});

describe('As its definition says', () => {
  test('distances', () =>
    always((given) => {
      let sum = 0;
      for (const s of nodesOf(given)) {
        const seen = new Map([[s, 0]]);
        for (const [v, d] of seen)
          for (const w of neighbours(given, v)) if (!seen.has(w)) seen.set(w, d + 1);
        for (const [v, d] of seen) if (v > s) sum += 1 / d;
      }
      expect(pathsOf(given.rows).inverseDistances).toBeCloseTo(sum, 9);
    }));

  test('constraint and effective size', () =>
    always((given) => {
      const { rows } = given;
      const near = nodesOf(given).map((v) => neighbours(given, v));
      const p = (i: number, j: number) => (near[i]!.includes(j) ? 1 / near[i]!.length : 0);
      const constraint = constraintOf(rows);
      const size = effectiveSizeOf(rows, trianglesOf(rows));
      for (const i of nodesOf(given)) {
        if (near[i]!.length === 0) {
          expect([constraint[i], size[i]]).toEqual([NaN, 0]);
          continue;
        }
        const spent = near[i]!.map(
          (j) =>
            p(i, j) + near[i]!.reduce((sum, q) => (q === j ? sum : sum + p(i, q) * p(q, j)), 0),
        );
        expect(constraint[i]).toBeCloseTo(
          spent.reduce((sum, x) => sum + x * x, 0),
          9,
        );
        // Burt's own form: each contact less the share of the others that it is tied to.
        const own = near[i]!.map(
          (j) => 1 - near[i]!.filter((q) => near[q]!.includes(j)).length / near[i]!.length,
        );
        expect(size[i]).toBeCloseTo(
          own.reduce((sum, x) => sum + x, 0),
          9,
        );
      }
    }));

  test('local clustering', () =>
    always((given) => {
      const { rows } = given;
      const local = nodesOf(given).map((v) => {
        const near = neighbours(given, v);
        const tied = near.flatMap((a) => near.filter((b) => a < b && areTied(rows, a, b)));
        return near.length < 2 ? 0 : tied.length / ((near.length * (near.length - 1)) / 2);
      });
      areClose(localClustering(rows, trianglesOf(rows)), local);
    }));

  test('brokerage roles', () =>
    always((given) => {
      const { rows, groups } = given;
      const roles = brokerageRolesOf(rows, groups);
      for (const v of nodesOf(given)) {
        const counted = { coordinator: 0, consultant: 0, gatekeeper: 0, liaison: 0 };
        for (const a of neighbours(given, v))
          for (const b of neighbours(given, v)) {
            if (a >= b || areTied(rows, a, b)) continue;
            const [own, x, y] = [groups[v], groups[a], groups[b]];
            if (x === y) counted[x === own ? 'coordinator' : 'consultant'] += 1;
            else counted[x === own || y === own ? 'gatekeeper' : 'liaison'] += 1;
          }
        for (const role of Object.keys(counted) as (keyof typeof counted)[])
          expect(roles[role][v]).toBe(counted[role]);
      }
    }));

  test('the E-I index by chance, over all ways to deal the groups out', () =>
    always((given) => {
      const { rows, groups, nodes } = given;
      const { expected } = eiIndex(rows, groups);
      if (rows.ties === 0 || nodes < 2) return expect(expected).toBeNull();
      const all = permutations(groups).map((dealt) => eiIndex(rows, dealt).index!);
      return expect(expected).toBeCloseTo(all.reduce((sum, x) => sum + x, 0) / all.length, 9);
    }, 6));

  test('mixing', () =>
    always((given) => {
      const { rows, groups, peer } = given;
      if (rows.ties === 0) return expect(assortativity(rows, groups)).toBeNull();
      const mixing = new Map<string, number>();
      const margins = new Map<number, number>();
      peer.forEachEdge((_, __, a, b) => {
        for (const [x, y] of [
          [groups[Number(a)]!, groups[Number(b)]!],
          [groups[Number(b)]!, groups[Number(a)]!],
        ]) {
          const share = 1 / (2 * peer.size);
          mixing.set(`${x} ${y}`, (mixing.get(`${x} ${y}`) ?? 0) + share);
          margins.set(x!, (margins.get(x!) ?? 0) + share);
        }
      });
      const own = [...margins.keys()].reduce((sum, x) => sum + (mixing.get(`${x} ${x}`) ?? 0), 0);
      const chance = [...margins.values()].reduce((sum, b) => sum + b * b, 0);
      const shares = tieShares(
        rows,
        groups,
        groups.map((group) => Number(group === 2)),
      )!;
      const linking = peer.filterEdges(
        (_, __, a, b) => [a, b].filter((end) => groups[Number(end)] === 2).length === 1,
      ).length;
      const bonding = peer.filterEdges(
        (_, __, a, b) => groups[Number(a)] === groups[Number(b)],
      ).length;
      expect(shares.linking).toBeCloseTo(linking / peer.size, 12);
      expect(shares.bonding).toBeCloseTo(bonding / peer.size, 12);
      expect(shares.bonding + shares.bridging + shares.linking).toBeCloseTo(1, 12);
      if (margins.size > 1)
        return expect(assortativity(rows, groups)).toBeCloseTo((own - chance) / (1 - chance), 9);
      return expect(assortativity(rows, groups)).toBeNull();
    }));

  test('the fit of a core, and that no node more or less fits better', () =>
    always((given) => {
      const { rows, nodes } = given;
      const { has, fit } = coreOf(rows);
      expect(coreFit(rows, has)).toEqual(fit === null ? null : expect.closeTo(fit, 9));
      expect(correlation(given, has)).toEqual(fit === null ? null : expect.closeTo(fit, 9));
      for (let v = 0; v < nodes; v++) {
        const other = has.slice();
        other[v] = 1 - other[v]!;
        expect(coreFit(rows, other) ?? -1).toBeLessThanOrEqual((fit ?? 1) + 1e-9);
      }
    }));

  test('likeness of groupings: 1 only for the same', () =>
    always(({ groups }) => {
      expect(
        adjustedRand(
          groups,
          groups.map((group) => 9 - group),
        ),
      ).toBeCloseTo(1, 12);
    }));
});

test('three joinings join as many as the best three ties that could be chosen', () =>
  always((given) => {
    const { rows } = given;
    const joined = bestJoinings(rows, 3, () => 0);
    const gained = joined.reduce((sum, { joins }) => sum + joins, 0);
    const reached = (graph: typeof rows) =>
      componentsOf(graph).sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
    const now = reached(rows);
    const added = joined.map(({ a, b }): [number, number] => [a, b]);
    expect(reached(withTies(rows, added))).toBe(now + gained);
    // Which of a part's nodes it is makes no difference: one of each will do.
    const { of, sizes } = componentsOf(rows);
    const ends = Array.from(sizes, (_, part) => of.indexOf(part));
    const pairs = ends.flatMap((a, n) => ends.slice(n + 1).map((b): [number, number] => [a, b]));
    const none: [number, number][] = [];
    const triples = pairs.flatMap((one, i) =>
      pairs.slice(i).flatMap((other, j) => pairs.slice(i + j).map((third) => [one, other, third])),
    );
    const best = [none, ...triples].reduce(
      (most, ties) => Math.max(most, reached(withTies(rows, ties))),
      now,
    );
    expect(now + gained).toBe(best);
  }, 7));

function permutations(list: number[]): number[][] {
  if (list.length < 2) return [list];
  return list.flatMap((first, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}

/** Pearson's, over all pairs. */
function correlation({ rows, nodes }: RandomGraph, has: ArrayLike<number>): number | null {
  const x: number[] = [];
  const y: number[] = [];
  for (let a = 0; a < nodes; a++)
    for (let b = a + 1; b < nodes; b++) {
      x.push(Number(areTied(rows, a, b)));
      y.push(Number(Boolean(has[a] || has[b])));
    }
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  const cov = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  const [sx, sy] = [x.map((v) => (v - mx) ** 2), y.map((v) => (v - my) ** 2)].map((list) =>
    Math.sqrt(list.reduce((sum, value) => sum + value, 0)),
  );
  return sx! * sy! > 1e-12 ? cov / (sx! * sy!) : null;
}
