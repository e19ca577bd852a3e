import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Role } from '../api/contracts/session.ts';
import type { Database } from '../api/db/port.ts';
import { exampleAreas } from '../api/neighbourhoods/example-areas.ts';
import { importFeatures, importNeighbourhoods } from '../api/neighbourhoods/import/import.ts';
import { areaFiles, buurt, collection, feature, rectangle } from './support/area-files.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

forEachDatabase('Areas of several years', (open) => {
  const file = areaFiles();
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const query = <Row extends object>(text: string, params: unknown[] = []) =>
    database.asSystem((tx) => tx.query<Row>(text, params));
  const load = async (features: Parameters<typeof collection>[0], year?: number) =>
    importNeighbourhoods(database, await file(collection(features)), year ? { year } : {});
  const currentOf = async (gemeente: string) =>
    (
      await query<{ year: number }>(
        'select year from public.current_years where gemeente_code = $1',
        [gemeente],
      )
    )[0]?.year;
  const rolesOf = async ({ accountId }: { accountId: string }) =>
    (
      await query<{ area: string }>(
        `select role || ' ' || area_code as area from public.role_assignments
         where account_id = $1 order by 1`,
        [accountId],
      )
    ).map(({ area }) => area);
  const holding = (...roles: [Role, string][]) =>
    account(database, { roles: roles.map(([role, area]) => ({ role, area })) });
  /** Total shares of each area of a gemeente, from one year to another, to three decimals. */
  const totals = (gemeente: string, from: number, to: number) =>
    query<{ code: string; total: number }>(
      `select n.code, round(sum(x.share)::numeric, 3) as total from public.neighbourhoods n
       left join public.neighbourhood_crosswalks x
         on x.from_year = n.year and x.from_code = n.code and x.to_year = $3
       where n.gemeente_code = $1 and n.year = $2 group by n.code order by n.code`,
      [gemeente, from, to],
    );
  const add = async (
    kind: 'place' | 'person',
    place: { point?: [number, number]; buurt?: string },
  ) => {
    const id = randomUUID();
    await query(
      `with consent as (insert into public.consents (asset_id, text_version, through)
         values ($1, '2026-01', 'self'))
       insert into public.assets (id, kind, title, status, visibility, geometry, buurt_code)
       values ($1, $2::public.asset_kind, 'Iets', 'published', $3::public.visibility,
         extensions.st_setsrid(extensions.st_point($4::float8, $5::float8), 4326), $6)
       returning id`,
      [
        id,
        kind,
        kind === 'person' ? 'connectors' : 'public',
        place.point?.[0] ?? null,
        place.point?.[1] ?? null,
        place.buurt ?? null,
      ],
    );
    return id;
  };
  const buurtOf = async (asset: string) =>
    (
      await query<{ buurt: string }>(
        `select buurt_year || ' ' || buurt_code as buurt from public.assets where id = $1`,
        [asset],
      )
    )[0]?.buurt;

  const old = [buurt('BU81010101', rectangle(0, 0, 3)), buurt('BU81010102', rectangle(3, 0))];
  const renumbered = [
    buurt('BU81010701', rectangle(0, 0, 2)),
    buurt('BU81010702', rectangle(2, 0)),
    buurt('BU81010703', rectangle(3, 0)),
  ].map((each) => ({ ...each, properties: { ...each.properties, jaar: 2020 } }));

  test('a newer year becomes current; roles, talents and places move along', async () => {
    await load(old);
    const connector = await holding(['connector', 'BU81010101'], ['connector', 'WK810101']);
    const municipality = await holding(['municipality', 'GM8101']);
    const elsewhere = await holding(['connector', 'NL'], ['resident', 'BU99990000']);
    const talent = await add('person', { buurt: 'BU81010101' });
    const bench = await add('place', { point: [5.425, 52.505] });
    expect(await buurtOf(bench)).toBe('2016 BU81010101');

    const report = await load(renumbered);
    expect(report.notes).toContain('2020 is now the current year of Gemeente 8101.');
    expect(await currentOf('GM8101')).toBe(2020);
    for (const [from, to, codes] of [
      [2016, 2020, ['BU81010101', 'BU81010102', 'GM8101', 'WK810101']],
      [2020, 2016, ['BU81010701', 'BU81010702', 'BU81010703', 'GM8101', 'WK810107']],
    ] as const)
      expect(await totals('GM8101', from, to)).toEqual(codes.map((code) => ({ code, total: 1 })));
    expect(
      await query(
        `select to_code as code, round(share::numeric, 3) as share
         from public.neighbourhood_crosswalks
         where from_year = 2016 and from_code = 'BU81010101' and to_year = 2020 order by 1`,
      ),
    ).toEqual([
      { code: 'BU81010701', share: 0.667 },
      { code: 'BU81010702', share: 0.333 },
    ]);
    expect(await rolesOf(connector)).toEqual([
      'connector BU81010701',
      'connector BU81010702',
      'connector WK810107',
    ]);
    expect(await rolesOf(municipality)).toEqual(['municipality GM8101']);
    expect(await rolesOf(elsewhere)).toEqual(['connector NL', 'resident BU99990000']);
    expect(await buurtOf(talent)).toBe('2020 BU81010701');
    expect(await buurtOf(bench)).toBe('2020 BU81010702');
  });

  test('an older year stands beside, with shares both ways', async () => {
    const report = await load([buurt('BU81010001', rectangle(0, 0, 4))], 2012);
    expect(report.notes).toContain('2012 stands beside the current year of Gemeente 8101.');
    expect(await currentOf('GM8101')).toBe(2020);
    for (const other of [2016, 2020]) {
      expect((await totals('GM8101', 2012, other)).map(({ total }) => total)).toEqual([1, 1, 1]);
      for (const { total } of await totals('GM8101', other, 2012)) expect(total).toBe(1);
    }
  });

  test('shares follow when a boundary of a year is put right', async () => {
    const moved = [
      buurt('BU81010101', rectangle(0, 0, 2)),
      buurt('BU81010102', rectangle(2, 0, 2)),
    ];
    await load(moved);
    expect(
      await query(
        `select to_code as code, round(share::numeric, 3) as share
         from public.neighbourhood_crosswalks
         where from_year = 2016 and from_code like 'BU8101%' and to_year = 2020 order by from_code, 1`,
      ),
    ).toEqual([
      { code: 'BU81010701', share: 1 },
      { code: 'BU81010702', share: 0.5 },
      { code: 'BU81010703', share: 0.5 },
    ]);
  });

  test('a gemeente that went into another counts no more, and what it held moves along', async () => {
    const weesp = buurt('BU82010101', rectangle(0, 20, 2));
    await load([weesp, buurt('BU82020101', rectangle(2, 20, 6))]);
    const connector = await holding(['connector', 'GM8201']);
    const talent = await add('person', { buurt: 'BU82010101' });
    const bench = await add('place', { point: [5.41, 52.705] });
    expect(await buurtOf(bench)).toBe('2016 BU82010101');

    const merged = [
      buurt('BU82020101', rectangle(2, 20, 6)),
      buurt('BU82020501', rectangle(0, 20, 2)),
    ].map((each) => ({ ...each, properties: { ...each.properties, jaar: 2022 } }));
    const report = await load(merged);
    expect(report.notes).toContain('Gemeente 8201 of 2016 is part of Gemeente 8202 now.');
    expect(await currentOf('GM8201')).toBeUndefined();
    expect(await buurtOf(talent)).toBe('2022 BU82020501');
    expect(await buurtOf(bench)).toBe('2022 BU82020501');
    // of what it was, and not of all that it went into
    expect(await rolesOf(connector)).toEqual(['connector WK820205']);

    const again = await load([weesp, buurt('BU82020101', rectangle(2, 20, 6))]);
    expect(again).toMatchObject({ written: 0 });
    expect(await currentOf('GM8201')).toBeUndefined();
    expect(await buurtOf(bench)).toBe('2022 BU82020501');
  });

  test('a talent stays in its buurt when borders of that year are put right', async () => {
    const year = (jaar: number, each: ReturnType<typeof buurt>) => ({
      ...each,
      properties: { ...each.properties, jaar },
    });
    await load([
      buurt('BU83010101', rectangle(0, 30, 2)),
      buurt('BU83020101', rectangle(2, 30, 2)),
    ]);
    // its new year reaches over the old border of the gemeente beside it, which stays at 2016
    await load([year(2021, buurt('BU83010101', rectangle(0, 30, 3)))]);
    const talent = await add('person', { buurt: 'BU83010101' });
    await load([year(2021, buurt('BU83010101', rectangle(0, 30, 2.5)))]);
    expect(await buurtOf(talent)).toBe('2021 BU83010101');
  });

  test('a newer gemeente without buurten stands beside', async () => {
    const own = { gemeentecode: 'GM8101', gemeentenaam: 'Nieuw', jrstatcode: '2023GM8101' };
    await load([feature(own, rectangle(0, 0, 4))]);
    expect(await currentOf('GM8101')).toBe(2020);
    expect(await totals('GM8101', 2023, 2020)).toEqual([{ code: 'GM8101', total: 1 }]);
  });

  test('a gemeente alone counts until an older year brings its buurten', async () => {
    const own = { gemeentecode: 'GM8102', gemeentenaam: 'Alleen', jaar: 2023 };
    await load([feature(own, rectangle(0, 10, 2))]);
    expect(await currentOf('GM8102')).toBe(2023);
    await load([buurt('BU81020101', rectangle(0, 10, 2))]);
    expect(await currentOf('GM8102')).toBe(2016);
  });

  test('schematic areas make way for official ones, even of their own year', async () => {
    const examples = exampleAreas();
    const features = async function* () {
      yield* examples;
    };
    const first = await importFeatures(database, features, { origin: 'example' });
    expect(first).toMatchObject({ read: 77, written: 77, refused: 0 });
    expect(first.notes.some((note) => note.includes('invalid'))).toBe(false);
    expect(await importFeatures(database, features, { origin: 'example' })).toMatchObject({
      written: 0,
      unchanged: 77,
    });
    const connector = await holding(['connector', 'WK099501']);
    const talent = await add('person', { buurt: 'BU09950103' });
    const garden = await add('place', { point: [5.4632, 52.5021] });
    expect(await buurtOf(garden)).toBe('2024 BU09950103');
    // The bug: what else is held at a buurt kept the schematic ones, and the import failed.
    await database.asSystem((tx) =>
      tx.script(`
        insert into public.conversations (id, connector_id, buurt_code, cares)
          select gen_random_uuid(), id, 'BU09950103', 'De straat' from public.accounts limit 1;
        insert into public.initiatives (id, title, buurt_code, began_on)
          values (gen_random_uuid(), 'De tuin', 'BU09950103', '2024-01-01');`),
    );

    // One official buurt over all of Lelystad, of the same year, under a code of the examples.
    const official = buurt('BU09950101', rectangle(-5, -10, 30, 20), { jaar: 2024 });
    const report = await load([official]);
    expect(report.notes).toContain(
      'The schematic areas of Lelystad made way for the official ones.',
    );
    const held = await database.asSystem((tx) =>
      tx.query(
        `select buurt_year || ' ' || buurt_code as buurt from public.conversations
         union all select buurt_year || ' ' || buurt_code from public.initiatives`,
      ),
    );
    expect(held).toEqual(Array(2).fill({ buurt: '2024 BU09950101' }));
    expect(
      await query(
        `select year, code, source from public.neighbourhoods n
         where gemeente_code = 'GM0995' order by n.level`,
      ),
    ).toEqual([
      { year: 2024, code: 'GM0995', source: 'made' },
      { year: 2024, code: 'WK099501', source: 'made' },
      { year: 2024, code: 'BU09950101', source: 'cbs' },
    ]);
    expect(await buurtOf(talent)).toBe('2024 BU09950101');
    expect(await buurtOf(garden)).toBe('2024 BU09950101');
    expect(await rolesOf(connector)).toEqual(['connector WK099501']);
    expect(
      await query("select count(*) as n from public.neighbourhoods where source = 'example'"),
    ).toEqual([{ n: 70 }]);
  });

  // The bug: embedded, GEOS gave up on borders that cross within a metre, of real neighbours in
  // Almere: no wijk was made, and no share.
  test('nearly equal borders are joined and compared all the same', async () => {
    const polygon = (...ring: [number, number][]) => ({ type: 'Polygon', coordinates: [ring] });
    const west = polygon(
      [5.145505738523306, 52.32962764811435],
      [5.145505738523306, 52.32962952281568],
      [5.145509670767105, 52.32962952281568],
      [5.1455108, 52.3296282],
      [5.145511264745815, 52.32962764811435],
      [5.145505738523306, 52.32962764811435],
    );
    const east = polygon(
      [5.145509477184319, 52.32962952281568],
      [5.145513515806117, 52.32962952281568],
      [5.145513515806117, 52.32962764811435],
      [5.145511263914241, 52.32962764811435],
      [5.145511, 52.329628],
      [5.145509477184319, 52.32962952281568],
    );
    const both = await load([buurt('BU81030101', west), buurt('BU81030102', east)]);
    expect(both.notes).toContain('1 wijk was made from the buurten.');
    await load([buurt('BU81030101', east), buurt('BU81030102', west)], 2020);
    for (const { total } of await totals('GM8103', 2016, 2020)) expect(total).toBeCloseTo(1, 1);
  });
});
