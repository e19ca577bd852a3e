import { describe, expect, test } from 'vitest';
import { access } from '../api/coverage/engine/access.ts';
import { everyCell, type Cells } from '../api/coverage/engine/cells.ts';
import { completeness, evenness } from '../api/coverage/engine/completeness.ts';
import { fifths, gini } from '../api/coverage/engine/equity.ts';
import { meanChoice, reachFigures } from '../api/coverage/engine/figures.ts';
import { Nearest } from '../api/coverage/engine/nearest.ts';
import { straightPlaces } from '../api/coverage/engine/places.ts';
import { candidatesOf, greedy } from '../api/coverage/engine/sites.ts';
import { chao, chapman } from '../api/coverage/engine/unmapped.ts';
import { tablePlaces } from './support/table-places.ts';

/** The four cells and two places of MEASURES F, by their table of distances. */
const people = [120, 80, 200, 40];
const cells: Cells = {
  x: Float64Array.from([0, 1, 2, 3]),
  y: new Float64Array(4),
  inhabitants: Float64Array.from(people),
  groups: Int32Array.from([0, 4]),
};
const table = () =>
  tablePlaces([
    [100, 350, 600, 1200],
    [900, 450, 250, 800],
  ]);
const capacity = Float64Array.from([10, 5]);
const all = everyCell(cells);
const rounded = (numbers: Iterable<number>, digits: number) =>
  [...numbers].map((n) => Number(n.toFixed(digits)));

describe('the four cells of the measures', () => {
  const { metres } = new Nearest(cells, table());

  test('reach, to its printed digits', () => {
    expect(reachFigures(cells, metres, 300, all).reachShare).toBeCloseTo(0.7273, 4);
    expect(reachFigures(cells, metres, 500, all).reachShare).toBeCloseTo(0.9091, 4);
    expect(reachFigures(cells, metres, 500, all).reached).toBe(400);
  });

  test('distance by person: the mean, and the smallest at which half and nine tenths are reached', () => {
    const figures = reachFigures(cells, metres, 500, all);
    expect(figures.mean).toBeCloseTo((120 * 100 + 80 * 350 + 200 * 250 + 40 * 800) / 440, 9);
    expect([figures.median, figures.p90]).toEqual([250, 350]);
  });

  test('choice', () => {
    expect(meanChoice(cells, table(), 500, all)).toBeCloseTo((120 + 160 + 200) / 440, 9);
  });

  test('two-step floating catchment areas', () => {
    const found = access(cells, table(), capacity, 500);
    expect(rounded(found.ratios, 6)).toEqual([0.05, 0.017857]);
    expect(rounded(found.cells, 6)).toEqual([0.05, 0.067857, 0.017857, 0]);
    expect(found.cells.reduce((sum, a, i) => sum + a * people[i]!, 0)).toBeCloseTo(15, 9);
    expect(gini(cells, found.cells, all)).toBeCloseTo(0.355, 4);
  });

  test('the same with a Gaussian, and how crowded the places are', () => {
    const found = access(cells, table(), capacity, 500, 'gaussian');
    expect(rounded(found.ratios, 6)).toEqual([0.066764, 0.032773]);
    expect(rounded(found.cells, 6)).toEqual([0.063404, 0.034928, 0.022986, 0]);
    expect(found.cells.reduce((sum, a, i) => sum + a * people[i]!, 0)).toBeCloseTo(15, 9);
    expect(rounded(found.crowds, 4)).toEqual([18.8285, 42.3429]);
    expect(found.crowds.reduce((sum, c, j) => sum + c * capacity[j]!, 0)).toBeCloseTo(400, 9);
    expect(gini(cells, found.cells, all)).toBeCloseTo(0.3083, 4);
  });

  test('evenness, and how many are not mapped', () => {
    expect(evenness([6, 3, 2, 1, 0, 0])).toBeCloseTo(0.6691, 4);
    expect(chapman(30, 24, 12)).toBeCloseTo(58.615, 3);
    expect(chapman(30, 24, 6)).toBeNull();
    expect(chao(20, 8, 4)).toBeCloseTo(25.6, 9);
  });

  test('completeness divides by six, however few kinds there are', () => {
    const near = (cell: number) => metres[cell]! <= 500;
    const found = completeness(cells, [near, near, near, near], all);
    expect(found.completeness).toBeCloseTo((400 * 4) / 6 / 440, 9);
    expect(found.shareWithAtLeastFour).toBeCloseTo(400 / 440, 9);
  });

  test('the fifth with least and most, people on the edge in part', () => {
    const found = access(cells, table(), capacity, 500);
    // 88 people in a fifth: 40 with none and 48 of the 200; and 80 with most and 8 of the 120.
    expect(fifths(cells, found.cells, all)!.lowest).toBeCloseTo((48 * (5 / 280)) / 88, 9);
    expect(fifths(cells, found.cells, all)!.highest).toBeCloseTo(
      (80 * 0.0678571428 + 8 * 0.05) / 88,
      9,
    );
  });

  test('a place more and a place less change only what they touch', () => {
    const places = table();
    places.remove(1);
    const nearest = new Nearest({ ...cells, groups: Int32Array.from([0, 2, 4]) }, places);
    expect([...nearest.metres]).toEqual([100, 350, 600, 1200]);
    places.add(1, 2, 0);
    expect(nearest.came(1)).toEqual([1]);
    expect([...nearest.metres]).toEqual([...metres]);
    places.remove(0);
    expect(nearest.went(0, 0, 0)).toEqual([0]);
    expect([...nearest.metres]).toEqual([900, 450, 250, 800]);
  });
});

