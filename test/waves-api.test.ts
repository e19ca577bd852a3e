import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import type { Wave } from '../api/contracts/waves.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { codeOf, cohesion, wavesOf } from './support/waves.ts';

const WIJK = 'WK900101';
const OTHER = 'WK900102';

forEachDatabase('Waves', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  let tools: ReturnType<typeof wavesOf>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    tools = wavesOf(as, actors.researcher);
  });

  test('is prepared, opened and answered by link without an account; sent twice it is one answer', async () => {
    const { id, token } = await tools.begin();
    const { json } = await as()('GET', `/surveys/${token}`);
    expect(json).toMatchObject({ title: '0-meting', open: true, used: false });
    expect(json.instruments[0].definition.items).toHaveLength(6);
    const given = { id: randomUUID(), answers: cohesion(3), code: 'k7qm-2xpd' };
    for (let n = 0; n < 2; n += 1) {
      const { status, json } = await as()('POST', `/surveys/${token}`, given);
      expect([status, json.became]).toEqual([201, 'kept']);
    }
    const wave = (await as(actors.researcher)('GET', `/waves/${id}`)).json as Wave;
    expect(wave.counts).toEqual({ answers: 1, late: 0, onPaper: 0 });
    const again = await tools.answer(token, cohesion(1), { code: 'K7QM 2XPD' });
    expect(again.json.detail).toBe('With this code you answered already. The first answer stands.');
    expect((await as()('GET', '/surveys/nobody-has-this-link')).status).toBe(404);
  });

  test('a link that is good for one answer is answered once, with one clear sentence after that', async () => {
    const { id } = await tools.begin();
    const made = await as(actors.coordinator)('POST', `/waves/${id}/links`, { count: 2 });
    const once = made.json.items.filter((link: { once: boolean }) => link.once);
    expect(once).toHaveLength(2);
    expect((await tools.answer(once[0].token, cohesion(2))).status).toBe(201);
    const twice = await tools.answer(once[0].token, cohesion(4));
    expect([twice.status, twice.json.detail]).toEqual([
      ...[409, 'This link was used already. It works once.'],
    ]);
    expect((await as()('GET', `/surveys/${once[0].token}`)).json.used).toBe(true);
    expect((await tools.answer(once[1].token, cohesion(4))).status).toBe(201);
  });

  test('impossible codes are refused, all at once, and questions may be skipped', async () => {
    const { token } = await tools.begin({ instruments: [{ key: 'participants', version: 1 }] });
    const { status, json } = await tools.answer(token, {
      ...{ 'participants.often': 9, 'participants.welcome': 5, 'participants.brought': [1, 1] },
      ...{ 'participants.more': 7, 'cohesion.know': 1 },
    });
    expect(status).toBe(400);
    expect(
      Object.fromEntries(json.faults.map(({ at, says }: Record<string, string>) => [at, says])),
    ).toEqual({
      'participants.often': 'is one of 0, 1, 2, 3',
      'participants.welcome': 'is a code from 0 to 4',
      'participants.brought': 'are some of 1, 2, 3, 4, 5, each once',
      'participants.more': 'is written in words',
      'cohesion.know': 'is not asked here',
    });
    expect((await tools.answer(token, {})).status).toBe(400);
    expect((await tools.answer(token, { 'participants.often': 1 }, { code: 'OIL' })).status).toBe(
      400,
    );
    expect((await tools.answer(token, { 'participants.brought': [2, 5] })).status).toBe(201);
  });

  test('what was asked does not change once it is open, and a wave opens and closes once', async () => {
    const { json } = await tools.prepare();
    expect((await tools.close(json.id)).json.detail).toBe('Only an open wave is closed.');
    expect(
      (await tools.change(json.id, 1, { title: 'Nulmeting', state: 'open' })).json.version,
    ).toBe(2);
    const asked = { instruments: [{ key: 'network', version: 1 }] };
    expect((await tools.change(json.id, 2, asked)).json.detail).toBe(
      'what was asked in a wave does not change any more',
    );
    expect((await as(actors.researcher)('DELETE', `/waves/${json.id}`)).json.detail).toBe(
      'A wave that was opened stays.',
    );
    await tools.close(json.id);
    expect((await tools.close(json.id)).status).toBe(409);
    expect((await tools.change(json.id, 3, { state: 'open' })).json.detail).toBe(
      'a wave opens once, and closes once',
    );
  });

  test('how many were asked is frozen with how many answered, and is not fewer', async () => {
    const { id, token } = await tools.begin({ visibleTo: 'everyone' });
    for (let n = 0; n < 6; n += 1) await tools.answer(token, cohesion(3));
    expect((await tools.change(id, 2, { invited: 0 })).status).toBe(400);
    expect((await tools.change(id, 2, { invited: 5 })).json.invited).toBe(5);
    const refused = await tools.close(id);
    expect([refused.status, refused.json.faults]).toEqual([
      400,
      [{ at: 'invited', says: 'is fewer than answered' }],
    ]);
    expect((await tools.change(id, 3, { invited: 24 })).status).toBe(200);
    expect((await tools.close(id)).status).toBe(200);
    const { survey } = (await as()('GET', `/waves/${id}/snapshot`)).json;
    expect([survey.answers, survey.invited]).toEqual([6, 24]);
    const { version } = (await as(actors.researcher)('GET', `/waves/${id}`)).json;
    expect((await tools.change(id, version, { invited: 30 })).json.detail).toBe(
      'what was asked in a wave does not change any more',
    );
  });

  test('who answers while it is closed is kept and marked, and the frozen wave stays as it is', async () => {
    const { id, token } = await tools.begin({ visibleTo: 'everyone' });
    for (let n = 0; n < 6; n += 1) await tools.answer(token, cohesion(n % 2 ? 4 : 2));
    await tools.close(id);
    const before = await tools.read(id);
    expect(before.json.survey.answers).toBe(6);
    const late = await tools.answer(token, cohesion(0));
    expect([late.status, late.json.became]).toEqual([201, 'late']);
    const after = await tools.read(id);
    expect(after.text).toBe(before.text);
    expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'));
    expect((await as(actors.researcher)('GET', `/waves/${id}`)).json.counts).toMatchObject({
      ...{ answers: 6, late: 1 },
    });
    await expect(
      database.asSystem((tx) => tx.run(`update public.wave_snapshots set body = '{}'`)),
    ).rejects.toThrow('a frozen wave does not change');
    // The day after, it takes none any more.
    await database.asSystem((tx) =>
      tx.run(`update public.waves set closed_at = now() - interval '25 hours' where id = $1`, [id]),
    );
    expect((await tools.answer(token, cohesion(1))).json.detail).toBe('This wave is closed.');
    expect((await as()('GET', `/surveys/${token}`)).json).toMatchObject({
      open: false,
      takes: false,
    });
    const tag = { 'If-None-Match': before.headers.get('ETag')! };
    expect((await as()('GET', `/waves/${id}/snapshot`, undefined, tag)).status).toBe(304);
  });

  test('holds survey, network, coverage and what was learned, as everybody sees them', async () => {
    const id = await tools.answered({}, [3, 3, 3, 3, 3]);
    const body = await tools.frozen(id);
    expect(body).toMatchObject({
      area: WIJK,
      instruments: [{ key: 'cohesion', version: 1 }],
      changed: [],
    });
    expect(body.network).toMatchObject({ code: WIJK, withPersons: false });
    expect(body.coverage).toMatchObject({ code: WIJK });
    expect(body.cimo).toMatchObject({ entries: 0 });
    expect(body.survey.scales[0]).toMatchObject({
      ...{ n: 5, mean: 7.5, sd: null, alpha: null, change: null },
    });
  });

  describe('How much people changed', () => {
    const levels = (n: number, of: (i: number) => number) =>
      Array.from({ length: n }, (_, i) => of(i));

    test('is told in figures from thirty pairs on, and against an area to compare with', async () => {
      const n = 32;
      const first = await tools.answered(
        {},
        levels(n, (i) => i % 3),
        100,
      );
      const elsewhere = await tools.answered(
        { area: OTHER },
        levels(n, () => 2),
        200,
      );
      const later = await tools.answered(
        { area: OTHER, follows: elsewhere },
        levels(n, (i) => 2 + (i % 2)),
        200,
      );
      const second = await tools.answered(
        { follows: first, comparesWith: later },
        levels(n, (i) => (i % 3) + 1),
        100,
      );
      const [scale] = (await tools.frozen(second)).survey.scales;
      // A level is 2.5 of ten.
      expect(scale!.change).toMatchObject({ pairs: n, direction: 'up' });
      expect(scale!.change!.figures).toMatchObject({
        difference: 2.5,
        low: 2.5,
        high: 2.5,
        dz: null,
      });
      expect(scale!.compared).toMatchObject({ pairsWith: n, pairsWithout: n, direction: 'up' });
      expect(scale!.compared!.figures!.difference).toBe(1.2);
    });

    test('under thirty only which way, and under five nothing', async () => {
      const first = await tools.answered(
        {},
        levels(12, () => 1),
        300,
      );
      const second = await tools.answered(
        { follows: first },
        levels(12, () => 0),
        300,
      );
      expect((await tools.frozen(second)).survey.scales[0]!.change).toEqual({
        ...{ pairs: 12, direction: 'down', between: null, figures: null },
      });
      // Four of twelve answered before.
      const third = await tools.answered(
        { follows: first },
        levels(12, () => 4),
        308,
      );
      expect((await tools.frozen(third)).survey.scales[0]!.change).toBeNull();
      const few = await tools.frozen(
        await tools.answered(
          {},
          levels(4, () => 4),
          400,
        ),
      );
      expect(few.survey).toMatchObject({ answers: null, scales: [{ n: null, mean: null }] });
      for (const item of few.survey.items)
        expect(item).toMatchObject({ n: null, mean: null, options: null });
    });

    test('who withdraws is out, and the wave says that it changed and when', async () => {
      const first = await tools.answered(
        {},
        levels(12, () => 2),
        500,
      );
      const second = await tools.answered(
        { follows: first },
        levels(12, (i) => (i === 0 ? 0 : 3)),
        500,
      );
      const before = await tools.frozen(second);
      const { json } = await as()('POST', '/surveys/withdraw', { code: codeOf(500) });
      expect(json).toEqual({ waves: 2 });
      const after = await tools.frozen(second);
      expect(after.survey.scales[0]).toMatchObject({ n: 11, mean: null });
      expect(after.survey.scales[0]!.between!.high).toBeGreaterThanOrEqual(7.5);
      expect(after.changed).toEqual([
        { on: expect.stringMatching(/^20\d\d-/), because: 'withdrawn' },
      ]);
      expect({ ...after, survey: null, changed: null }).toEqual({
        ...before,
        survey: null,
        changed: null,
      });
      const kept = await database.asSystem((tx) =>
        tx.query('select edition from public.wave_snapshots where wave_id = $1', [second]),
      );
      expect(kept).toEqual([{ edition: 2 }]);
      expect((await as()('POST', '/surveys/withdraw', { code: codeOf(500) })).json).toEqual({
        waves: 0,
      });
      // Of a wave that is still open, too.
      const { token } = await tools.begin();
      await tools.answer(token, cohesion(1), { code: codeOf(500) });
      expect((await as()('POST', '/surveys/withdraw', { code: codeOf(500) })).json).toEqual({
        waves: 1,
      });
    });
  });

  test('sheets with faults are all named, and none of them is written', async () => {
    const { id } = await tools.begin();
    const bad = await tools.paper(
      id,
      'cohesion.know,cohesion.home,mood,code\n1,7,x,K7QM2XPD\n,,,\n2,3,,K7QM-2XPD\nja,3,,123\n',
    );
    expect(bad.status).toBe(400);
    expect(bad.json).toMatchObject({ rows: 4, written: 0 });
    expect(bad.json.faults).toEqual([
      { row: 0, column: 'mood', says: 'is not asked here' },
      { row: 1, column: 'cohesion.home', says: 'is a code from 0 to 4' },
      { row: 2, column: '', says: 'holds no answer' },
      { row: 3, column: 'code', says: 'stands on two sheets' },
      { row: 4, column: 'cohesion.know', says: 'is a code from 0 to 4' },
      { row: 4, column: 'code', says: 'is eight letters and digits' },
    ]);
    expect((await as(actors.researcher)('GET', `/waves/${id}`)).json.counts.answers).toBe(0);
  });

  // The bug: of more than twenty waves the others were in no list, and on no report.
  test('come page by page, each once', async () => {
    for (let n = 0; n < 3; n += 1) await tools.prepare({ title: `Bladzij ${n}` });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { json } = await as(actors.researcher)('GET', `/waves?limit=2${cursor}`);
      seen.push(...(json.items as { id: string }[]).map(({ id }) => id));
      if (!json.next) break;
      cursor = `&cursor=${json.next as string}`;
    }
    const { json } = await as(actors.researcher)('GET', '/waves?limit=100');
    expect(seen).toEqual((json.items as { id: string }[]).map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  // The bug: what was learned of a proposal was counted.
  test('hold what was learned of initiatives that are there for everyone', async () => {
    const learn = async (isHidden: boolean) => {
      const id = randomUUID();
      await as(actors.coordinator)('POST', '/initiatives', {
        ...{ id, title: 'De soep', buurt: HERE, beganOn: '2024-01-01', status: 'published' },
      });
      const { status: written } = await as(actors.coordinator)('POST', `/initiatives/${id}/cimo`, {
        ...{ id: randomUUID(), happened: 'Soep', direction: 'works', sharing: 'shared' },
      });
      expect(written).toBe(201);
      if (!isHidden) return;
      const hide = { status: 'proposed' };
      await as(actors.coordinator)('PATCH', `/initiatives/${id}`, hide, { 'If-Match': '"v1"' });
    };
    const counted = async () => (await tools.frozen(await tools.answered({}, [2]))).cimo.entries;
    const before = await counted();
    await learn(true);
    expect(await counted()).toBe(before);
    await learn(false);
    expect(await counted()).toBe(before + 1);
  });

  test('own questions come in versions that never change', async () => {
    const definition = {
      ...{ title: { nl: 'Eigen' }, intro: { nl: 'Onze vragen' } },
      items: [{ key: 'mood', kind: 'scale', words: { nl: 'Het gaat goed.' } }],
    };
    const send = (body: object, actor: Actor = actors.coordinator) =>
      as(actor)('POST', '/instruments', { key: 'eigen', version: 1, definition, ...body });
    expect((await send({})).status).toBe(201);
    expect((await send({})).status).toBe(201);
    const changed = { ...definition, title: { nl: 'Anders' } };
    expect((await send({ definition: changed })).json.detail).toBe(
      'This version is there already: make a new one.',
    );
    expect((await send({ version: 2, definition: changed })).status).toBe(201);
    // The bug: of a survey that everybody has it said to make a new version, which nobody can.
    for (const version of [1, 2])
      expect((await send({ key: 'cohesion', version })).json.detail).toBe(
        'This key is of a survey that everybody has: take another key.',
      );
    const wrong = {
      ...definition,
      scales: [{ key: 's', words: { nl: 'S' }, items: ['nope'], leastAnswered: 1 }],
    };
    expect((await send({ version: 3, definition: wrong })).json.detail).toContain(
      'a scale is made of scale questions that run alike',
    );
    const number = {
      key: 'how-many',
      kind: 'number',
      words: { nl: 'Hoeveel?' },
      least: 5,
      most: 5,
    };
    expect(
      (await send({ version: 3, definition: { ...definition, items: [number] } })).json.faults,
    ).toEqual([{ at: 'definition.items.0.most', says: 'is more than the least' }]);
    for (const who of ['connector', 'here', 'municipality'] as const)
      expect((await send({ version: 9 }, actors[who])).status).toBe(403);
    expect(
      (await tools.prepare({ instruments: [{ key: 'eigen', version: 7 }] })).json.detail,
    ).toContain('there is no such instrument');
    const both = [1, 2].map((version) => ({ key: 'eigen', version }));
    expect((await tools.prepare({ instruments: both })).json.detail).toContain(
      'asks one version of an instrument',
    );
  });
});
