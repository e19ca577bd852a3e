import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Coverage } from '../api/contracts/coverage.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { buurten, middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { live } from './support/living.ts';

const WIJK = 'WK900101';
const [, SECOND, THIRD] = buurten as [string, string, string];
const LIVING = [
  { at: HERE, inhabitants: 100 },
  { at: SECOND, inhabitants: 8 },
  { at: THIRD, inhabitants: 40 },
];

forEachDatabase('Coverage and the wall', (open) => {
  let database: Database;
  let as: ReturnType<typeof testApi>['as'];
  let actors: Record<string, Actor>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    await live(database, LIVING);
  });
  const get = async (code: string, query = '', actor?: Actor) =>
    (await as(actor)('GET', `/neighbourhoods/${code}/coverage${query}`)).json as Coverage;

  test('of fewer than ten people nothing is told, and they count nowhere', async () => {
    const { tooFew, kinds, completeness, gini, population } = await get(SECOND);
    expect({ tooFew, completeness, gini, population }).toMatchObject({
      ...{ tooFew: true, completeness: null, gini: null },
      population: { inhabitants: null, households: null, spreadShare: null },
    });
    for (const kind of kinds)
      expect(kind).toMatchObject({ reachShare: null, residentsReached: null, meanMetres: null });
    for (const code of [WIJK, HERE, THIRD]) expect((await get(code)).tooFew).toBe(false);
    expect((await get(WIJK)).population.inhabitants).toBe(140);
  });

  test('asked twice, however: the same buurt is silent at every distance, kind and level', async () => {
    for (const query of ['?within=300', '?within=800', '?kind=place', '?year=2024'])
      expect((await get(SECOND, query)).tooFew).toBe(true);
    const { json } = await as()('GET', `/neighbourhoods/${WIJK}/coverage/areas?level=buurt`);
    expect(json.items.flatMap(({ code, tooFew }: Coverage) => (tooFew ? [code] : []))).toEqual([
      SECOND,
    ]);
    const gaps = await as()('GET', `/neighbourhoods/${WIJK}/coverage/cells?kind=story`);
    expect(gaps.json.items.map(({ buurt }: { buurt: string }) => buurt)).not.toContain(SECOND);
    const whatIf = await as()('POST', `/neighbourhoods/${WIJK}/coverage/what-if`, {
      ...{ kind: 'story', within: 3000, sites: [middleOf(SECOND)] },
    });
    expect(whatIf.json.buurten.map(({ code }: { code: string }) => code)).not.toContain(SECOND);
    // The bug: a marker in the middle of it told how many live there.
    const near = await as()('POST', `/neighbourhoods/${HERE}/coverage/what-if`, {
      ...{ kind: 'story', within: 100, sites: [middleOf(SECOND)] },
    });
    expect(near.json).toMatchObject({ newlyReached: 0, newlyReachedElsewhere: 0 });
    const best = await as()(
      'GET',
      `/neighbourhoods/${WIJK}/coverage/best-sites?kind=story&count=10`,
    );
    expect(best.json.items.map(({ adds }: { adds: number }) => adds)).toEqual([100, 40]);
    expect(best.json).toMatchObject({ unreached: 140, candidates: 2 });
  });

  test('talents count from five in a buurt, the same for whoever asks, and no more once consent ends', async () => {
    const person = async (code: string, actor?: Actor) =>
      (await get(code, '?kind=person', actor)).kinds[0]!;
    const before = await get(WIJK);
    for (let i = 0; i < 6; i += 1) await card(database, { consent: 'holds', at: HERE });
    await expect.poll(async () => (await person(HERE)).reachShare).toBe(1);
    const { assets } = await person(HERE);
    expect(assets).toBeGreaterThanOrEqual(5);
    expect((await person(WIJK)).reachShare).toBeCloseTo(100 / 140, 9);
    expect((await get(WIJK)).completeness! - before.completeness!).toBeCloseTo(100 / 140 / 6, 9);
    for (const actor of [actors['connector'], actors['municipality'], actors['owner']])
      expect(await person(HERE, actor)).toEqual(await person(HERE));
    await database.asSystem((tx) => tx.run('update public.consents set withdrawn_at = now()'));
    await expect.poll(async () => (await person(HERE)).reachShare).toBe(0);
    expect((await person(HERE)).assets).toBeNull();
  });

  // The bug: it stayed in the figures until they were asked for again, up to a minute later.
  test('consent that runs out counts no more at that very moment', async () => {
    const reach = async () => (await get(HERE, '?kind=person')).kinds[0]!.reachShare;
    for (let i = 0; i < 5; i += 1) await card(database, { consent: 'holds', at: HERE });
    await expect.poll(reach).toBe(1);
    await database.asSystem((tx) =>
      tx.run(
        `update public.consents set until = now() + interval '3 seconds' where withdrawn_at is null`,
      ),
    );
    expect(await reach()).toBe(1);
    await expect.poll(reach, { timeout: 15_000 }).toBe(0);
  });

  test('of a day in the past, nobody’s talents', async () => {
    const past = await get(WIJK, '?on=2024-01-01');
    expect(past.kinds[0]).toMatchObject({ kind: 'person', assets: null, reachShare: null });
    expect(past).toMatchObject({ completeness: null, evenness: null });
    expect(past.effort).toMatchObject({
      conversations: null,
      reporters: null,
      lastConfirmedShare: null,
    });
  });

  test('what only some may see is in nobody’s figures', async () => {
    const before = await get(HERE);
    for (const visibility of ['neighbourhood', 'connectors']) await place(database, { visibility });
    await place(database, { status: 'proposed' });
    // Told after those: when it counts, they were read, too.
    const open = await place(database, {});
    const places = ({ kinds }: Coverage) => kinds.find(({ kind }) => kind === 'place')!.assets!;
    for (const actor of [undefined, ...Object.values(actors)])
      await expect.poll(async () => places(await get(HERE, '', actor))).toBe(places(before) + 1);
    await database.asSystem((tx) => tx.run('delete from public.assets where id = $1', [open]));
    await expect.poll(async () => (await get(HERE)).kinds).toEqual(before.kinds);
  });

  test('conversations and who told are counted from five, and a private one like any other', async () => {
    const connector = await account(database, { roles: [{ role: 'connector', area: WIJK }] });
    const talk = () =>
      database.asSystem((tx) =>
        tx.run(
          `insert into public.conversations (id, connector_id, buurt_code, cares)
           values (gen_random_uuid(), $1, $2, 'Iets')`,
          [connector.accountId, HERE],
        ),
      );
    const counted = () =>
      database.asActor({ accountId: null }, 'fresh', (tx) =>
        tx.query<{ code: string; conversations: number | null }>(
          'select code, conversations from private.effort_counts($1) where conversations is not null order by code',
          ['GM9001'],
        ),
      );
    for (let i = 0; i < 4; i += 1) await talk();
    expect(await counted()).toEqual([]);
    await talk();
    expect(await counted()).toEqual([
      { code: HERE, conversations: 5 },
      { code: 'GM9001', conversations: 5 },
      { code: WIJK, conversations: 5 },
    ]);
  });

  test('a place that would reach fewer than five says so, not how many', async () => {
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.population_figures (year, code, inhabitants, source)
         values (2024, 'BU90010202', 20, 'test'), (2024, 'BU90010201', 90, 'test')`,
      ),
    );
    const wouldReach = async () => {
      const { json } = await as()('POST', `/neighbourhoods/GM9001/coverage/what-if`, {
        ...{ kind: 'exchange', within: 100, sites: [[5.415, 52.515]] },
      });
      return json;
    };
    await expect
      .poll(wouldReach)
      .toMatchObject({ newlyReached: null, reachShare: { now: null, then: null }, buurten: [] });
  });

  // The bugs: two markers, or metres between two questions, counted the people of one square.
  test('no two answers differ by one to nine people, wherever they live', async () => {
    await live(database, [
      { at: HERE, inhabitants: 3, east: 200 },
      { at: HERE, inhabitants: 9, north: -400 },
    ]);
    await expect.poll(async () => (await get(HERE)).population.inhabitants).toBe(112);
    const told = new Set<number>();
    const ask = async (sites: [number, number][], within = 300) => {
      const { json } = await as()('POST', `/neighbourhoods/${WIJK}/coverage/what-if`, {
        ...{ kind: 'exchange', within, sites },
      });
      told.add(json.newlyReached);
      told.add(json.newlyReachedElsewhere);
    };
    for (let east = 0; east < 0.02; east += 0.001) {
      await ask([[5.4 + east, 52.505]]);
      await ask([[5.4 + east, 52.501]]);
      await ask([[5.4 + east, 52.501], middleOf(SECOND)], 500);
    }
    for (let within = 300; within < 3000; within += 50)
      told.add((await get(WIJK, `?within=${within}&kind=place`)).kinds[0]!.residentsReached!);
    const numbers = [...told].sort((a, b) => a - b);
    expect(numbers).not.toContain(null);
    expect(numbers.length).toBeGreaterThan(2);
    for (const [n, next] of numbers.slice(1).entries())
      expect(next - numbers[n]!).toBeGreaterThanOrEqual(10);
  });

  test('whoever lives wherever, there is no place in memory with fewer than ten', async () => {
    const cell = fc.record({
      at: fc.constantFrom(...buurten.slice(0, 4)),
      inhabitants: fc.integer({ min: 0, max: 14 }),
      east: fc.integer({ min: -2, max: 2 }).map((n) => n * 100),
      north: fc.integer({ min: -2, max: 2 }).map((n) => n * 100),
    });
    const cells = fc.uniqueArray(cell, {
      ...{ minLength: 1, maxLength: 20 },
      selector: ({ at, east, north }) => `${at} ${east} ${north}`,
    });
    await fc.assert(
      fc.asyncProperty(cells, async (living) => {
        await database.asSystem((tx) => tx.run('delete from public.population_cells'));
        await live(database, living);
        const rows = await database.asActor({ accountId: null }, 'fresh', (tx) =>
          tx.query<{ buurt: string; inhabitants: number | null }>(
            `select buurt, inhabitants from private.lived_within('GM9001') where not spread`,
          ),
        );
        const of = (code: string, list: { inhabitants: number | null }[]) =>
          list.reduce((sum, { inhabitants }) => sum + (inhabitants ?? 0), 0);
        for (const code of buurten.slice(0, 4)) {
          const own = rows.filter(({ buurt }) => buurt === code);
          const all = of(
            code,
            living.filter(({ at }) => at === code),
          );
          expect(of(code, own)).toBe(all < 10 ? 0 : all);
          for (const { inhabitants } of own)
            if (all < 10) expect(inhabitants).toBeNull();
            else expect(inhabitants).toBeGreaterThanOrEqual(10);
        }
      }),
      { numRuns: 25 },
    );
    await database.asSystem((tx) => tx.run('delete from public.population_cells'));
    await live(database, LIVING);
  });

  test('the best places tell nothing of a buurt of which nothing is told', async () => {
    const { json } = await as()(
      'GET',
      `/neighbourhoods/${SECOND}/coverage/best-sites?kind=exchange`,
    );
    expect(json).toMatchObject({ unreached: null, reached: 0, atMost: null, items: [] });
    expect(json.candidates).toBe(0);
  });

  test('who lives where is nobody’s to read cell by cell: a cell may hold one home', async () => {
    for (const actor of [{ accountId: null }, ...Object.values(actors)])
      await expect(
        database.asActor(actor, 'read', (tx) => tx.query('select * from public.population_cells')),
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('which figures a municipality looked at stands in the public log', async () => {
    await get(WIJK, '', actors['municipality']);
    await as(actors['municipality'])('GET', '/neighbourhoods/GM9001/coverage/areas');
    const { json } = await as()('GET', '/figure-views');
    const seen = json.items.map(({ role, figure, area }: Record<string, string>) => [
      role,
      figure,
      area,
    ]);
    expect(seen).toContainEqual(['municipality', 'coverage', WIJK]);
    expect(seen).toContainEqual(['municipality', 'coverage', 'GM9001']);
    // Looked at again within the minute, as by who drags a marker, it is one look.
    const before = seen.length;
    await get(WIJK, '?within=800', actors['municipality']);
    expect((await as()('GET', '/figure-views')).json.items).toHaveLength(before);
  });
});
