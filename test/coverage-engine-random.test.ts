import fc from 'fast-check';
import highsOf from 'highs';
import { describe, expect, test } from 'vitest';
import { access, decays, type Decay } from '../api/coverage/engine/access.ts';
import { everyCell, type Cells } from '../api/coverage/engine/cells.ts';
import { exact } from '../api/coverage/engine/exact-sites.ts';
import { gini } from '../api/coverage/engine/equity.ts';
import { meanChoice, reachFigures } from '../api/coverage/engine/figures.ts';
import { Nearest } from '../api/coverage/engine/nearest.ts';
import { DETOUR, straightPlaces } from '../api/coverage/engine/places.ts';
import { weightedQuantiles } from '../api/coverage/engine/quantiles.ts';
import { greedy } from '../api/coverage/engine/sites.ts';

type Point = { x: number; y: number };
const metre = fc.integer({ min: -3000, max: 3000 });
// Clustered and far apart, on top of each other and alone.
const point: fc.Arbitrary<Point> = fc.oneof(
  fc.record({ x: metre, y: metre }),
  fc.record({ x: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ x: fc.integer({ min: 100_000, max: 101_000 }), y: metre }),
);
const points = (maxLength: number) => fc.array(point, { maxLength });
const people = fc.integer({ min: 0, max: 50 });
const inhabited = fc.array(fc.record({ at: point, people }), { minLength: 1, maxLength: 30 });

const cellsOf = (rows: { at: Point; people: number }[], groupSize = 4): Cells => {
  const groups = [0];
  for (let i = groupSize; i < rows.length; i += groupSize) groups.push(i);
  return {
    x: Float64Array.from(rows, ({ at }) => at.x),
    y: Float64Array.from(rows, ({ at }) => at.y),
    inhabitants: Float64Array.from(rows, (row) => row.people),
    groups: Int32Array.from([...groups, rows.length]),
  };
};
const placesOf = (of: Point[]) =>
  straightPlaces(
    of.map(({ x }) => x),
    of.map(({ y }) => y),
  );
/** Somebody so far off counts; at the very edge a Gaussian is nothing. */
const weighs = (metres: number, decay: Decay) => metres <= 2000 && decays[decay](2000)(metres) > 0;
const walked = (a: Point, b: Point) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) * DETOUR;

