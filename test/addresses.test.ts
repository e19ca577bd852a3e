import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { locatieserver as askLocatieserver } from '../api/neighbourhoods/addresses.ts';
import { testApi } from './support/api.ts';
import { locatieserver } from './support/locatieserver.ts';

/** Addresses need no database: whoever asks it for something here is wrong. */
const noDatabase = { onChange: () => undefined } as unknown as Parameters<typeof testApi>[0];

describe('Addresses', () => {
  let server: Awaited<ReturnType<typeof locatieserver>>;
  let api: ReturnType<typeof testApi>;
  beforeAll(async () => {
    server = await locatieserver();
    api = testApi(noDatabase, { env: { LOCATIESERVER_URL: server.url } });
  });
  beforeEach(() => server.fail(null));
  afterAll(() => server.close());

  test('are suggested by what somebody types, in the words of the Locatieserver', async () => {
    const { status, json } = await api.as()('POST', '/addresses/suggestions', {
      text: 'neringweg',
    });
    expect(status).toBe(200);
    expect(json.items).toEqual([
      { id: 'adr-0a1b', label: 'Neringweg 8, 8224KA Lelystad', kind: 'address' },
      { id: 'weg-0c2d', label: 'Neringweg, Lelystad', kind: 'street' },
      { id: 'pcd-0e3f', label: 'Neringweg, 8224KA Lelystad', kind: 'postcode' },
    ]);
  });

  test('lie somewhere', async () => {
    const { json } = await api.as()('POST', '/addresses/place', { id: 'adr-0a1b' });
    expect(json).toEqual({ label: 'Neringweg 8, 8224KA Lelystad', lon: 5.4632, lat: 52.5021 });
    expect((await api.as()('POST', '/addresses/place', { id: 'adr-ffff' })).status).toBe(404);
  });

  test('are not found: an empty list, not a fault', async () => {
    const { json } = await api.as()('POST', '/addresses/suggestions', { text: 'Wolvenpad 1' });
    expect(json.items).toEqual([]);
  });

  test.each(['broken', 'nonsense'] as const)(
    'say what to do when the service is %s, and log nothing that was typed',
    async (trouble) => {
      server.fail(trouble);
      const text = 'Neringweg 8';
      const { status, json } = await api.as()('POST', '/addresses/suggestions', { text });
      expect([status, json.detail]).toEqual([
        503,
        'The address service does not answer. Point at the place on the map.',
      ]);
      expect(api.logged.join()).not.toContain('Neringweg');
    },
  );

  test('are given up on when the service says nothing', async () => {
    server.fail('silent');
    const hasty = askLocatieserver(server.url, 50);
    await expect(hasty.suggest('Neringweg')).rejects.toThrow(
      'The address service does not answer.',
    );
  });

  test('are asked with three characters or more, and by ids that were suggested', async () => {
    const before = server.requests.length;
    for (const [path, body, says] of [
      ['suggestions', { text: 'ab' }, { at: 'text', says: 'has at least 3 characters' }],
      ['place', { id: '../free?q=x' }, { at: 'id', says: 'is not the id of a suggestion' }],
    ] as const)
      expect((await api.as()('POST', `/addresses/${path}`, body)).json.faults).toEqual([says]);
    expect(server.requests.length).toBe(before);
  });

  test('are never asked in an address, where logs would keep them', async () => {
    const { status } = await api.as()('GET', '/addresses/suggestions?text=Neringweg');
    expect(status).toBe(404);
  });
});
