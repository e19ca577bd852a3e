import type { Config } from '../config.ts';
import type { Database } from '../db/port.ts';
import { exampleAreas } from './example-areas.ts';
import { importFeatures, importNeighbourhoods } from './import/import.ts';
import type { Feature } from './import/read.ts';

/** Lelystad, Almere, Nijkerk and Ermelo: where the example data lies. */
const GEMEENTEN = ['GM0995', 'GM0034', 'GM0267', 'GM0233'];

/** A first start waits no longer than this: a closed network costs seconds, a slow one half a minute. */
const LIMITS = { tries: 2, answerMs: 3000, pauseMs: 200, longestPauseMs: 2000 };
const LONGEST_MS = 30_000;

/**
 * Gives an empty database its first areas: the official ones of four gemeenten from CBS_AREAS_URL,
 * or schematic ones of our own, with a message, when they cannot be had. Leaves areas that are
 * there already alone.
 */
export async function loadFirstAreas(
  database: Database,
  config: Pick<Config, 'CBS_AREAS_URL'>,
  say: (line: string) => void,
): Promise<void> {
  const known = await database.asSystem((tx) =>
    tx.query('select from public.current_years limit 1'),
  );
  if (known.length > 0) return;
  try {
    await importNeighbourhoods(database, config.CBS_AREAS_URL, {
      filters: GEMEENTEN.map((gemeentecode) => ({ gemeentecode })),
      limits: { ...LIMITS, signal: AbortSignal.timeout(LONGEST_MS) },
    });
    say('The official boundaries of Lelystad, Almere, Nijkerk and Ermelo (CBS, Kadaster) are in.');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await importFeatures(database, () => inTurn(exampleAreas()), { origin: 'example' });
    say(
      `The official boundaries could not be fetched (${why.replace(/\.$/, '')}): schematic areas stand in for them. Import the real ones with: npm run import -- neighbourhoods FILE|URL`,
    );
  }
}

async function* inTurn(features: readonly Feature[]): AsyncGenerator<Feature> {
  yield* features;
}
