import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { momentOf } from '../api/learning/meetings/invitation.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { today } from '../api/http/today.ts';
import { seen, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

const learners = ['connector', 'coordinator', 'researcher'];
forEachDatabase('The learning community', (open) => {
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

  const meeting = (more: object = {}) => ({
    ...{ id: randomUUID(), theme: 'Omgaan met weerstand', heldOn: '2025-03-04', area: 'GM9001' },
    ...more,
  });
  const call = async (more: object = {}, actor: Actor = actors.coordinator) => {
    const { json, text, status } = await as(actor)('POST', '/learning/meetings', meeting(more));
    expect(status, text).toBe(201);
    return json;
  };
  const at = (id: string, actor: Actor) => as(actor)('GET', `/learning/meetings/${id}`);

  describe('meetings', () => {
    test('are called once however often they are sent, and are for who learns there', async () => {
      const given = meeting({
        place: 'Buurthuis',
        beginsAt: '19:30',
        programme: 'Soep, dan kring',
      });
      const first = await as(actors.coordinator)('POST', '/learning/meetings', given);
      const again = await as(actors.coordinator)('POST', '/learning/meetings', given);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(first.json).toMatchObject({
        keeps: true,
        beginsAt: '19:30',
        attendance: [],
        coming: 0,
      });
      const other = await as(actors.coordinator)('POST', '/learning/meetings', {
        ...given,
        theme: 'Iets anders',
      });
      expect(other.status).toBe(409);
      for (const [who, actor] of Object.entries(actors)) {
        const { status } = await at(given.id, actor);
        expect(status, who).toBe(learners.includes(who) ? 200 : who === 'anon' ? 401 : 404);
        const { json } = await as(actor)('GET', '/learning/meetings');
        const found = ((json as { items?: { id: string }[] }).items ?? []).map(({ id }) => id);
        expect(found.includes(given.id), who).toBe(learners.includes(who));
      }
    });

    test('are called by who learns, and by nobody else', async () => {
      for (const [who, actor] of Object.entries(actors)) {
        const { status } = await as(actor)('POST', '/learning/meetings', meeting());
        const expected = learners.includes(who) ? 201 : who === 'anon' ? 401 : 403;
        expect(status, who).toBe(expected);
      }
    });

    test('who is invited says whether they come; others read how many, and not who', async () => {
      const { id } = await call({ heldOn: today() });
      for (const [actor, comes] of [
        [actors.connector, true],
        [colleague, true],
        [actors.researcher, false],
      ] as const)
        expect((await as(actor)('POST', `/learning/meetings/${id}/reply`, { comes })).status).toBe(
          200,
        );
      expect((await at(id, actors.coordinator)).json).toMatchObject({
        ...{ coming: 2, notComing: 1, comes: null },
      });
      expect((await at(id, colleague)).json.comes).toBe(true);
      await as(colleague)('POST', `/learning/meetings/${id}/reply`, { comes: false });
      expect((await at(id, actors.connector)).json).toMatchObject({ coming: 1, comes: true });
      expect(
        (await as(actors.here)('POST', `/learning/meetings/${id}/reply`, { comes: true })).status,
      ).toBe(404);
    });

    // The bug: who was not there said so afterwards, and read what was for the group.
    test('who was not there does not become one of the group afterwards', async () => {
      const { id } = await call({ heldOn: '2025-03-04' });
      const { status, json } = await as(colleague)('POST', `/learning/meetings/${id}/reply`, {
        comes: true,
      });
      expect(status).toBe(400);
      expect(json.detail).toContain('before a meeting is over');
      // The bug: nor after the meeting was moved to a day that is still to come.
      const later = { heldOn: '2099-01-01' };
      const moved = await as(actors.coordinator)(
        'PATCH',
        `/learning/meetings/${id}`,
        later,
        seen(1),
      );
      expect([moved.status, moved.json.detail]).toEqual([
        400,
        'a meeting that was held keeps its day',
      ]);
    });

    test('who keeps it counts who came, by role, and once it was held', async () => {
      const { id, version } = await call();
      const attendance = [
        { role: 'connector', people: 8 },
        { role: 'resident', people: 3 },
      ];
      const change = (actor: Actor) =>
        as(actor)('PATCH', `/learning/meetings/${id}`, { attendance }, seen(version));
      expect((await change(actors.connector)).status).toBe(403);
      expect((await change(actors.coordinator)).json.attendance).toEqual(attendance);
      expect((await change(actors.coordinator)).status).toBe(412);
      const later = await call({ heldOn: '2099-01-01' });
      const early = await as(actors.coordinator)(
        ...(['PATCH', `/learning/meetings/${later.id}`, { attendance }, seen(1)] as const),
      );
      expect(early.json.detail).toContain('nobody came yet to a meeting that is still to come');
    });

    test('go into a calendar on the clocks of the Netherlands, in summer and in winter', async () => {
      expect(momentOf('2026-07-01', '19:30').toISOString()).toBe('2026-07-01T17:30:00.000Z');
      expect(momentOf('2026-12-01', '19:30').toISOString()).toBe('2026-12-01T18:30:00.000Z');
      expect(momentOf('2026-03-29', '03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
      const { id } = await call({ heldOn: '2026-12-01', beginsAt: '19:30', place: 'Buurthuis' });
      const { text, headers } = await as(actors.connector)(
        'GET',
        `/learning/meetings/${id}/invitation.ics`,
      );
      expect(headers.get('Content-Type')).toContain('text/calendar');
      expect(text).toContain('DTSTART:20261201T183000Z');
      expect(text).toContain('SUMMARY:Omgaan met weerstand');
    });

    // The bug: that a meeting could not be called off told that somebody had written of it for themselves.
    test('one that is still to come is called off, and not written of; from its day on it stays', async () => {
      const { id } = await call({ heldOn: '2099-01-01' });
      const write = (meeting: string) =>
        as(actors.connector)('POST', `/learning/meetings/${meeting}/intentions`, {
          ...{ id: randomUUID(), does: 'Bellen' },
        });
      const drop = (which: string, actor: Actor) =>
        as(actor)('DELETE', `/learning/meetings/${which}`);
      expect((await write(id)).json.detail).toBe('of a meeting is written from its day on');
      const reflection = { id: randomUUID(), meeting: id, words: 'Nu al' };
      expect((await as(actors.connector)('POST', '/learning/reflections', reflection)).status).toBe(
        400,
      );
      expect((await drop(id, actors.connector)).status).toBe(403);
      expect((await drop(id, actors.coordinator)).status).toBe(204);
      const { id: kept } = await call({ heldOn: today() });
      for (const isWritten of [false, true]) {
        if (isWritten) expect((await write(kept)).status).toBe(201);
        expect((await drop(kept, actors.coordinator)).json.detail).toBe(
          'a meeting of which the day came stays',
        );
      }
      // The bug: moved to a day that is still to come, it could be called off with all that was written of it.
      const { version } = (await at(kept, actors.coordinator)).json;
      const moved = await as(actors.coordinator)(
        ...(['PATCH', `/learning/meetings/${kept}`, { heldOn: '2099-01-01' }] as const),
        seen(version),
      );
      expect(moved.json.detail).toBe('a meeting that was held keeps its day');
    });
  });

  test('what somebody takes along is theirs, and comes back at the next meeting', async () => {
    const first = await call({ heldOn: '2025-05-06' });
    const next = await call({ heldOn: '2025-06-10', theme: 'Eigenaarschap' });
    const given = { id: randomUUID(), takes: 'Eerst vragen', does: 'Ik bel Ans' };
    const path = `/learning/meetings/${first.id}/intentions`;
    for (let n = 0; n < 2; n += 1)
      expect((await as(actors.connector)('POST', path, given)).status).toBe(201);
    expect((await as(actors.connector)('POST', path, { ...given, does: 'Niets' })).status).toBe(
      409,
    );
    expect((await at(next.id, actors.connector)).json.before).toMatchObject({
      ...{ does: 'Ik bel Ans', outcome: null, theme: 'Omgaan met weerstand' },
    });
    const back = { outcome: 'partly', lookedBack: 'Ze was er niet' };
    const looked = await as(actors.connector)('PATCH', `${path}/${given.id}`, back, seen(1));
    expect(looked.json.mine).toMatchObject(back);
    expect((await at(next.id, actors.connector)).json.before).toMatchObject(back);
    const elsewhere = `/learning/meetings/${next.id}/intentions/${given.id}`;
    expect((await as(actors.connector)('PATCH', elsewhere, back, seen(2))).status).toBe(404);
    for (const actor of [colleague, actors.coordinator, actors.researcher]) {
      expect((await at(next.id, actor)).text).not.toContain('Ans');
      expect((await as(actor)('PATCH', `${path}/${given.id}`, back, seen(2))).status).toBe(404);
    }
  });

  describe('practice examples', () => {
    const tell = async (more: object = {}, actor: Actor = actors.connector) => {
      const { status, json, text } = await as(actor)('POST', '/learning/examples', {
        ...{ id: randomUUID(), title: 'De soeppan', told: 'Er was soep', buurt: HERE },
        ...{ factors: ['inclusion'], ...more },
      });
      expect(status, text).toBe(201);
      return json;
    };
    const found = async (query: string, actor: Actor = colleague) =>
      (
        (await as(actor)('GET', `/learning/examples?${query}`)).json as { items: { id: string }[] }
      ).items.map(({ id }) => id);

    test('are told at a meeting, with what the wijk was like', async () => {
      const { id: meeting } = await call();
      const { id, figures } = await tell({ meeting });
      expect(figures).toMatchObject({ area: 'WK900101' });
      expect((await at(meeting, colleague)).json.examples).toEqual([{ id, title: 'De soeppan' }]);
    });

    test('are found by words, by factor and by context', async () => {
      const { id, figures } = await tell({
        ...{ title: 'Het Éénkamerorkest', factors: ['skewed_effort', 'inclusion'] },
      });
      expect(await found('q=eenkamer')).toEqual([id]);
      expect(await found('factor=skewed_effort')).toContain(id);
      expect(await found('factor=prevention')).not.toContain(id);
      expect(await found('neighbourhood=GM9001')).toContain(id);
      expect(await found('neighbourhood=GM9002')).not.toContain(id);
      if (figures.stage) expect(await found(`stage=${figures.stage}`)).toContain(id);
    });

    test('come in pages, each once', async () => {
      for (let n = 0; n < 3; n += 1) await tell({ title: `Bladzij ${n}`, told: 'paginaproef' });
      const seenIds: string[] = [];
      for (let cursor = ''; ;) {
        const { json } = await as(colleague)(
          'GET',
          `/learning/examples?q=paginaproef&limit=2${cursor && `&cursor=${cursor}`}`,
        );
        seenIds.push(...(json.items as { id: string }[]).map(({ id }) => id));
        if (!json.next) break;
        cursor = json.next as string;
      }
      expect([seenIds.length, new Set(seenIds).size]).toEqual([3, 3]);
    });

    test('are for who learns, and changed by who told them alone', async () => {
      const { id } = await tell({ title: 'Alleen voor wie leert' });
      for (const [who, actor] of Object.entries(actors)) {
        const { status } = await as(actor)('GET', `/learning/examples/${id}`);
        const reads = [...learners, 'far'].includes(who);
        expect(status, who).toBe(reads ? 200 : who === 'anon' ? 401 : 404);
      }
      const change = (actor: Actor) =>
        as(actor)('PATCH', `/learning/examples/${id}`, { learned: 'Vraag eerst' }, seen(1));
      expect((await change(colleague)).status).toBe(403);
      expect((await change(actors.connector)).json.learned).toBe('Vraag eerst');
      // Whoever coordinates takes away what names somebody.
      const drop = (actor: Actor) => as(actor)('DELETE', `/learning/examples/${id}`);
      expect((await drop(actors.researcher)).status).toBe(403);
      expect((await drop(actors.coordinator)).status).toBe(204);
    });

    test('all that is wrong is said at once', async () => {
      const { json, status } = await as(actors.connector)('POST', '/learning/examples', {
        ...{ id: randomUUID(), title: '', told: '', buurt: 'WK900101', factors: [] },
      });
      expect(status).toBe(400);
      expect((json.faults as { at: string }[]).map(({ at: field }) => field).sort()).toEqual([
        'buurt',
        'factors',
        'title',
        'told',
      ]);
    });
  });

  test('what somebody wrote is in what is kept about them', async () => {
    const { text } = await as(actors.connector)('GET', '/me/data');
    for (const words of ['Ik bel Ans', 'De soeppan']) expect(text).toContain(words);
  });
});
