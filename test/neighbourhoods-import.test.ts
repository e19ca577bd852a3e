import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { importNeighbourhoods } from '../api/neighbourhoods/import/import.ts';
import { areaFiles, buurt, collection, feature, rectangle } from './support/area-files.ts';
import { forEachDatabase } from './support/database.ts';

interface Row {
  code: string;
  year: number;
  level: string;
  name: string | null;
  parent: string | null;
  water: boolean;
  source: string;
  box: string;
  cells: number;
}

forEachDatabase('Importing neighbourhoods', (open) => {
  const file = areaFiles();
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const areasOf = (gemeente: string) =>
    database.asSystem((tx) =>
      tx.query<Row>(
        `select code, year, level::text, name, parent_code as parent, water, source,
           extensions.box2d(geometry)::text as box,
           round(extensions.st_area(geometry) * 10000)::int as cells
         from public.neighbourhoods n where gemeente_code = $1 order by year, n.level, code`,
        [gemeente],
      ),
    );
  const codesOf = async (gemeente: string) => (await areasOf(gemeente)).map(({ code }) => code);
  const currentOf = async (gemeente: string) => {
    const [row] = await database.asSystem((tx) =>
      tx.query<{ year: number }>('select year from public.current_years where gemeente_code = $1', [
        gemeente,
      ]),
    );
    return row?.year;
  };
  const buurtAt = async (lon: number, lat: number) => {
    const rows = await database.asSystem((tx) =>
      tx.query<{ code: string }>(
        `select code from private.buurt_at(
           extensions.st_setsrid(extensions.st_point($1::float8, $2::float8), 4326))`,
        [lon, lat],
      ),
    );
    return rows[0]?.code;
  };
  /** Everything an import may touch, as one number. */
  const state = async () => {
    const rows = await database.asSystem((tx) =>
      tx.query(
        `select to_jsonb(n) - 'outline' as row, xmin::text from public.neighbourhoods n
         union all select to_jsonb(c), xmin::text from public.current_years c
         union all select to_jsonb(x), xmin::text from public.neighbourhood_crosswalks x
         union all select to_jsonb(p), xmin::text from private.buurt_pieces p order by 1, 2`,
      ),
    );
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  };

  test('buurten alone: wijken and gemeenten are made, and the year counts', async () => {
    const path = await file(
      collection([
        buurt('BU80010101', rectangle(0, 0)),
        buurt('BU80010102', rectangle(1, 0), { buurtnaam: 'Plas', water: 'JA' }),
        buurt('BU80010201', rectangle(0, 1, 2, 1), { stedelijkheid: -99999999 }),
      ]),
    );
    const heard: number[] = [];
    const report = await importNeighbourhoods(database, path, {
      onProgress: (_, share = 0) => void heard.push(share),
    });
    expect(report).toEqual({
      unit: 'feature',
      read: 3,
      written: 3,
      unchanged: 0,
      faults: [],
      refused: 0,
      outside: 0,
      notes: [
        '2 wijken were made from the buurten.',
        '1 gemeente was made from the wijken.',
        '2016 is now the current year of Gemeente 8001.',
      ],
      dryRun: false,
    });
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
    const made = { year: 2016, water: false, source: 'made' };
    expect(await areasOf('GM8001')).toMatchObject([
      { ...made, code: 'GM8001', name: 'Gemeente 8001', parent: null, cells: 4 },
      { ...made, code: 'WK800101', name: null, parent: 'GM8001', cells: 2 },
      { ...made, code: 'WK800102', name: null, parent: 'GM8001', cells: 2 },
      { code: 'BU80010101', parent: 'WK800101', source: 'cbs', water: false },
      { code: 'BU80010102', name: 'Plas', water: true },
      { code: 'BU80010201', parent: 'WK800102', cells: 2 },
    ]);
    expect(await buurtAt(5.415, 52.505)).toBe('BU80010102');
    expect(await buurtAt(5.415, 52.525)).toBeUndefined();
  });

  test('importing the same file twice changes nothing, gzip or not', async () => {
    const text = collection([
      buurt('BU80020101', rectangle(0, 10)),
      buurt('BU80020102', rectangle(1, 10), { omgevingsadressendichtheid: -99997 }),
    ]);
    await importNeighbourhoods(database, await file(text));
    const before = await state();
    for (const again of [await file(text), await file(gzipSync(text), 'areas.geojson.gz')]) {
      const report = await importNeighbourhoods(database, again);
      expect(report).toMatchObject({ read: 2, written: 0, unchanged: 2, notes: [] });
      expect(await state()).toBe(before);
    }
  });

  test('an invalid boundary is repaired, and named', async () => {
    const bowTie = {
      type: 'Polygon',
      coordinates: [
        [
          [5.4, 52.7],
          [5.42, 52.72],
          [5.42, 52.7],
          [5.4, 52.72],
          [5.4, 52.7],
        ],
      ],
    };
    const path = await file(
      collection([buurt('BU80030101', rectangle(5, 20)), buurt('BU80030102', bowTie)]),
    );
    const report = await importNeighbourhoods(database, path);
    expect(report).toMatchObject({ read: 2, written: 2, refused: 0 });
    expect(report.notes[0]).toMatch(
      /^The boundary of BU80030102 Buurt BU80030102 \(feature 2\) was invalid and is repaired: Self-intersection/,
    );
    expect((await areasOf('GM8003')).at(-1)).toMatchObject({ code: 'BU80030102', cells: 2 });
    expect(await buurtAt(5.419, 52.71)).toBe('BU80030102');
  });

  test('a faulty feature is named and does not stop the others', async () => {
    const spike = { type: 'Polygon', coordinates: [Array(4).fill([5.4, 52.8])] };
    const path = await file(
      collection([
        buurt('BU80040101', rectangle(0, 30)),
        buurt('BU8004', rectangle(1, 30)),
        buurt('BU80040103', { type: 'Point', coordinates: [5.4, 52.8] }),
        buurt('BU80040104', spike),
        buurt('BU80040105', rectangle(2, 30), { buurtnaam: '<b>Vet</b>' }),
      ]),
    );
    const report = await importNeighbourhoods(database, path);
    expect(report).toMatchObject({ read: 5, written: 1, unchanged: 0, refused: 4 });
    expect(report.faults).toHaveLength(4);
    expect(report.faults).toEqual(
      expect.arrayContaining([
        { line: 2, says: '"BU8004" is not a CBS code of a gemeente, wijk or buurt' },
        { line: 3, says: 'BU80040103: its geometry is a Point, not a polygon' },
        { line: 4, says: 'BU80040104: nothing is left of its boundary when repaired' },
        { line: 5, says: 'its name holds HTML' },
      ]),
    );
    expect(await codesOf('GM8004')).toEqual(['GM8004', 'WK800401', 'BU80040101']);
  });

  test('given wijken and gemeenten take the place of made ones, and are not made again', async () => {
    const area = rectangle(0, 40);
    await importNeighbourhoods(database, await file(collection([buurt('BU80050101', area)])));
    const given = [
      feature(
        { WK_CODE: 'WK800501', WK_NAAM: 'Waterwijk', GM_CODE: 'GM8005' },
        rectangle(0, 40, 2),
      ),
      feature({ GM_CODE: 'GM8005', GM_NAAM: 'Lelystad' }, rectangle(0, 40, 3)),
    ];
    const report = await importNeighbourhoods(database, await file(collection(given)), {
      year: 2016,
    });
    expect(report).toMatchObject({ read: 2, written: 2, notes: [] });
    const more = collection([buurt('BU80050101', rectangle(0, 40, 1, 2))]);
    expect(await importNeighbourhoods(database, await file(more))).toMatchObject({ written: 1 });
    expect(await areasOf('GM8005')).toMatchObject([
      { code: 'GM8005', name: 'Lelystad', source: 'cbs', cells: 3 },
      { code: 'WK800501', name: 'Waterwijk', source: 'cbs', cells: 2 },
      { code: 'BU80050101', cells: 2 },
    ]);
    // The boundary moved within its year, and what is derived from it moved along.
    expect(await buurtAt(5.405, 52.915)).toBe('BU80050101');
  });

  test('made areas grow when a part comes later', async () => {
    await importNeighbourhoods(
      database,
      await file(collection([buurt('BU80060101', rectangle(0, 50))])),
    );
    const later = collection([
      buurt('BU80060102', rectangle(1, 50)),
      buurt('BU80060201', rectangle(2, 50)),
    ]);
    await importNeighbourhoods(database, await file(later));
    expect(await areasOf('GM8006')).toMatchObject([
      { code: 'GM8006', cells: 3 },
      { code: 'WK800601', cells: 2 },
      { code: 'WK800602', cells: 1 },
      { level: 'buurt' },
      { level: 'buurt' },
      { level: 'buurt' },
    ]);
  });

  test('the parts of one code are joined; land makes it land', async () => {
    const path = await file(
      collection([
        feature({ gemeentecode: 'GM8007', water: 'JA', jaar: 2022 }, rectangle(0, 60)),
        feature(
          { gemeentecode: 'GM8007', water: 'NEE', gemeentenaam: 'Kust', jaar: 2022 },
          rectangle(1, 60),
        ),
      ]),
    );
    const report = await importNeighbourhoods(database, path);
    expect(report).toMatchObject({ read: 2, written: 1, unchanged: 0 });
    expect(report.notes[0]).toBe('1 area came in several parts, which are joined: GM8007.');
    expect(await areasOf('GM8007')).toMatchObject([{ name: 'Kust', water: false, cells: 2 }]);
  });

  test('--year counts before the year of the file, and is needed where there is none', async () => {
    const dated = await file(collection([buurt('BU80080101', rectangle(0, 70))]));
    await importNeighbourhoods(database, dated, { year: 2019 });
    expect(await currentOf('GM8008')).toBe(2019);
    const undated = await file(
      collection([feature({ BU_CODE: 'BU80090101', BU_NAAM: 'Zonder' }, rectangle(0, 71))]),
    );
    await expect(importNeighbourhoods(database, undated)).rejects.toThrow(
      'The source does not say of which year its areas are: name it with --year, such as --year 2024.',
    );
    expect(await codesOf('GM8009')).toEqual([]);
    await importNeighbourhoods(database, undated, { year: 2014 });
    expect(await currentOf('GM8009')).toBe(2014);
  });

  test('a dry run reports the same and writes nothing', async () => {
    const path = await file(collection([buurt('BU80100101', rectangle(0, 80))]));
    const before = await state();
    const dry = await importNeighbourhoods(database, path, { dryRun: true });
    expect(await state()).toBe(before);
    expect({ ...dry, dryRun: false }).toEqual(await importNeighbourhoods(database, path));
  });

  test('nothing is half-written', async () => {
    const many = Array.from({ length: 600 }, (_, i) =>
      buurt(`BU8011${String(i).padStart(4, '0')}`, rectangle(i % 30, 90 + i / 30)),
    );
    const text = collection(many);
    for (const broken of [text.slice(0, -100), text.replace(/}]}$/, '},{"properties":{"a":1}}]}')])
      await expect(importNeighbourhoods(database, await file(broken))).rejects.toMatchObject({
        message: expect.stringMatching(/breaks off before its end|The fields seen are a; known/),
      });
    expect(await codesOf('GM8011')).toEqual([]);
    await expect(importNeighbourhoods(database, '/nowhere/areas.geojson')).rejects.toThrow(
      'There is no file /nowhere/areas.geojson.',
    );
    await expect(importNeighbourhoods(database, await file(collection([])))).rejects.toThrow(
      'no features',
    );
  });
});
