import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

const inMonths = (n: number): string => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + n);
  return day.toISOString().slice(0, 10);
};

forEachDatabase('Initiatives', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let assets: Awaited<ReturnType<typeof neighbours>>['assets'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
    ({ as } = testApi(database));
  });

  const garden = (more: object = {}) => ({
    ...{
      id: randomUUID(),
      title: 'De binnentuin',
      story: 'Begonnen met drie bakken.',
      buurt: HERE,
    },
    ...{ beganOn: '2024-03-01', status: 'published' },
    roles: [
      { name: 'tuinploeg', side: 'residents', people: 3, decides: true },
      { name: 'beheerder', side: 'organisation', people: 1, does: false, decides: true },
    ],
    means: [
      { kind: 'money', name: 'Buurtbudget', amount: 2500, until: inMonths(3) },
      { kind: 'room', name: 'Schuur', until: inMonths(4) },
      { kind: 'room', name: 'Buurtkamer', since: inMonths(4), until: inMonths(30) },
      { kind: 'hours', name: 'Opbouwwerker', amount: 4, until: inMonths(9) },
    ],
    assets: [assets.open],
    ...more,
  });
  const put = async (actor: Actor, more: object = {}) =>
    as(actor)('POST', '/initiatives', garden(more));
  const began = async (more: object = {}): Promise<string> => {
    const { status, json, text } = await put(actors.connector, more);
    expect(status, text).toBe(201);
    return json.id;
  };
  const at = (id: string, actor?: Actor) => as(actor)('GET', `/initiatives/${id}`);

  test('a connector puts one in: sent twice it is one, and everybody finds it', async () => {
    const given = garden();
    const first = await as(actors.connector)('POST', '/initiatives', given);
    const again = await as(actors.connector)('POST', '/initiatives', given);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    const other = await as(actors.connector)('POST', '/initiatives', { ...given, title: 'Anders' });
    expect(other.status).toBe(409);
    const { json } = await as()('GET', `/initiatives?neighbourhood=WK900101`);
    const found = json.items.filter(({ id }: { id: string }) => id === given.id);
    expect(found).toMatchObject([
      { title: 'De binnentuin', buurt: { code: HERE }, keeps: false, publishes: false },
    ]);
    expect((await as()('GET', '/initiatives?neighbourhood=GM9002')).json.items).toEqual([]);
  });

  test('everybody reads the story and who decides, not how many people or what it lives on', async () => {
    const id = await began({ assets: [assets.open, assets.inner, assets.card] });
    for (const actor of [actors.anon, actors.here, actors.municipality, actors.far]) {
      const { json } = await at(id, actor);
      expect(json).toMatchObject({
        story: 'Begonnen met drie bakken.',
        means: null,
        studies: false,
      });
      expect(json.roles[0]).toMatchObject({ name: 'tuinploeg', decides: true, people: null });
      expect(json.assets.map((asset: { id: string }) => asset.id)).toEqual([assets.open]);
      expect(json.runsOutOn).toBeNull();
    }
    for (const actor of [actors.connector, actors.coordinator, actors.researcher]) {
      const { json } = await at(id, actor);
      expect(json.means).toHaveLength(4);
      expect(json.roles[0].people).toBe(3);
    }
    expect((await at(id, actors.connector)).json.assets).toHaveLength(3);
    // A researcher studies, and sees no more of the people than everyone.
    const ids = (await at(id, actors.researcher)).json.assets.map((a: { id: string }) => a.id);
    expect(ids).not.toContain(assets.card);
  });

  test('half a year before means end with nothing after them, who keeps it is told', async () => {
    const id = await began();
    const { json } = await at(id, actors.connector);
    expect(json.means.map((one: { runsOut: boolean }) => one.runsOut)).toEqual([
      true, // the money
      false, // the shed, which a room follows
      false,
      false, // the hours, in nine months
    ]);
    expect(json.runsOutOn).toBe(inMonths(3));
    const list = await as(actors.connector)('GET', '/initiatives?kept=true');
    expect(list.json.items.find((one: { id: string }) => one.id === id).runsOutOn).toBe(
      inMonths(3),
    );
  });

  // The bug: ten euros without an end stood in for a subsidy.
  test('what is there beside it, or is less, does not follow means that end', async () => {
    const money = (name: string, amount: number, more: object = {}) => ({
      ...{ kind: 'money', name, amount, since: null, until: null, ...more },
    });
    const runsOut = async (...others: object[]) => {
      const id = await began({
        means: [money('Subsidie', 5000, { until: inMonths(3) }), ...others],
      });
      return (await at(id, actors.connector)).json.means[0].runsOut;
    };
    expect(await runsOut(money('Fooienpot', 10))).toBe(true);
    expect(await runsOut(money('Lening', 9000))).toBe(true);
    expect(await runsOut(money('Restje', 500, { since: inMonths(3) }))).toBe(true);
    expect(await runsOut(money('Nieuwe subsidie', 5000, { since: inMonths(3) }))).toBe(false);
  });

  // The bug: a proposal stayed, with what its writer told of themselves.
  test('who leaves takes along what they only proposed', async () => {
    const leaver = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    const { json } = await put(leaver, { status: 'proposed' });
    expect((await at(json.id, actors.connector)).status).toBe(200);
    expect((await as(leaver)('DELETE', '/me')).status).toBe(204);
    expect((await at(json.id, actors.connector)).status).toBe(404);
  });

  test('what a resident proposes is for them and the connectors, until one publishes it', async () => {
    const refused = await put(actors.here);
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toBe('a connector of the area publishes an initiative');
    const { json } = await put(actors.here, { status: 'proposed' });
    for (const actor of [
      actors.anon,
      actors.there,
      actors.far,
      actors.municipality,
      actors.researcher,
    ])
      expect((await at(json.id, actor)).status).toBe(404);
    expect((await at(json.id, actors.here)).json).toMatchObject({ keeps: true, publishes: false });
    expect((await at(json.id, actors.connector)).json.publishes).toBe(true);
    const change = (actor: Actor, body: object, version: number) =>
      as(actor)('PATCH', `/initiatives/${json.id}`, body, { 'If-Match': `"v${version}"` });
    expect((await change(actors.here, { status: 'published' }, 1)).status).toBe(403);
    expect((await change(actors.far, { status: 'published' }, 1)).status).toBe(404);
    expect((await change(actors.connector, { status: 'published' }, 1)).json.version).toBe(2);
    expect((await change(actors.there, { title: 'Van mij' }, 2)).status).toBe(403);
    // Where it would be published by somebody who does not look after that area, it is a proposal again.
    const moved = await change(actors.here, { buurt: 'BU90020101' }, 2);
    expect(moved.json).toMatchObject({ status: 'proposed', version: 3 });
  });

  test('a change says what it changes, against what was seen', async () => {
    const id = await began();
    const change = (body: object, headers: Record<string, string>) =>
      as(actors.connector)('PATCH', `/initiatives/${id}`, body, headers);
    expect((await change({ story: 'Nieuw' }, {})).status).toBe(428);
    expect((await change({ story: 'Nieuw' }, { 'If-Match': '"v9"' })).status).toBe(412);
    const changed = await change(
      { roles: [], assets: [], endedOn: '2025-01-01' },
      { 'If-Match': '"v1"' },
    );
    expect(changed.json).toMatchObject({
      roles: [],
      assets: [],
      endedOn: '2025-01-01',
      version: 2,
    });
    expect(changed.json.means).toHaveLength(4);
    const wrong = await change({ endedOn: '2020-01-01' }, { 'If-Match': '"v2"' });
    expect(wrong.json.detail).toBe('an initiative ends after it began');
  });

  test('all faults of a bad one are named at once, and nothing of it is kept', async () => {
    const id = randomUUID();
    const { status, json } = await put(actors.connector, {
      ...{ id, title: '', buurt: 'BU1', beganOn: '2024-13-01' },
      means: [{ kind: 'money', name: 'Pot', amount: -1 }],
    });
    expect(status).toBe(400);
    expect(json.faults.map((fault: { at: string }) => fault.at).toSorted()).toEqual([
      ...['beganOn', 'buurt', 'means.0.amount', 'title'],
    ]);
    const unknown = await put(actors.connector, { id, assets: [randomUUID()] });
    expect(unknown.json.detail).toBe('assets: names something that is not there');
    expect((await put(actors.connector, { id, assets: [assets.withdrawn] })).json.detail).toBe(
      'assets: names something that is not there',
    );
    expect((await at(id, actors.connector)).status).toBe(404);
    expect((await put(actors.anon)).status).toBe(401);
    expect((await put(actors.connector, { buurt: 'BU99999999' })).json.detail).toBe(
      'an initiative belongs to a buurt that is on the map',
    );
  });

  describe('Activities', () => {
    const note = (id: string, actor: Actor, more: object = {}) =>
      as(actor)('POST', `/initiatives/${id}/activities`, {
        ...{ id: randomUUID(), title: 'Tuindag', heldOn: '2025-05-10', attended: 12, newcomers: 2 },
        ...{ note: 'Zonnig' },
        ...more,
      });
    const list = (id: string, actor?: Actor, query = '') =>
      as(actor)('GET', `/initiatives/${id}/activities${query}`);

    test('are counted; of fewer than five only who keeps or studies it is told', async () => {
      const id = await began();
      expect((await note(id, actors.connector)).status).toBe(201);
      expect((await note(id, actors.coordinator, { attended: 3, newcomers: 0 })).status).toBe(201);
      for (const actor of [actors.anon, actors.municipality, actors.there]) {
        const { json } = await list(id, actor);
        expect(json.items.map((one: { attended: number }) => one.attended).toSorted()).toEqual([
          ...[12, null],
        ]);
        expect(json.items[0]).toMatchObject({ newcomers: null, note: null });
        expect((await at(id, actor)).json.attended).toBe(12);
      }
      const { json } = await list(id, actors.researcher);
      expect(json.items.map((one: { attended: number }) => one.attended).toSorted()).toEqual([
        12, 3,
      ]);
      expect((await at(id, actors.connector)).json).toMatchObject({ attended: 15, activities: 2 });
    });

    test('come page by page, newest first, and are changed and taken away by who keeps it', async () => {
      const id = await began();
      for (const heldOn of ['2025-01-01', '2025-03-01', '2025-02-01'])
        await note(id, actors.connector, { heldOn });
      const first = await list(id, undefined, '?limit=2');
      expect(first.json.items.map((one: { heldOn: string }) => one.heldOn)).toEqual([
        ...['2025-03-01', '2025-02-01'],
      ]);
      const rest = await list(id, undefined, `?limit=2&cursor=${first.json.next}`);
      expect(rest.json).toMatchObject({ items: [{ heldOn: '2025-01-01' }], next: null });
      const [newest] = first.json.items;
      const path = `/initiatives/${id}/activities/${newest.id}`;
      const seen = { 'If-Match': '"v1"' };
      expect((await as(actors.here)('PATCH', path, { attended: 5 }, seen)).status).toBe(403);
      const changed = await as(actors.connector)(
        'PATCH',
        path,
        { attended: 50, newcomers: 9 },
        seen,
      );
      expect(changed.json).toMatchObject({ attended: 50, newcomers: 9, version: 2 });
      expect((await as(actors.far)('DELETE', path)).status).toBe(403);
      expect((await as(actors.connector)('DELETE', path)).status).toBe(204);
      expect((await list(id)).json.items).toHaveLength(2);
    });

    test('nobody came to what is still to come, and no more newcomers than came', async () => {
      const id = await began();
      const early = await note(id, actors.connector, { heldOn: inMonths(1) });
      expect(early.json.detail).toBe('nobody came yet to an activity that is still to come');
      const planned = { heldOn: inMonths(1), attended: null, newcomers: null };
      expect((await note(id, actors.connector, planned)).status).toBe(201);
      const odd = await note(id, actors.connector, { attended: 3, newcomers: 4 });
      expect(odd.json.faults).toEqual([{ at: 'newcomers', says: 'no more newcomers than came' }]);
      expect((await note(randomUUID(), actors.connector)).status).toBe(404);
      expect((await note(id, actors.here)).status).toBe(403);
    });
  });

  test('of who leaves the name goes, and what was opened to everyone stays; what is kept of them they can read', async () => {
    const { json } = await put(actors.there, { status: 'proposed', buurt: 'BU90010201' });
    const mine = await as(actors.there)('GET', '/me/data');
    expect(mine.json.initiatives).toMatchObject([{ initiative: { id: json.id, activities: [] } }]);
    expect(mine.text).not.toContain('digest');
    const publish = { status: 'published' };
    await as(actors.coordinator)('PATCH', `/initiatives/${json.id}`, publish, {
      'If-Match': '"v1"',
    });
    await as(actors.there)('DELETE', '/me');
    expect((await at(json.id)).status).toBe(200);
  });
});
