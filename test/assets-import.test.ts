import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { middleOf } from './support/areas.ts';
import { testApi } from './support/api.ts';
import { assetFiles } from './support/asset-files.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const HERE = 'BU90010101';
const [lon, lat] = middleOf(HERE);
const HEADER = 'id,kind,title,description,lon,lat,tags,capacity';

forEachDatabase('import of assets', (open) => {
  const run = assetFiles(open);
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const stored = () =>
    database.asSystem((tx) =>
      tx.query<{ title: string; buurt: string; tags: string[]; status: string; cell: number }>(
        'select title, buurt_code as buurt, tags, status, cell from public.assets order by title',
      ),
    );

  test('rows become published assets in their buurt', async () => {
    const report = await run(
      `${HEADER}\n,plek,"Tuin, groot","Zegt ""hoi""",${lon},${lat},groen;stil,12\n,association,Koor,,${lon},${lat},,\n`,
    );
    expect(report).toMatchObject({ read: 2, written: 2, refused: 0 });
    expect(await stored()).toMatchObject([
      { title: 'Koor', buurt: HERE, tags: [], status: 'published' },
      { title: 'Tuin, groot', buurt: HERE, tags: ['groen', 'stil'], status: 'published' },
    ]);
    const [row] = await database.asSystem((tx) =>
      tx.query<{ same: boolean }>(
        'select bool_and(cell = private.cell_at($1, $2)) as same from public.assets',
        [lon, lat],
      ),
    );
    expect(row!.same).toBe(true);
  });

  test('a file read twice changes nothing, with ids and without', async () => {
    const file = `${HEADER}\n${randomUUID()},place,A,,${lon},${lat},,\n,place,B,,${lon},${lat},,\n`;
    await run(file);
    expect(await run(file)).toMatchObject({ read: 2, written: 0, unchanged: 2, refused: 0 });
  });

  test('each bad row is named with its line and every reason, and stops no other', async () => {
    const id = randomUUID();
    const rows = [
      `${id},place,Goed,,${lon},${lat},,`,
      `,plein,,,${lat},${lon},,veel`,
      `,person,Noor,,${lon},${lat},,`,
      `,place,Zee,,5.9,52.9,,`,
      `${id},story,Zelfde id,,${lon},${lat},,`,
      `,place,<b>Vet</b>,,${lon},${lat},,`,
      `,place,Ook goed,,${lon},${lat},,`,
    ];
    const report = await run([HEADER, ...rows].join('\n'));
    expect(report).toMatchObject({ read: 7, written: 2, refused: 5 });
    const says = Object.fromEntries(report.faults.map((fault) => [fault.line, fault.says]));
    expect(says[3]).toMatch(/kind .*title .*capacity .*swapped/);
    expect(says[4]).toMatch(/a talent needs consent/);
    expect(says[5]).toBe('this place lies outside every known buurt');
    expect(says[6]).toBe('its id is also that of number 2');
    expect(says[7]).toMatch(/title is plain text, without HTML/);
    expect((await stored()).map(({ title }) => title)).toEqual(['Goed', 'Ook goed']);
  });

  test('an id that is in use for something else is refused, and nothing is overwritten', async () => {
    const id = randomUUID();
    await run(`${HEADER}\n${id},place,Eerst,,${lon},${lat},,\n`);
    const report = await run(`${HEADER}\n${id},place,Daarna,,${lon},${lat},,\n`);
    expect(report.faults).toEqual([
      { line: 2, says: 'its id is in use already, for something else' },
    ]);
    expect((await stored()).map(({ title }) => title)).toEqual(['Eerst']);
  });

  test('a dry run reports all and writes nothing', async () => {
    const report = await run(`${HEADER}\n,place,A,,${lon},${lat},,\n,place,,,${lon},${lat},,\n`, {
      dryRun: true,
    });
    expect(report).toMatchObject({ written: 1, refused: 1, dryRun: true });
    expect(await stored()).toEqual([]);
  });

  test('outside every buurt is kept when asked for', async () => {
    const report = await run(`${HEADER}\n,place,Zee,,5.9,52.9,,\n`, { allowOutside: true });
    expect(report).toMatchObject({ written: 1, refused: 0 });
    expect(await stored()).toMatchObject([{ buurt: null }]);
  });

  test('other headers are mapped, and semicolons and decimal commas are understood', async () => {
    const comma = (n: number) => String(n).replace('.', ',');
    const report = await run(`Soort;Naam;X;Y\nplek;Tuin;${comma(lon)};${comma(lat)}\n`, {
      columns: { Soort: 'kind', Naam: 'title', X: 'lon', Y: 'lat' },
    });
    expect(report).toMatchObject({ written: 1, refused: 0 });
  });

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte-order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ])('%s is read as it was meant', async (_, encoded) => {
    await run(encoded(`kind,title,lon,lat\nplace,Café Zoë,${lon},${lat}\n`));
    expect((await stored()).map(({ title }) => title)).toEqual(['Café Zoë']);
  });

  test.each([
    ['an empty file', '', /^The file is empty\.$/],
    [
      'other columns',
      'naam,plaats\nx,y\n',
      /The columns kind, title, lon, lat are missing: the file has naam, plaats\./,
    ],
  ])('%s is refused in one sentence', async (_, content, says) => {
    await expect(run(content)).rejects.toThrow(says);
  });

  test('GeoJSON with points and areas, of which one crosses itself and one is a line', async () => {
    const ring = (a: number[][]) => ({ type: 'Polygon', coordinates: [a] });
    const feature = (title: string, geometry: object) => ({
      type: 'Feature',
      properties: { kind: 'place', title },
      geometry,
    });
    const good = ring([
      [lon, lat],
      [lon + 0.001, lat],
      [lon, lat + 0.001],
      [lon, lat],
    ]);
    const bow = ring([
      [lon, lat],
      [lon + 0.001, lat + 0.001],
      [lon + 0.001, lat],
      [lon, lat + 0.001],
      [lon, lat],
    ]);
    const line = ring([
      [lon, lat],
      [lon + 0.001, lat],
      [lon, lat],
      [lon, lat],
    ]);
    const features = [
      feature('Punt', { type: 'Point', coordinates: [lon, lat] }),
      feature('Park', good),
      feature('Strik', bow),
      feature('Lijn', line),
    ];
    const report = await run(
      JSON.stringify({ type: 'FeatureCollection', features }),
      {},
      'a.geojson',
    );
    expect(report.faults).toEqual([{ line: 4, says: 'nothing is left of its area when repaired' }]);
    expect(report.notes).toEqual([
      expect.stringMatching(
        /^The area of feature 3 was invalid and is repaired: Self-intersection/,
      ),
      expect.stringMatching(/^The area of feature 4 was invalid/),
    ]);
    expect((await stored()).map(({ title }) => title)).toEqual(['Park', 'Punt', 'Strik']);
  });

  describe('over HTTP', () => {
    let api: ReturnType<typeof testApi>;
    let coordinator: Actor;
    const csv = `${HEADER}\n,place,=Tuin,,${lon},${lat},,\n`;
    const type = { 'Content-Type': 'text/csv' };

    beforeAll(async () => {
      api = testApi(database);
      coordinator = await account(database, { roles: [{ role: 'coordinator', area: 'NL' }] });
    });

    test('a coordinator imports, others do not', async () => {
      expect((await api.as()('POST', '/imports/assets', csv, type)).status).toBe(401);
      const connector = await account(database, { roles: [{ role: 'connector', area: 'NL' }] });
      expect((await api.as(connector)('POST', '/imports/assets', csv, type)).status).toBe(403);
      const done = await api.as(coordinator)('POST', '/imports/assets', csv, type);
      expect(done.json).toMatchObject({ written: 1, refused: 0 });
      const empty = await api.as(coordinator)('POST', '/imports/assets', '\n', type);
      expect(empty.json.detail).toBe('The file is empty.');
    });

    test('what everybody may see goes out as CSV and GeoJSON, no formula in it', async () => {
      await api.as(coordinator)('POST', '/imports/assets', csv, type);
      const table = await api.as()('GET', '/exports/assets.csv?neighbourhood=GM9001');
      expect(table.headers.get('Content-Type')).toContain('text/csv');
      expect(table.text.split('\r\n')[1]).toContain(",place,'=Tuin,");
      const features = await api.as()('GET', '/exports/assets.geojson');
      expect(features.json.features).toHaveLength(1);
    });
  });
});
