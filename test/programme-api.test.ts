import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { measuresOf, type Count } from '../api/programme/counts.ts';
import { roughly, skewOf } from '../api/programme/skew.ts';
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
    isExact: fc.boolean(),
  });

  test('a total is the sum of what is told, and says whether there is more', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 30 }), (counts) => {
        for (const { measure, quarters } of measuresOf(counts, ['2026-Q1', '2026-Q2'], []))
          for (const { quarter, n, atLeast, areas } of quarters) {
            const here = counts.filter(
              (one) => one.measure === measure && quarterOf(one.quarter) === quarter,
            );
            const told = here.filter((one) => one.n !== null);
            const sum = told.reduce((total, one) => total + one.n!, 0);
            expect(n).toBe(told.length === 0 && here.length > 0 ? null : sum);
            expect(atLeast).toBe(told.length > 0 && here.some(({ isExact }) => !isExact));
            expect(areas.reduce((total, area) => total + (area.n ?? 0), 0)).toBe(n ?? 0);
          }
      }),
    );
  });
});

describe('Skewed effort', () => {
  test('is the share of the busiest tenth, and the Gini coefficient as its definition has it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 10 }), (given) => {
        const skew = skewOf(given)!;
        const n = given.length;
        const all = given.reduce((sum, each) => sum + each, 0);
        // Half the mean difference between any two, relative to the mean.
        const apart = given.flatMap((one) => given.map((other) => Math.abs(one - other)));
        const gini = apart.reduce((sum, each) => sum + each, 0) / (2 * n * n) / (all / n);
        expect(skew.gini).toBeCloseTo(gini, 9);
        const busiest = given.toSorted((a, b) => b - a).slice(0, Math.ceil(n / 10));
        expect(skew.busiestShare).toBeCloseTo(
          busiest.reduce((sum, each) => sum + each, 0) / all,
          9,
        );
      }),
    );
  });

  test('is told of ten people or more', () => {
    expect(skewOf(Array(9).fill(3))).toBe(null);
    expect(skewOf(Array(10).fill(3))).toEqual({ people: 10, busiestShare: 0.1, gini: 0 });
  });

  // The bug: to the last digit, what the busiest did next was read from it.
  test('leaves in twentieths, and people in fives', () => {
    const effort = skewOf([...Array(13).fill(2), 7]);
    expect(roughly(effort)).toEqual({ people: 10, busiestShare: 0.25, gini: 0.15 });
    expect(roughly(null)).toBe(null);
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
    // The bug: how many came stood there, of however few.
    const initiatives = await as(actors.coordinator)('GET', '/initiatives');
    await as(actors.coordinator)(
      'POST',
      `/initiatives/${initiatives.json.items[0].id}/activities`,
      {
        ...{ id: randomUUID(), title: 'Praatgroep', heldOn: '2025-05-06', attended: 3 },
      },
    );
    const told = async (query: string, actor = actors.coordinator) =>
      of(
        (await as(actor)('GET', `/programme?area=GM9001&from=2025-Q2&until=2025-Q2${query}`)).json,
        'attended',
      )![0];
    expect(await told('')).toMatchObject({ n: 3 });
    expect(await told('&forOthers=true')).toMatchObject({ n: null });
    // The bug: who reads each of them with its initiative was told less of them together.
    expect(await told('', actors.researcher)).toMatchObject({ n: 3, atLeast: false });
  });

  test('of a wijk where ten people did something it says how unevenly that is shared, and not who', async () => {
    const effort = async (actor: Actor) => (await asked(actor, 'WK900101')).json.effort;
    expect(await effort(actors.coordinator)).toBe(null);
    const parts = async (until: string) =>
      (await asked(actors.coordinator, 'WK900101', '2025-Q1', until)).json.effort;
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.initiative_activities (id, initiative_id, title, held_on, written_by)
         select gen_random_uuid(), i.id, 'Soep', '2025-02-03', a.id
         from public.initiatives i, (select id from public.accounts order by id limit 10) a`,
      ),
    );
    const { people, gini } = await effort(actors.coordinator);
    expect(people).toBe(10);
    expect(gini * 20).toBeCloseTo(Math.round(gini * 20), 9);
    // The bug: of a part of a year beside the whole of it was what one did in the rest.
    expect(await parts('2025-Q3')).toBe(null);
    expect((await asked(actors.coordinator, 'GM9001')).json.effort).toBe(null);
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
      // Three residents came: of so few of a role nothing is told.
      ...{ meetings: 1, attended: {}, intentions: 0, lookedBack: 0 },
      ...{ reflections: 1, reflectionsBy: { prevention: 1 } },
    });
  });

  // The bug: of two periods the difference was one person's.
  test('how what people took along went is told in fives, over whatever quarters', async () => {
    const at = async (heldOn: string) => {
      const id = randomUUID();
      await as(actors.coordinator)('POST', '/learning/meetings', {
        ...{ id, theme: 'Kring', heldOn, area: 'NL' },
      });
      return id;
    };
    const [first, second] = [await at('2024-04-02'), await at('2024-07-02')];
    const take = async (meeting: string, outcome: string) => {
      const { accountId } = await account(database, { roles: [] });
      await database.asSystem((tx) =>
        tx.run(
          `insert into public.learning_intentions (id, meeting_id, account_id, does, outcome)
           values (gen_random_uuid(), $1, $2, 'Bellen', $3::public.intention_outcome)`,
          [meeting, accountId, outcome],
        ),
      );
    };
    for (let n = 0; n < 5; n += 1) await take(first, 'done');
    await take(second, 'not_yet');
    const read = async (from: string, until: string) =>
      (
        await as(actors.researcher)(
          ...(['GET', `/programme/learning?area=NL&from=${from}&until=${until}`] as const),
        )
      ).json;
    const five = { intentions: 5, lookedBack: 5, done: 5 };
    expect(await read('2024-Q2', '2024-Q2')).toMatchObject(five);
    expect(await read('2024-Q2', '2024-Q3')).toMatchObject(five);
    expect(await read('2024-Q3', '2024-Q3')).toMatchObject({ intentions: 0, lookedBack: 0 });
  });

  // The bug: of a period or an area less a part of it was what few people came to.
  test('how many came is told by quarter and area, so that no sum less another is of a few', async () => {
    const came = async (heldOn: string, area: string, people: number) => {
      const given = { id: randomUUID(), theme: 'Kring', heldOn, area };
      const attendance = [{ role: 'resident', people }];
      const { text, status } = await as(actors.coordinator)('POST', '/learning/meetings', {
        ...{ ...given, attendance },
      });
      expect(status, text).toBe(201);
    };
    await came('2023-02-01', 'GM9001', 7);
    await came('2023-08-01', 'GM9001', 2);
    await came('2023-02-01', 'GM9002', 3);
    const residents = async (area: string, until: string, actor = actors.researcher) => {
      const path = `/programme/learning?area=${area}&from=2023-Q1&until=${until}`;
      return (await as(actor)('GET', path)).json.attended.resident;
    };
    for (const area of ['NL', 'GM9001'])
      for (const until of ['2023-Q1', '2023-Q4']) expect(await residents(area, until)).toBe(7);
    await came('2023-02-02', 'GM9002', 9);
    expect(await residents('NL', '2023-Q4')).toBe(19);
    // Of a meeting that is not theirs a connector counts nothing.
    expect(await residents('NL', '2023-Q4', actors.connector)).toBe(7);
  });

  // The bug: with four meetings of one's own what a colleague took along was read.
  test('however many meetings somebody calls, they are one who took something along', async () => {
    for (const heldOn of ['2022-01-10', '2022-01-11', '2022-01-12', '2022-01-13', '2022-01-14']) {
      const id = randomUUID();
      const call = { id, theme: 'Kring', heldOn, area: 'WK900101' };
      await as(actors.connector)('POST', '/learning/meetings', call);
      await as(actors.connector)('POST', `/learning/meetings/${id}/intentions`, {
        ...{ id: randomUUID(), does: 'Bellen' },
      });
    }
    const { json } = await as(actors.connector)(
      ...(['GET', '/programme/learning?area=WK900101&from=2022-Q1&until=2022-Q1'] as const),
    );
    expect(json).toMatchObject({ meetings: 5, intentions: 0 });
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
});
