import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import type { Database } from './port.ts';
import { prepareFolder } from './prepared.ts';

/**
 * Opens the database that the environment asks for, up to date. `say` hears what takes long.
 * Throws StartError with one sentence when it cannot.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_READ_URL' | 'DATA_DIR'>,
  say: (line: string) => void,
): Promise<Database> {
  const database = config.DATABASE_URL
    ? await openPostgres(config.DATABASE_URL, config.DATABASE_READ_URL)
    : await openFolder(resolve(config.DATA_DIR), say);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openFolder(folder: string, say: (line: string) => void): Promise<Database> {
  await prepareFolder(folder, say);
  return openEmbedded(folder);
}
