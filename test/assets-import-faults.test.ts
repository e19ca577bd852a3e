import { beforeAll, describe, expect, test } from 'vitest';
import { importAssets } from '../api/assets/import.ts';
import type { Database } from '../api/db/port.ts';
import { middleOf } from './support/areas.ts';
import { assetFiles } from './support/asset-files.ts';
import { forEachDatabase } from './support/database.ts';

const HEADER = 'kind,title,description,lon,lat,lastUsedOn';
const [lon, lat] = middleOf('BU90010101');
const HERE = `${lon},${lat}`;
const GOOD = `place,Goed,,${HERE},`;

forEachDatabase('faults in a file of assets', (open) => {
  const run = assetFiles(open);
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');
  const stored = () =>
    database.asSystem((tx) =>
      tx.query<{ title: string; buurt: string | null; same: boolean }>(
        `select title, buurt_code as buurt,
           buurt_code is not distinct from (select code from private.buurt_at(geometry)) as same
         from public.assets order by title`,
      ),
    );

  test.each([
    ['a null character', `place,a\0b,,${HERE},`, 'it holds a null character'],
    ['year 0', `place,a,,${HERE},0000-01-01`, 'lastUsedOn is a date such as 2026-11-23'],
    ['30 February', `place,a,,${HERE},2026-02-30`, 'lastUsedOn is a date such as 2026-11-23'],
    [
      'a text of 5 MB',
      `place,a,${'x'.repeat(5_000_000)},${HERE},`,
      'description has at most 4000 characters',
    ],
    ['too few cells', 'place,a', 'it has more or fewer cells than the header'],
    ['no place', 'place,a,,,,', 'lon and lat are numbers such as 5.47 and 52.51'],
    ['a talent', `talent,a,,${HERE},`, 'kind a talent needs consent and is not imported'],
    [
      'a kind nobody knows',
      `plein,a,,${HERE},`,
      'kind is one of association, institution, place, exchange, story',
    ],
  ])('%s is told, and the row after it is written', async (_, bad, says) => {
    const report = await run(csv(bad, GOOD));
    expect(report).toMatchObject({ written: 1, refused: 1, faults: [{ line: 2, says }] });
  });

  // The bug: after a quote inside a cell, the rows that followed were lost.
  test('a quote inside a cell is a quote', async () => {
    const report = await run(csv(`place,"a"b,,${HERE},`, `place,c"d,,${HERE},`, GOOD));
    expect(report).toMatchObject({ written: 3, refused: 0 });
    expect((await stored()).map(({ title }) => title)).toEqual(['"a"b', 'Goed', 'c"d']);
  });

  test('a quote that is never closed is told', async () => {
    const report = await run(csv(GOOD, `place,"open,,${HERE},`, GOOD));
    expect(report).toMatchObject({ written: 1, refused: 1 });
    expect(report.faults[0]!.says).toMatch(/^a quote is opened in it and never closed/);
    await expect(run(csv(`place,"${'x'.repeat(8_000_001)}`))).rejects.toThrow(
      /^The row that ends on line \d+ is too long: is a quote opened there and never closed\?$/,
    );
  });

  // The bug: embedded, the row after it was counted as unchanged and never written.
  test('a ring that does not end where it begins stops no other', async () => {
    const ring = [
      [lon, lat],
      [lon + 0.001, lat],
      [lon + 0.001, lat + 0.001],
      [lon, lat + 0.001],
    ];
    const feature = (geometry: object) => ({
      type: 'Feature',
      properties: { kind: 'place', title: 'x' },
      geometry,
    });
    const features = [
      feature({ type: 'Polygon', coordinates: [ring] }),
      feature({ type: 'Point', coordinates: [lon, lat] }),
      feature({ type: 'LineString', coordinates: ring }),
    ];
    const collection = JSON.stringify({ type: 'FeatureCollection', features });
    expect(await run(collection, {}, 'a.geojson')).toMatchObject({
      written: 1,
      unchanged: 0,
      faults: [
        { line: 1, says: 'its place: a ring ends where it begins' },
        { line: 3, says: 'its shape is neither a point nor an area' },
      ],
    });
  });

  test('the first thousand faults are kept, those of rows and of the whole together', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) =>
      i % 4 === 0 ? `place,,,${HERE},` : `place,Zee ${i},,5.9,52.9,`,
    );
    const report = await run(csv(...rows));
    expect(report).toMatchObject({ read: 1500, written: 0, refused: 1500 });
    expect(report.faults.map(({ line }) => line)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i + 2),
    );
  });

  test('an unknown column is noted, a column twice and an unknown field are refused', async () => {
    const named = await run(`Kind,TITLE,lon,lat,opening_hours,kleur\nplace,a,${HERE},ma,rood\n`);
    expect(named).toMatchObject({ written: 1, notes: ['Not read: the columns kleur.'] });
    await expect(run(`kind,title,Title,lon,lat\n`)).rejects.toThrow(
      'The file has more than one column for title.',
    );
    await expect(run(csv(GOOD), { columns: { naam: 'name' } })).rejects.toThrow(
      /^There is no field name: the fields are id, kind, /,
    );
    await expect(importAssets(database, '/nowhere/a.csv')).rejects.toThrow(
      'There is no file /nowhere/a.csv.',
    );
  });

  test('UTF-16 is read, and lines end as any system ends them', async () => {
    for (const [i, end] of ['\n', '\r\n', '\r'].entries()) {
      const text = `\uFEFF${HEADER}${end}place,Café ${i},,${HERE},${end}`;
      expect(await run(Buffer.from(text, 'utf16le'))).toMatchObject({ written: 1, refused: 0 });
    }
    expect((await stored()).map(({ title }) => title)).toEqual(['Café 0', 'Café 1', 'Café 2']);
  });

  describe('the buurt of an imported asset', () => {
    test('is the one that the database gives to any other', async () => {
      const rows = Array.from({ length: 300 }, (_, i) => {
        // Among them many on the borders between buurten, and some outside all.
        const [x, y] = [5.4 + ((i * 7) % 40) * 0.001, 52.5 + ((i * 11) % 35) * 0.001];
        return `place,${i},,${x.toFixed(3)},${y.toFixed(3)},`;
      });
      const report = await run(csv(...rows), { allowOutside: true });
      expect(report).toMatchObject({ written: 300, refused: 0 });
      const found = await stored();
      expect(found.filter(({ same }) => !same)).toEqual([]);
      expect(new Set(found.map(({ buurt }) => buurt)).size).toBe(8);
    });
  });
});
