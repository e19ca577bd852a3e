import { beforeAll, describe, expect, test } from 'vitest';
import { importPopulation } from '../api/coverage/population/import.ts';
import {
  squareColumns,
  yearInNames,
  type SquareColumns,
} from '../api/coverage/population/square-layouts.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { areaFiles } from './support/area-files.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { populationFiles } from './support/population.ts';
import { geoPackage, squareTable } from './support/square-files.ts';

const FAR = 'E0300N3700';
const YEARS =
  'The areas here are of 2024, the figures of 2023: they are matched by where they lie.';

forEachDatabase('Squares of CBS', (open) => {
  const { square, block, run, cells } = populationFiles(open);
  const rows = () => [
    { crs28992res100m: square(), aantal_inwoners: 120, aantal_woningen: 50 },
    { crs28992res100m: square(1), aantal_inwoners: -99997, aantal_woningen: -99997 },
  ];
  const read = [
    { year: 2023, size: 100, inhabitants: 120, dwellings: 50, source: 'CBS' },
    { year: 2023, size: 100, inhabitants: null, dwellings: null, source: 'CBS' },
  ];
  const vk100 = () => geoPackage({ cbs_vk100_2023: rows() });

  test('of 100 m, from a GeoPackage; no figure is none, and the square stays', async () => {
    expect(await run(vk100(), 'squares.gpkg')).toMatchObject({
      ...{ unit: 'feature', read: 2, written: 2, unchanged: 0, refused: 0, outside: 0 },
      notes: ['2 squares of 100 m, of 2023.', YEARS],
    });
    expect(await cells()).toEqual(read);
  });

  test('of 100 m, from CSV with semicolons and a byte-order mark', async () => {
    const text = `\uFEFF${squareTable(rows())}`;
    const report = await run(text, 'cbs_vk100_2023_v1.csv');
    expect(report).toMatchObject({ unit: 'line', read: 2, written: 2 });
    expect(await cells()).toEqual(read);
  });

  test('of 500 m stand beside them; decimal commas are read', async () => {
    await run(vk100(), 'a.gpkg');
    const text = squareTable([{ C28992R500: block(), INWONER: '300,0', WONING: '' }]);
    await run(text, 'CBSvierkant500m.csv', { year: 2023 });
    expect(await cells()).toEqual([
      ...read,
      { year: 2023, size: 500, inhabitants: 300, dwellings: null, source: 'CBS' },
    ]);
  });

  test('again change nothing; other figures take their place; what is not there stays', async () => {
    await run(vk100(), 'a.gpkg');
    expect(await run(vk100(), 'a.gpkg')).toMatchObject({ read: 2, written: 0, unchanged: 2 });
    const less = [{ crs28992res100m: square(), aantal_inwoners: 125, aantal_woningen: 50 }];
    const report = await run(geoPackage({ cbs_vk100_2023: less }), 'a.gpkg');
    expect(report).toMatchObject({ read: 1, written: 1 });
    expect(await cells()).toEqual([{ ...read[0], inhabitants: 125 }, read[1]]);
  });

  test('of several years stand side by side', async () => {
    await run(vk100(), 'a.gpkg');
    const { notes } = await run(vk100(), 'a.gpkg', { year: 2024 });
    expect(notes).toEqual(['2 squares of 100 m, of 2024.']);
    expect(await cells()).toEqual([...read, ...read.map((cell) => ({ ...cell, year: 2024 }))]);
  });

  test('of a dry run are told of, not kept', async () => {
    const report = await run(vk100(), 'a.gpkg', { dryRun: true });
    expect(report).toMatchObject({ written: 2, dryRun: true });
    expect(await cells()).toEqual([]);
  });

  test('outside the areas of the map are left out and counted; all of them is one problem', async () => {
    const far = { crs28992res100m: FAR, aantal_inwoners: 10, aantal_woningen: 5 };
    const some = geoPackage({ cbs_vk100_2024: [...rows(), far] });
    expect(await run(some, 'a.gpkg')).toMatchObject({
      ...{ read: 3, written: 2, unchanged: 0, refused: 0, outside: 1 },
      notes: [
        '2 squares of 100 m, of 2024.',
        '1 square lies outside the areas that are on the map and is left out: import the areas first.',
      ],
    });
    expect(await run(some, 'a.gpkg')).toMatchObject({ written: 0, unchanged: 2, outside: 1 });
    await expect(run(geoPackage({ cbs_vk100_2022: [far] }), 'a.gpkg')).rejects.toThrow(
      'The square lies outside the areas that are on the map: import the areas first.',
    );
    expect(await cells()).toHaveLength(2);
  });

  test('across a border are there with their block of 500 m, which tells how many live on this side', async () => {
    const [hidden, beyond] = [square(0, -5), square(0, -6)];
    const small = [
      { crs28992res100m: hidden, aantal_inwoners: -99997 },
      { crs28992res100m: beyond, aantal_inwoners: 200 },
    ];
    await run(geoPackage({ vk100_2023: small }), 'a.gpkg');
    expect(await cells()).toHaveLength(2);
    const large = [{ crs28992res500m: block(0, -5), aantal_inwoners: 300 }];
    await run(geoPackage({ vk500_2023: large }), 'a.gpkg');
    const lived = await (
      await open()
    ).asSystem((tx) => tx.query("select inhabitants from private.lived_within('GM9001')"));
    expect(lived).toEqual([{ inhabitants: 100 }]);
  });

  test('with faults are reported by number, the good ones written', async () => {
    const row = (code: string | null, inhabitants: string | number = 5) => ({
      ...{ crs28992res500m: code, aantal_inwoners: inhabitants, aantal_woningen: 3 },
    });
    const [x, y] = [block().slice(0, 5), block().slice(5)];
    const faulty = [row(block()), row('1590x'), row(null, -3), row('E1591N4925', 'many')];
    const more = [row('E3100N4925'), row(block()), row(`${x.slice(0, 4)}${y}`)];
    const report = await run(geoPackage({ cbs_vk500_2023: [...faulty, ...more] }), 'a.gpkg');
    expect(report).toMatchObject({ read: 7, written: 1, refused: 6, outside: 0 });
    expect(report.faults.map(({ line, says }) => `${line}: ${says}`)).toEqual([
      '2: "1590x" is no code of a square, such as E1590N4925',
      '3: "" is no code of a square, such as E1590N4925; its inhabitants are no whole number of 0 or more',
      '4: E1591N4925 is no corner of a square of 500 m; its inhabitants are no whole number of 0 or more',
      '5: E3100N4925 lies outside the Netherlands',
      '6: this square stands on feature 1',
      `7: "${x.slice(0, 4)}${y}" is no code of a square, such as E1590N4925`,
    ]);
  });

  test('in an unknown layout are refused, naming the columns seen', async () => {
    const km = [{ c28992r1000: square(), aantal_inwoners: 5 }];
    const says =
      /^This is no known layout of CBS squares. The columns seen are .*c28992r1000, aantal_inwoners; known are crs28992res100m with aantal_inwoners, /;
    await expect(run(geoPackage({ cbs_vk1000_2023: km }), 'a.gpkg')).rejects.toThrow(says);
    await expect(run(squareTable(km), 'cbs_vk1000_2023.csv')).rejects.toThrow(says);
  });

  test('are of the year that the table, the file, a column or --year says', async () => {
    const year = async (table: string, name: string, options = {}) => {
      const { notes } = await run(geoPackage({ [table]: rows() }), name, options);
      return notes[0];
    };
    expect(await year('vierkant_100m_2020', 'x.gpkg')).toBe('2 squares of 100 m, of 2020.');
    expect(await year('squares', 'cbs_vk100_2021_vol.gpkg')).toMatch('of 2021.');
    expect(await year('cbs_vk100_2020', 'cbs_vk100_2021.gpkg', { year: 2019 })).toMatch('of 2019.');
    await expect(year('squares', 'x.gpkg')).rejects.toThrow(
      'Neither the file nor its name says of which year the figures are: name it with --year, such as --year 2024.',
    );
    await expect(year('squares', 'x.gpkg', { year: 1995 })).rejects.toThrow(
      'Figures are of a year from 2000 to 2100, not of 1995.',
    );
    const old = squareTable([{ C28992R100: square(), INW2010: 1, INW2014: 2, WON2012: 3 }]);
    await run(old, 'a.csv');
    await run(old, 'a.csv', { year: 2010 });
    expect((await cells()).slice(0, 2)).toEqual([
      { year: 2010, size: 100, inhabitants: 1, dwellings: null, source: 'CBS' },
      { year: 2014, size: 100, inhabitants: 2, dwellings: null, source: 'CBS' },
    ]);
    await expect(run(old, 'a.csv', { year: 2012 })).rejects.toThrow('of 2014, 2010, not of 2012');
  });

  test('of which the column and the name say another size are refused', async () => {
    await expect(run(geoPackage({ cbs_vk500_2023: rows() }), 'a.gpkg')).rejects.toThrow(
      'the column crs28992res100m says 100 m, the name cbs_vk500_2023 says 500 m',
    );
  });

  test('in several tables, in none, and in a damaged file are refused in one sentence', async () => {
    const two = geoPackage({ cbs_vk100_2022: rows(), cbs_vk100_2023: rows() });
    await expect(run(two, 'a.gpkg')).rejects.toThrow(
      'The GeoPackage holds several tables of squares: cbs_vk100_2022, cbs_vk100_2023.',
    );
    await expect(run(geoPackage({}), 'a.gpkg')).rejects.toThrow('holds no tables');
    const damaged = Buffer.concat([vk100().subarray(0, 100), Buffer.alloc(9000, 1)]);
    await expect(run(damaged, 'a.gpkg')).rejects.toThrow(/^The GeoPackage cannot be read: /);
    await expect(run(vk100(), 'a.gpkg', { columns: { a: 'lon' } })).rejects.toThrow('--map');
  });
});

