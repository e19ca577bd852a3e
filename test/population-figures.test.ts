import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importNeighbourhoods } from '../api/neighbourhoods/import/import.ts';
import { areaFiles, buurt, collection, feature, rectangle } from './support/area-files.ts';
import { areasServer } from './support/areas-server.ts';
import { forEachDatabase } from './support/database.ts';
import { populationFiles } from './support/population.ts';

const told = {
  ...{ aantalInwoners: 100, aantalHuishoudens: 40, percentagePersonen0Tot15Jaar: 20 },
  ...{ percentagePersonen15Tot25Jaar: 10, percentagePersonen25Tot45Jaar: 30 },
  ...{ percentagePersonen45Tot65Jaar: 25, percentagePersonen65JaarEnOuder: 15 },
};
const none = Object.fromEntries(Object.keys(told).map((name) => [name, -99997]));
const kept = {
  ...{ year: 2023, inhabitants: 100, households: 40, source: 'CBS' },
  ...{ young: 20, youths: 10, adults: 30, older: 25, old: 15 },
};
const empty = {
  ...{ year: 2023, inhabitants: null, households: null, source: 'CBS' },
  ...{ young: null, youths: null, adults: null, older: null, old: null },
};
const [one, two] = ['BU90010101', 'BU90010102'];
const wijk = feature({ wijkcode: 'WK900101', jaar: 2023, ...told }, rectangle(0, 0, 2));
const gemeente = feature({ gemeentecode: 'GM9001', jaar: 2023, ...told }, rectangle(0, 0, 2));
const areas = [
  buurt(one, rectangle(0, 0), { jaar: 2023, ...told }),
  buurt(two, rectangle(1, 0), { jaar: 2023, ...none }),
  ...[wijk, gemeente],
];
const all = [
  { ...empty, code: two },
  ...[one, 'GM9001', 'WK900101'].map((code) => ({ ...kept, code })),
].sort((a, b) => a.code.localeCompare(b.code));

forEachDatabase('Figures of areas', (open) => {
  const { run, runFrom, figures } = populationFiles(open);
  const file = areaFiles();
  const years = async () =>
    (await open()).asSystem((tx) =>
      tx.query<{ year: number }>('select distinct year from public.neighbourhoods order by year'),
    );

  test('are written without the areas, plain or gzip; again they change nothing', async () => {
    expect(await run(collection(areas), 'areas.geojson')).toMatchObject({
      ...{ unit: 'feature', read: 4, written: 4, unchanged: 0, refused: 0 },
      notes: [
        'Who lives there is new, or told anew, for 4 areas.',
        'The areas here are of 2024, the figures of 2023: they are matched by where the areas of that year lay, and by their code where those are not here.',
      ],
    });
    expect(await figures()).toEqual(all);
    expect(await years()).toEqual([{ year: 2024 }]);
    const again = await run(gzipSync(collection(areas)), 'areas.geojson.gz');
    expect(again).toMatchObject({ written: 0, unchanged: 4 });
    const other = [buurt(one, rectangle(0, 0), { jaar: 2023, ...told, aantalInwoners: 105 })];
    expect(await run(collection(other), 'a.json')).toMatchObject({ written: 1 });
    expect(await figures()).toContainEqual({ ...kept, code: one, inhabitants: 105 });
    expect(await figures()).toHaveLength(4);
  });

  test('of a code that is on no map are kept too; --year comes before what the file says', async () => {
    const strange = [buurt('BU12340101', rectangle(9, 9), { jaar: 2023, ...told })];
    const { notes } = await run(collection(strange), 'a.geojson', { year: 2024 });
    expect(notes).toEqual(['Who lives there is new, or told anew, for 1 area.']);
    expect(await figures()).toEqual([{ ...kept, year: 2024, code: 'BU12340101' }]);
  });

  test('of an area in parts are those of its land', async () => {
    const parts = [
      buurt(one, rectangle(0, 0), { jaar: 2023, water: 'JA', ...none }),
      buurt(one, rectangle(1, 0), { jaar: 2023, ...told }),
    ];
    expect(await run(collection(parts), 'a.geojson')).toMatchObject({ read: 2, written: 2 });
    expect(await figures()).toEqual([{ ...kept, code: one }]);
    expect(await run(collection(parts), 'a.geojson')).toMatchObject({ read: 2, unchanged: 2 });
  });

  test('that are not there are refused: one by one, or as a whole', async () => {
    const bare = buurt(two, rectangle(1, 0), { jaar: 2023 });
    const strange = feature({ buurtcode: 'PV24', ...told }, rectangle(0, 0));
    const report = await run(collection([areas[0]!, bare, strange]), 'a.geojson');
    expect(report).toMatchObject({ read: 3, written: 1, refused: 2 });
    expect(report.faults).toEqual([
      { line: 2, says: `${two}: it tells nothing of who lives there` },
      { line: 3, says: '"PV24" is not a CBS code of a gemeente, wijk or buurt' },
    ]);
    await expect(run(collection([bare]), 'a.geojson')).rejects.toThrow(
      'The areas in it tell nothing of who lives there.',
    );
    await expect(run(collection([]), 'a.geojson')).rejects.toThrow('There are no areas in it');
    const unsaid = buurt(one, rectangle(0, 0), { ...told, jaar: undefined });
    await expect(run(collection([unsaid]), 'a.geojson')).rejects.toThrow('name it with --year');
  });

  test('come from an OGC API page by page, of the year in its address', async () => {
    const unsaid = areas.map(({ properties, geometry }) =>
      feature({ ...properties, jaar: undefined }, geometry),
    );
    const [here, there, whole, wide] = unsaid;
    const buurten = [here!, there!];
    const server = await areasServer({ buurten, wijken: [whole!], gemeenten: [wide!] }, 1);
    try {
      expect(await runFrom(server.url)).toMatchObject({ read: 4, written: 4 });
      expect(await figures()).toEqual(all.map((each) => ({ ...each, year: 2024 })));
      const items = `${server.url}/collections/buurten/items?f=json&limit=1`;
      expect(await runFrom(items)).toMatchObject({ read: 2, unchanged: 2 });
    } finally {
      await server.close();
    }
  });

  test('come along with the areas, and are not written where there are none', async () => {
    const path = await file(collection(areas));
    const database = await open();
    const dry = await importNeighbourhoods(database, path, { dryRun: true });
    expect(dry).toMatchObject({ read: 4, written: 4, dryRun: true });
    expect(await figures()).toEqual([]);
    const report = await importNeighbourhoods(database, path);
    expect(report).toMatchObject({ read: 4, written: 4, refused: 0 });
    expect(report.notes).toContain('Who lives there is new, or told anew, for 4 areas.');
    expect(await figures()).toEqual(all);
    const again = await importNeighbourhoods(database, path);
    expect(again).toMatchObject({ written: 0, unchanged: 4, notes: [] });
    const bare = await file(collection([buurt(one, rectangle(0, 0), { jaar: 2022 })]));
    expect((await importNeighbourhoods(database, bare)).written).toBe(1);
    expect(await figures()).toEqual(all);
  });
});
