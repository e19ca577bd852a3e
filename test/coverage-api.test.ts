import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Coverage } from '../api/contracts/coverage.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours, place } from './support/neighbours.ts';
import { live } from './support/living.ts';

const WIJK = 'WK900101';
const THERE = 'BU90010102';

/** Reach and distance of places as PostGIS reckons them, on the same cells. */
const BY_POSTGIS = `
  with cells as (
    select extensions.st_setsrid(extensions.st_point(c.x * 100 + 50, c.y * 100 + 50), 28992) as at, c.inhabitants as n
    from public.population_cells c
    join private.buurt_pieces p on extensions.st_covers(p.geometry, c.middle)
    where c.year = 2024 and p.code = any (private.buurten_within(array[$1]))
  ), nearest as (
    select n, (select min(extensions.st_distance(c.at, extensions.st_transform(a.geometry, 28992)))
      from public.assets a where a.is_public and a.kind = 'place') * 1.3 as metres,
      (select count(*) from public.assets a where a.is_public and a.kind = 'place'
        and extensions.st_dwithin(c.at, extensions.st_transform(a.geometry, 28992), $2::float8 / 1.3)) as choice
    from cells c
  )
  select sum(n) filter (where metres <= $2::float8) / sum(n)::float8 as share,
    sum(n * metres) / sum(n) as mean, sum(n * choice) / sum(n)::float8 as choice
  from nearest`;

