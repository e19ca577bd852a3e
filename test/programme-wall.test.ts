import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Programme } from '../api/contracts/programme.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { card, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

const HERE = 'BU90010101';
const THERE = 'BU90010201';

forEachDatabase('What the programme gives away', (open) => {
  let database: Database;
  let as: ReturnType<typeof testApi>['as'];
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
  });
  beforeEach(() =>
    database.asSystem((tx) =>
      tx.script('delete from public.introductions; delete from public.conversations;'),
    ),
  );
  const holding = (...roles: [role: 'connector' | 'researcher', area: string][]) =>
    account(database, { roles: roles.map(([role, area]) => ({ role, area })) });
  const introduce = async (actor: Actor, one: string, other: string) => {
    const made = await as(actor)('POST', '/introductions', { id: randomUUID(), one, other });
    expect(made.status, made.text).toBe(201);
    // Of a quarter that is over.
    await database.asSystem((tx) =>
      tx.run(`update public.introductions set created_at = '2024-02-03' where id = $1`, [
        made.json.id,
      ]),
    );
  };
  const counted = async (actor: Actor, area: string, measure = 'introductions') => {
    const { json } = await as(actor)('GET', `/programme?area=${area}&from=2024-Q1&until=2024-Q1`);
    const found = (json as Programme).measures.find((one) => one.measure === measure);
    return found?.quarters[0] ?? null;
  };

  const sixTalks = () =>
    database.asSystem((tx) =>
      tx.run(
        `insert into public.conversations (id, connector_id, buurt_code, held_on, cares)
         select gen_random_uuid(), $1, $2, '2024-02-02'::date + n, 'Stilte' from generate_series(0, 5) n`,
        [actors.connector.accountId, HERE],
      ),
    );

  // The bug: four introductions of one's own beside one of a colleague elsewhere were five, and told.
  test('nobody fills up what is counted of where they do not connect', async () => {
    const padder = await holding(['connector', 'WK900101'], ['researcher', 'GM9001']);
    const colleague = await holding(['connector', 'WK900102']);
    const there = await place(database, { at: THERE });
    await introduce(colleague, there, await place(database, { at: THERE }));
    for (let n = 0; n < 5; n += 1)
      await introduce(padder, there, await place(database, { at: HERE }));
    expect(await counted(padder, 'WK900102')).toMatchObject({ n: null });
    expect(await counted(actors.coordinator, 'WK900102')).toMatchObject({ n: 1 });
    expect(await counted(padder, 'WK900101')).toMatchObject({ n: null });
    expect(await counted(colleague, 'WK900102')).toMatchObject({ n: null });
    expect(await counted(actors.researcher, 'WK900101')).toMatchObject({ n: 5, atLeast: true });
  });

  // The bug: an introduction stayed in the figures after one of the two had taken their consent back.
  test('whoever takes their consent back is out of the counts', async () => {
    const known = await card(database, { consent: 'holds' });
    await introduce(actors.connector, known, await place(database));
    expect(await counted(actors.coordinator, 'WK900101')).toMatchObject({ n: 1 });
    await database.asSystem((tx) =>
      tx.run('update public.consents set withdrawn_at = now() where asset_id = $1', [known]),
    );
    expect(await counted(actors.coordinator, 'WK900101')).toBe(null);
  });

  // The bug: a connector was told of a colleague's private conversation, or of a plan with themselves, as one more.
  test('what one colleague did is not one more in what another is told', async () => {
    const [one, other] = [await holding(['connector', 'WK900101']), actors.connector];
    const before = await counted(one, 'WK900101', 'conversations');
    const held = await as(other)('POST', '/conversations', {
      ...{ id: randomUUID(), buurt: HERE, heldOn: '2024-02-03', cares: 'Stilte' },
    });
    expect(held.status, held.text).toBe(201);
    expect(await counted(one, 'WK900101', 'conversations')).toEqual(before);
    expect(before).toMatchObject({ n: null });
  });

  // The bug: with two conversations of one's own, in a quarter long over, a colleague's three were five, and told.
  test('what somebody adds in their own wijk does not tell how many a colleague did', async () => {
    const colleague = await holding(['connector', 'WK900101']);
    const talk = async (actor: Actor) => {
      const given = { id: randomUUID(), buurt: HERE, heldOn: '2024-02-03', cares: 'Stilte' };
      expect((await as(actor)('POST', '/conversations', given)).status).toBe(201);
    };
    for (let n = 0; n < 3; n += 1) await talk(colleague);
    const told = () => counted(actors.connector, 'WK900101', 'conversations');
    for (let n = 0; n < 4; n += 1) {
      expect(await told()).toMatchObject({ n: null });
      await talk(actors.connector);
    }
    const path = '/programme?area=WK900101&from=2024-Q1&until=2024-Q4';
    for (const query of ['', '&forOthers=true']) {
      const { json } = await as(actors.connector)('GET', path + query);
      const found = (json as Programme).measures.find(({ measure }) => measure === 'conversations');
      expect(found!.year).toMatchObject({ n: null });
    }
    for (let n = 0; n < 2; n += 1) await talk(colleague);
    expect(await told()).toMatchObject({ n: 5, atLeast: true });
  });

  // The bug: asked of the database itself, a buurt had its year told, though its quarters were not.
  test('of a buurt the database tells no year', async () => {
    await sixTalks();
    const told = (area: string) =>
      database.asActor(actors.researcher, 'read', (tx) =>
        tx.query(`select n from private.programme_year($1, 2024) where measure = 'conversations'`, [
          area,
        ]),
      );
    expect(await told(HERE)).toEqual([]);
    expect(await told('WK900101')).toEqual([{ n: 5 }]);
  });

  // The bug: asked of the database itself, a day or a buurt could be subtracted from another.
  test('the database itself tells of whole wijken and quarters', async () => {
    await sixTalks();
    const told = (area: string, until: string) =>
      database.asActor(actors.researcher, 'read', (tx) =>
        tx.query<{ n: number | null }>(
          `select n from private.programme_counts($1, '2024-02-03', $2::date) where measure = 'conversations'`,
          [area, until],
        ),
      );
    for (const until of ['2024-02-03', '2024-03-31'])
      expect(await told('WK900101', until)).toEqual([{ n: 5 }]);
    expect(await told(HERE, '2024-03-31')).toEqual([{ n: null }]);
  });

  // The bug: of a coordinator's own exact wijken and a total in fives, a third wijk was found.
  test('what is told exactly stands apart from what is told in fives', async () => {
    const hold = (buurt: string, n: number) =>
      database.asSystem((tx) =>
        tx.run(
          `insert into public.conversations (id, connector_id, buurt_code, held_on, cares)
           select gen_random_uuid(), $1, $2, '2024-02-02', 'Stilte' from generate_series(1, $3::int)`,
          [actors.connector.accountId, buurt, n],
        ),
      );
    await hold(HERE, 7);
    await hold(THERE, 4);
    const leads = await account(database, {
      roles: [
        { role: 'coordinator', area: 'WK900101' },
        { role: 'researcher', area: 'GM9001' },
      ],
    });
    const { json } = await as(leads)('GET', '/programme?area=GM9001&from=2024-Q1&until=2024-Q4');
    const found = (json as Programme).measures.find(({ measure }) => measure === 'conversations');
    // Seven of their own, and of the other so few that nothing is added.
    expect(found!.year).toEqual({ n: 7, atLeast: true });
    // The bug: who coordinates one buurt was told of it as if it were the wijk.
    const inPart = await account(database, { roles: [{ role: 'coordinator', area: HERE }] });
    expect(await counted(inPart, 'WK900101', 'conversations')).toMatchObject({ n: null });
  });
});
