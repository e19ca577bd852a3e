import { beforeAll, expect, test, vi } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { exampleAreas } from './support/areas.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

forEachDatabase('privacy over HTTP', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let municipality: Actor;

  beforeAll(async () => {
    database = await open();
    await exampleAreas(database);
    api = testApi(database);
    municipality = await account(database, { roles: [{ role: 'municipality', area: 'GM9001' }] });
  });

  test('a public log tells which figures a role looked at, and not who', async () => {
    await api.as()('GET', '/neighbourhoods/GM9001/gifts');
    await api.as(municipality)('GET', '/neighbourhoods/WK900101/gifts');
    const { json, text } = await api.as()('GET', '/figure-views');
    expect(json.items).toEqual([
      { viewedAt: expect.any(String), role: 'municipality', figure: 'gifts', area: 'WK900101' },
    ]);
    expect(text).not.toContain(municipality.accountId);
  });

  test('a tile kept for a connector goes when the role goes', async () => {
    const connector = await account(database, { roles: [{ role: 'connector', area: 'GM9001' }] });
    const make = vi.fn(async () => new Uint8Array([1]));
    const ask = () => api.tiles.get('assets', connector.accountId, [10, 1, 1], make);
    await vi.waitFor(async () => {
      await ask();
      await ask();
      expect(make.mock.calls.length).toBeLessThan(20);
    });
    make.mockClear();
    await ask();
    expect(make).not.toHaveBeenCalled();
    await database.asSystem((tx) =>
      tx.run('delete from public.role_assignments where account_id = $1', [connector.accountId]),
    );
    await vi.waitFor(async () => {
      await ask();
      expect(make).toHaveBeenCalled();
    });
  });
});
