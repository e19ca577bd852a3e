import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, readMigrations, readPlatform } from '../api/db/migrate.ts';
import { openPostgres } from '../api/db/postgres.ts';
import type { Database } from '../api/db/port.ts';
import { describePostgres, forEachDatabase } from './support/database.ts';
import { createDatabase, dropDatabase } from './support/postgres.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The official CLI on a database; both of its streams. */
async function supabase(url: string, ...command: string[]): Promise<string> {
  const plain = new URL(url);
  plain.searchParams.set('sslmode', 'disable'); // a server on this machine speaks no TLS
  const { stdout, stderr } = await promisify(execFile)(
    'node_modules/.bin/supabase',
    [...command, '--db-url', plain.href],
    { cwd: root, env: { ...process.env, DO_NOT_TRACK: '1' } },
  );
  return stdout + stderr;
}

/** Everything that decides on access, as one text. */
async function wall(database: Database): Promise<string> {
  const [row] = await database.asOwner((tx) =>
    tx.query<{ wall: string }>(
      `select jsonb_pretty(jsonb_build_array(
         (select jsonb_agg(to_jsonb(p) order by tablename, policyname) from pg_policies p),
         (select jsonb_agg(jsonb_build_array(oid::regclass, relkind, relrowsecurity, relacl::text,
             reloptions) order by oid::regclass::text)
          from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace)),
         (select jsonb_agg(jsonb_build_array(attrelid::regclass, attname, attacl::text)
             order by attrelid::regclass::text, attname)
          from pg_attribute where attacl is not null and attrelid > 16383),
         (select jsonb_agg(jsonb_build_array(oid::regprocedure, prosecdef, proconfig, proacl::text,
             prosrc) order by oid::regprocedure::text)
          from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace))
       )) as wall`,
    ),
  );
  return row!.wall;
}

forEachDatabase('Migrating', (open) => {
  test('a second time does nothing', async () => {
    const database = await open();
    const before = await wall(database);
    expect(await migrate(database)).toEqual([]);
    expect(await wall(database)).toBe(before);
  });

  test('is recorded where the Supabase CLI looks', async () => {
    const database = await open();
    const recorded = await database.asOwner((tx) =>
      tx.query('select version, name from supabase_migrations.schema_migrations order by version'),
    );
    expect(recorded).toEqual(
      (await readMigrations()).map(({ version, name }) => ({ version, name })),
    );
  });
});

describePostgres('The Supabase CLI', () => {
  let name: string;
  let url: string;
  let database: Database;
  beforeEach(async () => {
    ({ name, url } = await createDatabase());
    database = await openPostgres(url);
  });
  afterEach(async () => {
    await database.close();
    await dropDatabase(name);
  });

  test('applies the migrations, and then ours finds nothing to do', async () => {
    const platform = await readPlatform();
    await database.asOwner((tx) => tx.script(platform));
    expect(await supabase(url, 'db', 'push', '--yes')).toContain('Finished supabase db push.');
    expect(await migrate(database)).toEqual([]);
    const byCli = await wall(database);

    const ours = await createDatabase();
    const other = await openPostgres(ours.url);
    await migrate(other);
    const byUs = await wall(other);
    await other.close();
    await dropDatabase(ours.name);
    expect(byCli).toBe(byUs);
  });

  test('finds nothing to do after ours', async () => {
    const versions = (await readMigrations()).map((migration) => migration.version);
    expect(await migrate(database)).toEqual(versions);
    expect(await supabase(url, 'db', 'push', '--yes')).toContain('Remote database is up to date.');
    const listed = await supabase(url, 'migration', 'list');
    for (const version of versions)
      expect(listed).toMatch(new RegExp(`${version}\\W+\\|\\W+${version}`));
  });
});

describe('A migration file', () => {
  test('has a version, and no two share it', async () => {
    const versions = (await readMigrations()).map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort());
    for (const version of versions) expect(version).toMatch(/^\d{14}$/);
  });
});
