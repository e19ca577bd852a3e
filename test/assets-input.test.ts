import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../api/db/port.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { point, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const [lon, lat] = middleOf('BU90010101');

forEachDatabase('bad input of assets', (open) => {
  let api: ReturnType<typeof testApi>;
  let resident: Actor;
  let connector: Actor;

  beforeAll(async () => {
    const database = await open();
    await exampleAreas(database);
    api = testApi(database);
    resident = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    connector = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
  });

  const place = (more: object = {}) => ({
    id: randomUUID(),
    kind: 'place',
    title: 'Plek',
    geometry: point([lon, lat]),
    ...more,
  });

  const cases: [what: string, asset: object, at: string, says: RegExp][] = [
    [
      'swapped lon and lat',
      { geometry: point([lat, lon]) },
      'geometry.coordinates',
      /look swapped/,
    ],
    [
      'a place in France',
      { geometry: point([2.35, 48.85]) },
      'geometry.coordinates',
      /outside the Netherlands/,
    ],
    ['HTML', { description: 'Kom <script>langs</script>' }, 'description', /without HTML/],
    ['HTML left open', { description: 'Kom <img src=x onerror=1' }, 'description', /without HTML/],
    ['half a character', { title: 'a\ud800b' }, 'title', /half a character/],
    ['an unknown kind', { kind: 'plek' }, 'kind', /^is one of person, /],
    ['an empty title', { title: '  ' }, 'title', /may not be empty/],
    ['no UUID', { id: '12' }, 'id', /is not a UUID/],
    ['a javascript link', { webLink: 'javascript:alert(1)' }, 'webLink', /starts with http/],
    [
      'a person with a point',
      { kind: 'person' },
      'geometry',
      /^a person never has a point on the map$/,
    ],
  ];
  test.each(cases)('%s is one problem that names it', async (_, more, at, says) => {
    const asset = place(more);
    const { status, json, headers } = await api.as(resident)('POST', '/assets', asset);
    expect(status).toBe(400);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    const fault = json.faults.find((one: { at: string }) => one.at === at);
    expect(fault?.says).toMatch(says);
    expect((await api.as(connector)('GET', '/assets?limit=100')).json.items).toEqual([]);
  });

  test('all faults are named at once', async () => {
    const bad = {
      id: 'x',
      kind: 'plek',
      title: '',
      capacity: -1,
      geometry: point([lat, lon]),
      foo: 1,
    };
    const { json } = await api.as()('POST', '/assets', bad);
    const at = json.faults.map((fault: { at: string }) => fault.at);
    expect(at).toEqual(
      expect.arrayContaining(['id', 'kind', 'title', 'capacity', 'geometry.coordinates']),
    );
    expect(json.detail).toContain('foo');
  });

  test('the rule about persons also stands in the database, in the same words', async () => {
    const database = await open();
    const writing = database.asSystem((tx) =>
      tx.run(
        `insert into public.assets (id, kind, title, visibility, geometry, buurt_code)
         values ($1, 'person', 'x', 'connectors', extensions.st_setsrid(extensions.st_point($2, $3), 4326), 'BU90010101')`,
        [randomUUID(), lon, lat],
      ),
    );
    await expect(writing).rejects.toMatchObject({
      code: '23514',
      constraint: 'a person never has a point on the map',
    });
  });

  test('a point outside every known buurt is refused, but not of a connector', async () => {
    const outside = { geometry: point([5.9, 52.9]) };
    for (const actor of [undefined, resident]) {
      const refused = await api.as(actor)('POST', '/assets', place(outside));
      expect(refused.status).toBe(400);
      expect(refused.json.detail).toBe('this place lies outside every known buurt');
    }
    const taken = await api.as(connector)('POST', '/assets', place(outside));
    expect(taken.status).toBe(201);
    expect(taken.json.buurt).toBeNull();
    const etag = { 'If-Match': taken.headers.get('ETag')! };
    await api.as(connector)('DELETE', `/assets/${taken.json.id}`, undefined, etag);
  });

  test('five megabytes of text are too large', async () => {
    const { status, json } = await api.as()(
      'POST',
      '/assets',
      place({ description: 'x'.repeat(5e6) }),
    );
    expect(status).toBe(413);
    expect(json.title).toBe('Too large');
  });

  test('a way to reach somebody who is not signed in is refused, not lost without a word', async () => {
    const asset = place({ contact: { email: 'x@example.org', visibility: 'public' } });
    const { status, json } = await api.as()('POST', '/assets', asset);
    expect([status, json.detail]).toEqual([401, 'Sign in to leave a way to reach you.']);
    expect((await api.as(connector)('GET', `/assets/${asset.id}`)).status).toBe(404);
  });

  test('broken JSON and a self-crossing area are problems too, and leave nothing behind', async () => {
    expect((await api.as()('POST', '/assets', '{"id":')).status).toBe(400);
    const bow = [
      [lon, lat],
      [lon + 0.001, lat + 0.001],
      [lon + 0.001, lat],
      [lon, lat + 0.001],
      [lon, lat],
    ];
    const crossing = place({ geometry: { type: 'Polygon', coordinates: [bow] } });
    const { status, json } = await api.as(resident)('POST', '/assets', crossing);
    expect(status).toBe(400);
    expect(json.detail).toBe('an area does not cross itself');
    expect((await api.as(connector)('GET', '/assets?limit=100')).json.items).toEqual([]);
  });

  test('a made-up cursor, a cursor of another list and a wrong limit are named', async () => {
    for (const query of [
      'cursor=abc',
      'limit=0',
      'limit=101',
      'limit=x',
      'near=52.5,5.4',
      'bbox=1,2,3',
      'kind=plek',
      'neighbourhood=LEL',
    ]) {
      const { status, json } = await api.as()('GET', `/assets?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(json.faults[0].at).toMatch(new RegExp(`^${query.split('=')[0]!}`));
    }
  });

  test('another site cannot make a browser write', async () => {
    const foreign = [
      { Origin: 'https://evil.example', Host: 'localhost' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign)
      expect((await api.as(resident)('POST', '/assets', place(), headers as never)).status).toBe(
        403,
      );
  });

  test('a fault of ours says nothing about it', async () => {
    const { json, status } = await api.as()('GET', `/assets?q=${encodeURIComponent('a\u0000b')}`);
    expect(status).toBe(400);
    expect(json.detail).not.toContain('select');
  });
});