forEachDatabase('Points of who lives where', (open) => {
  const { run, cells } = populationFiles(open);
  const [lon, lat] = middleOf(HERE);

  test('are summed by cell of 100 m; read again change nothing; no figure is none', async () => {
    const text = `lon,lat,inhabitants,dwellings,year\n${lon},${lat},120,50,2024\n${lon},${lat},5,2,2024\n${lon + 0.01},${lat},-99997,-99997,2024\n`;
    expect(await run(text, 'a.csv')).toMatchObject({
      ...{ read: 3, written: 3, refused: 0, notes: ['2 cells of 100 m.'] },
    });
    expect(await cells()).toMatchObject([
      { year: 2024, size: 100, inhabitants: 125, dwellings: 52 },
      { year: 2024, size: 100, inhabitants: null, dwellings: null },
    ]);
    expect(await run(text, 'a.csv')).toMatchObject({ written: 0, unchanged: 3 });
    const dry = await run(text, 'a.csv', { dryRun: true });
    expect(dry).toMatchObject({ unchanged: 3, dryRun: true });
  });

  test('with faults are reported by line, the good rows written', async () => {
    const report = await run(
      `lon,lat,inhabitants,year\n52.5,5.4,10,2024\n${lon},${lat},-3,2024\n${lon},${lat},x,\n3.2,50.01,7,2024\n`,
      'a.csv',
    );
    expect(report).toMatchObject({ read: 4, written: 0, refused: 4 });
    expect(report.faults).toEqual([
      { line: 2, says: 'lon is from 3 to 8; lat is from 50 to 54' },
      { line: 3, says: 'inhabitants is 0 or more' },
      { line: 4, says: 'inhabitants is a whole number; year is a year such as 2024' },
      { line: 5, says: 'it lies outside the Netherlands' },
    ]);
    await expect(run('lon,lat\n1,2\n', 'a.csv')).rejects.toThrow(
      'The columns inhabitants are missing',
    );
  });
});

