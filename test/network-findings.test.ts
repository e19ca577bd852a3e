import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { graphOf } from '../api/connections/engine/graph.ts';
import { pairKey } from '../api/connections/engine/suggestions.ts';
import { overlapsOf } from '../api/connections/engine/overlaps.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { point, testApi } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';

const WIJK = 'WK900101';
const [lon, lat] = middleOf(HERE);

test('Overlaps: alike, near and not tied; most in common first', () => {
  // 0 to 3 are organisations in a row, 100 m apart; 4 is far; 5 and 6 are people; 1 and 2 were introduced.
  const graph = graphOf(7, [0, 5, 5, 6, 6], [1, 0, 2, 0, 2]);
  const found = overlapsOf(
    {
      graph,
      x: [0, 100, 200, 300, 9000, 0, 0],
      y: [0, 0, 0, 0, 0, 0, 0],
      offers: [[1], [1], [1, 2], [2], [1], [1], [1]],
      isPerson: [0, 0, 0, 0, 0, 1, 1],
      tried: new Set([pairKey(7, 1, 2)]),
      isOrganisation: [1, 1, 1, 1, 1, 0, 0],
    },
    600,
    10,
  );
  expect(found).toEqual([
    // 0 and 1 are tied; 0 and 2 share an offer and two people.
    { a: 0, b: 2, concepts: [1], people: 2, metres: 200 },
    { a: 2, b: 3, concepts: [2], people: 0, metres: 100 },
  ]);
});

forEachDatabase('What a network tells', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    const send = async (path: string, body: object, actor: Actor = actors.connector) => {
      const { status, text } = await as(actor)('POST', path, body);
      expect(status, text).toBe(201);
    };
    const place = async (name: string, tags: string[], step: number) => {
      ids[name] = randomUUID();
      await send('/assets', {
        ...{ id: ids[name], kind: 'association', title: name, tags },
        geometry: point([lon + step * 0.0005, lat]),
      });
    };
    await place('Eetclub', ['koken'], 1);
    await place('Soeppan', ['samen eten'], 2);
    await place('Wandelclub', ['wandelen'], 3);
    const card = async (actor: Actor, title: string, through: 'self' | 'connector') => {
      const id = randomUUID();
      await send(
        '/assets',
        {
          ...{ id, kind: 'person', title, buurt: HERE, gifts: { hands: ['koken'] } },
          consent: { textVersion: '2026-11', through, givenHow: through === 'self' ? '' : 'deur' },
        },
        actor,
      );
      return (ids[title] = id);
    };
    const me = await card(actors.connector, 'Samira zelf', 'self');
    await card(actors.connector, 'Ben', 'connector');
    const tie = (from: string, to: string) =>
      send('/connections', { id: randomUUID(), from, to, kind: 'knows' });
    await tie(me, ids['Eetclub']!);
    await tie(me, ids['Soeppan']!);
    await send('/introductions', { id: randomUUID(), one: ids['Ben'], other: ids['Wandelclub'] });
  });
  const ask = (actor: Actor | undefined, path: string) =>
    as(actor)('GET', `/neighbourhoods/${WIJK}/network${path}`);

  describe('Overlaps', () => {
    test('are two that do the same near each other, found by meaning and not by letters', async () => {
      const { json } = await ask(actors.connector, '/overlaps');
      expect(json.within).toBe(800);
      expect(json.items).toEqual([
        {
          one: expect.objectContaining({ title: expect.stringMatching(/Eetclub|Soeppan/) }),
          other: expect.objectContaining({ title: expect.stringMatching(/Eetclub|Soeppan/) }),
          offers: [expect.stringMatching(/koken|samen eten/)],
          people: 1,
          metres: expect.closeTo(44, -1),
        },
      ]);
    });
    test('tell nobody else of people', async () => {
      for (const actor of [undefined, actors.municipality, actors.here, actors.far]) {
        const { json, text } = await ask(actor, '/overlaps');
        expect(json.items).toMatchObject([{ people: null }]);
        expect(text).not.toContain('Samira');
      }
    });
  });

  describe('Without me', () => {
    test('is what falls apart, who stands alone and what only I hold', async () => {
      const { json } = await ask(actors.connector, '/without-me');
      expect(json).toMatchObject({
        ...{ pairsLost: 1, pairsLostShare: 1 },
        rests: { cards: 1, introductions: 1, ties: 2, conversations: 0 },
      });
      expect(json.leftAlone.map(({ title }: { title: string }) => title).toSorted()).toEqual([
        'Eetclub',
        'Soeppan',
      ]);
      expect(json.then.isolates).toBe(json.now.isolates + 2);
      expect(json.then.nodes).toBe(json.now.nodes - 1);
    });
    test('is for connectors of the area alone', async () => {
      expect((await ask(undefined, '/without-me')).status).toBe(401);
      for (const actor of [actors.far, actors.here, actors.municipality, actors.coordinator])
        expect((await ask(actor, '/without-me')).status).toBe(403);
    });
  });

  test('The best three are not through a connector, who is busy enough', async () => {
    const { json } = await as(actors.connector)('POST', `/neighbourhoods/${WIJK}/network/what-if`, {
      ties: [],
    });
    expect(json.best).toHaveLength(3);
    expect(JSON.stringify(json.best)).not.toContain('Samira');
  });

  test('Turnover: which pairs came, stayed and went since a day, whenever they were told', async () => {
    const day = (n: number) => new Date(Date.now() - n * 864e5).toISOString().slice(0, 10);
    const told = await as(actors.connector)('GET', '/connections');
    const [newest] = told.json.items as { id: string; version: number }[];
    await as(actors.connector)(
      'PATCH',
      `/connections/${newest!.id}`,
      { since: day(400) },
      { 'If-Match': `"v${newest!.version}"` },
    );
    const { json } = await ask(actors.connector, `?since=${day(365)}`);
    expect(json.turnover).toEqual({
      ...{ since: day(365), kept: 1, added: 1, lost: 0, jaccard: 0.5 },
    });
    expect((await ask(actors.connector, '')).json.turnover).toBeNull();
    expect((await ask(undefined, `?since=${day(365)}`)).json.turnover).toMatchObject({
      ...{ kept: 0, added: 0, lost: 0, jaccard: null },
    });
  });

  test('Only who sees a number to ring is told that there is one', async () => {
    await as(actors.connector)(
      'PATCH',
      `/assets/${ids['Eetclub']}`,
      { contact: { phone: '0320 123456', visibility: 'connectors' } },
      { 'If-Match': '"v1"' },
    );
    const canBeCalled = async (actor: Actor | undefined) =>
      (await ask(actor, '/graph')).json.nodes.find(
        ({ id }: { id: string }) => id === ids['Eetclub'],
      ).canBeCalled;
    expect(await canBeCalled(actors.connector)).toBe(true);
    expect(await canBeCalled(undefined)).toBe(false);
    expect(await canBeCalled(actors.municipality)).toBe(false);
  });
});
