import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { point, testApi, type Answer } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const HERE = 'BU90010101';
const [lon, lat] = middleOf(HERE);

function tileAt(z: number, [x, y]: readonly number[]): string {
  const phi = (y! * Math.PI) / 180;
  const row = ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * 2 ** z;
  return `${z}/${Math.floor(((x! + 180) / 360) * 2 ** z)}/${Math.floor(row)}.mvt`;
}

forEachDatabase('tiles', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let connector: Actor;

  beforeAll(async () => {
    database = await open();
    await exampleAreas(database);
    api = testApi(database);
    connector = await account(database, { roles: [{ role: 'connector', area: 'GM9001' }] });
  });

  const fetchTile = async (
    actor: Actor | undefined,
    path: string,
  ): Promise<[Answer, VectorTile]> => {
    const answer = await api.as(actor)('GET', path);
    return [answer, new VectorTile(new PbfReader(answer.bytes))];
  };

  const layerOf = (tile: VectorTile, name: string): Record<string, unknown>[] => {
    const layer = tile.layers[name];
    return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i).properties);
  };

  const add = async (title: string, kind: string, at: [number, number], more = {}) => {
    const id = randomUUID();
    await api.as(connector)('POST', '/assets', { id, title, kind, geometry: point(at), ...more });
    return id;
  };

  test('an empty tile is 204, one that cannot be is a problem', async () => {
    expect((await api.as()('GET', `/tiles/assets/${tileAt(12, [4, 51])}`)).status).toBe(204);
    expect((await api.as()('GET', '/tiles/assets/2/9/9.mvt')).status).toBe(400);
    expect((await api.as()('GET', '/tiles/assets/2/1/1.png')).status).toBe(400);
  });

  test('at street level each asset is itself, below it a cluster that counts the kinds', async () => {
    const first = await add('Tuin', 'place', [lon, lat]);
    await add('Koor', 'association', [lon + 0.0001, lat]);
    await add('Koor twee', 'association', [lon, lat + 0.0001]);
    const [, street] = await fetchTile(undefined, `/tiles/assets/${tileAt(16, [lon, lat])}`);
    expect(layerOf(street, 'assets')).toContainEqual({
      id: first,
      title: 'Tuin',
      kind: 'place',
      status: 'published',
    });
    const [, far] = await fetchTile(undefined, `/tiles/assets/${tileAt(10, [lon, lat])}`);
    expect(layerOf(far, 'assets')).toEqual([
      { count: 3, person: 0, association: 2, institution: 0, place: 1, exchange: 0, story: 0 },
    ]);
  });

  test('what a visitor may not see is in no tile, nor in a count', async () => {
    await add('Geheim hok', 'place', [lon + 0.0002, lat], { visibility: 'connectors' });
    const path = `/tiles/assets/${tileAt(10, [lon, lat])}`;
    await vi.waitFor(async () => {
      expect(layerOf((await fetchTile(connector, path))[1], 'assets')[0]).toMatchObject({
        count: 4,
      });
    });
    expect(layerOf((await fetchTile(undefined, path))[1], 'assets')[0]).toMatchObject({ count: 3 });
    const [, street] = await fetchTile(undefined, `/tiles/assets/${tileAt(16, [lon, lat])}`);
    expect(JSON.stringify(layerOf(street, 'assets'))).not.toContain('Geheim');
  });

  test('an area is drawn as one', async () => {
    const ring = [
      [lon, lat],
      [lon + 0.001, lat],
      [lon + 0.001, lat + 0.001],
      [lon, lat],
    ];
    await add('Park', 'place', [lon, lat], { geometry: { type: 'Polygon', coordinates: [ring] } });
    await vi.waitFor(async () => {
      const [, tile] = await fetchTile(
        undefined,
        `/tiles/assets/${tileAt(16, [lon + 0.0005, lat + 0.0002])}`,
      );
      expect(layerOf(tile, 'areas')).toEqual([
        expect.objectContaining({ title: 'Park', kind: 'place' }),
      ]);
    });
  });

  test('a tile is 304 while it is the same, and new when what it shows changes', async () => {
    const path = `/tiles/assets/${tileAt(14, middleOf('BU90010202'))}`;
    await add('Eerste', 'story', middleOf('BU90010202'));
    let etag = '';
    await vi.waitFor(async () => {
      const answer = await api.as()('GET', path);
      expect(answer.status).toBe(200);
      etag = answer.headers.get('ETag')!;
    });
    const unchanged = await api.as()('GET', path, undefined, { 'If-None-Match': etag });
    expect(unchanged.status).toBe(304);
    await add('Ver weg', 'story', middleOf('BU90020101'));
    expect((await api.as()('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(304);
    await add('Tweede', 'story', middleOf('BU90010202'));
    await vi.waitFor(async () => {
      expect((await api.as()('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(200);
    });
  });

  // The bug: an area has one cell, and tiles far from it went on naming what was hidden since.
  test('an area that is hidden goes from every tile it reached, however far', async () => {
    const ring = [5.2, 52.5, 5.76, 52.51];
    const [west, south, east, north] = ring as [number, number, number, number];
    const id = randomUUID();
    const far = `/tiles/assets/${tileAt(15, [5.21, 52.505])}`;
    expect((await fetchTile(undefined, far))[0].status).toBe(204);
    await api.as(connector)('POST', '/assets', {
      id,
      kind: 'place',
      title: 'Geheim gebied',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      },
    });
    const shows = async (status: number) =>
      vi.waitFor(async () => expect((await fetchTile(undefined, far))[0].status).toBe(status));
    await shows(200);
    const seen = await api.as(connector)('GET', `/assets/${id}`);
    const hidden = await api.as(connector)(
      'PATCH',
      `/assets/${id}`,
      { visibility: 'connectors' },
      { 'If-Match': seen.headers.get('ETag')! },
    );
    expect(hidden.status).toBe(200);
    await shows(204);
  });

  test('boundaries come by level, as the zoom asks', async () => {
    const [, far] = await fetchTile(undefined, `/tiles/neighbourhoods/${tileAt(8, [lon, lat])}`);
    expect(Object.keys(far.layers)).toEqual(['gemeente']);
    const [answer, near] = await fetchTile(
      undefined,
      `/tiles/neighbourhoods/${tileAt(13, [lon, lat])}`,
    );
    expect(answer.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
    expect(layerOf(near, 'buurt')).toContainEqual({
      code: HERE,
      name: `Example ${HERE}`,
      water: false,
    });
    expect(Object.keys(near.layers).toSorted()).toEqual(['buurt', 'gemeente', 'wijk']);
  });
});
