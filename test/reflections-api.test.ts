import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { today } from '../api/http/today.ts';
import { seen, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

forEachDatabase('Reflections on a meeting', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let colleague: Actor;
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    colleague = await account(database, { roles: [{ role: 'connector', area: 'WK900102' }] });
    ({ as } = testApi(database));
  });
  const call = async (more: object = {}, actor: Actor = actors.coordinator) => {
    const given = { id: randomUUID(), theme: 'Omgaan met weerstand', area: 'GM9001' };
    const { json, text, status } = await as(actor)('POST', '/learning/meetings', {
      ...{ ...given, heldOn: '2025-03-04' },
      ...more,
    });
    expect(status, text).toBe(201);
    return json;
  };
  const write = async (more: object, actor: Actor = actors.connector) => {
    const given = { id: randomUUID(), words: `Woord ${randomUUID()}`, ...more };
    const { status, json, text } = await as(actor)('POST', '/learning/reflections', given);
    expect(status, text).toBe(201);
    return json;
  };
  const reads = async (actor: Actor, words: string) =>
    (await as(actor)('GET', '/learning/reflections?limit=100')).text.includes(words);

  test('are for their writer, for the group of a meeting, or for who learns', async () => {
    const { id } = await call({ heldOn: today() });
    await as(colleague)('POST', `/learning/meetings/${id}/reply`, { comes: true });
    const [own, group, shared] = [
      await write({}),
      await write({ meeting: id, sharing: 'group', factors: ['inclusion'] }),
      await write({ sharing: 'shared' }),
    ];
    const readBy = async (words: string) => {
      const names: string[] = [];
      for (const [who, actor] of Object.entries({ ...actors, colleague }))
        if (await reads(actor, words)) names.push(who);
      return names;
    };
    expect(await readBy(own.words)).toEqual(['connector']);
    // Who called the meeting is of its group; the researcher did not say to come.
    expect(await readBy(group.words)).toEqual(['connector', 'coordinator', 'colleague']);
    expect(await readBy(shared.words)).toEqual([
      ...['connector', 'far', 'coordinator', 'researcher', 'colleague'],
    ]);
    for (const { id: which, words } of [own, group, shared]) {
      const theirs = await as(colleague)(
        'PATCH',
        `/learning/reflections/${which}`,
        { words: 'X' },
        seen(1),
      );
      expect(theirs.status, words).toBe(which === own.id ? 404 : 403);
      expect(
        (await as(actors.connector)('PATCH', `/learning/reflections/${which}`, { words }, seen(1)))
          .status,
      ).toBe(200);
    }
  });

  // The bug: a meeting was for all for a while, and whoever joined then read on.
  test('of a group are for who learns there still', async () => {
    const { id, version } = await call({ heldOn: '2099-01-01' });
    const move = async (area: string, seenVersion: number) =>
      (
        await as(actors.coordinator)(
          'PATCH',
          `/learning/meetings/${id}`,
          { area },
          seen(seenVersion),
        )
      ).json;
    const join = () => as(actors.far)('POST', `/learning/meetings/${id}/reply`, { comes: true });
    const wide = await move('NL', version);
    expect((await join()).status).toBe(200);
    const back = await move('GM9001', wide.version);
    await database.asSystem((tx) =>
      tx.run('update public.learning_meetings set held_on = current_date where id = $1', [id]),
    );
    const { words } = await write({ meeting: id, sharing: 'group' });
    expect(await reads(actors.far, words)).toBe(false);
    // The bug: once people had written of it, it was moved to where somebody else learns.
    const held = await move('NL', back.version + 1);
    expect(held.detail).toBe('a meeting that was held keeps its area');
    // The bug: who was not there said the day after to come, and read what was for who was.
    const other = await call({ heldOn: today() });
    await database.asSystem((tx) =>
      tx.run('update public.learning_meetings set held_on = current_date - 1 where id = $1', [
        other.id,
      ]),
    );
    const late = await as(actors.researcher)('POST', `/learning/meetings/${other.id}/reply`, {
      comes: true,
    });
    expect(late.json.detail).toBe('you say whether you come before a meeting is over');
  });

  test('that are shared are taken away by who coordinates the programme, too', async () => {
    const { id } = await write({ sharing: 'shared' });
    const { id: own } = await write({});
    const drop = (actor: Actor, which = id) =>
      as(actor)('DELETE', `/learning/reflections/${which}`);
    expect((await drop(actors.researcher)).status).toBe(403);
    expect((await drop(actors.coordinator, own)).status).toBe(404);
    expect((await drop(actors.coordinator)).status).toBe(204);
  });

  test('are found by factor', async () => {
    const about = await write({ factors: ['limited_means', 'prevention'], sharing: 'shared' });
    const found = async (factor: string) =>
      (await as(colleague)('GET', `/learning/reflections?factor=${factor}`)).text.includes(
        about.words,
      );
    expect([await found('prevention'), await found('stubborn_image')]).toEqual([true, false]);
  });

  test('who leaves takes along what was not for everyone', async () => {
    const leaver = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    const own = await write({}, leaver);
    const shared = await write({ sharing: 'shared' }, leaver);
    expect((await as(leaver)('DELETE', '/me')).status).toBe(204);
    const left = await database.asSystem((tx) =>
      tx.query<{ words: string }>(
        'select words from public.reflections where id = any ($1::uuid[])',
        [[own.id, shared.id]],
      ),
    );
    expect(left).toEqual([{ words: shared.words }]);
  });

  test('are in what is kept about who wrote them', async () => {
    const { words } = await write({});
    const { text } = await as(actors.connector)('GET', '/me/data');
    expect(text).toContain(words);
  });
});
