import { describe, expect, test } from 'vitest';
import { coreFit } from '../api/connections/engine/core.ts';
import { modularity } from '../api/connections/engine/modularity.ts';
import { componentsOf, fragmentation } from '../api/connections/engine/components.ts';
import { graphOf, inducedBy } from '../api/connections/engine/graph.ts';
import { profileOf, normalised, isTooLarge } from '../api/connections/engine/profile.ts';
import { suggestionsOf } from '../api/connections/engine/suggestions.ts';
import { stageOf } from '../api/connections/engine/stage.ts';
import { turnover } from '../api/connections/engine/turnover.ts';
import { bestJoinings, outlookOf, withTies } from '../api/connections/engine/what-if.ts';
import { measured } from './support/graphs.ts';

const rounded = (value: number | null, digits = 4) =>
  value === null ? null : Number(value.toFixed(digits));
const each = (values: ArrayLike<number>) =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : Number(value.toFixed(4))));

const { rows: graph, groups } = measured();
const network = {
  graph,
  kinds: groups,
  neighbourhoods: groups,
  hasPower: groups.map((kind) => Number(kind === 2)),
};

describe('The nine nodes of MEASURES F', () => {
  const { figures, byNode } = profileOf(network);

  test('as a whole', () => {
    expect(figures).toMatchObject({ nodes: 9, ties: 7, isolates: 1, components: 3 });
    expect(rounded(figures.density)).toBe(0.1944);
    expect(rounded(figures.meanDegree)).toBe(1.5556);
    expect(rounded(figures.isolateShare)).toBe(0.1111);
    expect(rounded(figures.giantShare)).toBe(0.6667);
    expect(rounded(figures.fragmentation)).toBe(0.5556);
    expect(rounded(figures.distanceWeightedFragmentation)).toBe(0.7083);
    expect(rounded(figures.transitivity)).toBe(0.4286);
    expect(rounded(figures.degreeCentralisation)).toBe(0.2321);
    expect(figures.byKind).toMatchObject({ between: 5, within: 2 });
    expect(rounded(figures.byKind.index)).toBe(0.4286);
    expect(rounded(figures.assortativityByKind)).toBe(0.0411);
    expect(rounded(modularity(graph, groups))).toBe(0.0306);
    expect(figures.stage).toBe('multi-hub');
    // Below ten nodes nobody is singled out.
    expect(figures.busiestTenth).toBeNull();
  });

  test('by node', () => {
    expect(each(byNode.betweenness!)).toEqual([0, 0, 6, 6, 4, 0, 0, 0, 0]);
    expect(rounded(normalised(byNode.betweenness![2]!, 9))).toBe(0.2143);
    expect(each(byNode.pairsLost)).toEqual([0, 0, 6, 6, 4, 0, 0, 0, 0]);
    expect(each(byNode.constraint)).toEqual([1.0069, 1.0069, 0.6111, 0.5, 0.5, 1, 1, 1, null]);
    expect(each(byNode.effectiveSize)).toEqual([1, 1, 2.3333, 2, 2, 1, 1, 1, 0]);
  });

  test('a core of c and d', () => {
    expect(rounded(coreFit(graph, [0, 0, 1, 1, 0, 0, 0, 0, 0]))).toBe(0.1542);
  });

  test('leaving out who stands alone makes fragmentation smaller: the trap in N6', () => {
    const { graph: rest } = inducedBy(graph, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    const change = fragmentation(8, componentsOf(rest))! - figures.fragmentation!;
    expect(rounded(change)).toBe(-0.127);
  });

  test('shared contacts', () => {
    const pairs = suggestionsOf(
      {
        ...{ graph, kinds: groups, wijken: groups.map(() => 0), component: byNode.component },
        x: groups.map(() => 0),
        y: groups.map(() => 0),
        offers: groups.map(() => []),
        wishes: groups.map(() => []),
        isPerson: groups.map(() => 0),
        busy: groups.map(() => 0),
        tried: new Set(),
      },
      100,
    );
    const shared = (a: number, b: number) =>
      rounded(pairs.find((pair) => pair.a === a && pair.b === b)!.adamicAdar);
    expect(shared(1, 3)).toBe(0.9102);
    expect(shared(2, 4)).toBe(1.4427);
    expect(shared(3, 5)).toBe(1.4427);
  });

  test('joining the two largest parts', () => {
    expect(bestJoinings(graph, 3, () => 0)).toMatchObject([{ joins: 12 }, { joins: 8 }]);
    const now = outlookOf(graph, groups);
    const then = outlookOf(withTies(graph, [[2, 6]]), groups);
    expect([now.components, then.components]).toEqual([3, 2]);
    expect(rounded(then.giantShare)).toBe(0.8889);
    expect(then.fragmentation).toBeCloseTo(1 - 28 / 36, 12);
    expect(then.bridging).toBeCloseTo(6 / 8, 12);
  });
});

describe('Where a measure is undefined it is null', () => {
  const numbers = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(numbers)
        : [];

  for (const nodes of [0, 1, 2, 3])
    test(`${nodes} nodes without ties`, () => {
      const some = new Array<number>(nodes).fill(0);
      const { figures } = profileOf({
        graph: graphOf(nodes, [], []),
        ...{ kinds: some, neighbourhoods: some, hasPower: some },
      });
      expect(figures).toMatchObject({ nodes, ties: 0, isolates: nodes, modularity: null });
      expect(figures.byKind).toEqual({ between: 0, within: 0, index: null, expected: null });
      expect(figures.density).toBe(nodes < 2 ? null : 0);
      expect(figures.transitivity).toBeNull();
      expect(figures.coreFit).toBeNull();
      for (const value of numbers(figures)) expect(Number.isFinite(value)).toBe(true);
    });

  test('one tie between two, and a whole triangle', () => {
    for (const ties of [
      [[0], [1]],
      [
        [0, 1, 2],
        [1, 2, 0],
      ],
    ] as const) {
      const nodes = ties[0].length + Number(ties[0].length === 1);
      const { figures } = profileOf({
        graph: graphOf(nodes, ties[0], ties[1]),
        ...{ kinds: [0, 0, 0], neighbourhoods: [0, 0, 0], hasPower: [0, 0, 0] },
      });
      expect(figures).toMatchObject({ density: 1, fragmentation: 0, coreFit: null });
      expect(figures.assortativityByKind).toBeNull();
      for (const value of numbers(figures)) expect(Number.isFinite(value)).toBe(true);
    }
  });

  test('an end that is no node is refused', () => {
    expect(() => graphOf(2, [0], [2])).toThrow('tie 0 is from 0 to 2, of 2 nodes');
  });

  test('a graph too large to walk all paths is known as such before', () => {
    const large = { nodes: 100_000, ties: 500_000 };
    expect(isTooLarge({ ...graph, ...large })).toBe(true);
    expect(isTooLarge(graph)).toBe(false);
  });
});

describe('Stages and change', () => {
  const signs = { degreeCentralisation: 0.1, modularity: 0.5, coreFit: 0.5, coreKinds: 3 };
  test.each([
    [{ ...signs, giantShare: 0.4 }, 'scattered'],
    [{ ...signs, giantShare: 0.5, degreeCentralisation: 0.4 }, 'hub-and-spoke'],
    [{ ...signs, giantShare: 0.6, coreKinds: 2 }, 'multi-hub'],
    [{ ...signs, giantShare: 0.6, coreFit: 0.3 }, 'multi-hub'],
    [{ ...signs, giantShare: 0.6 }, 'core-periphery'],
    [{ ...signs, giantShare: 0.55 }, 'in-between'],
    [{ ...signs, giantShare: 0.6, modularity: 0.2 }, 'in-between'],
    [{ ...signs, giantShare: null }, null],
  ])('%j is %s', (given, stage) => expect(stageOf(given)).toBe(stage));

  test('ties kept, new and lost', () => {
    expect(turnover(['ab', 'bc', 'cd'], ['bc', 'cd', 'de', 'ef'])).toEqual({
      ...{ kept: 2, added: 2, lost: 1, jaccard: 0.4 },
    });
    expect(turnover([], []).jaccard).toBeNull();
  });
});