describe('against looking at every pair', () => {
  test('the nearest, and how many within', () => {
    fc.assert(
      fc.property(points(40), point, fc.integer({ min: 0, max: 5000 }), (of, from, within) => {
        const places = placesOf(of);
        const ways = of.map((to) => walked(from, to));
        places.nearest(from.x, from.y);
        expect(places.metres).toBe(Math.min(Infinity, ...ways));
        expect(places.count(from.x, from.y, within)).toBe(ways.filter((d) => d <= within).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('what comes, moves and goes leaves every distance as if reckoned anew', () => {
    const change = fc.record({ add: fc.boolean(), at: point, which: fc.nat(1000) });
    fc.assert(
      fc.property(
        inhabited,
        points(10),
        fc.array(change, { maxLength: 20 }),
        (rows, of, changes) => {
          const cells = cellsOf(rows);
          const kept = new Nearest(cells, placesOf(of));
          const there = new Map(of.entries());
          let next = of.length;
          for (const { add, at, which } of changes) {
            const before = kept.metres.slice();
            const place = [...there.keys()][which % Math.max(1, there.size)];
            let touched: number[];
            if (add || place === undefined) {
              there.set(next, at);
              kept.places.add(next, at.x, at.y);
              touched = kept.came(next++);
            } else {
              there.delete(place);
              kept.places.remove(place);
              touched = kept.went(place, kept.places.x[place]!, kept.places.y[place]!);
            }
            const anew = rows.map((row) =>
              Math.min(Infinity, ...[...there.values()].map((to) => walked(row.at, to))),
            );
            expect([...kept.metres]).toEqual(anew);
            for (let group = 0; group < cells.groups.length - 1; group += 1)
              if (!touched.includes(group))
                for (let i = cells.groups[group]!; i < cells.groups[group + 1]!; i += 1)
                  expect(kept.metres[i]).toBe(before[i]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('reach, distance and choice', () => {
    fc.assert(
      fc.property(inhabited, points(20), fc.integer({ min: 1, max: 4000 }), (rows, of, within) => {
        const cells = cellsOf(rows);
        const places = placesOf(of);
        const { metres } = new Nearest(cells, places);
        const figures = reachFigures(cells, metres, within, everyCell(cells));
        const ways = rows.map((row) => of.map((to) => walked(row.at, to)));
        const total = rows.reduce((sum, row) => sum + row.people, 0);
        const sum = (value: (i: number) => number) =>
          rows.reduce((all, row, i) => all + (row.people === 0 ? 0 : row.people * value(i)), 0);
        const reached = sum((i) => Number(ways[i]!.some((d) => d <= within)));
        expect(figures.reached).toBe(reached);
        expect(figures.reachShare).toBe(total === 0 ? null : reached / total);
        if (total > 0)
          expect(meanChoice(cells, places, within, everyCell(cells))).toBeCloseTo(
            sum((i) => ways[i]!.filter((d) => d <= within).length) / total,
            9,
          );
        if (total > 0 && of.length > 0) {
          expect(figures.mean! / (sum((i) => Math.min(...ways[i]!)) / total || 1)).toBeCloseTo(
            figures.mean === 0 ? 0 : 1,
            9,
          );
          const nearest = rows
            .map((row, i) => ({ d: Math.min(...ways[i]!), n: row.people }))
            .sort((a, b) => a.d - b.d);
          for (const [share, found] of [
            [0.5, figures.median],
            [0.9, figures.p90],
          ] as const) {
            let seen = 0;
            expect(found).toBe(nearest.find(({ n }) => (seen += n) >= share * total && n > 0)?.d);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('quantiles of equal, rising and falling values', () => {
    const value = fc.record({
      v: fc.integer({ min: 0, max: 6 }),
      w: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (rows) => {
        const sorted = rows
          .toSorted((a, b) => a.v - b.v)
          .flatMap(({ v, w }) => Array<number>(w).fill(v));
        const shares = [0.1, 0.25, 0.5, 0.9, 1];
        const found = weightedQuantiles(
          Float64Array.from(rows, ({ v }) => v),
          Float64Array.from(rows, ({ w }) => w),
          shares,
          { from: 0, to: rows.length },
        );
        expect(found).toEqual(shares.map((s) => sorted[Math.ceil(s * sorted.length - 1e-9) - 1]));
      }),
    );
  });

  test('floating catchments give away exactly what the places in range hold', () => {
    const place = fc.record({ at: point, capacity: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(
        inhabited,
        fc.array(place, { maxLength: 15 }),
        fc.constantFrom<Decay>('none', 'gaussian'),
        (rows, of, decay) => {
          const cells = cellsOf(rows);
          const capacity = Float64Array.from(of, (each) => each.capacity);
          const found = access(cells, placesOf(of.map(({ at }) => at)), capacity, 2000, decay);
          const given = rows.reduce((sum, row, i) => sum + row.people * found.cells[i]!, 0);
          const held = of.reduce(
            (sum, each, j) => sum + (found.ratios[j]! > 0 ? capacity[j]! : 0),
            0,
          );
          expect(given / (held || 1)).toBeCloseTo(held > 0 ? 1 : 0, 9);
          const served = found.crowds.reduce((sum, crowd, j) => sum + crowd * capacity[j]!, 0);
          const near = rows.reduce(
            (sum, row) =>
              sum +
              (of.some((each) => weighs(walked(row.at, each.at), decay) && each.capacity > 0)
                ? row.people
                : 0),
            0,
          );
          expect(served / (near || 1)).toBeCloseTo(near > 0 ? 1 : 0, 6);
          const share = gini(cells, found.cells, everyCell(cells));
          if (share !== null) expect(share).toBeGreaterThanOrEqual(-1e-9);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the best sites', async () => {
  const highs = await highsOf();
  const candidates = fc
    .record({
      people: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }),
      covers: fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 6 }), {
        minLength: 1,
        maxLength: 8,
      }),
    })
    .map(({ people, covers }) => ({
      people: Float64Array.from(people),
      covers: covers.map((cells) =>
        Int32Array.from(cells.filter((cell) => people[cell] !== undefined && people[cell]! > 0)),
      ),
    }));

  test('are found exactly, and greedy keeps its word', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 4 }), (given, count) => {
        const { covers, people } = given;
        let best = 0;
        for (let choice = 0; choice < 1 << covers.length; choice += 1) {
          const sites = covers.filter((_, site) => (choice >> site) & 1);
          if (sites.length > count) continue;
          const reached = new Set(sites.flatMap((cells) => [...cells]));
          best = Math.max(
            best,
            [...reached].reduce((sum, cell) => sum + people[cell]!, 0),
          );
        }
        const quick = greedy(given, count);
        expect(quick.reached).toBeGreaterThanOrEqual(best * (1 - 1 / Math.E) - 1e-9);
        expect(quick.atMost).toBeGreaterThanOrEqual(best);
        expect(quick.sites.length).toBeLessThanOrEqual(count);
        const proven = exact(highs, given, count, 10);
        expect(proven?.reached).toBe(best);
        expect(proven!.adds.reduce((sum, adds) => sum + adds, 0)).toBe(best);
      }),
      { numRuns: 150 },
    );
  });
});
