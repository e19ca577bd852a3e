import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import distance from '@turf/distance';
import { beforeAll, expect, test } from 'vitest';
import { boxRanges, morton, tileRange } from '../api/assets/cells.ts';
import { exampleAreas } from './support/areas.ts';
import { point, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';

type Shown = { id: string; metres: number; geometry: { coordinates: [number, number] } };
const COUNT = 60;

forEachDatabase('lists of assets', (open) => {
  let api: ReturnType<typeof testApi>;
  const places: [number, number][] = [];

  beforeAll(async () => {
    const database = await open();
    await exampleAreas(database);
    api = testApi(database);
    await database.asSystem(async (tx) => {
      for (let i = 0; i < COUNT; i += 1) {
        const at: [number, number] = [
          5.4002 + ((i * 37) % 89) / 5000,
          52.5003 + ((i * 53) % 97) / 5000,
        ];
        places.push(at);
        await tx.run(
          `insert into public.assets (id, kind, title, description, tags, status, geometry)
           values ($1, $2::public.asset_kind, $3, $4, array['groen'], 'published',
             extensions.st_setsrid(extensions.st_point($5, $6), 4326))`,
          [
            randomUUID(),
            i % 3 ? 'place' : 'story',
            `Tuin ${i}`,
            i % 2 ? 'Café met thee' : '',
            ...at,
          ],
        );
      }
    });
  });

  async function all(query: string): Promise<Shown[]> {
    const items: Shown[] = [];
    let cursor = '';
    do {
      const { json } = await api.as()('GET', `/assets?limit=7&${query}${cursor}`);
      items.push(...json.items);
      cursor = json.next ? `&cursor=${json.next}` : '';
    } while (cursor);
    return items;
  }

  test('paging shows each asset once, newest first or nearest first', async () => {
    for (const query of ['', 'near=5.405,52.51']) {
      const ids = (await all(query)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(COUNT);
      expect(ids).toHaveLength(COUNT);
    }
  });

  test('near sorts by metres, not by degrees, and tells them as turf does', async () => {
    const items = await all('near=5.405,52.51');
    const metres = items.map((item) => item.metres);
    for (const { geometry, metres: told } of items) {
      const straight = distance([5.405, 52.51], geometry.coordinates, { units: 'meters' });
      expect(Math.abs(told - straight) / Math.max(straight, 1)).toBeLessThan(0.005);
    }
    expect(metres).toEqual(metres.toSorted((a, b) => a - b));
  });

  test('a box finds what lies in it', async () => {
    const [west, south, east, north] = [5.402, 52.503, 5.41, 52.512];
    const expected = places.filter(([x, y]) => x >= west && x <= east && y >= south && y <= north);
    expect(await all(`bbox=${[west, south, east, north].join(',')}`)).toHaveLength(expected.length);
    expect(expected.length).toBeGreaterThan(3);
  });

  test('words are found in title, description and tags, without accents or capitals', async () => {
    expect(await all('q=cafe')).toHaveLength(COUNT / 2);
    expect(await all('q=GROEN%20tuin')).toHaveLength(COUNT);
    expect(await all('q=100%25')).toHaveLength(0);
    expect(await all('q=%5C')).toHaveLength(0);
  });

  test('kinds filter, and the counts agree with the list', async () => {
    expect(await all('kind=story')).toHaveLength(COUNT / 3);
    const { json } = await api.as()('GET', '/assets/counts');
    expect(json).toEqual({ total: COUNT, kinds: { story: COUNT / 3, place: (COUNT / 3) * 2 } });
  });

  test('GeoJSON is a FeatureCollection in CRS84', async () => {
    const answer = await api.as()('GET', '/assets?limit=3', undefined, {
      Accept: 'application/geo+json',
    });
    expect(answer.headers.get('Content-Type')).toBe('application/geo+json');
    expect(answer.headers.get('Content-Crs')).toContain('CRS84');
    expect(answer.json).toMatchObject({ type: 'FeatureCollection', numberReturned: 3 });
    expect(answer.json.features[0].geometry.type).toBe('Point');
  });

  test('a like name within 100 m is hinted at, further away or unlike it is not', async () => {
    const [x, y] = places[5]!;
    const ask = async (title: string, at: [number, number]) =>
      (await api.as()('POST', '/assets/duplicates', { title, geometry: point(at) })).json.items;
    const [found] = await ask('tuin 5', [x + 0.0002, y]);
    expect(found).toMatchObject({ title: 'Tuin 5' });
    expect(found.metres).toBeCloseTo(13.6, 0);
    expect(await ask('Zwembad', [x, y])).toEqual([]);
    expect(await ask('Tuin 5', [5.45, 52.6])).toEqual([]);
  });

  test('cells are the same in the database and here', async () => {
    const database = await open();
    const at = fc.tuple(
      fc.double({ min: 3, max: 7.3, noNaN: true }),
      fc.double({ min: 50.7, max: 53.6, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(at, async ([x, y]) => {
        const [row] = await database.asSystem((tx) =>
          tx.query<{ cell: number }>('select private.cell_at($1, $2) as cell', [x, y]),
        );
        const size = 2 ** 24;
        const tileX = Math.floor(((x + 180) / 360) * size);
        const phi = (y * Math.PI) / 180;
        const tileY = Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * size);
        // Two formulas of one value: at the edge of a cell they may fall on either side.
        const near = [-1, 0, 1].flatMap((dx) =>
          [-1, 0, 1].map((dy) => morton(tileX + dx, tileY + dy)),
        );
        expect(near).toContain(row!.cell);
        const inBox = boxRanges([x - 0.001, y - 0.001, x + 0.001, y + 0.001]);
        expect(inBox.some(([from, to]) => row!.cell >= from && row!.cell < to)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a tile is one range, and its four children share it out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.nat(), fc.nat(), (z, a, b) => {
        const [x, y] = [a % 2 ** z, b % 2 ** z];
        const [from, to] = tileRange(z, x, y);
        const children = [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ].map(([dx, dy]) => tileRange(z + 1, 2 * x + dx!, 2 * y + dy!));
        expect(children[0]![0]).toBe(from);
        expect(children[3]![1]).toBe(to);
        for (let i = 0; i < 3; i += 1) expect(children[i]![1]).toBe(children[i + 1]![0]);
      }),
    );
  });
});
