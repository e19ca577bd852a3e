import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { measuresOf, type Count } from '../api/programme/counts.ts';
import { daysOf, quarterOf, quartersBetween } from '../api/contracts/quarters.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { learn } from './support/learning.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { learnTogether } from './support/together.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2098-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('Quarters', () => {
  test('every day lies in its quarter, and a quarter begins the day after the one before it', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [first, last] = [one, other].sort() as [string, string];
        const quarters = quartersBetween(quarterOf(first), quarterOf(last));
        const { from, until } = daysOf(quarterOf(one));
        expect(from <= one && one <= until).toBe(true);
        expect([quarters[0], quarters.at(-1)]).toEqual([quarterOf(first), quarterOf(last)]);
        for (const [n, quarter] of quarters.slice(1).entries()) {
          const before = new Date(daysOf(quarters[n]!).until);
          before.setUTCDate(before.getUTCDate() + 1);
          expect(before.toISOString().slice(0, 10)).toBe(daysOf(quarter).from);
        }
      }),
    );
  });
});

describe('Measures', () => {
  const count: fc.Arbitrary<Count> = fc.record({
    quarter: fc.constantFrom('2026-01-01', '2026-04-01'),
    area: fc.constantFrom('GM0001', 'GM0002', 'GM0003'),
    measure: fc.constantFrom('talks', 'ties'),
    n: fc.option(fc.nat(40)),
  });

  test('a total is the sum of what is told, and says whether there is more', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 30 }), (counts) => {
        for (const { measure, quarters } of measuresOf(counts, ['2026-Q1', '2026-Q2']))
          for (const { quarter, n, atLeast, areas } of quarters) {
            const here = counts.filter(
              (one) => one.measure === measure && quarterOf(one.quarter) === quarter,
            );
            const told = here.filter((one) => one.n !== null);
            const sum = told.reduce((total, one) => total + one.n!, 0);
            expect(n).toBe(told.length === 0 && here.length > 0 ? null : sum);
            expect(atLeast).toBe(told.length > 0 && told.length < here.length);
            expect(areas.reduce((total, area) => total + (area.n ?? 0), 0)).toBe(n ?? 0);
          }
      }),
    );
  });
});

