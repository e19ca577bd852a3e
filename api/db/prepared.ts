import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from './embedded.ts';
import { migrate, readMigrations, readPlatform } from './migrate.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/buurtweefsel/', import.meta.url));
const require = createRequire(import.meta.url);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Fills an empty data folder from a prepared one: making a database with PostGIS takes ten seconds,
 * copying one a fraction of one. The prepared folder is made once for each set of migrations and
 * versions. `say` hears what takes long. Does nothing when the folder holds a database already.
 */
export async function prepareFolder(folder: string, say: (line: string) => void): Promise<void> {
  const target = join(folder, 'database');
  if (await exists(target)) return;
  const prepared = join(cache, await recipe(), 'database');
  if (!(await exists(prepared))) {
    say('Preparing the database, once: this takes about ten seconds.');
    await make(dirname(prepared));
  }
  // Copied beside its place and then moved: a copy cut off half-way is never taken for a database.
  await mkdir(folder, { recursive: true });
  const copy = await mkdtemp(join(folder, 'copying-'));
  // Nothing else runs yet, and file by file in the background takes three times as long.
  cpSync(prepared, copy, { recursive: true });
  await rename(copy, target);
}

async function make(prepared: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'making-'));
  const database = await openEmbedded(draft);
  await migrate(database);
  await database.close();
  // Another process may have been quicker; its folder is as good.
  await rename(draft, prepared).catch(() => rm(draft, { recursive: true, force: true }));
}

async function recipe(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(process.arch);
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis']) {
    // Their package.json is not exported: read the one that stands above the entry file.
    const entry = require.resolve(name);
    hash.update(name + (await stat(entry)).size);
  }
  hash.update(await readPlatform());
  for (const { version, sql } of await readMigrations()) hash.update(version + sql);
  return hash.digest('hex').slice(0, 16);
}