forEachDatabase('Coverage', (open) => {
  let database: Database;
  let as: ReturnType<typeof testApi>['as'];
  let actors: Record<string, Actor>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    await live(database, [
      { at: HERE, inhabitants: 120, dwellings: 50 },
      { at: HERE, inhabitants: 80, dwellings: 30, east: 200, north: 200 },
      { at: THERE, inhabitants: 200, dwellings: 90 },
      { at: THERE, inhabitants: 40, dwellings: 20, east: -100, north: -400 },
    ]);
  });
  const get = async (query = '', code = WIJK) =>
    (await as()('GET', `/neighbourhoods/${code}/coverage${query}`)).json as Coverage;
  const places = (answer: Coverage) => answer.kinds.find(({ kind }) => kind === 'place')!;

  test('is what PostGIS finds on the same cells', async () => {
    for (const within of [300, 500, 800]) {
      const [theirs] = await database.asSystem((tx) =>
        tx.query<{ share: number; mean: number; choice: number }>(BY_POSTGIS, [WIJK, within]),
      );
      const ours = places(await get(`?within=${within}`));
      expect(ours.reachShare).toBeCloseTo(theirs!.share, 9);
      expect(ours.meanMetres! / theirs!.mean).toBeCloseTo(1, 9);
      expect(ours.meanChoice).toBeCloseTo(theirs!.choice, 9);
    }
  });

  test('says of whom, of when, by what distance, and after how much looking', async () => {
    const answer = await get();
    expect(answer).toMatchObject({
      ...{ code: WIJK, level: 'wijk', within: 500, tooFew: false, boundaryChanged: false },
      distance: { method: 'straight', detour: 1.3, estimate: true },
      asOf: new Date().toISOString().slice(0, 10),
    });
    expect(answer.population).toEqual({
      ...{ inhabitants: 440, households: 190, source: 'test', year: 2024 },
      ...{ spreadShare: 0, years: [2024] },
    });
    expect(answer.kinds.map(({ kind }) => kind)).toEqual([
      ...['person', 'association', 'institution', 'place', 'exchange', 'story'],
    ]);
    expect(answer.effort).toMatchObject({ conversations: null, reporters: null });
    expect(answer.unmapped).toBeNull();
  });

  test('of nothing of a kind: nobody reaches it, and no distance is made up', async () => {
    const story = (await get('?kind=story')).kinds;
    expect(story).toEqual([
      {
        ...{ kind: 'story', assets: 0, reachShare: 0, residentsReached: 0, meanChoice: 0 },
        ...{ meanMetres: null, medianMetres: null, p90Metres: null },
      },
    ]);
  });

  test('where nobody lives has no figure', async () => {
    const empty = await get('', 'BU90010103');
    expect(empty.population).toMatchObject({ inhabitants: null, year: null });
    expect(places(empty)).toMatchObject({ reachShare: null, residentsReached: null });
    expect(empty).toMatchObject({ completeness: null, gini: null, fifths: null });
  });

  test('counts what lies just across the border', async () => {
    const before = places(await get('?within=1500', THERE));
    const across = await place(database, { at: 'BU90010202' });
    const choice = async () => places(await get('?within=1500', THERE)).meanChoice;
    await expect.poll(choice).toBeGreaterThan(before.meanChoice!);
    expect(places(await get('', THERE)).assets).toBe(before.assets);
    await database.asSystem((tx) => tx.run('delete from public.assets where id = $1', [across]));
    await expect.poll(choice).toBe(before.meanChoice);
  });

  test('is right after what was added, moved, shut off and taken away', async () => {
    const [lon, lat] = middleOf(THERE);
    const id = randomUUID();
    const before = places(await get());
    const written = await as(actors['steward'])('POST', '/assets', {
      ...{ id, kind: 'place', title: 'Bank', visibility: 'public' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    });
    expect(written.status).toBe(201);
    await database.asSystem((tx) =>
      tx.run(`update public.assets set status = 'published' where id = $1`, [id]),
    );
    await expect.poll(async () => places(await get()).assets).toBe(before.assets! + 1);
    expect(places(await get()).residentsReached).toBeGreaterThan(before.residentsReached!);
    await database.asSystem((tx) =>
      tx.run(
        `update public.assets set geometry = extensions.st_setsrid(extensions.st_point(5.9, 52.5), 4326)
         where id = $1`,
        [id],
      ),
    );
    await expect
      .poll(async () => places(await get()).residentsReached)
      .toBe(before.residentsReached);
    const change = (what: string, ...more: unknown[]) =>
      database.asSystem((tx) =>
        tx.run(`update public.assets set ${what} where id = $1`, [id, ...more]),
      );
    await change(
      'geometry = extensions.st_setsrid(extensions.st_point($2::float8, $3::float8), 4326)',
      ...[lon, lat],
    );
    await expect.poll(async () => places(await get()).assets).toBe(before.assets! + 1);
    await change(`visibility = 'neighbourhood'`);
    await expect.poll(async () => places(await get())).toEqual(before);
    await database.asSystem((tx) => tx.run('delete from public.assets where id = $1', [id]));
  });

  test('of every wijk or buurt, with its outline for a map', async () => {
    const { json } = await as()('GET', '/neighbourhoods/GM9001/coverage/areas?level=buurt');
    expect(json.items.map(({ code }: Coverage) => code)).toHaveLength(5);
    const map = await as()('GET', '/neighbourhoods/GM9001/coverage/areas', undefined, {
      Accept: 'application/geo+json',
    });
    expect(map.headers.get('Content-Type')).toContain('application/geo+json');
    expect(map.json.features[0]).toMatchObject({
      geometry: { type: 'MultiPolygon' },
      properties: { code: WIJK, level: 'wijk' },
    });
  });

  test('of an earlier day: what was there then; across a border that changed, nothing', async () => {
    const then = await get('?on=2025-01-01');
    expect(places(then).assets).toBe(0);
    expect(then).toMatchObject({ asOf: '2025-01-01', boundaryChanged: false });
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.neighbourhoods (year, code, level, name, gemeente_code, parent_code, source, geometry)
         select 2020, code, level, name, gemeente_code, parent_code, 'cbs',
           case code when $1 then extensions.st_multi(extensions.st_makeenvelope(5.4, 52.5, 5.405, 52.51, 4326))
             else geometry end
         from public.neighbourhoods where year = 2024 and gemeente_code = 'GM9001'`,
        [HERE],
      ),
    );
    expect((await get('?on=2021-01-01', THERE)).boundaryChanged).toBe(false);
    const other = await get('?on=2021-01-01', HERE);
    expect(other).toMatchObject({ boundaryChanged: true, gini: null, completeness: null });
    expect(places(other)).toMatchObject({ reachShare: null, meanMetres: null });
    expect((await get('?on=2025-01-01', HERE)).boundaryChanged).toBe(false);
  });

  test('is asked for again by its tag', async () => {
    const first = await as()('GET', `/neighbourhoods/${WIJK}/coverage`);
    const again = await as()('GET', `/neighbourhoods/${WIJK}/coverage`, undefined, {
      'If-None-Match': first.headers.get('ETag')!,
    });
    expect(again.status).toBe(304);
  });

  describe('What if', () => {
    const ask = (body: object, code = WIJK) =>
      as()('POST', `/neighbourhoods/${code}/coverage/what-if`, body);

    test('a place came: whom it would reach, and the equity of it', async () => {
      const { json, status } = await ask({ kind: 'story', sites: [middleOf(HERE)] });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        ...{ newlyReached: 200, newlyReachedElsewhere: 0, within: 500 },
        reachShare: { now: 0, then: 200 / 440 },
        buurten: [{ code: HERE, newlyReached: 200, inside: true }],
        gini: { now: null },
      });
      expect(json.gini.then).toBeGreaterThan(0);
      expect(json.completeness.then - json.completeness.now).toBeCloseTo(200 / 440 / 6, 9);
      expect(places(await get('?kind=story'))).toBeUndefined();
    });

    test('faults come together: abroad, too many, no such kind', async () => {
      const abroad = await ask({
        kind: 'place',
        sites: [
          [4.5, 51.2],
          [6.9, 51.5],
        ],
      });
      expect(abroad.status).toBe(400);
      expect(abroad.json.faults).toEqual([
        { at: 'sites.0', says: 'lies outside the neighbourhoods that are on the map' },
        { at: 'sites.1', says: 'lies outside the neighbourhoods that are on the map' },
      ]);
      const wrong = await ask({ kind: 'person', within: -5, sites: [] });
      expect(wrong.json.faults.map(({ at }: { at: string }) => at)).toEqual([
        'kind',
        'within',
        'sites',
      ]);
    });

    test('in the water', async () => {
      const wet = 'BU90010103';
      await database.asSystem((tx) =>
        tx.run('update public.neighbourhoods set water = true where code = $1', [wet]),
      );
      const { json } = await ask({ kind: 'place', sites: [middleOf(wet)] });
      expect(json.faults).toEqual([{ at: 'sites.0', says: 'lies in the water' }]);
      await database.asSystem((tx) =>
        tx.run('update public.neighbourhoods set water = false where code = $1', [wet]),
      );
    });
  });

  describe('The best places', () => {
    const ask = async (query: string) =>
      as()('GET', `/neighbourhoods/${WIJK}/coverage/best-sites?kind=story${query}`);

    test('reach most of who reach none', async () => {
      const { json } = await ask('&count=1');
      expect(json).toMatchObject({ ...{ unreached: 440, reached: 200, candidates: 4 } });
      expect(json.items).toHaveLength(1);
      const both = (await ask('&count=10')).json;
      expect(both).toMatchObject({ method: 'exact', reached: 440, atMost: 440 });
      expect(both.items.reduce((sum: number, { adds }: { adds: number }) => sum + adds, 0)).toBe(
        440,
      );
    });

    test('among what is there for all already', async () => {
      const { json } = await ask('&candidates=assets&count=2');
      for (const { asset } of json.items) expect(asset.title).toBe('A bench');
    });
  });

  test('where the gaps are, by cell', async () => {
    const { json } = await as()('GET', `/neighbourhoods/${WIJK}/coverage/cells?kind=story`);
    expect(json.items.map(({ inhabitants }: { inhabitants: number }) => inhabitants)).toEqual([
      200, 120, 80, 40,
    ]);
    expect(json.items[0].corners).toHaveLength(4);
    expect(json.items[0]).toMatchObject({ metres: null, buurt: THERE });
  });

  test.each([
    ['/coverage?within=0', 'within'],
    ['/coverage?within=-5', 'within'],
    ['/coverage?within=1e9', 'within'],
    ['/coverage?kind=castle', 'kind'],
    ['/coverage?on=2099-01-01', 'on'],
    ['/coverage/best-sites?kind=place&count=1000', 'count'],
    ['/coverage/cells?kind=person', 'kind'],
  ])('bad input gets one clear problem: %s', async (path, at) => {
    const { status, json } = await as()('GET', `/neighbourhoods/${WIJK}${path}`);
    expect(status).toBe(400);
    expect(json.faults.map((fault: { at: string }) => fault.at)).toEqual([at]);
  });

  test('of what is no area: not found', async () => {
    for (const code of ['WK999999', 'NL'])
      expect((await as()('GET', `/neighbourhoods/${code}/coverage`)).status).toBe(404);
    expect((await as()('GET', '/neighbourhoods/NL/coverage/areas')).status).toBe(404);
  });
});