forEachDatabase('Who lives where over HTTP', (open) => {
  const { square, cells } = populationFiles(open);
  let database: Database;
  let coordinator: Actor;
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ as } = testApi(database));
    coordinator = await account(database, { roles: [{ role: 'coordinator', area: 'NL' }] });
  });

  test('is for a coordinator, and told by what is in it', async () => {
    const body = squareTable([{ C28992R100: square(), INWONER: 7, WONING: 3 }]);
    const send = (actor: Actor | undefined, query: string, sent = body) =>
      as(actor)('POST', `/imports/population${query}`, sent, { 'Content-Type': 'application/zip' });
    expect((await send(undefined, '')).status).toBe(401);
    const { status, json } = await send(coordinator, '?year=2023');
    expect(status).toBe(200);
    expect(json).toMatchObject({ unit: 'line', read: 1, written: 1, outside: 0 });
    expect(await cells()).toMatchObject([{ year: 2023, inhabitants: 7, dwellings: 3 }]);
    const unsaid = await send(coordinator, '');
    expect([unsaid.status, unsaid.json.detail]).toEqual([
      400,
      expect.stringContaining('of which year'),
    ]);
    expect((await send(coordinator, '?year=2023', '<!doctype html>')).json.detail).toMatch(
      'a web page',
    );
  });
});

