import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { live } from './support/living.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { wavesOf } from './support/waves.ts';

forEachDatabase('CIMO entries', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let assets: Awaited<ReturnType<typeof neighbours>>['assets'];
  let colleague: Actor;
  let as: ReturnType<typeof testApi>['as'];
  let initiative = '';
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
    ({ as } = testApi(database));
    colleague = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    await live(database, [{ at: HERE, inhabitants: 120 }]);
    initiative = await begin(HERE);
  });

  const begin = async (buurt: string, actor: Actor = actors.coordinator): Promise<string> => {
    const { json, text, status } = await as(actor)('POST', '/initiatives', {
      ...{ id: randomUUID(), title: 'De eettafel', buurt, beganOn: '2024-01-01' },
      status: 'published',
    });
    expect(status, text).toBe(201);
    return json.id;
  };
  const path = () => `/initiatives/${initiative}/cimo`;
  const entry = (more: object = {}) => ({
    ...{ id: randomUUID(), happenedOn: '2025-04-02', direction: 'works', sharing: 'shared' },
    happened: 'Na het eten bleef iemand zitten en vertelde over thuis.',
    claim: 'Omdat niemand vroeg, werd er verteld.',
    knownBy: 'Ik zat erbij.',
    ...more,
  });
  const write = (actor: Actor, more: object = {}) => as(actor)('POST', path(), entry(more));
  const written = async (more: object = {}, actor: Actor = actors.connector) => {
    const { json, text, status } = await write(actor, more);
    expect(status, text).toBe(201);
    return json;
  };
  const at = (id: string, actor: Actor) => as(actor)('GET', `${path()}/${id}`);

  // The bug: who began an initiative read, and took away, what others had written about them.
  test('what others share is not for who began the initiative, whatever they may change of it', async () => {
    const beginner = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    const proposed = await as(beginner)('POST', '/initiatives', {
      ...{ id: randomUUID(), title: 'De soep', buurt: HERE, beganOn: '2024-01-01' },
    });
    const of = `/initiatives/${proposed.json.id}`;
    await as(actors.connector)('PATCH', of, { status: 'published' }, { 'If-Match': '"v1"' });
    const lesson = await as(actors.connector)('POST', `${of}/cimo`, entry());
    const quote = await as(actors.connector)('POST', `${of}/cimo/${lesson.json.id}/evidence`, {
      ...{ id: randomUUID(), side: 'against', words: 'Ze duldt geen ander.', isQuote: true },
      consentHow: 'Gevraagd',
    });
    expect(quote.status, quote.text).toBe(201);
    const evidence = quote.json.evidence[0].id;
    expect((await as(beginner)('GET', of)).json.keeps).toBe(true);
    expect((await as(beginner)('GET', `${of}/cimo`)).json.items).toEqual([]);
    expect((await as(beginner)('GET', `${of}/cimo/${lesson.json.id}`)).status).toBe(404);
    expect((await as(beginner)('GET', '/exports/evidence.csv')).text).not.toContain('duldt');
    const away = `${of}/cimo/${lesson.json.id}/evidence/${evidence}`;
    expect((await as(beginner)('DELETE', away)).status).toBe(404);
    expect((await as(actors.researcher)('GET', `${of}/cimo/${lesson.json.id}`)).status).toBe(200);
    // What they write themselves they read.
    const own = await as(beginner)('POST', `${of}/cimo`, entry({ happened: 'Wij bleven zitten.' }));
    expect((await as(beginner)('GET', `${of}/cimo`)).json.items).toMatchObject([
      { id: own.json.id },
    ]);
  });

  test('is written down in three answers, once however often it is sent', async () => {
    const given = entry();
    const first = await as(actors.connector)('POST', path(), given);
    const again = await as(actors.connector)('POST', path(), given);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.json).toMatchObject({
      mine: true,
      isComplete: false,
      strength: 'told',
      evidence: [],
    });
    expect(again.json.id).toBe(first.json.id);
    const other = await as(actors.connector)('POST', path(), { ...given, claim: 'Anders' });
    expect(other.status).toBe(409);
  });

  test('says what the wijk was like on that day, as everybody sees it', async () => {
    const { figures } = await written();
    expect(figures).toMatchObject({ asOf: '2025-04-02', area: 'WK900101', inhabitants: 120 });
    expect(figures.stage === null || typeof figures.stage === 'string').toBe(true);
    // What people share is in no figure of the past, and none of people is in a figure for everyone.
    expect(figures.places).toBe(0);
  });

  test('is for its writer, shared for who keeps or studies the initiative, and nobody else', async () => {
    const shared = await written();
    const kept = await written({ sharing: 'private' });
    for (const actor of [colleague, actors.coordinator, actors.researcher]) {
      expect((await at(shared.id, actor)).json).toMatchObject({ mine: false, id: shared.id });
      expect((await at(kept.id, actor)).status).toBe(404);
    }
    const outsiders = [
      'here',
      'there',
      'trusted',
      'far',
      'municipality',
      'owner',
      'steward',
    ] as const;
    for (const who of outsiders) {
      for (const { id } of [shared, kept])
        expect((await at(id, actors[who])).status, who).toBe(404);
      expect((await as(actors[who])('GET', path())).json.items).toEqual([]);
      expect((await as(actors[who])('GET', '/evidence')).json.rows).toEqual([]);
      expect(
        (await as(actors[who])('GET', '/exports/evidence.csv')).text.trim().split('\n'),
      ).toHaveLength(1);
      expect((await write(actors[who])).status, who).toBe(403);
    }
    expect((await at(shared.id, actors.anon)).status).toBe(401);
    expect((await as()('GET', '/evidence')).status).toBe(401);
    expect((await write(actors.anon)).status).toBe(401);
  });

  test('is changed by its writer alone, against what they saw', async () => {
    const { id } = await written();
    const change = (actor: Actor, body: object, version = 1) =>
      as(actor)('PATCH', `${path()}/${id}`, body, { 'If-Match': `"v${version}"` });
    expect((await change(colleague, { claim: 'Anders' })).status).toBe(403);
    expect((await change(actors.connector, { claim: 'Anders' }, 7)).status).toBe(412);
    const measured = await change(actors.connector, {
      strength: 'measured',
      outcomeBasis: 'story',
    });
    expect(measured.json.faults).toMatchObject([{ at: 'strength' }]);
    const alone = await change(actors.connector, { strength: 'measured' });
    expect(alone.json.detail).toBe('what is measured rests on a measure');
    const moved = await change(actors.connector, { happenedOn: '2025-05-01' });
    expect(moved.json).toMatchObject({ version: 2, figures: { asOf: '2025-05-01' } });
  });

  test('rests on what its writer sees; of the rest nobody is told', async () => {
    const { id } = await written({ assets: [assets.open, assets.inner] });
    const titles = async (actor: Actor) =>
      (await at(id, actor)).json.assets.map((asset: { id: string }) => asset.id).toSorted();
    expect(await titles(actors.connector)).toEqual([assets.open, assets.inner].toSorted());
    expect(await titles(actors.researcher)).toEqual([assets.open]);
    expect((await write(actors.connector, { assets: [randomUUID()] })).json.detail).toBe(
      'assets: names something that is not there',
    );
  });

  // The bug: it was measured by nothing that could be named.
  test('what is measured says how, and by which closed wave that its writer sees', async () => {
    const tools = wavesOf(as, actors.researcher);
    const wave = await tools.answered({ visibleTo: 'learners' }, [1, 2, 3, 3, 4], 40);
    const given = { strength: 'measured', outcomeBasis: 'measure', wave };
    const { id, wave: rests } = await written(given);
    expect(rests).toEqual({ id: wave, title: '0-meting' });
    expect((await at(id, actors.researcher)).json.wave).toEqual(rests);
    const unsaid = await write(actors.connector, { ...given, knownBy: '' });
    expect(unsaid.json.faults).toMatchObject([{ at: 'strength' }]);
    const { id: open } = await tools.begin();
    const hidden = await tools.answered({ visibleTo: 'researchers' }, [1, 2, 3, 3, 4], 50);
    for (const other of [open, hidden, randomUUID()])
      expect((await write(actors.connector, { ...given, wave: other })).json.detail).toBe(
        'an entry rests on a closed wave that you may see',
      );
    const theirs = await written({ ...given, wave: hidden }, actors.researcher);
    expect((await at(theirs.id, actors.connector)).json.wave).toBe(null);
  });

  test('a quote is kept with consent, names nobody, and goes when it is withdrawn', async () => {
    const { id } = await written();
    const add = (actor: Actor, more: object = {}) =>
      as(actor)('POST', `${path()}/${id}/evidence`, {
        ...{ id: randomUUID(), side: 'for', words: 'Hier luisteren ze.', isQuote: true },
        ...more,
      });
    const refused = await add(colleague);
    expect(refused.status).toBe(400);
    expect(refused.json.detail).toBe('consentHow: a quote needs consent: say how it was given');
    const quoted = await add(colleague, { consentHow: 'Gezegd na afloop' });
    expect(quoted.json.evidence).toMatchObject([{ words: 'Hier luisteren ze.', speaker: '' }]);
    expect(quoted.text).not.toContain('Gezegd na afloop');
    const against = await add(actors.researcher, {
      isQuote: false,
      side: 'against',
      words: 'Eén keer',
    });
    expect(against.json.evidence).toHaveLength(2);
    expect((await add(actors.here, { isQuote: false })).status).toBe(404);
    const [quote] = quoted.json.evidence;
    const take = (actor: Actor) => as(actor)('DELETE', `${path()}/${id}/evidence/${quote.id}`);
    expect((await take(actors.researcher)).status).toBe(404);
    expect((await take(actors.connector)).json.evidence).toMatchObject([{ side: 'against' }]);
  });

  test('others agree, and are told by what they are to it', async () => {
    const { id } = await written();
    const agree = (actor: Actor, method: 'POST' | 'DELETE' = 'POST') =>
      as(actor)(method, `${path()}/${id}/agree`);
    expect((await agree(actors.connector)).status).toBe(403);
    await agree(colleague);
    const both = await agree(actors.researcher);
    expect(both.json.agreedByMe).toBe(true);
    expect(both.json.agreed).toEqual(
      expect.arrayContaining([
        { role: 'connector', people: 1 },
        { role: 'researcher', people: 1 },
      ]),
    );
    expect((await at(id, actors.connector)).json.agreedByMe).toBe(false);
    expect((await agree(colleague, 'DELETE')).json.agreed).toHaveLength(1);
    expect((await agree(actors.far)).status).toBe(404);
  });

  // The bug: that somebody could not take their proposal away told that a connector had written something of it.
  test('a proposal is not learned from and goes; what was published is hidden or ended, and stays', async () => {
    const { json } = await as(actors.here)('POST', '/initiatives', {
      ...{ id: randomUUID(), title: 'Kort', buurt: HERE, beganOn: '2024-01-01' },
    });
    const own = `/initiatives/${json.id}`;
    const early = await as(colleague)('POST', `${own}/cimo`, entry({ sharing: 'private' }));
    expect([early.status, early.json.detail]).toEqual([
      ...[409, 'an initiative is learned from once it was published'],
    ]);
    const turn = async (status: string, actor: Actor, version: number) =>
      as(actor)('PATCH', own, { status }, { 'If-Match': `"v${version}"` });
    const open = await turn('published', actors.connector, json.version);
    expect(open.json).toMatchObject({ status: 'published', wasPublished: true });
    const stays = 'an initiative that was published ends or is hidden, and stays';
    for (const written of [false, true]) {
      if (written) await as(colleague)('POST', `${own}/cimo`, entry({ sharing: 'private' }));
      for (const actor of [actors.here, actors.connector])
        expect((await as(actor)('DELETE', own)).json.detail).toBe(stays);
    }
    const hidden = await turn('proposed', actors.here, open.json.version);
    expect(hidden.json).toMatchObject({ status: 'proposed', wasPublished: true });
    expect((await as(actors.anon)('GET', own)).status).toBe(404);
    for (const actor of [actors.here, actors.connector])
      expect((await as(actor)('DELETE', own)).json.detail).toBe(stays);
  });

  test('what was private leaves with its writer, what was shared stays without a name', async () => {
    const leaver = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    const shared = await written({}, leaver);
    const kept = await written({ sharing: 'private' }, leaver);
    const data = await as(leaver)('GET', '/me/data');
    expect(data.json.cimo).toHaveLength(2);
    await as(leaver)('DELETE', '/me');
    expect((await at(shared.id, colleague)).status).toBe(200);
    const rows = await database.asSystem((tx) =>
      tx.query('select id from public.cimo_entries where id = $1', [kept.id]),
    );
    expect(rows).toEqual([]);
  });

  // The bug: once its writer had left, nobody could take away what somebody no longer wanted to be quoted with.
  test('a quote goes when consent is withdrawn, also after its writer left', async () => {
    const leaver = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    const { id } = await written({}, leaver);
    const quoted = await as(leaver)('POST', `${path()}/${id}/evidence`, {
      ...{ id: randomUUID(), side: 'for', words: 'Ik was bang.', isQuote: true },
      consentHow: 'Gezegd',
    });
    await as(leaver)('DELETE', '/me');
    const quote = `${path()}/${id}/evidence/${quoted.json.evidence[0].id}`;
    expect((await as(actors.researcher)('DELETE', quote)).status).toBe(404);
    expect((await as(colleague)('DELETE', quote)).json.evidence).toEqual([]);
    expect((await as(actors.researcher)('DELETE', `${path()}/${id}`)).status).toBe(403);
    expect((await as(actors.coordinator)('DELETE', `${path()}/${id}`)).status).toBe(204);
  });
});
