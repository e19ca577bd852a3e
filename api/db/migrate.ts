import { readdir, readFile } from 'node:fs/promises';
import { DatabaseError, StartError, type Database, type Transaction } from './port.ts';

const folder = new URL('../../supabase/', import.meta.url);

/** The migrations in order: version, name, and their SQL. */
export async function readMigrations(): Promise<{ version: string; name: string; sql: string }[]> {
  const files = (await readdir(new URL('migrations/', folder))).filter((f) => f.endsWith('.sql'));
  return Promise.all(
    files.sort().map(async (file) => {
      const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
      if (!version || !name)
        throw new Error(`a migration is named <timestamp>_<domain>.sql: ${file}`);
      return { version, name, sql: await readFile(new URL(`migrations/${file}`, folder), 'utf8') };
    }),
  );
}

/** What hosted Supabase already has. */
export const readPlatform = (): Promise<string> =>
  readFile(new URL('platform.sql', folder), 'utf8');

/**
 * Brings a database up to date, from nothing if need be, and records it where the Supabase CLI
 * does. Several processes may call it at once. Answers the versions applied now.
 */
export async function migrate(database: Database): Promise<string[]> {
  const [platform, migrations] = await Promise.all([readPlatform(), readMigrations()]);
  return database.asOwner(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(4018220)');
    await requirePostgis(tx);
    const [{ hosted }] = (await tx.query<{ hosted: boolean }>(
      "select to_regprocedure('auth.uid()') is not null as hosted",
    )) as [{ hosted: boolean }];
    if (!hosted) await tx.script(platform);
    await tx.script(
      `create schema if not exists supabase_migrations;
       create table if not exists supabase_migrations.schema_migrations
         (version text primary key, statements text[], name text);`,
    );
    const done = new Set(
      (
        await tx.query<{ version: string }>(
          'select version from supabase_migrations.schema_migrations',
        )
      ).map((row) => row.version),
    );
    const open = migrations.filter(({ version }) => !done.has(version));
    for (const { version, name, sql } of open) {
      await tx.script(sql);
      await tx.run(
        'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3::text[])',
        [version, name, [sql]],
      );
    }
    return open.map(({ version }) => version);
  });
}

/** PostgreSQL 15 or newer, with PostGIS at hand and not in the way. */
async function requirePostgis(tx: Transaction): Promise<void> {
  const [facts] = await tx.query<{ version: number; available: boolean; schema: string | null }>(
    `select current_setting('server_version_num')::int as version,
       exists (select from pg_available_extensions where name = 'postgis') as available,
       (select nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where extname = 'postgis') as schema`,
  );
  if (facts!.version < 150000)
    throw new StartError(
      'The database in DATABASE_URL is too old: PostgreSQL 15 or newer is needed.',
    );
  if (!facts!.available)
    throw new StartError(
      'The database in DATABASE_URL has no PostGIS: install it on that server (Debian: postgresql-15-postgis-3) and start again.',
    );
  if (facts!.schema !== null && facts!.schema !== 'extensions') {
    try {
      // Made by `create extension postgis` and still unused: it comes back in its own schema.
      await tx.script('savepoint unused; drop extension postgis; release savepoint unused');
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw new StartError(
        `PostGIS is installed in the schema "${facts!.schema}" of this database and in use there; Buurtweefsel needs it in the schema "extensions". Use a database of its own.`,
      );
    }
  }
}