describe('nobody, nothing, nowhere', () => {
  const nobody: Cells = {
    ...{ x: new Float64Array(1), y: new Float64Array(1) },
    ...{ inhabitants: new Float64Array(1), groups: Int32Array.from([0, 1]) },
  };

  test('no people: no figure', () => {
    const one = everyCell(nobody);
    const { metres } = new Nearest(nobody, straightPlaces([5], [5]));
    expect(reachFigures(nobody, metres, 500, one)).toEqual({
      ...{ inhabitants: 0, reached: 0, reachShare: null, mean: null, median: null, p90: null },
    });
    expect(gini(nobody, metres, one)).toBeNull();
    expect(fifths(nobody, metres, one)).toBeNull();
    expect(meanChoice(nobody, straightPlaces([5], [5]), 500, one)).toBeNull();
    expect(completeness(nobody, [], one)).toEqual({
      ...{ completeness: null, shareWithAtLeastFour: null },
    });
  });

  test('no places: nobody reaches one, and there is no distance', () => {
    const { metres } = new Nearest(cells, straightPlaces([], []));
    expect(reachFigures(cells, metres, 500, all)).toEqual({
      ...{ inhabitants: 440, reached: 0, reachShare: 0, mean: null, median: null, p90: null },
    });
    expect(evenness([0, 0, 0, 0, 0, 0])).toBeNull();
    expect([...access(cells, straightPlaces([], []), new Float64Array(0), 500).cells]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test('the first place is nearest to all, and when it goes there is none', () => {
    const nearest = new Nearest(cells, straightPlaces([], []));
    nearest.places.add(0, 0, 0);
    expect(nearest.came(0)).toEqual([0]);
    expect(rounded(nearest.metres, 9)).toEqual([0, 1.3, 2.6, 3.9]);
    nearest.places.remove(0);
    expect(nearest.went(0, 0, 0)).toEqual([0]);
    expect([...nearest.metres]).toEqual([Infinity, Infinity, Infinity, Infinity]);
  });

  test('no site adds anything: none is chosen', () => {
    const line = { ...cells, x: Float64Array.from([0, 100, 200, 300]) };
    const places = straightPlaces(line.x, line.y);
    const found = candidatesOf(line, places, () => true, [{ x: 0, y: 0 }], 500);
    expect(greedy(found, 3)).toEqual({ sites: [], adds: [], reached: 0, atMost: 0 });
  });
});
