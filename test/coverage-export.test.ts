import { beforeAll, expect, test } from 'vitest';
import { columns } from '../api/coverage/columns.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { live } from './support/living.ts';
import { HERE, neighbours } from './support/neighbours.ts';

forEachDatabase('Coverage as a file', (open) => {
  let database: Database;
  let as: ReturnType<typeof testApi>['as'];
  let actors: Record<string, Actor>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    await live(database, [{ at: HERE, inhabitants: 120 }]);
  });
  const QUERY = '?neighbourhood=WK900101&level=buurt';

  test('CSV: a row for each area, a column for each figure, and each column explained', async () => {
    const { text, headers } = await as()('GET', `/exports/coverage.csv${QUERY}`);
    expect(headers.get('Content-Disposition')).toContain('bereik-WK900101-buurt-500m.csv');
    const [head, ...rows] = text.trimEnd().split('\r\n');
    expect(head!.split(',')).toEqual(columns.map(({ name }) => name));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain(HERE);
    const explained = await as()('GET', '/exports/coverage-columns.csv');
    expect(explained.text.trimEnd().split('\r\n')).toHaveLength(columns.length + 1);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  test('XLSX: a workbook', async () => {
    const { bytes, headers, status } = await as()('GET', `/exports/coverage.xlsx${QUERY}`);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toContain('spreadsheetml');
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('PK')).toBe(true);
    expect(text).toContain('xl/worksheets/sheet2.xml');
  });

  test('GeoJSON: the same figures with an outline', async () => {
    const { json } = await as()('GET', `/exports/coverage.geojson${QUERY}`);
    expect(json.features).toHaveLength(3);
    expect(json.features[0].geometry.type).toBe('MultiPolygon');
    expect(json.features[0].properties).toMatchObject({
      code: HERE,
      inhabitants: 120,
      detour: 1.3,
    });
  });

  test('who takes it as a municipality stands in the log; a wrong question gets no file', async () => {
    await as(actors['municipality'])('GET', `/exports/coverage.csv${QUERY}`);
    const { json } = await as()('GET', '/figure-views');
    expect(json.items[0]).toMatchObject({
      role: 'municipality',
      figure: 'coverage',
      area: 'WK900101',
    });
    expect((await as()('GET', '/exports/coverage.csv?neighbourhood=NL')).status).toBe(400);
    expect((await as()('GET', '/exports/coverage.csv')).json.detail).toBe(
      'neighbourhood: is missing',
    );
    expect((await as()('GET', '/exports/coverage.xlsx?neighbourhood=GM0001')).status).toBe(404);
  });
});
