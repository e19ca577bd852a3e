import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi, type Answer } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { assetFiles } from './support/asset-files.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

type World = Awaited<ReturnType<typeof neighbours>>;

/** The ids in a CSV file without quoted line breaks. */
const idsOf = ({ text }: Answer): string[] =>
  text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]!);

forEachDatabase('files of assets hold what the visitor may see, and never a person', (open) => {
  let world: World;
  let api: ReturnType<typeof testApi>;
  beforeAll(async () => {
    world = await neighbours(await open());
    api = testApi(await open());
  });
  const table = (actor: Actor, query = '') => api.as(actor)('GET', `/exports/assets.csv?${query}`);
  const layer = (actor: Actor, query = '') =>
    api.as(actor)('GET', `/exports/assets.geojson?${query}`);

  test('the same in both forms as in the list, for everyone', async () => {
    for (const actor of Object.values(world.actors)) {
      const listed = await api.as(actor)('GET', '/assets?limit=100');
      const ids = (listed.json.items as { id: string; kind: string }[])
        .filter(({ kind }) => kind !== 'person')
        .map(({ id }) => id)
        .sort();
      expect(idsOf(await table(actor)).sort()).toEqual(ids);
      const { json } = await layer(actor);
      expect(json.features.map(({ id }: { id: string }) => id).sort()).toEqual(ids);
    }
  });

  test('a connector who sees talents gets none, also where they are asked for', async () => {
    const { connector } = world.actors;
    const seen = await api.as(connector)('GET', '/assets?kind=person');
    expect(seen.json.items.length).toBeGreaterThan(0);
    for (const query of ['', 'kind=person', 'kind=person,place', 'q=Sanne', 'mine=true']) {
      for (const answer of [await table(connector, query), await layer(connector, query)]) {
        expect(answer.status, query).toBe(200);
        expect(answer.text, query).not.toMatch(/person|Sanne|baking/);
      }
    }
    expect(idsOf(await table(connector, 'kind=person'))).toEqual([]);
    expect((await layer(connector, 'kind=person')).json.features).toEqual([]);
    const owner = world.actors.owner;
    expect(idsOf(await table(owner, 'mine=true'))).not.toContain(world.assets.card);
  });

  test('no contact, and nothing of the visitor', async () => {
    const one = await api.as(world.actors.owner)('GET', `/assets/${world.assets.reachable}`);
    expect(one.json.contact.phone).toBe('0320 123456');
    const { text, json } = await layer(world.actors.owner);
    expect(text).not.toContain('0320 123456');
    expect((await table(world.actors.owner)).text).not.toContain('0320 123456');
    for (const { properties } of json.features)
      for (const own of ['contact', 'consent', 'gifts', 'wishes', 'mine', 'editable', 'metres'])
        expect(properties).not.toHaveProperty(own);
  });
});

forEachDatabase('files of assets', (open) => {
  const run = assetFiles(open);
  const [lon, lat] = middleOf(HERE);

  describe('answer to the filters of the list', () => {
    let api: ReturnType<typeof testApi>;
    beforeAll(async () => (api = testApi(await open())));
    beforeEach(async () => {
      const [east, north] = middleOf('BU90010201');
      await run(
        [
          'kind,title,lon,lat,description,status',
          `place,Tuin,${lon},${lat},Met thee,`,
          `story,Verhaal,${lon},${lat},,`,
          `association,Koor,${east},${north},Met koffie,`,
          `place,Oud,${lon},${lat},,archived`,
        ].join('\n'),
      );
    });
    const titles = async (query: string) =>
      (await api.as()('GET', `/exports/assets.geojson?${query}`)).json.features
        .map(({ properties }: { properties: { title: string } }) => properties.title)
        .sort();

    test('area, kinds, words, box and status, alone and together', async () => {
      const box = [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001].map((n) => n.toFixed(5));
      expect(await titles('')).toEqual(['Koor', 'Tuin', 'Verhaal']);
      expect(await titles('neighbourhood=WK900102')).toEqual(['Koor']);
      expect(await titles('kind=place,story')).toEqual(['Tuin', 'Verhaal']);
      expect(await titles('q=thee')).toEqual(['Tuin']);
      expect(await titles(`bbox=${box.join(',')}`)).toEqual(['Tuin', 'Verhaal']);
      expect(await titles('status=archived')).toEqual([]);
      expect(await titles(`bbox=${box.join(',')}&kind=story&neighbourhood=GM9001`)).toEqual([
        'Verhaal',
      ]);
    });

    test('where the visitor is has no place in a file, and a wrong filter is named', async () => {
      const { json } = await api.as()('GET', `/exports/assets.geojson?near=${lon},${lat}`);
      expect(json.features[0].properties).not.toHaveProperty('metres');
      const wrong = await api.as()('GET', '/exports/assets.csv?kind=wolf&bbox=1');
      expect(wrong.status).toBe(400);
      expect(wrong.json.faults.map(({ at }: { at: string }) => at)).toEqual(['kind.0', 'bbox']);
    });
  });

  describe('come back as they went', () => {
    let database: Database;
    let connector: Actor;
    beforeAll(async () => {
      database = await open();
      connector = await account(database, { roles: [{ role: 'connector', area: 'NL' }] });
    });
    const content = () =>
      database.asSystem((tx) =>
        tx.query(
          `select id, kind, title, description, tags, status, visibility, opening_hours, wheelchair,
             capacity, languages, web_link, source, last_used_on::text, last_used_for,
             extensions.st_asgeojson(geometry, 7) as geometry
           from public.assets order by title`,
        ),
      );
    const strange = [
      ...['=1+1', '+31 is een nummer', '-tje erbij', '@thuis', '＝HYPERLINK("x")'],
      ...[`'=al met een streepje`, `''-en met twee`, `'s Avonds open`, 'Een, twee "drie"'],
    ];

    test.each(['csv', 'geojson'] as const)('as %s, with every field', async (form) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      // Through GeoJSON, where nothing has to be escaped.
      const features = strange.map((title, index) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: {
          kind: 'place',
          title,
          description: `${title}\ntweede regel`,
          tags: ['=groen', 'stil'],
          capacity: index,
          visibility: index % 2 ? 'connectors' : 'public',
          status: index % 3 ? 'published' : 'proposed',
          openingHours: '-',
          wheelchair: 'yes',
          languages: ['nl', 'ar'],
          webLink: 'https://voorbeeld.invalid/',
          source: '@bron',
          lastUsedOn: '2026-11-01',
          lastUsedFor: '+1 koffie',
        },
      }));
      const given = JSON.stringify({ type: 'FeatureCollection', features });
      expect(await run(given, {}, 'a.geojson')).toMatchObject({ written: 9, refused: 0 });
      const before = await content();
      const api = testApi(database);
      const file = await api.as(connector)('GET', `/exports/assets.${form}`);
      if (form === 'csv') {
        // What a spreadsheet takes for a formula stands in no cell, quoted or not.
        expect(file.text).not.toMatch(/(^|,|\n)"?[=+@＝]/);
        expect(file.text).toContain(quoted(`'＝HYPERLINK("x")`));
      }
      await database.asSystem((tx) => tx.run('delete from public.assets'));
      const report = await run(file.text, {}, `b.${form}`);
      expect(report).toMatchObject({ read: 9, written: 9, refused: 0, faults: [] });
      expect(await content()).toEqual(before);
      expect(await run(file.text, {}, `b.${form}`)).toMatchObject({ written: 0, unchanged: 9 });
    });
  });
});
