import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadAreaFigures } from './area-figures.ts';
import { exampleAccountId, writeExampleAccounts } from './accounts/example.ts';
import { writeExampleAssets } from './assets/example.ts';
import { writeExampleConnections } from './connections/example.ts';
import { writeExampleLearning } from './learning/example.ts';
import { exampleDrawings, writeExampleInitiatives } from './initiatives/example.ts';
import { writeExampleWaves } from './initiatives/waves/example.ts';
import { writeExamplePopulation } from './coverage/population/example.ts';
import type { Config } from './config.ts';
import type { Database } from './db/port.ts';
import { writeExamplePhotos } from './photos/example.ts';
import type { PhotoStore } from './photos/store.ts';

/** Where the example resident lives: Het Rode Klif in Lelystad, longitude and latitude. */
const HOME = [5.4632, 52.5021];

/**
 * Are example data and accounts used? As DEMO says; without it, in an embedded data folder that was
 * new when it was first started, from then on.
 */
export async function isDemo(config: Config, isNewFolder: boolean): Promise<boolean> {
  if (config.DEMO !== undefined) return config.DEMO === '1';
  if (config.DATABASE_URL) return false;
  const mark = join(config.DATA_DIR, 'demo');
  if (isNewFolder) await writeFile(mark, 'Example data and accounts: DEMO=0 turns them off.\n');
  return stat(mark).then(
    () => true,
    () => false,
  );
}

/** Example accounts and assets, all marked as such. Writing them twice changes nothing. */
export async function writeExample(
  database: Database,
  photos: PhotoStore,
  figures: ReadAreaFigures,
): Promise<void> {
  await database.asSystem(async (tx) => {
    const [home] = await tx.query<{ wijk: string }>(
      `select n.parent_code as wijk from private.buurt_at(
         extensions.st_setsrid(extensions.st_point($1::float8, $2::float8), 4326)) at
       join public.neighbourhoods n on n.year = at.year and n.code = at.code`,
      HOME,
    );
    await writeExampleAccounts(tx, home?.wijk ?? 'GM0995');
    if (!home) return;
    const connector = exampleAccountId('connector');
    await writeExampleAssets(tx, connector);
    await writeExampleConnections(tx, connector);
    await writeExampleInitiatives(tx, {
      connector,
      coordinator: exampleAccountId('coordinator'),
      researcher: exampleAccountId('researcher'),
    });
    await writeExampleLearning(tx, { connector, coordinator: exampleAccountId('coordinator') });
    await writeExamplePopulation(tx);
  });
  await writeExampleWaves(database, figures, exampleAccountId('researcher'));
  await writeExamplePhotos(database, photos, exampleDrawings);
}
