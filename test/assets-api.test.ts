import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../api/db/port.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { point, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const HERE = 'BU90010101';
const [lon, lat] = middleOf(HERE);

forEachDatabase('assets over HTTP', (open) => {
  let api: ReturnType<typeof testApi>;
  let resident: Actor;
  let connector: Actor;
  let neighbour: Actor;

  beforeAll(async () => {
    const database = await open();
    await exampleAreas(database);
    api = testApi(database);
    resident = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    neighbour = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    connector = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
  });

  const place = (more: object = {}) => ({
    id: randomUUID(),
    kind: 'place',
    title: 'Bankje bij de vijver',
    geometry: point([lon, lat]),
    ...more,
  });

  const card = (more: object = {}) => ({
    id: randomUUID(),
    kind: 'person',
    title: 'Noor',
    gifts: { head: ['Arabisch'], heart: ['zingen'], hands: ['koken'] },
    wishes: ['een wandelmaatje'],
    buurt: HERE,
    consent: { textVersion: '2026-11' },
    ...more,
  });

  describe('a place from proposal to archive', () => {
    const asset = place();

    test('anybody proposes it, and hears in which buurt it fell', async () => {
      const { status, json } = await api.as()('POST', '/assets', asset);
      expect(status).toBe(201);
      expect(json).toMatchObject({
        id: asset.id,
        status: 'proposed',
        buurt: { code: HERE },
        mine: false,
      });
    });

    test('sent twice it is one asset, sent with other words it is a clash', async () => {
      expect((await api.as()('POST', '/assets', asset)).status).toBe(201);
      const clash = await api.as()('POST', '/assets', { ...asset, title: 'Iets anders' });
      expect(clash.status).toBe(409);
      const { json } = await api.as(connector)('GET', `/assets?neighbourhood=${HERE}`);
      expect(json.items.filter(({ id }: { id: string }) => id === asset.id)).toHaveLength(1);
    });

    test('nobody else sees it before it is confirmed', async () => {
      expect((await api.as()('GET', `/assets/${asset.id}`)).status).toBe(404);
      expect((await api.as(resident)('GET', `/assets/${asset.id}`)).status).toBe(404);
      expect((await api.as(resident)('POST', `/assets/${asset.id}/confirm`)).status).toBe(404);
    });

    test('a connector of the area confirms it, and then everybody sees it', async () => {
      const { status, json } = await api.as(connector)('POST', `/assets/${asset.id}/confirm`);
      expect(status).toBe(200);
      expect(json.status).toBe('published');
      expect(json.lastConfirmedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect((await api.as()('GET', `/assets/${asset.id}`)).status).toBe(200);
    });

    test('a change needs the version that was seen', async () => {
      const change = { title: 'Bank bij de vijver' };
      const send = api.as(connector);
      const seen = (await send('GET', `/assets/${asset.id}`)).headers.get('ETag')!;
      expect((await send('PATCH', `/assets/${asset.id}`, change)).status).toBe(428);
      const done = await send('PATCH', `/assets/${asset.id}`, change, { 'If-Match': seen });
      expect(done.json.title).toBe('Bank bij de vijver');
      const late = await send(
        'PATCH',
        `/assets/${asset.id}`,
        { title: 'Te laat' },
        { 'If-Match': seen },
      );
      expect(late.status).toBe(412);
      expect((await send('GET', `/assets/${asset.id}`)).json.title).toBe('Bank bij de vijver');
    });

    test('a changed contact also makes a new version', async () => {
      const send = api.as(connector);
      const seen = (await send('GET', `/assets/${asset.id}`)).headers.get('ETag')!;
      const contact = { name: 'Jan', email: 'jan@example.org', visibility: 'connectors' };
      await send('PATCH', `/assets/${asset.id}`, { contact }, { 'If-Match': seen });
      const late = await send(
        'PATCH',
        `/assets/${asset.id}`,
        { contact: null },
        { 'If-Match': seen },
      );
      expect(late.status).toBe(412);
      expect((await api.as()('GET', `/assets/${asset.id}`)).json.contact).toBeNull();
    });

    test('its history is whole, without contacts, and any version can come back', async () => {
      const send = api.as(connector);
      const { json, text } = await send('GET', `/assets/${asset.id}/history`);
      expect(text).not.toContain('jan@example.org');
      const first = json.items.at(-1);
      expect(first).toMatchObject({ version: 1, content: { title: 'Bankje bij de vijver' } });
      const seen = (await send('GET', `/assets/${asset.id}`)).headers.get('ETag')!;
      const back = await send(
        'POST',
        `/assets/${asset.id}/undo`,
        { version: 2 },
        { 'If-Match': seen },
      );
      expect(back.json).toMatchObject({ title: 'Bankje bij de vijver', status: 'published' });
      expect((await api.as(neighbour)('GET', `/assets/${asset.id}/history`)).status).toBe(404);
    });

    test('going back to words from before does not take back what others decided', async () => {
      const send = api.as(resident);
      const mine = place({ title: 'Ruilkast' });
      const made = await send('POST', '/assets', mine);
      expect(made.json.status).toBe('proposed');
      await api.as(connector)('POST', `/assets/${mine.id}/confirm`);
      const seen = await send('GET', `/assets/${mine.id}`);
      const undone = await send(
        'POST',
        `/assets/${mine.id}/undo`,
        { version: 1 },
        { 'If-Match': seen.headers.get('ETag')! },
      );
      expect([undone.status, undone.json.status]).toEqual([200, 'published']);
    });

    test('anybody reports it; a connector archives it, and can bring it back', async () => {
      const report = { id: randomUUID(), reason: 'gone', note: 'Het bankje is weg' };
      expect((await api.as()('POST', `/assets/${asset.id}/report`, report)).status).toBe(204);
      const send = api.as(connector);
      const seen = (await send('GET', `/assets/${asset.id}`)).headers.get('ETag')!;
      expect(
        (await api.as(resident)('DELETE', `/assets/${asset.id}`, undefined, { 'If-Match': seen }))
          .status,
      ).toBe(403);
      expect(
        (await send('DELETE', `/assets/${asset.id}`, undefined, { 'If-Match': seen })).status,
      ).toBe(204);
      expect((await api.as()('GET', `/assets/${asset.id}`)).status).toBe(404);
      const now = await send('GET', `/assets/${asset.id}`);
      expect(now.json.status).toBe('archived');
      const etag = { 'If-Match': now.headers.get('ETag')! };
      await send('PATCH', `/assets/${asset.id}`, { status: 'published' }, etag);
      expect((await api.as()('GET', `/assets/${asset.id}`)).status).toBe(200);
    });
  });

  describe('an answer', () => {
    test('has another ETag when anything in it differs, such as when it was confirmed', async () => {
      const made = (await api.as(connector)('POST', '/assets', place({ title: 'Bank' }))).json;
      const path = `/assets/${made.id}`;
      const before = await api.as(connector)('GET', path);
      const etag = before.headers.get('ETag')!;
      const same = { 'If-None-Match': etag };
      expect((await api.as(connector)('GET', path, undefined, same)).status).toBe(304);
      await api.as(connector)('POST', `${path}/confirm`);
      const after = await api.as(connector)('GET', path, undefined, same);
      expect(after.status).toBe(200);
      expect(after.json.lastConfirmedAt).not.toBe(before.json.lastConfirmedAt);
      // the version is the same, so a change based on what was seen is still good
      const change = await api.as(connector)('PATCH', path, { capacity: 3 }, { 'If-Match': etag });
      expect(change.status).toBe(200);
    });

    test('is kept by nobody between, as it hangs on who asks', async () => {
      for (const path of ['/assets', '/assets/counts', '/me', '/session', '/nowhere']) {
        const { headers } = await api.as(resident)('GET', path);
        expect([path, headers.get('Cache-Control')]).toEqual([
          path,
          expect.stringMatching(/^(private, no-cache|no-store)$/),
        ]);
        expect(headers.get('Vary')).toContain('Cookie');
      }
    });
  });

  describe('a gift card', () => {
    test('is seen by its owner and by connectors of the area, by nobody else', async () => {
      const mine = card();
      const made = await api.as(resident)('POST', '/assets', mine);
      expect(made.status).toBe(201);
      expect(made.json).toMatchObject({
        status: 'published',
        visibility: 'connectors',
        geometry: null,
        mine: true,
      });
      expect((await api.as(connector)('GET', `/assets/${mine.id}`)).json.gifts.hands).toEqual([
        'koken',
      ]);
      expect((await api.as(neighbour)('GET', `/assets/${mine.id}`)).status).toBe(404);
      expect((await api.as()('GET', `/assets/${mine.id}`)).status).toBe(404);
    });

    test('goes from every other eye the moment consent is withdrawn', async () => {
      const mine = card();
      await api.as(resident)('POST', '/assets', mine);
      expect((await api.as(neighbour)('DELETE', `/assets/${mine.id}/consent`)).status).toBe(404);
      expect((await api.as(resident)('DELETE', `/assets/${mine.id}/consent`)).status).toBe(204);
      expect((await api.as(connector)('GET', `/assets/${mine.id}`)).status).toBe(404);
      const list = await api.as(connector)('GET', `/assets?neighbourhood=${HERE}&kind=person`);
      expect(list.text).not.toContain(mine.id);
      expect((await api.as(resident)('GET', `/assets/${mine.id}`)).status).toBe(200);
    });

    test('tells its owner how consent stands, and comes back with a new one', async () => {
      const mine = card();
      const made = await api.as(resident)('POST', '/assets', mine);
      expect(made.json.consent).toEqual({ state: 'given', until: expect.any(String) });
      expect((await api.as(connector)('GET', `/assets/${mine.id}`)).json.consent).toBeNull();
      await api.as(resident)('DELETE', `/assets/${mine.id}/consent`);
      const after = await api.as(resident)('GET', `/assets/${mine.id}`);
      expect(after.json.consent.state).toBe('withdrawn');
      const anew = { textVersion: '2026-11' };
      const stranger = await api.as(neighbour)('POST', `/assets/${mine.id}/consent`, anew);
      expect(stranger.status).toBe(404);
      const given = await api.as(resident)('POST', `/assets/${mine.id}/consent`, anew);
      expect(given.json.consent.state).toBe('given');
      expect((await api.as(connector)('GET', `/assets/${mine.id}`)).status).toBe(200);
    });

    test('is made by a connector for somebody else, saying how consent was given', async () => {
      const without = card({ consent: { textVersion: '2026-11', through: 'connector' } });
      expect((await api.as(connector)('POST', '/assets', without)).json.faults).toEqual([
        { at: 'consent.givenHow', says: 'says how consent was given' },
      ]);
      const withIt = card({
        consent: { textVersion: '2026-11', through: 'connector', givenHow: 'bij de koffie' },
      });
      const made = await api.as(connector)('POST', '/assets', withIt);
      expect(made.status).toBe(201);
      expect(made.json.mine).toBe(false);
    });

    test('is not for whoever is not signed in', async () => {
      expect((await api.as()('POST', '/assets', card())).status).toBe(401);
    });

    test('is taken away for good by its owner', async () => {
      const mine = card();
      const send = api.as(resident);
      const made = await send('POST', '/assets', mine);
      const etag = { 'If-Match': made.headers.get('ETag')! };
      expect((await send('DELETE', `/assets/${mine.id}`, undefined, etag)).status).toBe(204);
      expect((await send('GET', `/assets/${mine.id}`)).status).toBe(404);
    });
  });

  test('leaving takes talents and contacts along, and leaves places to the neighbourhood', async () => {
    const leaving = await account(await open(), {
      roles: [{ role: 'resident', area: 'WK900101' }],
    });
    const [bench, talent] = [
      place({ title: 'Pluktuin', contact: { name: 'Ik', phone: '0320123456' } }),
      card(),
    ];
    const send = api.as(leaving);
    await send('POST', '/assets', bench);
    await send('POST', `/assets/${bench.id}/confirm`);
    await send('POST', '/assets', talent);
    const data = (await send('GET', '/me/data')).text;
    for (const word of ['Pluktuin', '0320123456', 'Arabisch', '2026-11'])
      expect(data).toContain(word);
    expect((await send('DELETE', '/me')).status).toBe(204);
    expect((await api.as(connector)('GET', `/assets/${talent.id}`)).status).toBe(404);
    const left = await api.as(connector)('GET', `/assets/${bench.id}`);
    expect(left.json).toMatchObject({ status: 'published', contact: null });
  });
});