forEachDatabase('Squares where no areas are yet', (open) => {
  const file = areaFiles();
  test('are all kept', async () => {
    const text = squareTable([{ crs28992res100m: FAR, aantal_inwoners: 5 }], ',');
    const path = await file(text, 'cbs_vk100_2023.csv');
    expect(await importPopulation(await open(), path)).toMatchObject({
      ...{ read: 1, written: 1, outside: 0, notes: ['1 square of 100 m, of 2023.'] },
    });
  });
});

describe('The layouts of squares', () => {
  const columns = (...header: string[]) => squareColumns(header);
  const expected = (given: Partial<SquareColumns>) => ({
    ...{ size: 100, year: undefined, dwellings: undefined },
    ...given,
  });

  test('are those that CBS has used, in capitals or not', () => {
    expect(columns('fid', 'crs28992res500m', 'aantal_inwoners', 'aantal_woningen')).toEqual(
      expected({
        ...{ code: 'crs28992res500m', size: 500 },
        ...{ inhabitants: 'aantal_inwoners', dwellings: 'aantal_woningen' },
      }),
    );
    expect(columns('c28992r100', 'aantal_inwoners')).toEqual(
      expected({ code: 'c28992r100', inhabitants: 'aantal_inwoners' }),
    );
    expect(columns('C28992R500', 'INWONER', 'WONING')).toEqual(
      expected({ code: 'C28992R500', size: 500, inhabitants: 'INWONER', dwellings: 'WONING' }),
    );
    expect(columns('c28992r100', 'inw_12', 'inw_14', 'won_14')).toEqual(
      expected({ code: 'c28992r100', inhabitants: 'inw_14', dwellings: 'won_14', year: 2014 }),
    );
    expect(columns('C28992R1000', 'INWONER')).toBe(undefined);
    expect(columns('crs28992res100m', 'crs28992res500m', 'aantal_inwoners')).toBe(undefined);
  });

  test.each([
    [['2025-cbs_vk100_2024_v1.zip'], 2024],
    [['vierkant_100m_2020'], 2020],
    [['cbs_vk500_2019_vol.gpkg', '2022-cbs_vk500_2019.zip'], 2019],
    [['squares', 'squares-2018.csv'], 2018],
    [['CBSvierkanten100m_2000-2014'], null],
    [['20231231.csv', 'crs28992'], null],
  ])('%j is of %s', (names, year) => {
    expect(yearInNames(names)).toBe(year);
  });
});
