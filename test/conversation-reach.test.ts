import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importPopulation } from '../api/coverage/population/import.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

const WIJK = 'WK900101';
const [lon, lat] = middleOf(HERE);

forEachDatabase('Where people were talked with', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let colleague: Actor;
  let as: ReturnType<typeof testApi>['as'];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'people-'));
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    colleague = await account(database, { roles: [{ role: 'connector', area: WIJK }] });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = async (text: string, options = {}) => {
    const file = join(folder, 'people.csv');
    await writeFile(file, text);
    return importPopulation(database, file, options);
  };
  const cells = () =>
    database.asSystem((tx) =>
      tx.query('select year, inhabitants, dwellings from public.population_cells order by x, y'),
    );

  describe('Who lives where', () => {
    test('is summed by cell of 100 m; read again it changes nothing; no figure is none', async () => {
      const text = `lon,lat,inhabitants,dwellings,year\n${lon},${lat},120,50,2024\n${lon},${lat},5,2,2024\n${lon + 0.01},${lat},-99997,-99997,2024\n`;
      expect(await run(text)).toMatchObject({
        ...{ read: 3, written: 3, refused: 0, notes: ['2 cells of 100 m.'] },
      });
      expect(await cells()).toEqual([
        { year: 2024, inhabitants: 125, dwellings: 52 },
        { year: 2024, inhabitants: null, dwellings: null },
      ]);
      expect(await run(text)).toMatchObject({ written: 0, unchanged: 3 });
      expect(await run(text, { dryRun: true })).toMatchObject({ unchanged: 3, dryRun: true });
    });
    test('with faults is reported by line, the good rows written', async () => {
      const report = await run(
        `lon,lat,inhabitants,year\n52.5,5.4,10,2024\n${lon},${lat},-3,2024\n${lon},${lat},x,\n3.2,50.01,7,2024\n`,
      );
      expect(report).toMatchObject({ read: 4, written: 0, refused: 4 });
      expect(report.faults).toEqual([
        { line: 2, says: 'lon is from 3 to 8; lat is from 50 to 54' },
        { line: 3, says: 'inhabitants is 0 or more' },
        { line: 4, says: 'inhabitants is a whole number; year is a year such as 2024' },
        { line: 5, says: 'it lies outside the Netherlands' },
      ]);
      await expect(run('lon,lat\n1,2\n')).rejects.toThrow('The columns inhabitants are missing');
    });
  });

  const talk = (actor: Actor, more: object = {}) =>
    as(actor)('POST', '/conversations', {
      ...{ id: randomUUID(), buurt: HERE, cares: 'De straat', at: [lon, lat] },
      ...more,
    });
  const reach = (actor: Actor | undefined, query = '') =>
    as(actor)('GET', `/conversations/reach?neighbourhood=${WIJK}${query}`);

  test('is told against who live there: one’s own and shared ones, by cell and by buurt', async () => {
    expect((await talk(actors.connector)).status).toBe(201);
    await talk(actors.connector, { heldOn: '2020-01-01' });
    expect((await talk(actors.connector, { heldOn: '2099-01-01' })).json.detail).toBe(
      'a conversation was held on a day that has come',
    );
    await talk(colleague, { sharing: 'connectors' });
    await talk(colleague);
    const { json, text } = await reach(actors.connector);
    expect(text).not.toContain('De straat');
    expect(json.year).toBe(2024);
    const here = json.buurten.find(({ code }: { code: string }) => code === HERE);
    expect(here).toMatchObject({ conversations: 2, dwellings: 52 });
    const [cell] = json.cells;
    expect(cell).toMatchObject({ buurt: HERE, conversations: 2, dwellings: 52, inhabitants: 125 });
    const [west, east] = [cell.corners[0][0], cell.corners[1][0]];
    expect(west <= lon && lon <= east).toBe(true);
    expect((await reach(actors.connector, '&since=2019-01-01')).json.cells[0]).toMatchObject({
      conversations: 3,
    });
  });

  test('is for connectors of the area alone', async () => {
    expect((await reach(undefined)).status).toBe(401);
    for (const actor of [actors.far, actors.here, actors.municipality, actors.coordinator])
      expect((await reach(actor)).status).toBe(403);
    const gone = await as(actors.connector)('GET', '/conversations/reach?neighbourhood=WK999999');
    expect(gone.status).toBe(404);
  });
});

forEachDatabase('The vocabulary', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
  });
  const conceptsOf = async (word: string) =>
    (
      await database.asActor(actors.connector, 'read', (tx) =>
        tx.query<{ found: string[] }>('select private.concepts_of(array[$1]) as found', [word]),
      )
    )[0]!.found;
  const add = (actor: Actor, term: string, concept: string | null) =>
    as(actor)('POST', '/vocabulary', { term, concept });

  test('grows by connectors: a new word meets the old ones', async () => {
    expect(await conceptsOf('pannenkoeken')).not.toContain('koken');
    const { json, status } = await add(actors.connector, 'Pannenkoeken', 'Koken');
    expect(status).toBe(201);
    expect(json.items).toContainEqual({
      ...{ term: 'pannenkoeken', concept: 'koken', added: true, mine: true },
    });
    expect(await conceptsOf('pannenkoeken')).toContain('koken');
    await add(actors.connector, 'pannenkoeken', null);
    expect(await conceptsOf('pannenkoeken')).toEqual([]);
  });

  test('is nobody else’s to change', async () => {
    expect((await add(actors.here, 'zeilen', 'sport')).status).toBe(403);
    expect((await add(actors.municipality, 'zeilen', 'sport')).status).toBe(403);
    expect((await add(actors.far, 'pannenkoeken', 'sport')).status).toBe(403);
    const remove = (actor: Actor) =>
      as(actor)('POST', '/vocabulary/remove', { term: 'pannenkoeken' });
    expect((await remove(actors.far)).status).toBe(403);
    expect((await remove(actors.coordinator)).json.items).not.toContainEqual(
      expect.objectContaining({ term: 'pannenkoeken' }),
    );
  });
});