forEachDatabase('The programme in counts', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    const world = await neighbours(database);
    ({ actors } = world);
    ({ as } = testApi(database));
    await learn(database, HERE, world.assets.open);
    await learnTogether(database, HERE, actors);
    for (let n = 0; n < 3; n += 1)
      await as(actors.connector)('POST', '/conversations', {
        ...{ id: randomUUID(), buurt: HERE, heldOn: '2025-02-03', cares: 'Stilte' },
      });
  });

  const asked = (actor: Actor, area: string, from = '2025-Q1', until = '2025-Q4') =>
    as(actor)('GET', `/programme?area=${area}&from=${from}&until=${until}`);
  type Answer = { measures: { measure: string; quarters: object[] }[] };
  const of = (json: Answer, measure: string) =>
    json.measures.find((one) => one.measure === measure)?.quarters;

  test('tells of each quarter what was done, and where', async () => {
    const { json } = await asked(actors.coordinator, 'GM9001');
    expect(json).toMatchObject({ quarters: ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'] });
    expect(json.initiatives).toBe(1);
    expect(json.areas).toContainEqual({
      ...{ code: 'WK900101', name: expect.any(String), connectors: 1, initiatives: 1 },
    });
    expect(of(json, 'conversations')).toMatchObject([
      { n: 3, atLeast: false, areas: [{ code: 'WK900101', n: 3 }] },
      ...[{ n: 0 }, { n: 0 }, { n: 0 }],
    ]);
    expect(of(json, 'activities')![2]).toMatchObject({ n: 1 });
    expect(of(json, 'attended')![2]).toMatchObject({ n: 12 });
    expect(of(json, 'works')![2]).toMatchObject({ n: 1 });
  });

  test('of the whole programme by gemeente, where somebody connects in two once in all', async () => {
    await account(database, {
      roles: [
        { role: 'connector', area: 'WK900101' },
        { role: 'connector', area: 'WK900102' },
      ],
    });
    const { json } = await asked(actors.coordinator, 'NL');
    const here = (json.areas as { code: string; connectors: number }[]).find(
      ({ code }) => code === 'GM9001',
    );
    expect(here).toMatchObject({ connectors: 2 });
    expect(json.connectors).toBe(3);
  });

  test('of few people nothing is told to who only studies; a count of everything is', async () => {
    const { json } = await asked(actors.researcher, 'GM9001');
    expect(of(json, 'conversations')![0]).toMatchObject({ n: null, atLeast: false });
    expect(of(json, 'activities')![2]).toMatchObject({ n: 1 });
    const forOthers = await as(actors.coordinator)(
      ...(['GET', '/programme?area=GM9001&from=2025-Q1&until=2025-Q4&forOthers=true'] as const),
    );
    expect(of(forOthers.json, 'conversations')![0]).toMatchObject({ n: null });
  });

  test('is for who learns there, and nobody else', async () => {
    for (const [who, actor] of Object.entries(actors)) {
      const may = ['connector', 'coordinator', 'researcher'].includes(who);
      const expected = may ? 200 : who === 'anon' ? 401 : 404;
      expect((await asked(actor, 'WK900101')).status, who).toBe(expected);
      const learned = await as(actor)(
        ...(['GET', '/programme/learning?area=WK900101&from=2025-Q1&until=2025-Q4'] as const),
      );
      expect(learned.status, who).toBe(expected);
    }
  });

  test('what was learned together is counted, of few people not', async () => {
    const { json } = await as(actors.coordinator)(
      ...(['GET', '/programme/learning?area=NL&from=2025-Q1&until=2025-Q4'] as const),
    );
    expect(json).toMatchObject({
      ...{ meetings: 1, attended: { resident: 3 }, intentions: null, lookedBack: null },
      ...{ reflections: 2, reflectionsBy: { prevention: 2 } },
    });
  });

  test('a coordinator chooses quotes; they go when their evidence does', async () => {
    const path = '/programme/quotes?area=GM9001&quarter=2025-Q3';
    const read = async (actor: Actor) => (await as(actor)('GET', path)).json;
    const [quote] = (await read(actors.coordinator)).items;
    expect(quote).toMatchObject({ words: 'Fijn', chosen: false });
    expect((await read(actors.connector)).items).toEqual([]);
    const choice = { area: 'GM9001', quarter: '2025-Q3', quotes: [quote.id] };
    expect((await as(actors.connector)('PUT', '/programme/quotes', choice)).status).toBe(403);
    expect((await as(actors.coordinator)('PUT', '/programme/quotes', choice)).status).toBe(200);
    expect((await read(actors.connector)).items).toMatchObject([{ words: 'Fijn', chosen: true }]);
    expect((await read(actors.far)).items).toEqual([]);
    await database.asSystem((tx) => tx.run('delete from public.cimo_evidence'));
    expect((await read(actors.connector)).items).toEqual([]);
  });

  describe('competences', () => {
    const items = ['resist-listen', 'resist-stay', 'resist-turn', 'relate-start', 'relate-tie'];
    const answers = (code: number) =>
      Object.fromEntries(items.map((key) => [`competences.${key}`, code]));
    const results = async (actor: Actor) => as(actor)('GET', '/learning/competences/results');

    test('are one’s own, and told together in fives', async () => {
      for (let n = 0; n < 6; n += 1) {
        const one = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
        await as(one)('PUT', '/learning/competences/before', { answers: answers(1) });
        const { json } = await as(one)('PUT', '/learning/competences/after', {
          answers: answers(n < 5 ? 3 : 0),
        });
        expect(json.after.answers['competences.resist-listen']).toBe(n < 5 ? 3 : 0);
        const { people, scales } = (await results(actors.coordinator)).json;
        if (n < 4) expect([people, scales]).toEqual([null, []]);
        // The sixth, who went back, is not to be told from the five.
        else expect([people, scales[0].change.direction]).toEqual([5, 'up']);
      }
      expect((await results(actors.connector)).status).toBe(403);
      expect((await results(actors.municipality)).status).toBe(403);
    });

    test('all that is wrong with them is said at once', async () => {
      const { status, json } = await as(actors.connector)('PUT', '/learning/competences/after', {
        answers: { 'competences.resist-listen': 9, 'competences.nothing': 1 },
      });
      expect(status).toBe(400);
      expect(json.faults).toHaveLength(2);
    });

    test('who lives here has none to tell of', async () => {
      const { status } = await as(actors.here)('PUT', '/learning/competences/after', {
        answers: {},
      });
      expect(status).toBe(403);
    });
  });
});
