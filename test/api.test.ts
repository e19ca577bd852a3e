import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../api/config.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';

forEachDatabase('the API as a whole', (open) => {
  let api: ReturnType<typeof testApi>;
  beforeAll(async () => {
    await exampleAreas(await open());
    api = testApi(await open());
  });

  test('healthz answers when the database does', async () => {
    const { json } = await api.as()('GET', 'http://localhost/healthz');
    expect(json).toEqual({ status: 'ok' });
  });

  test('every answer tells the version and keeps browsers strict, errors too', async () => {
    for (const path of ['/session', '/nowhere', '/assets?limit=x']) {
      const { headers } = await api.as()('GET', path);
      expect(headers.get('API-Version')).toBe('1.0.0');
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Strict-Transport-Security')).not.toBeNull();
    }
  });

  test('other sites may show what is under /embed/ in a frame, and nothing else', async () => {
    const answer = async (path: string) =>
      (await api.as()('GET', `http://localhost${path}`)).headers;
    const framed = await answer('/embed/gebied/WK900101?soort=place');
    expect(framed.get('X-Frame-Options')).toBeNull();
    expect(framed.get('Content-Security-Policy')).toContain('frame-ancestors *');
    expect(framed.get('Content-Security-Policy')).toContain("default-src 'self'");
    for (const path of [
      ...['/', '/gebied/WK900101', '/gebied/WK900101/afdruk', '/mijn', '/embed', '/embedded/x'],
      ...['/embed%2Fgebied', '/EMBED/gebied/WK900101', '/%65mbed/gebied/WK900101'],
      ...['/assets/embed/x.js', '/healthz', '/api/v1/session', '/api/v1/embed/'],
      '/api/v1/exports/assets.csv',
    ]) {
      const headers = await answer(path);
      expect(headers.get('X-Frame-Options'), path).toBe('DENY');
      expect(headers.get('Content-Security-Policy'), path).toContain("frame-ancestors 'none'");
    }
  });

  test('OpenAPI 3.1 names every route, open to every origin', async () => {
    const { json, headers } = await api.as()('GET', '/openapi.json');
    expect(json.openapi).toMatch(/^3\.1/);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(Object.keys(json.paths)).toEqual(
      expect.arrayContaining([
        '/assets',
        '/assets/{id}',
        '/assets/{id}/confirm',
        '/assets/{id}/report',
        '/assets/{id}/history',
        '/neighbourhoods',
        '/neighbourhoods/{code}',
        '/neighbourhoods/{code}/geometry',
        '/session',
        '/session/code',
        '/session/verify',
        '/session/demo',
        '/me',
        '/me/data',
        '/tiles/assets/{z}/{x}/{y}',
        '/tiles/neighbourhoods/{z}/{x}/{y}',
      ]),
    );
    expect(Object.keys(json.paths)).toEqual(
      expect.arrayContaining([
        '/exports/assets.csv',
        '/exports/assets.geojson',
        '/addresses/place',
      ]),
    );
    expect(Object.keys(json.paths['/imports/assets'].post.requestBody.content)).toEqual([
      'text/csv',
      'application/geo+json',
    ]);
    for (const operation of [json.paths['/assets/{id}'].patch, json.paths['/assets/{id}'].delete])
      expect(operation.parameters).toContainEqual(
        expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
      );
    const body = json.paths['/assets'].post.requestBody.content['application/json'].schema;
    expect(JSON.stringify(body)).toContain('geometry');
  });

  test('an unknown address is a problem, not a page', async () => {
    const { status, json, headers } = await api.as()('GET', '/nowhere');
    expect([status, json.status]).toEqual([404, 404]);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
  });

  describe('neighbourhoods', () => {
    test('the areas at a place, biggest first', async () => {
      const [lon, lat] = middleOf('BU90010202');
      const { json } = await api.as()('GET', `/neighbourhoods?at=${lon},${lat}`);
      expect(json.items.map(({ code }: { code: string }) => code)).toEqual([
        'GM9001',
        'WK900102',
        'BU90010202',
      ]);
      expect(json.items[2]).toMatchObject({
        gemeente: { code: 'GM9001' },
        wijk: { code: 'WK900102' },
      });
      const [west, south, east, north] = json.items[2].bbox;
      expect(west < lon && lon < east && south < lat && lat < north).toBe(true);
    });

    test('areas within another, page by page', async () => {
      const seen: string[] = [];
      let next: string | null = null;
      do {
        const cursor: string = next ? `&cursor=${next}` : '';
        const { json } = await api.as()('GET', `/neighbourhoods?within=GM9001&limit=3${cursor}`);
        seen.push(...json.items.map(({ code }: { code: string }) => code));
        next = json.next;
      } while (next);
      expect(seen).toEqual([
        'WK900101',
        'WK900102',
        'BU90010101',
        'BU90010102',
        'BU90010103',
        'BU90010201',
        'BU90010202',
      ]);
    });

    test('found by part of a name; the boundary as GeoJSON; an unknown code is 404', async () => {
      const { json } = await api.as()('GET', '/neighbourhoods?q=example%20wk900201');
      expect(json.items).toHaveLength(1);
      const geometry = await api.as()('GET', '/neighbourhoods/WK900201/geometry');
      expect(geometry.headers.get('Content-Type')).toBe('application/geo+json');
      expect(geometry.json.type).toBe('MultiPolygon');
      expect((await api.as()('GET', '/neighbourhoods/WK999999')).status).toBe(404);
    });

    test('gift cards under five are not told, also not that there are none', async () => {
      const { json } = await api.as()('GET', '/neighbourhoods/GM9001/gifts');
      expect(json).toMatchObject({ code: 'GM9001', cards: null, gifts: [] });
    });
  });
});

describe('the environment', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 8787,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      LOG_LEVEL: 'info',
    });
  });

  test('names every fault in one sentence, and repeats no secret', () => {
    const bad = {
      PORT: 'x',
      DEMO: 'yes',
      SESSION_SECRET: 'hunter2',
      SUPABASE_URL: 'https://x.example',
    };
    expect(() => readConfig(bad)).toThrow(
      /^The environment is not right: PORT is a port number; DEMO is 0 or 1; SESSION_SECRET has at least 32 characters/,
    );
    expect(() => readConfig(bad)).not.toThrow(/hunter2/);
    expect(() => readConfig({ SUPABASE_URL: 'https://x.example' })).toThrow(
      /SUPABASE_URL needs DATABASE_URL beside it/,
    );
  });
});
