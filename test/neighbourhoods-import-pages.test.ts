import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { loadFirstAreas } from '../api/neighbourhoods/first-start.ts';
import { importNeighbourhoods } from '../api/neighbourhoods/import/import.ts';
import { fetchFeatures, startingUrls, type FetchLimits } from '../api/neighbourhoods/import/ogc.ts';
import { buurt, feature, rectangle } from './support/area-files.ts';
import { areasServer, type AreasServer } from './support/areas-server.ts';
import { forEachDatabase } from './support/database.ts';

const quick: FetchLimits = { tries: 3, answerMs: 5000, pauseMs: 1, longestPauseMs: 5000 };

const gemeenten = ['0995', '0034', '0267', '0233'];
const buurten = gemeenten.flatMap((number, row) =>
  Array.from({ length: 10 }, (_, i) =>
    buurt(`BU${number}01${String(i).padStart(2, '0')}`, rectangle(i, row), { jaar: undefined }),
  ),
);
const wijken = gemeenten.map((number, row) =>
  feature(
    { wijkcode: `WK${number}01`, wijknaam: `Wijk ${number}`, gemeentecode: `GM${number}` },
    rectangle(0, row, 10),
  ),
);
const wholes = gemeenten.map((number, row) =>
  feature(
    { gemeentecode: `GM${number}`, gemeentenaam: `Gemeente ${number}` },
    rectangle(0, row, 10),
  ),
);

let server: AreasServer;
beforeEach(async () => {
  server = await areasServer({ buurten, wijken, gemeenten: wholes });
});
afterEach(() => server.close());

