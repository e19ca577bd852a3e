import { afterEach, describe, expect, inject, test } from 'vitest';
import { migrate } from '../api/db/migrate.ts';
import { anonymous, type Database, type Transaction } from '../api/db/port.ts';
import { openPostgres } from '../api/db/postgres.ts';
import { testApi } from './support/api.ts';
import { exampleAreas } from './support/areas.ts';
import { describePostgres } from './support/database.ts';
import { place } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { createDatabase, dropDatabase } from './support/postgres.ts';

/** A database that answers the questions before the first migration with these facts. */
function answering(facts: object): Database {
  const tx = { query: async () => [facts] } as unknown as Transaction;
  const asOwner = (work: (tx: Transaction) => Promise<unknown>) => work(tx);
  return { kind: 'postgres', asOwner } as unknown as Database;
}

describe('A server that does not fit', () => {
  test('has no PostGIS', async () => {
    await expect(
      migrate(answering({ version: 150018, available: false, schema: null })),
    ).rejects.toThrow(
      'The database in DATABASE_URL has no PostGIS: install it on that server (Debian: postgresql-15-postgis-3) and start again.',
    );
  });

  test('is too old', async () => {
    await expect(
      migrate(answering({ version: 140000, available: true, schema: null })),
    ).rejects.toThrow('The database in DATABASE_URL is too old: PostgreSQL 15 or newer is needed.');
  });

  test('cannot be reached, and its password is not repeated', async () => {
    const failure = await openPostgres('postgres://someone:secret@127.0.0.1:9/nowhere').catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toMatchObject({ name: 'StartError' });
    expect(String(failure)).toMatch(/^StartError: The database in DATABASE_URL does not answer \(/);
    expect(String((failure as Error).stack)).not.toContain('secret');
  });
});

describePostgres('A PostgreSQL server', () => {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  async function open(template?: string): Promise<{ url: string; database: Database }> {
    const { name, url } = await createDatabase(template);
    const database = await openPostgres(url);
    undo.push(
      () => dropDatabase(name),
      () => database.close(),
    );
    return { url, database };
  }

  const schemaOf = async (database: Database) =>
    (
      await database.asOwner((tx) =>
        tx.query<{ schema: string }>(
          `select extnamespace::regnamespace::text as schema from pg_extension where extname = 'postgis'`,
        ),
      )
    )[0]?.schema;

  // The bug: what changed while the line was down was never heard of, and what was kept stayed wrong.
  test('is listened to again after the line was cut, and then nothing that was kept counts', async () => {
    const { database } = await open(inject('template'));
    const heard: string[] = [];
    database.onChange(({ what }) => heard.push(what));
    await database.asOwner((tx) =>
      tx.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query ilike 'listen%'`,
      ),
    );
    await expect.poll(() => heard, { timeout: 15_000 }).toContain('neighbourhoods');
  });

  test('gets an unused PostGIS moved from public', async () => {
    const { database } = await open();
    await database.asOwner((tx) => tx.script('create extension postgis'));
    expect(await schemaOf(database)).toBe('public');
    await migrate(database);
    expect(await schemaOf(database)).toBe('extensions');
  });

  test('keeps a PostGIS that is in use, and says why that will not do', async () => {
    const { database } = await open();
    await database.asOwner((tx) =>
      tx.script('create extension postgis; create table mine (place geometry)'),
    );
    await expect(migrate(database)).rejects.toThrow(
      'PostGIS is installed in the schema "public" of this database and in use there; Buurtweefsel needs it in the schema "extensions". Use a database of its own.',
    );
    expect(await schemaOf(database)).toBe('public');
  });

  test('lets two processes migrate at once', async () => {
    const { url, database } = await open();
    const second = await openPostgres(url);
    const done = await Promise.all([migrate(database), migrate(second)]);
    await second.close();
    expect(done.map((versions) => versions.length).sort()).toEqual([0, done.flat().length]);
  });

  test('limits the time of visitors, not of imports', async () => {
    const { database } = await open(inject('template'));
    const limit = async (tx: Transaction) =>
      (
        await tx.query<{ limit: string }>("select current_setting('statement_timeout') as limit")
      )[0];
    expect(await database.asActor(anonymous, 'read', limit)).toEqual({ limit: '15s' });
    expect(await database.asActor(await account(database), 'write', limit)).toEqual({
      limit: '15s',
    });
    expect(await database.asSystem(limit)).toEqual({ limit: '0' });
  });

  test('asks a replica for nobody in particular, and never for what is kept or was just written', async () => {
    // Another database stands in for a replica that lags: it has heard of nothing yet.
    const primary = await open(inject('template'));
    const lagging = await open(inject('template'));
    const database = await openPostgres(primary.url, lagging.url);
    const where = async (tx: Transaction) =>
      (await tx.query<{ name: string }>('select current_database() as name'))[0]!.name;
    const [here, there] = [primary, lagging].map(({ url }) => new URL(url).pathname.slice(1));
    const someone = await account(database);
    expect(await database.asActor(anonymous, 'read', where)).toBe(there);
    expect(await database.asActor(anonymous, 'fresh', where)).toBe(here);
    expect(await database.asActor(anonymous, 'write', where)).toBe(here);
    expect(await database.asActor(someone, 'read', where)).toBe(here);
    expect(await database.asSystem(where)).toBe(here);

    await exampleAreas(database);
    await place(database);
    const send = testApi(database).as();
    expect((await send('GET', '/assets')).json.items).toEqual([]);
    expect((await send('GET', '/tiles/assets/0/0/0.mvt')).status).toBe(200);
    await database.close();
  });

  test('tells every process of a change', async () => {
    const { url, database } = await open(inject('template'));
    const other = await openPostgres(url);
    const heard = new Promise((resolve) => other.onChange(resolve));
    await database.asSystem((tx) =>
      tx.query(`select pg_notify('changes', '{"what":"neighbourhoods"}')`),
    );
    expect(await heard).toEqual({ what: 'neighbourhoods' });
    await other.close();
  });

  test('waits on closing for what is running', async () => {
    const { url } = await open(inject('template'));
    const database = await openPostgres(url);
    const someone = await account(database);
    const slow = (tx: Transaction) => tx.query('select pg_sleep(0.3)::text as done');
    const running = [
      database.asSystem(slow),
      database.asActor(anonymous, 'read', slow),
      database.asActor(someone, 'write', slow),
    ];
    // Sure to be under way: each holds its connection.
    await database.asOwner((tx) => tx.query('select 1'));
    await database.close();
    expect(await Promise.all(running)).toEqual(Array(3).fill([{ done: '' }]));
  });
});
