import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';

const WIJK = 'WK900101';

forEachDatabase('Preventive moments', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
  });

  const thisMonth = new Date().toISOString().slice(0, 7);
  const moment = (more: object = {}) => ({
    ...{ id: randomUUID(), month: thisMonth, wijk: WIJK, help: 'listening', noticed: 'activity' },
    ...more,
  });
  const note = (given: object, actor: Actor = actors.connector) =>
    as(actor)('POST', '/preventive-moments', given);
  /** Counted when its month still took moments. */
  const counted = (month: string, help = 'listening') =>
    database.asSystem((tx) =>
      tx.run(
        `insert into public.preventive_moments (id, month, wijk_code, help, noticed)
         values ($1, $2::date, $3, $4::public.help_kind, 'activity')`,
        [randomUUID(), `${month}-01`, WIJK, help],
      ),
    );
  const counts = async (year: number, actor: Actor = actors.connector, area = WIJK) =>
    as(actor)('GET', `/preventive-moments?area=${area}&year=${year}`);

  test('are counted in fives, by help, by how they were noticed and by quarter', async () => {
    for (let n = 0; n < 7; n += 1) await counted('2024-05');
    for (let n = 0; n < 4; n += 1) await counted('2024-11', 'doctor');
    const { json } = await counts(2024);
    expect(json).toMatchObject({
      ...{ area: WIJK, year: 2024, total: 10, quarters: [0, 5, 0, 0] },
      help: { listening: 5, doctor: 0, money: 0 },
      noticed: { activity: 10, self: 0 },
      wijken: [{ code: WIJK, n: 10 }],
    });
  });

  test('one more or less is never to be told from the figures', async () => {
    const year = 2023;
    const shown: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      await counted(`${year}-02`);
      shown.push(JSON.stringify((await counts(year)).json));
    }
    // Of eleven steps two are seen: the fifth and the tenth.
    expect(new Set(shown).size).toBe(3);
  });

  // The bug: who counts added some, read where the figures turned, and took them back.
  test('of a month that takes moments nothing is told, and one that is told takes none', async () => {
    const before = (await counts(Number(thisMonth.slice(0, 4)))).text;
    for (let n = 0; n < 6; n += 1) expect((await note(moment({ help: 'money' }))).status).toBe(204);
    expect((await counts(Number(thisMonth.slice(0, 4)))).text).toBe(before);
    const { status, json } = await note(moment({ month: '2024-05' }));
    expect([status, json.detail]).toEqual([
      400,
      'a preventive moment is counted in its month, or the one after',
    ]);
    const [old] = await database.asSystem((tx) =>
      tx.query<{ id: string }>(
        "select id from public.preventive_moments where month = '2024-05-01'",
      ),
    );
    expect((await as(actors.connector)('DELETE', `/preventive-moments/${old!.id}`)).status).toBe(
      404,
    );
  });

  const rows = async () =>
    (await database.asSystem((tx) => tx.query('select id from public.preventive_moments'))).length;

  test('are counted once however often they are sent, and another is refused under the same id', async () => {
    const given = moment();
    const before = await rows();
    for (let n = 0; n < 6; n += 1) expect((await note(given)).status).toBe(204);
    expect(await rows()).toBe(before + 1);
    expect((await note({ ...given, help: 'money' })).status).toBe(409);
  });

  test('a name, or any words, are refused with an explanation, and nothing is counted', async () => {
    const before = await rows();
    const { status, json } = await note(
      moment({ note: 'Jan de Vries, Zuiderzeelaan 3', help: 'Jan de Vries' }),
    );
    expect(status).toBe(400);
    expect(json.detail).toContain('so that nobody can be named');
    expect(json.detail).toContain('help: is one of listening');
    expect(JSON.stringify(json)).not.toContain('Jan');
    expect(await rows()).toBe(before);
  });

  test.each([
    [{ month: '2024-05-03' }, 'month: is a month, such as 2026-05'],
    [{ month: '2098-01' }, 'a preventive moment is counted in its month, or the one after'],
    [{ wijk: 'BU90010101' }, 'wijk: is not a CBS code of a wijk'],
  ])('%o is refused: %s', async (wrong, says) => {
    const { status, json } = await note(moment(wrong));
    expect([status, json.detail]).toEqual([400, expect.stringContaining(says)]);
  });

  test('are counted by who connects or coordinates there, and by nobody else', async () => {
    for (const [who, actor] of Object.entries(actors)) {
      const may = ['connector', 'coordinator'].includes(who);
      const { status } = await note(moment(), actor);
      expect(status, who).toBe(may ? 204 : who === 'anon' ? 401 : 403);
    }
  });

  test('their counts are for who learns or governs there, and the moments for nobody', async () => {
    for (const [who, actor] of Object.entries(actors)) {
      const may = ['connector', 'coordinator', 'researcher', 'municipality'].includes(who);
      expect((await counts(2024, actor)).status, who).toBe(may ? 200 : who === 'anon' ? 401 : 404);
      await expect(
        database.asActor(actor, 'read', (tx) =>
          tx.query('select id from public.preventive_moments'),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('one that was counted by mistake is taken back by who sent it, and by nobody who does not know it', async () => {
    const given = moment();
    await note(given);
    const before = await rows();
    const path = `/preventive-moments/${given.id}`;
    expect((await as(actors.far)('DELETE', path)).status).toBe(404);
    expect((await as(actors.connector)('DELETE', path)).status).toBe(204);
    expect(await rows()).toBe(before - 1);
    expect((await as(actors.connector)('DELETE', path)).status).toBe(404);
  });
});
