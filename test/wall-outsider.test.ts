import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { SignIn } from '../api/accounts/sign-in.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { buurten, middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, card, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { photoForm } from './support/photos.ts';

/** What somebody from outside once got past the wall with, or through a rule; each test is one fault. */
forEachDatabase('What an outsider tried', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  beforeAll(async () => {
    database = await open();
    api = testApi(database);
    ({ actors } = await neighbours(database));
  });

  const aPlace = (more: object = {}) => ({
    id: randomUUID(),
    kind: 'place',
    title: 'Bankje',
    geometry: { type: 'Point', coordinates: middleOf(HERE) },
    ...more,
  });
  const aCard = (buurt: string) => ({
    id: randomUUID(),
    kind: 'person',
    title: 'Joke',
    gifts: { hands: ['vioolspelen'] },
    buurt,
    consent: { textVersion: '2026-11' },
  });
  const figures = async (area: string) =>
    (await api.as()('GET', `/neighbourhoods/${area}/gifts`)).json;

  test('one account with five cards in five buurten counts as one person', async () => {
    await database.asSystem((tx) => tx.run(`delete from public.assets where kind = 'person'`));
    const spy = await account(database);
    const wijk = buurten.filter((code) => code.startsWith('BU900101'));
    for (const buurt of wijk)
      expect((await api.as(spy)('POST', '/assets', aCard(buurt))).status).toBe(201);
    for (const n of [1, 2, 3, 4])
      await card(database, { consent: 'holds', at: wijk[0]!, hands: [`gift ${n}`] });
    const { cards, areas, gifts } = await figures('WK900101');
    const shown = (areas as { code: string; cards: number | null }[]).filter(({ cards }) => cards);
    expect([cards, shown.map(({ code, cards }) => [code, cards])]).toEqual([
      5,
      [
        ['WK900101', 5],
        [wijk[0], 5],
      ],
    ]);
    expect(gifts).toEqual([]);
  });

  test('a card goes from buurt to buurt only so often', async () => {
    const spy = await account(database);
    const { id } = (await api.as(spy)('POST', '/assets', aCard(buurten[0]!))).json;
    const statuses: number[] = [];
    for (let n = 1; n <= 10; n++) {
      const etag = (await api.as(spy)('GET', `/assets/${id}`)).headers.get('ETag')!;
      const change = { buurt: buurten[n % 2] };
      const answer = await api.as(spy)('PATCH', `/assets/${id}`, change, { 'If-Match': etag });
      statuses.push(answer.status);
      if (answer.status === 403)
        expect(answer.json.detail).toBe(
          'a talent is put in a buurt at most ten times in thirty days',
        );
    }
    expect(statuses).toEqual([...Array<number>(9).fill(200), 403]);
  });

  test('what is told of an asset is not read by whose it is', async () => {
    const id = await place(database, { owner: actors.owner.accountId });
    const report = { id: randomUUID(), reason: 'wrong', note: 'De eigenaar is niet aardig' };
    expect((await api.as()('POST', `/assets/${id}/report`, report)).status).toBe(204);
    expect((await api.as(actors.owner)('GET', '/assets/queue')).text).not.toContain('aardig');
    expect((await api.as(actors.connector)('GET', '/assets/queue')).text).toContain('aardig');
  });

  test('what a connector put away, its owner does not bring back; what they put away, they do', async () => {
    const publish = async (id: string, actor: Actor) => {
      const etag = (await api.as(actor)('GET', `/assets/${id}`)).headers.get('ETag')!;
      return api.as(actor)('PATCH', `/assets/${id}`, { status: 'published' }, { 'If-Match': etag });
    };
    const archive = async (id: string, actor: Actor) => {
      const etag = (await api.as(actor)('GET', `/assets/${id}`)).headers.get('ETag')!;
      await api.as(actor)('DELETE', `/assets/${id}`, undefined, { 'If-Match': etag });
    };
    const id = await place(database, { owner: actors.owner.accountId });
    await archive(id, actors.connector);
    const refused = await publish(id, actors.owner);
    expect([refused.status, refused.json.detail]).toEqual([
      403,
      'only a connector brings back what somebody else archived',
    ]);
    expect((await publish(id, actors.connector)).status).toBe(200);
    await archive(id, actors.owner);
    expect((await publish(id, actors.owner)).status).toBe(200);
  });

  test('an answer that brings a cookie is kept by nobody else', async () => {
    const renewing = {
      read: async () => ({ actor: actors.here, renewed: 'fresh' }),
    } as unknown as SignIn;
    const { headers } = await testApi(database, { signIn: renewing }).as(actors.here)(
      'GET',
      '/tiles/neighbourhoods/1/1/1.mvt',
    );
    expect(headers.get('Set-Cookie')).toContain('fresh');
    expect(headers.get('Cache-Control')).toBe('private, no-cache');
    expect(headers.get('Vary')).toContain('Cookie');
  });

  test('nobody in particular sends so much an hour, and the queue says how much it is', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 61; n++)
      statuses.push((await api.as()('POST', '/assets', aPlace())).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect((await api.as(actors.here)('POST', '/assets', aPlace())).status).toBe(201);
    const { json } = await api.as(actors.connector)('GET', '/assets/queue');
    expect(json.proposed).toHaveLength(20);
    expect(json.totals.proposed).toBeGreaterThan(60);
  });

  test('a small file that unfolds to gigabytes is refused before it does', async () => {
    const id = await place(database, { owner: actors.owner.accountId });
    const wide = await sharp({
      create: { width: 7200, height: 7200, channels: 3, background: '#a9c48a' },
    })
      .png()
      .toBuffer();
    const form = photoForm(randomUUID(), new Blob([new Uint8Array(wide)]), 'Groen');
    const { status, json } = await api.as(actors.owner)('POST', `/assets/${id}/photos`, form);
    expect([status, json.faults]).toEqual([400, [{ at: 'file', says: 'has too many pixels' }]]);
  });

  test.each([
    ['a title of nothing that can be seen', { title: '\u200b' }, 'title'],
    [
      'an area over half the country',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [4, 51],
              [7, 51],
              [7, 53],
              [4, 51],
            ],
          ],
        },
      },
      'geometry.coordinates',
    ],
    ['a buurt that a place does not choose', { buurt: HERE }, 'buurt'],
    [
      'a place outside every known buurt',
      { geometry: { type: 'Point', coordinates: [4.9, 52.37] } },
      'geometry',
    ],
  ])('%s is said at its field', async (_, given, at) => {
    const { status, json } = await api.as(actors.here)('POST', '/assets', aPlace(given));
    expect(status).toBe(400);
    expect(json.faults.map((fault: { at: string }) => fault.at)).toEqual([at]);
  });

  test('a card sent again after it was withdrawn is not said to be there', async () => {
    const sent = {
      ...aCard(HERE),
      consent: { textVersion: '2026-11', through: 'connector', givenHow: 'aan de keukentafel' },
    };
    const send = () => api.as(actors.connector)('POST', '/assets', sent);
    expect((await send()).status).toBe(201);
    await api.as(actors.connector)('DELETE', `/assets/${sent.id}/consent`);
    expect((await send()).status).toBe(409);
  });

  test('a file of another build is not there, and is not kept as if it were', async () => {
    const { status, headers } = await api.as()('GET', '/../../assets/gone-abc123.js');
    expect([status, headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  });
});
