import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

/** What somebody who was not meant to could once find out about ties and meetings. */
forEachDatabase('The wall around the weave, as a stranger tried it', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  let colleague: Actor;
  let bench: string;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    colleague = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    bench = await place(database);
  });
  const cardOf = (actor: Actor) => card(database, { consent: 'holds', owner: actor.accountId! });
  const introduce = async (one: string, other: string, by: Actor = actors.connector) => {
    const { json, status } = await as(by)('POST', '/introductions', {
      ...{ id: randomUUID(), one, other, note: 'Een notitie', invitation: 'Schaken' },
    });
    expect(status).toBe(201);
    return json as { id: string; version: number };
  };
  const step = async (id: string, change: object, by: Actor = actors.connector) => {
    const { headers } = await as(by)('GET', `/introductions/${id}`);
    return as(by)('PATCH', `/introductions/${id}`, change, { 'If-Match': headers.get('ETag')! });
  };
  const answer = (actor: Actor, id: string, yes: boolean) =>
    as(actor)('POST', `/introductions/${id}/answer`, { yes });

  test('that the other said no is told by nothing: no version, no invitation that goes', async () => {
    const { id } = await introduce(await cardOf(actors.here), await cardOf(actors.owner));
    await step(id, { oneAsked: true, otherAsked: true });
    await answer(actors.here, id, true);
    const told = async () => [
      (await as(actors.here)('GET', '/introductions/invitations')).json,
      (await as(actors.here)('GET', '/me/data')).json.invitations,
    ];
    const before = await told();
    await answer(actors.owner, id, false);
    expect(await told()).toEqual(before);
    await step(id, { outcome: 'no' });
    expect(await told()).toEqual(before);
    expect((await answer(actors.here, id, true)).status).toBe(200);
  });

  test('a connector who is asked hears what anybody does, and answers for themselves alone', async () => {
    const { id } = await introduce(await cardOf(actors.connector), bench, colleague);
    await step(id, { oneAsked: true, otherAsked: true }, colleague);
    expect((await as(actors.connector)('GET', `/introductions/${id}`)).status).toBe(404);
    const { json } = await as(actors.connector)('GET', '/introductions/invitations');
    expect(json.items).toMatchObject([{ id, other: null, answer: null }]);
    const list = await as(actors.connector)('GET', '/introductions?limit=100');
    expect(list.text).not.toContain(id);
  });

  test('a yes is a yes to these words: to others it is asked again', async () => {
    const { id } = await introduce(await cardOf(actors.there), bench);
    await step(id, { oneAsked: true, otherAsked: true });
    await answer(actors.there, id, true);
    const changed = await step(id, { invitation: 'Iets heel anders' });
    expect(changed.json).toMatchObject({ one: { saysYes: null }, stage: 'both_asked' });
  });

  describe('An import by a coordinator', () => {
    const tell = async (from: string, to: string, kind = 'knows') => {
      const { json } = await as(actors.coordinator)(
        'POST',
        '/imports/connections?dryRun=true',
        `from,to,kind\n${from},${to},${kind}\n`,
        { 'Content-Type': 'text/csv' },
      );
      return json.faults;
    };
    test('says of a tie to a person no more than of what is not there', async () => {
      const ben = await card(database, { consent: 'holds' });
      await as(actors.connector)('POST', '/connections', {
        ...{ id: randomUUID(), from: ben, to: bench, kind: 'knows' },
      });
      expect(await tell(ben, bench)).toEqual(await tell(randomUUID(), bench));
      expect(await tell(ben, bench, 'hosts')).toEqual(await tell(ben, bench));
    });
    test('ties no place that is not public', async () => {
      const inner = await place(database, { visibility: 'connectors' });
      expect(await tell(inner, bench)).toEqual(await tell(randomUUID(), bench));
    });
  });

  test('a network that leaves with people merged has no tie of fewer than five', async () => {
    const cooks = await Promise.all(
      Array.from({ length: 6 }, () => card(database, { consent: 'holds', hands: ['koken'] })),
    );
    const [known, crowded] = [await place(database), await place(database)];
    const tie = (from: string, to: string) =>
      as(actors.connector)('POST', '/connections', { id: randomUUID(), from, to, kind: 'knows' });
    await tie(cooks[0]!, known);
    for (const cook of cooks.slice(0, 5)) await tie(cook, crowded);
    const { text } = await as(actors.connector)(
      'GET',
      '/exports/network.csv?neighbourhood=WK900101&persons=merged',
    );
    const people = text.split('\r\n').filter((line) => line.includes(',people,'));
    expect(people).toHaveLength(1);
    expect(people[0]).toContain(crowded);
    expect(people[0]).toContain(',5,');
  });

  describe('When somebody withdraws consent', () => {
    let gone: string;
    let talk: { id: string; version: number };
    let rests: Record<string, number>;
    const restsOnMe = async () => {
      const { json } = await as(actors.connector)(
        'GET',
        '/neighbourhoods/WK900101/network/without-me',
      );
      const { cards, introductions, ties } = json.rests;
      return { cards, introductions, ties };
    };
    const talks = async (actor: Actor) => (await as(actor)('GET', '/conversations?limit=100')).json;
    beforeAll(async () => {
      rests = await restsOnMe();
      gone = await card(database, { consent: 'holds' });
      await as(actors.connector)('POST', '/connections', {
        ...{ id: randomUUID(), from: gone, to: bench, kind: 'hosts', note: 'Is eenzaam' },
      });
      await introduce(gone, await place(database));
      ({ json: talk } = await as(actors.connector)('POST', '/conversations', {
        ...{ id: randomUUID(), buurt: HERE, cares: 'Rust', sharing: 'connectors' },
      }));
      await as(actors.connector)(
        'PATCH',
        `/conversations/${talk.id}`,
        { asset: gone },
        { 'If-Match': `"v${talk.version}"` },
      );
      expect((await talks(colleague)).items).toHaveLength(1);
      expect(await restsOnMe()).not.toEqual(rests);
      await as(actors.connector)('DELETE', `/assets/${gone}/consent`);
    });
    test('what they said at the door is shared no more, and leads nowhere', async () => {
      expect((await talks(colleague)).items).toEqual([]);
      expect((await talks(actors.connector)).items).toMatchObject([{ id: talk.id, asset: null }]);
      await database.asSystem((tx) => tx.run('delete from public.assets where id = $1', [gone]));
      expect((await talks(colleague)).items).toEqual([]);
    });
    test('they are no longer among what rests on a connector, nor in what that one takes along', async () => {
      expect(await restsOnMe()).toEqual(rests);
      expect((await as(actors.connector)('GET', '/me/data')).text).not.toContain('Is eenzaam');
    });
  });

  test('words that connectors add are theirs to read, and what all mean is no one connector’s', async () => {
    const add = (actor: Actor, term: string) =>
      as(actor)('POST', '/vocabulary', { term, concept: 'fietsen' });
    expect((await add(actors.connector, 'mevrouw jansen')).status).toBe(201);
    for (const actor of [undefined, actors.here, actors.municipality, actors.researcher])
      expect((await as(actor)('GET', '/vocabulary')).text).not.toContain('jansen');
    expect((await add(actors.connector, 'koken')).status).toBe(403);
    expect((await add(actors.coordinator, 'koken')).status).toBe(201);
  });

  test('a tie to somebody of the area does not leave it', async () => {
    const own = await cardOf(actors.here);
    const crossing = async () =>
      (await as(actors.here)('GET', '/neighbourhoods/WK900101/network')).json.crossing;
    const before = await crossing();
    await as(actors.here)('POST', '/connections', {
      ...{ id: randomUUID(), from: own, to: bench, kind: 'knows' },
    });
    expect(await crossing()).toBe(before);
  });

  test('a place far from the buurt is no place of the conversation', async () => {
    const { json, status } = await as(actors.connector)('POST', '/conversations', {
      ...{ id: randomUUID(), buurt: HERE, cares: 'Rust', at: [4.9, 52.37] },
    });
    expect([status, json.detail]).toEqual([400, 'at: lies elsewhere than the buurt']);
  });
});
