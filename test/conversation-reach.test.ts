import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
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
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    colleague = await account(database, { roles: [{ role: 'connector', area: WIJK }] });
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.population_cells (year, x, y, inhabitants, dwellings)
         select 2024, x, y, 125, 52 from private.grid_cell($1::float8, $2::float8)`,
        [lon, lat],
      ),
    );
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
