import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const WIJK = 'WK900101';
const BUURT = 'BU90010101';

forEachDatabase('what happens in an area', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let connector: Actor;
  const read = (as?: Actor) => api.as(as)('GET', `/neighbourhoods/${WIJK}/activity`);

  beforeAll(async () => {
    database = await open();
    await exampleAreas(database);
    api = testApi(database);
    connector = await account(database, { roles: [{ role: 'connector', area: 'GM9001' }] });
  });

  test('an area that nobody visited says so by zeros, and by no date', async () => {
    const { json } = await read();
    expect(json).toEqual({
      code: WIJK,
      assets: 0,
      kinds: {},
      confirmed: 0,
      lastOn: null,
      recent: [],
      connectors: { total: 1, cards: [] },
    });
    expect((await api.as()('GET', '/neighbourhoods/WK999999/activity')).status).toBe(404);
  });

  test('counts what is public, the same for whoever asks', async () => {
    const geometry = { type: 'Point', coordinates: middleOf(BUURT) };
    const add = (title: string, more: object) =>
      api.as(connector)('POST', '/assets', {
        id: randomUUID(),
        kind: 'place',
        title,
        geometry,
        ...more,
      });
    await add('Tuin', {});
    await add('Sleutelkast', { visibility: 'connectors' });
    await add('Rachida', {
      kind: 'person',
      geometry: null,
      buurt: BUURT,
      gifts: { hands: ['bakken'] },
      consent: { textVersion: '2026-11' },
    });
    const [anyone, inside] = [await read(), await read(connector)];
    expect(anyone.json).toMatchObject({ assets: 1, kinds: { place: 1 }, confirmed: 1 });
    expect(anyone.json.recent).toMatchObject([{ title: 'Tuin', kind: 'place' }]);
    expect(inside.json).toEqual(anyone.json);
  });

  test('a connector shows how to be found, and takes it back', async () => {
    const card = { name: 'Samira', reach: 'Dinsdag in het buurthuis' };
    const { json } = await api.as(connector)('PATCH', '/me', { card });
    expect(json.account.card).toEqual(card);
    expect((await read()).json.connectors).toEqual({ total: 1, cards: [card] });
    expect((await read()).text).not.toContain(connector.accountId);
    await api.as(connector)('PATCH', '/me', { card: null });
    expect((await read()).json.connectors).toEqual({ total: 1, cards: [] });
  });

  test('who is no connector shows nothing, and who stops being one is gone', async () => {
    const resident = await account(database, { roles: [{ role: 'resident', area: WIJK }] });
    const card = { name: 'Noor', reach: 'Thuis' };
    expect((await api.as(resident)('PATCH', '/me', { card })).status).toBe(403);
    await api.as(connector)('PATCH', '/me', { card });
    await database.asSystem((tx) =>
      tx.run('delete from public.role_assignments where account_id = $1', [connector.accountId]),
    );
    expect((await read()).json.connectors).toEqual({ total: 0, cards: [] });
  });
});
