import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../api/db/port.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { point, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const HERE = 'BU90010101';
const WIJK = 'WK900101';
const [lon, lat] = middleOf(HERE);

forEachDatabase('Connections over HTTP', (open) => {
  let api: ReturnType<typeof testApi>;
  let connector: Actor;
  let resident: Actor;
  let municipality: Actor;
  let count = 0;

  beforeAll(async () => {
    const database = await open();
    await exampleAreas(database);
    api = testApi(database);
    const one = (role: 'connector' | 'resident' | 'municipality', area: string) =>
      account(database, { roles: [{ role, area }] });
    connector = await one('connector', 'GM9001');
    resident = await one('resident', WIJK);
    municipality = await one('municipality', 'GM9001');
  });

  /** A place a few steps from the last one. */
  const place = async (title: string, more: object = {}): Promise<string> => {
    const id = randomUUID();
    count += 1;
    const geometry = point([lon + count * 0.0004, lat]);
    const body = { id, kind: 'place', title, geometry, ...more };
    expect((await api.as(connector)('POST', '/assets', body)).status).toBe(201);
    return id;
  };
  const card = async (title: string, hands: string[], wishes: string[]): Promise<string> => {
    const id = randomUUID();
    const { status } = await api.as(connector)('POST', '/assets', {
      ...{ id, kind: 'person', title, buurt: HERE, wishes, gifts: { hands } },
      consent: { textVersion: '2026-11', through: 'connector', givenHow: 'aan de deur' },
    });
    expect(status).toBe(201);
    return id;
  };
  const tie = (from: string, to: string, more: object = {}) =>
    api.as(connector)('POST', '/connections', {
      ...{ id: randomUUID(), from, to, kind: 'works_together', ...more },
    });
  const figures = async (actor?: Actor, query = '') =>
    (await api.as(actor)('GET', `/neighbourhoods/${WIJK}/network${query}`)).json;

  describe('a tie from telling to ending', () => {
    let one: string;
    let other: string;
    const id = randomUUID();
    let etag = '';
    beforeAll(async () => {
      one = await place('Buurthuis');
      other = await place('Wandelclub');
    });

    test('is told, once however often it is sent', async () => {
      const body = { id, from: one, to: other, kind: 'hosts', strength: 2, note: 'elke dinsdag' };
      const first = await api.as(connector)('POST', '/connections', body);
      expect(first.status).toBe(201);
      expect(first.json).toMatchObject({
        ...{ id, kind: 'hosts', status: 'active', strength: 2, note: 'elke dinsdag' },
        ...{ from: { id: one, title: 'Buurthuis' }, to: { id: other }, mine: true, version: 1 },
      });
      expect((await api.as(connector)('POST', '/connections', body)).json).toEqual(first.json);
      const clash = await api.as(connector)('POST', '/connections', { ...body, strength: 3 });
      expect(clash.status).toBe(409);
      etag = first.headers.get('ETag')!;
    });

    test('is for everyone who sees both ends, without its note', async () => {
      const { json } = await api.as()('GET', `/connections?asset=${one}`);
      expect(json.items).toMatchObject([
        { id, note: null, editable: false, sides: [], mine: false },
      ]);
    });

    test('is confirmed by a side', async () => {
      const both = await api.as(connector)('POST', `/connections/${id}/confirm`, { asset: one });
      // Who put it on the map owns it.
      expect(both.json.confirmed.toSorted()).toEqual([one, other].toSorted());
      expect((await api.as(resident)('POST', `/connections/${id}/confirm`, {})).status).toBe(403);
    });

    test('is changed by who saw it last, and ends on a day', async () => {
      const change = (match: string | undefined, body: object) =>
        api.as(connector)('PATCH', `/connections/${id}`, body, match ? { 'If-Match': match } : {});
      expect((await change(undefined, { strength: 3 })).status).toBe(428);
      expect((await change(etag, { strength: 3 })).json).toMatchObject({ strength: 3, version: 2 });
      expect((await change(etag, { strength: 1 })).status).toBe(412);
      const ended = await change('"v2"', { status: 'ended' });
      expect(ended.json.until).toBe(new Date().toLocaleDateString('sv-SE'));
    });
  });

  test('every fault of a tie is named at once', async () => {
    const id = randomUUID();
    const { status, json } = await api.as(connector)('POST', '/connections', {
      ...{ id: 'x', from: id, to: id, kind: 'loves', strength: 4 },
      ...{ since: '2026-13-01', until: '2020-01-01', note: '<b>x</b>' },
    });
    expect(status).toBe(400);
    const at = json.faults.map((fault: { at: string }) => fault.at);
    expect(at.toSorted()).toEqual(['id', 'kind', 'note', 'since', 'strength']);
    const own = await tie(id, id, { since: '2026-02-02', until: '2026-02-01' });
    expect(own.json.faults).toEqual([
      { at: 'to', says: 'nothing is connected to itself' },
      { at: 'until', says: 'a connection does not end before it begins' },
    ]);
  });

  test('what may not be seen and what is not there are answered alike', async () => {
    const inner = await place('Berging', { visibility: 'connectors' });
    const mine = randomUUID();
    await api.as(resident)('POST', '/assets', {
      ...{ id: mine, kind: 'place', title: 'Mijn schuur', geometry: point([lon, lat]) },
    });
    const answers = await Promise.all(
      [inner, randomUUID()].map((to) =>
        api.as(resident)('POST', '/connections', {
          id: randomUUID(),
          from: mine,
          to,
          kind: 'knows',
        }),
      ),
    );
    for (const { status, json } of answers) {
      expect(status).toBe(400);
      expect(json.faults).toEqual([{ at: 'to', says: 'is nothing that you may see' }]);
    }
  });

  test('the same pair and kind twice is told as such', async () => {
    const [a, b] = [await place('A'), await place('B')];
    expect((await tie(a, b)).status).toBe(201);
    const again = await tie(b, a);
    expect(again.status).toBe(409);
    expect(again.json.detail).toBe('this pair has a connection of this kind');
    expect((await tie(a, b, { kind: 'knows' })).status).toBe(201);
  });

  describe('from two talents to a tie', () => {
    let samira: string;
    let club: string;
    let chess: string;
    let before: Awaited<ReturnType<typeof figures>>;
    const introduction = randomUUID();
    let version = 1;
    const step = async (change: object) => {
      const answer = await api.as(connector)('PATCH', `/introductions/${introduction}`, change, {
        'If-Match': `"v${version}"`,
      });
      version = answer.json?.version ?? version;
      return answer;
    };

    beforeAll(async () => {
      samira = await card('Samira', ['fotograferen'], ['een wandelmaatje']);
      chess = await card('Joop', ['wandelen'], ['foto’s van vroeger']);
      club = await place('Wandelclub De Atollers', { tags: ['wandelen'] });
      await tie(club, await place('Bakker'));
      before = await figures(connector);
    });

    test('people are in the figures of who sees them, and of nobody else', async () => {
      expect(before).toMatchObject({ withPersons: true, mayShowPersons: true });
      for (const actor of [undefined, resident, municipality]) {
        const theirs = await figures(actor);
        expect(theirs).toMatchObject({ withPersons: false, mayShowPersons: false });
        expect(theirs.nodes).toBeLessThan(before.nodes);
      }
      const without = await figures(connector, '?persons=false');
      expect(without).toMatchObject({ withPersons: false, mayShowPersons: true });
      const graph = await api.as(municipality)('GET', `/neighbourhoods/${WIJK}/network/graph`);
      expect(graph.text).not.toContain('Samira');
      expect(graph.text).not.toContain('"person"');
    });

    test('they are suggested, for what one offers and the other asks', async () => {
      const path = `/neighbourhoods/${WIJK}/network/suggestions`;
      const { json } = await api.as(connector)('GET', path);
      const pair = json.items.find(
        ({ one, other }: { one: { id: string }; other: { id: string } }) =>
          [one.id, other.id].includes(samira) && [one.id, other.id].includes(chess),
      );
      expect(pair.reasons).toMatchObject({ metres: null, sameBuurt: true, joinsIslands: true });
      expect(pair.reasons.gifts).toHaveLength(2);
      expect(pair.reasons.gifts).toContainEqual({
        ...{ by: chess, gift: 'wandelen', wish: 'een wandelmaatje' },
      });
      expect((await api.as()('GET', path)).status).toBe(401);
      for (const actor of [resident, municipality])
        expect((await api.as(actor)('GET', path)).status).toBe(403);
    });

    test('what it would change is told before', async () => {
      const { json } = await api.as(connector)('POST', `/neighbourhoods/${WIJK}/network/what-if`, {
        ties: [{ from: samira, to: chess }],
      });
      expect(json.then.isolates).toBe(json.now.isolates - 2);
      expect(json.then.islands).toBe(json.now.islands + 1);
      expect(json.best.length).toBe(3);
      expect(json.best[0].then.giantShare).toBeGreaterThan(json.now.giantShare);
      const hidden = await api.as(resident)('POST', `/neighbourhoods/${WIJK}/network/what-if`, {
        ties: [{ from: samira, to: randomUUID() }],
      });
      expect(hidden.json.faults.map(({ says }: { says: string }) => says)).toEqual([
        ...['is nothing here that you may see', 'is nothing here that you may see'],
      ]);
    });

    test('both are asked, both say yes, they meet, and a tie comes of it', async () => {
      const planned = await api.as(connector)('POST', '/introductions', {
        ...{ id: introduction, one: samira, other: chess, invitation: 'Samen een rondje?' },
      });
      expect(planned.json).toMatchObject({
        stage: 'idea',
        one: { title: 'Samira', answerable: true },
      });
      expect((await step({ oneSaysYes: true })).json.detail).toBe('who answers was asked');
      expect((await step({ oneAsked: true })).json.stage).toBe('one_asked');
      expect((await step({ otherAsked: true, oneSaysYes: true })).json.stage).toBe('both_asked');
      expect((await step({ metOn: '2026-11-20' })).json.detail).toBe('two meet when both said yes');
      expect((await step({ otherSaysYes: true })).json.stage).toBe('both_yes');
      expect((await step({ metOn: '2026-11-20' })).json.stage).toBe('met');
      // Nothing yet is no end: it stays among what is under way.
      expect((await step({ outcome: 'nothing_yet' })).json.stage).toBe('met');
      const underWay = await api.as(connector)('GET', '/introductions?open=true');
      expect(underWay.json.items.map(({ id }: { id: string }) => id)).toContain(introduction);
      expect((await step({ outcome: 'connection' })).json.stage).toBe('connection');
      const after = await figures(connector);
      expect(after.ties).toBe(before.ties + 1);
      expect(after.isolates).toBe(before.isolates - 2);
      const { json } = await api.as(connector)('GET', `/connections?asset=${samira}`);
      expect(json.items).toMatchObject([{ since: '2026-11-20', source: 'kennismaking' }]);
    });

    test('sent twice it is one; another under its id is refused', async () => {
      const given = {
        id: introduction,
        one: samira,
        other: chess,
        invitation: 'Samen een rondje?',
      };
      const send = (body: object) => api.as(connector)('POST', '/introductions', body);
      expect((await send(given)).status).toBe(201);
      expect((await send({ ...given, note: 'Een ander' })).status).toBe(409);
    });

    test('letters that turn others around, and signs that nobody sees, are left out', async () => {
      const id = await place('Ka\u202es\u0007hoek');
      expect((await api.as()('GET', `/assets/${id}`)).json.title).toBe('Kashoek');
    });

    test('the week and the path tell of it, to connectors', async () => {
      const { json } = await api.as(connector)('GET', `/introductions/path?neighbourhood=${WIJK}`);
      expect(json).toMatchObject({ ideas: 1, asked: 1, bothYes: 1, met: 1, connections: 1, no: 0 });
      const list = (actor: Actor) => api.as(actor)('GET', '/introductions?open=false');
      expect((await list(connector)).json.items).toHaveLength(1);
      expect((await list(resident)).json.items).toEqual([]);
      expect((await list(municipality)).json.items).toEqual([]);
    });

    test('a tie that was only planned comes into force; what happened is counted, whatever came of it', async () => {
      const [one, other] = [await place('Kas'), await place('Schuur')];
      await tie(one, other, { kind: 'knows', status: 'planned' });
      const path = async () =>
        (await api.as(connector)('GET', `/introductions/path?neighbourhood=${WIJK}`)).json;
      const before = await path();
      const { json } = await api.as(connector)('POST', '/introductions', {
        ...{ id: randomUUID(), one, other },
      });
      let version = json.version as number;
      const go = async (change: object) => {
        const answer = await api.as(connector)('PATCH', `/introductions/${json.id}`, change, {
          'If-Match': `"v${version}"`,
        });
        version = answer.json.version ?? version;
        return answer;
      };
      await go({ oneAsked: true, otherAsked: true, oneSaysYes: true, otherSaysYes: true });
      expect((await go({ metOn: '2099-01-01' })).json.detail).toBe(
        'two have met on a day that has come',
      );
      await go({ metOn: '2026-11-19' });
      await go({ outcome: 'no' });
      const { asked, met, no } = before;
      expect(await path()).toMatchObject({ asked: asked + 1, met: met + 1, no: no + 1 });
      await go({ outcome: 'connection' });
      const { items } = (await api.as(connector)('GET', `/connections?asset=${one}`)).json;
      expect(items).toMatchObject([{ status: 'active', since: '2026-11-19' }]);
      // Dropped before anybody was asked, it counts as no asking.
      const idea = await api.as(connector)('POST', '/introductions', {
        ...{ id: randomUUID(), one, other: await place('Hek') },
      });
      await api.as(connector)(
        'PATCH',
        `/introductions/${idea.json.id}`,
        { outcome: 'no' },
        { 'If-Match': '"v1"' },
      );
      expect((await path()).asked).toBe(asked + 1);
      const dropped = await api.as(connector)('DELETE', `/introductions/${idea.json.id}`);
      expect(dropped.status).toBe(428);
      for (const [actor, status] of [
        [resident, 403],
        [municipality, 403],
      ] as const)
        expect(
          (await api.as(actor)('GET', `/introductions/path?neighbourhood=${WIJK}`)).status,
        ).toBe(status);
      const gone = await api.as(connector)('GET', '/introductions/path?neighbourhood=WK999999');
      expect(gone.status).toBe(404);
    });

    test('the pair is not suggested again, and the network of last month lacks the tie', async () => {
      const { json } = await api.as(connector)(
        'GET',
        `/neighbourhoods/${WIJK}/network/suggestions?limit=50`,
      );
      expect(JSON.stringify(json)).not.toContain(
        `"id":"${samira}","kind":"person","title":"Samira"},"other":{"id":"${chess}"`,
      );
      const past = await figures(connector, '?on=2020-01-01');
      expect(past).toMatchObject({ asOf: '2020-01-01', nodes: 0, ties: 0, density: null });
    });
  });

  test('a conversation is written down where it was, as a cell, once', async () => {
    const body = {
      ...{ id: randomUUID(), buurt: HERE, cares: 'De speeltuin', shares: 'Soep koken' },
      ...{ sharing: 'connectors', at: [lon, lat] },
    };
    const first = await api.as(connector)('POST', '/conversations', body);
    expect(first.status).toBe(201);
    expect(first.text).not.toContain(String(lat));
    expect((await api.as(connector)('POST', '/conversations', body)).status).toBe(201);
    const { json } = await api.as(connector)('GET', `/conversations?neighbourhood=${WIJK}`);
    expect(json.items).toMatchObject([{ id: body.id, mine: true, sharing: 'connectors' }]);
    const empty = await api.as(connector)('POST', '/conversations', {
      id: randomUUID(),
      buurt: HERE,
    });
    expect(empty.json.faults).toEqual([{ at: 'cares', says: 'a conversation holds some words' }]);
    expect(
      (await api.as(resident)('POST', '/conversations', { ...body, id: randomUUID() })).status,
    ).toBe(403);
    expect((await api.as(resident)('GET', '/conversations')).json.items).toEqual([]);
  });

  test('an area that is not there is not there', async () => {
    for (const path of ['network', 'network/graph'])
      expect((await api.as()('GET', `/neighbourhoods/WK999999/${path}`)).status).toBe(404);
  });
});
