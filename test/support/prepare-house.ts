import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

/** The variable that tells the suites which folder to begin from. */
export const HOUSE_FOLDER = 'HOUSE_FOLDER';

/** Lets a server fill one folder with the example, for all suites to copy: each would take as long. */
export default async function prepare(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtweefsel-house-'));
  const server = await startServer({ DEMO: '1', DATA_DIR: folder });
  await server.stop();
  process.env[HOUSE_FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
