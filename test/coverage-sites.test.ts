import { describe, expect, test } from 'vitest';
import { placedKinds } from '../api/contracts/coverage-words.ts';
import { straightPlaces } from '../api/coverage/engine/places.ts';
import { PlaceStore } from '../api/coverage/place-store.ts';
import { Region } from '../api/coverage/region.ts';
import { bestSites, optionsOf } from '../api/coverage/sites.ts';

const SIDE = 60;

/** A gemeente of one buurt: a square of 100 m cells with so many people in each, and no places at all. */
function region(peopleAt: (column: number, row: number) => number): Region {
  const store = new PlaceStore();
  for (const kind of placedKinds)
    store.kinds.set(kind, { places: straightPlaces([], []), rows: [], free: [] });
  const cells = Array.from({ length: SIDE * SIDE }, (_, n) => ({
    ...{ year: 2024, x: 150_050 + (n % SIDE) * 100, y: 490_050 + Math.floor(n / SIDE) * 100 },
    ...{ inhabitants: peopleAt(n % SIDE, Math.floor(n / SIDE)), dwellings: null },
    ...{ buurt: 'BU90010101', spread: false, source: 'test' },
  }));
  const areas = [
    { code: 'GM9001', level: 'gemeente', name: null, parent: null },
    { code: 'WK900101', level: 'wijk', name: null, parent: 'GM9001' },
    { code: 'BU90010101', level: 'buurt', name: null, parent: 'WK900101' },
  ] as const;
  return new Region({ areas: [...areas], cells, years: [2024], few: [] }, store);
}

async function best(of: Region, within: number, count = 1) {
  const area = of.areas.get('GM9001')!;
  const options = optionsOf(of, area, { kind: 'place', within, candidates: 'cells' });
  return { options, found: await bestSites(of, area, { kind: 'place', within, count }, options) };
}

/** How many the best of all cells reaches, by looking at every pair. */
function mostReached({ cells: { x, y, inhabitants } }: Region, within: number): number {
  let most = 0;
  for (let i = 0; i < x.length; i += 1) {
    let reached = 0;
    for (let j = 0; j < x.length; j += 1)
      if (Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2) * 1.3 <= within)
        reached += inhabitants[j]!;
    most = Math.max(most, reached);
  }
  return most;
}

describe('The best places', () => {
  const uneven = region((column, row) => 5 + ((column * 7 + row * 13) % 23));

  test('of all cells, reach as many as the best of every pair', async () => {
    const { options, found } = await best(uneven, 500);
    expect(options.isThinned).toBe(false);
    expect(found).toMatchObject({ method: 'exact', reached: mostReached(uneven, 500) });
  });

  // The bug: every so many cells were left out, and the best of the others was called proven.
  test('of every so many cells are called no proof, and none reaches more than is said', async () => {
    const { options, found } = await best(uneven, 3000);
    expect(options.isThinned).toBe(true);
    expect(found.method).toBe('greedy');
    expect(found.atMost).toBeGreaterThanOrEqual(mostReached(uneven, 3000));
    expect(found.atMost).toBe(found.unreached);
  });

  test('add five people or more, or are left out', async () => {
    const few = region((column, row) =>
      row === 0 && column === 0 ? 20 : row === 59 && column === 59 ? 4 : 0,
    );
    const { found } = await best(few, 300, 2);
    expect(found).toMatchObject({ method: 'greedy', reached: 20 });
    expect(found.chosen.adds).toEqual([20]);
  });

  test('are proven for those who need not wait long; the others have the answer of greedy', async () => {
    // Greedy takes the two in the middle first, and leaves one at an end.
    const row = region((column, line) => (line === 0 ? ([5, 5, 6, 6, 5, 5][column] ?? 0) : 0));
    const asked = await Promise.all(Array.from({ length: 8 }, () => best(row, 130, 2)));
    const found = asked.map(({ found: { method, reached } }) => `${method} ${reached}`);
    expect(found.toSorted()).toEqual([
      ...Array<string>(4).fill('exact 32'),
      ...Array<string>(4).fill('greedy 27'),
    ]);
    for (const { found } of asked) expect(found.atMost).toBeGreaterThanOrEqual(found.reached);
    expect((await best(row, 130, 2)).found).toMatchObject({ method: 'exact', reached: 32 });
  });
});