describe('pages of an OGC API', () => {
  const items = (query = 'f=json&limit=7') => `${server.url}/collections/buurten/items?${query}`;
  const fetched = async (url: string, limits = quick) => {
    const codes: unknown[] = [];
    for await (const { properties } of fetchFeatures(url, limits))
      codes.push(properties['buurtcode']);
    return codes;
  };
  const all = buurten.map(({ properties }) => properties['buurtcode']);

  test('are followed by their next links to the end', async () => {
    expect(await fetched(items())).toEqual(all);
    expect(server.requests).toHaveLength(6);
    expect(server.requests.slice(1).every((request) => request.includes('cursor='))).toBe(true);
  });

  test('are asked for again after 429, no sooner than Retry-After says, and after 503', async () => {
    server.troubles.push({ status: 429, retryAfter: '1' }, { status: 503 });
    const start = performance.now();
    expect(await fetched(items('f=json&limit=1000'))).toEqual(all);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    expect(server.requests).toHaveLength(3);
  });

  test('go on where a broken connection stopped, without a gap or a double', async () => {
    server.troubles.push({ breaksAt: 0.6 }, { breaksAt: 0.1 });
    expect(await fetched(items('f=json&limit=30'))).toEqual(all);
    expect(server.requests).toHaveLength(4);
  });

  test('are given up after as many failures as told', async () => {
    server.troubles.push({ status: 500 }, { status: 500 }, { status: 500 });
    await expect(fetched(items())).rejects.toThrow(
      /cannot be reached, or breaks off; tried 3 times/,
    );
    expect(server.requests).toHaveLength(3);
  });

  test('a refusal is passed on at once', async () => {
    await expect(fetched(items('gemeente=GM0995'))).rejects.toThrow(
      /refuses this with status 400: .*unknown query parameter\(s\) found: gemeente/,
    );
    expect(server.requests).toHaveLength(1);
  });

  test('a signal ends the waiting too', async () => {
    server.troubles.push({ status: 429, retryAfter: '5' });
    const ended = fetched(items(), { ...quick, signal: AbortSignal.timeout(300) });
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('begin at the items of a collection, or of all three under a base', () => {
    const base = 'https://example.org/cbs/wijken-en-buurten-2024/ogc/v1';
    expect(startingUrls(`${base}/`, [{ gemeentecode: 'GM0995' }])).toEqual(
      ['gemeenten', 'wijken', 'buurten'].map(
        (name) => `${base}/collections/${name}/items?f=json&limit=200&gemeentecode=GM0995`,
      ),
    );
    expect(startingUrls(`${base}/collections/buurten`)).toEqual([
      `${base}/collections/buurten/items?f=json&limit=200`,
    ]);
    for (const own of [
      `${base}/collections/buurten/items?limit=5`,
      'https://example.org/a.geojson',
    ])
      expect(startingUrls(own)).toEqual([own]);
  });
});

forEachDatabase('Areas from a URL', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  const counts = () =>
    database.asSystem((tx) =>
      tx.query(
        `select year, level::text, source, count(*) as count
         from public.neighbourhoods n group by n.year, n.level, n.source order by n.year, n.level`,
      ),
    );
  const forget = () =>
    database.asSystem(async (tx) => {
      await tx.run('delete from public.current_years');
      await tx.run('delete from public.neighbourhoods');
    });
  beforeEach(forget);

  test('a first start without a network takes the schematic areas, within seconds', async () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const closed = { CBS_AREAS_URL: server.url };
    await server.close();
    const start = performance.now();
    await loadFirstAreas(database, closed, say);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(said).toEqual([
      expect.stringMatching(
        /^The official boundaries could not be fetched \(.*\): schematic areas stand in for them\. Import the real ones with: npm run import -- neighbourhoods FILE\|URL$/,
      ),
    ]);
    const areas = { year: 2024, source: 'example' };
    expect(await counts()).toEqual([
      { ...areas, level: 'gemeente', count: 4 },
      { ...areas, level: 'wijk', count: 18 },
      { ...areas, level: 'buurt', count: 77 },
    ]);
    const shapes = await database.asSystem((tx) =>
      tx.query(
        `select g.code, extensions.st_nrings(g.geometry) as rings,
           abs(1 - (select sum(extensions.st_area(b.geometry)) from public.neighbourhoods b
             where b.gemeente_code = g.code and b.level = 'buurt')
             / extensions.st_area(g.geometry)) < 0.000001 as "withoutGapOrOverlap"
         from public.neighbourhoods g where g.level <> 'buurt' and g.code like 'GM%' order by 1`,
      ),
    );
    expect(shapes).toEqual(
      ['GM0034', 'GM0233', 'GM0267', 'GM0995'].map((code) => ({
        code,
        rings: 1,
        withoutGapOrOverlap: true,
      })),
    );
    const water = await database.asSystem((tx) =>
      tx.query('select code, name from public.neighbourhoods where water'),
    );
    expect(water).toEqual([{ code: 'BU09950301', name: 'Markermeer' }]);

    await loadFirstAreas(database, closed, say);
    expect(said).toHaveLength(1);
  });

  test('a first start asks for four gemeenten only, and takes the official areas', async () => {
    const say = vi.fn();
    await loadFirstAreas(database, { CBS_AREAS_URL: server.url }, say);
    expect(say.mock.calls).toEqual([
      ['The official boundaries of Lelystad, Almere, Nijkerk and Ermelo (CBS, Kadaster) are in.'],
    ]);
    expect(server.requests).toHaveLength(12);
    expect(server.requests.every((request) => request.includes('gemeentecode=GM0'))).toBe(true);
    // The year is that of the URL.
    const areas = { year: 2024, source: 'cbs' };
    expect(await counts()).toEqual([
      { ...areas, level: 'gemeente', count: 4 },
      { ...areas, level: 'wijk', count: 4 },
      { ...areas, level: 'buurt', count: 40 },
    ]);
  });

  test('an import through all troubles at once is whole, and without them the same', async () => {
    server.troubles.push(
      { status: 429, retryAfter: '0' },
      { breaksAt: 0.5 },
      { status: 502 },
      { breaksAt: 0.9 },
    );
    const url = `${server.url}/collections/buurten/items?f=json&limit=15`;
    const heard: number[] = [];
    const report = await importNeighbourhoods(database, url, {
      limits: quick,
      onProgress: (read) => void heard.push(read),
    });
    expect(report).toMatchObject({ read: 40, written: 40, refused: 0 });
    expect(heard.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    const again = await importNeighbourhoods(database, server.url, { limits: quick });
    expect(again).toMatchObject({ read: 48, written: 8, unchanged: 40 });
  });

  test('nothing is written when a URL cannot be had to its end', async () => {
    server.troubles.push({ breaksAt: 0.5 }, { status: 500 }, { status: 500 }, { status: 500 });
    const url = `${server.url}/collections/buurten/items?f=json&limit=15`;
    await expect(importNeighbourhoods(database, url, { limits: quick })).rejects.toThrow(
      /cannot be reached, or breaks off/,
    );
    expect(await counts()).toEqual([]);
  });
});
