import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Coverage } from '../api/contracts/coverage.ts';
import { hiddenAreas, LEAST_RESIDENTS } from '../api/coverage/hidden.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { buurten } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { live } from './support/living.ts';

const WIJK = 'WK900101';
const [, SECOND, THIRD] = buurten as [string, string, string];

describe('Areas of which nothing is told', () => {
  type Given = { code: string; level: 'buurt' | 'wijk' | 'gemeente'; parent: string | null };
  const shape = fc.array(
    fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 4 }),
    {
      ...{ minLength: 1, maxLength: 4 },
    },
  );

  test('leave at least ten people in whatever is left when all that is told is taken away', () => {
    fc.assert(
      fc.property(shape, (wijken) => {
        const residents = new Map<string, number>();
        const areas: Given[] = [{ code: 'G', level: 'gemeente', parent: null }];
        for (const [w, own] of wijken.entries()) {
          areas.push({ code: `W${w}`, level: 'wijk', parent: 'G' });
          for (const [b, n] of own.entries()) {
            areas.push({ code: `B${w}${b}`, level: 'buurt', parent: `W${w}` });
            residents.set(`B${w}${b}`, n);
            residents.set(`W${w}`, (residents.get(`W${w}`) ?? 0) + n);
            residents.set('G', (residents.get('G') ?? 0) + n);
          }
        }
        const of = ({ code }: Given) => residents.get(code)!;
        const hidden = hiddenAreas(areas, of);
        const within = (code: string) =>
          areas.filter(({ code: other, parent, level }) =>
            level === 'buurt' ? other === code || parent === code || code === 'G' : false,
          );
        const told = areas.filter(({ code }) => !hidden.has(code));
        for (const area of told) expect(of(area) === 0 || of(area) >= LEAST_RESIDENTS).toBe(true);
        // Any area less any areas within it, themselves apart from each other.
        for (const around of told)
          for (const choice of [['wijk', 'buurt'], ['buurt']] as const) {
            const taken = new Set<string>();
            for (const level of choice)
              for (const part of told.filter((area) => area.level === level && area !== around)) {
                const leaves = within(part.code).map(({ code }) => code);
                const isInside = within(around.code).some(({ code }) => leaves.includes(code));
                if (isInside && leaves.every((code) => !taken.has(code)))
                  for (const code of leaves) taken.add(code);
              }
            const left = within(around.code)
              .filter(({ code }) => !taken.has(code))
              .reduce((sum, area) => sum + of(area), 0);
            expect(left === 0 || left >= LEAST_RESIDENTS).toBe(true);
          }
      }),
      { numRuns: 2000 },
    );
  });
});

forEachDatabase('Coverage and the wall', (open) => {
  let database: Database;
  let as: ReturnType<typeof testApi>['as'];
  let actors: Record<string, Actor>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    await live(database, [
      { at: HERE, inhabitants: 100 },
      { at: SECOND, inhabitants: 8 },
      { at: THIRD, inhabitants: 40 },
    ]);
  });
  const get = async (code: string, query = '', actor?: Actor) =>
    (await as(actor)('GET', `/neighbourhoods/${code}/coverage${query}`)).json as Coverage;

  test('of fewer than ten people nothing is told, nor of a second buurt that would give them away', async () => {
    for (const code of [SECOND, THIRD]) {
      const { tooFew, kinds, completeness, gini, population } = await get(code);
      expect({ tooFew, completeness, gini, people: population.inhabitants }).toEqual({
        ...{ tooFew: true, completeness: null, gini: null, people: null },
      });
      for (const kind of kinds)
        expect(kind).toMatchObject({ reachShare: null, residentsReached: null, meanMetres: null });
    }
    expect((await get(WIJK)).tooFew).toBe(false);
    expect((await get(HERE)).tooFew).toBe(false);
  });

  test('asked twice, however: the same buurten are silent at every distance, kind and level', async () => {
    for (const query of ['?within=300', '?within=800', '?kind=place', '?year=2024'])
      for (const code of [SECOND, THIRD]) expect((await get(code, query)).tooFew).toBe(true);
    const { json } = await as()('GET', `/neighbourhoods/${WIJK}/coverage/areas?level=buurt`);
    expect(
      json.items.flatMap(({ code, tooFew }: Coverage) => (tooFew ? [code] : [])).sort(),
    ).toEqual([SECOND, THIRD].sort());
    const gaps = await as()('GET', `/neighbourhoods/${WIJK}/coverage/cells?kind=story`);
    expect(gaps.json.items.map(({ buurt }: { buurt: string }) => buurt)).toEqual([HERE]);
    const whatIf = await as()('POST', `/neighbourhoods/${WIJK}/coverage/what-if`, {
      ...{ kind: 'story', within: 3000, sites: [[5.405, 52.505]] },
    });
    expect(whatIf.json.buurten.map(({ code }: { code: string }) => code)).toEqual([HERE]);
  });

  test('talents count from five in a buurt, the same for whoever asks, and no more once consent ends', async () => {
    const person = async (code: string, actor?: Actor) =>
      (await get(code, '?kind=person', actor)).kinds[0]!;
    const before = await get(WIJK);
    for (let i = 0; i < 6; i += 1) await card(database, { consent: 'holds', at: HERE });
    await expect.poll(async () => (await person(HERE)).reachShare).toBe(1);
    const { assets } = await person(HERE);
    expect(assets).toBeGreaterThanOrEqual(5);
    expect((await person(WIJK)).reachShare).toBeCloseTo(100 / 148, 9);
    expect((await get(WIJK)).completeness! - before.completeness!).toBeCloseTo(100 / 148 / 6, 9);
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

  test('two answers never differ by one to four people: whoever lives so alone counts with the others', async () => {
    await live(database, [
      { at: HERE, inhabitants: 3, east: 200 },
      { at: HERE, inhabitants: 1, north: -400 },
    ]);
    await expect.poll(async () => (await get(HERE)).population.inhabitants).toBe(104);
    const newly = async (sites: [number, number][], within = 300) => {
      const { json } = await as()('POST', `/neighbourhoods/${WIJK}/coverage/what-if`, {
        ...{ kind: 'exchange', within, sites },
      });
      return json.newlyReached as number;
    };
    const told = new Set<number>();
    for (let east = 0; east < 0.01; east += 0.001) {
      told.add(await newly([[5.4 + east, 52.505]]));
      told.add(await newly([[5.4 + east, 52.501]]));
      told.add(
        await newly(
          [
            [5.4 + east, 52.501],
            [5.425, 52.505],
          ],
          500,
        ),
      );
    }
    for (let within = 300; within < 700; within += 20)
      told.add(
        (await get(WIJK, `?within=${within}&kind=place`)).kinds[0]!.residentsReached! + 1000,
      );
    const numbers = [...told].filter((n) => n !== null).sort((a, b) => a - b);
    expect(numbers.length).toBeGreaterThan(2);
    for (const [n, next] of numbers.slice(1).entries())
      expect(next - numbers[n]!).toBeGreaterThanOrEqual(5 - 1e-9);
  });

  test('the best places tell nothing of a buurt of which nothing is told', async () => {
    const { json } = await as()(
      'GET',
      `/neighbourhoods/${SECOND}/coverage/best-sites?kind=exchange`,
    );
    expect(json).toMatchObject({ unreached: null, reached: 0, atMost: null, items: [] });
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
