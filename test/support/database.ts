import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, inject } from 'vitest';
import { openEmbedded } from '../../api/db/embedded.ts';
import { openPostgres } from '../../api/db/postgres.ts';
import type { Database } from '../../api/db/port.ts';
import { prepareFolder } from '../../api/db/prepared.ts';
import { testDatabaseUrl } from './machine.ts';
import { createDatabase, dropDatabase } from './postgres.ts';

type Fresh = { database: Database; remove: () => Promise<void> };

/**
 * Describes the same suite for each kind of database: embedded, and PostgreSQL where
 * TEST_DATABASE_URL is set. `open` answers the suite's own migrated, empty database, the same one
 * however often it is called; call it in a hook or a test. It is closed and removed after the suite.
 */
export function forEachDatabase(
  name: string,
  suite: (open: () => Promise<Database>) => void,
): void {
  const kinds = { embedded: freshFolder, ...(testDatabaseUrl ? { PostgreSQL: freshServer } : {}) };
  for (const [kind, fresh] of Object.entries(kinds))
    describe(`${name}: ${kind}`, () => {
      let opening: Promise<Fresh> | undefined;
      afterAll(async () => {
        if (!opening) return;
        const { database, remove } = await opening;
        await database.close();
        await remove();
      });
      suite(async () => (await (opening ??= fresh())).database);
    });
}

/** Describes a suite that needs PostgreSQL; left out as a whole where there is none. */
export const describePostgres = (name: string, suite: () => void): void => {
  if (testDatabaseUrl) describe(name, suite);
};

/** A data folder of its own, with an empty, migrated database in it. */
export async function dataFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtweefsel-'));
  await prepareFolder(folder, () => undefined);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function freshFolder(): Promise<Fresh> {
  const { folder, remove } = await dataFolder();
  return { database: await openEmbedded(folder), remove };
}

async function freshServer(): Promise<Fresh> {
  const { name, url } = await createDatabase(inject('template'));
  return { database: await openPostgres(url), remove: () => dropDatabase(name) };
}
