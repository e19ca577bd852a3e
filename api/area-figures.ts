import type { ContextFigures } from './contracts/cimo.ts';
import type { Coverage } from './contracts/coverage.ts';
import { coverageQuery } from './contracts/coverage.ts';
import type { Network } from './contracts/network.ts';
import { figuresOf } from './connections/network/figures.ts';
import { readNetwork } from './connections/network/queries.ts';
import { coverageOf } from './coverage/figures.ts';
import type { CoverageState } from './coverage/state.ts';
import type { Database, Transaction } from './db/port.ts';
import type { Services } from './http/environment.ts';
import { today } from './http/today.ts';

/** What an area was like on a day, as everybody sees it; null where there are no such figures. */
export interface AreaFigures {
  coverage: Coverage | null;
  network: Network | null;
}
export type ReadAreaFigures = (code: string, on: string) => Promise<AreaFigures>;

/** Puts the figures of two domains beside each other, for what is learned of an area. */
export const areaFigures =
  (database: Database, coverage: CoverageState): ReadAreaFigures =>
  async (code, on) => {
    // Kept for good, so not from a replica that lags behind.
    const network = await database.asActor({ accountId: null }, 'fresh', (tx) =>
      readNetwork(tx, code, { on }),
    );
    const query = coverageQuery.parse({ on });
    const region = await coverage.regionOf(code, query);
    const area = region?.areas.get(code);
    return {
      network: network && (await figuresOf(code, network)),
      coverage: region && area ? coverageOf(region, area, { query, today: today() }) : null,
    };
  };

/** Of those the ones that are kept beside what was learned on that day. */
const contextOf = ({ coverage, network }: AreaFigures): ContextFigures => ({
  inhabitants: coverage?.population.inhabitants ?? null,
  completeness: coverage?.completeness ?? null,
  shareWithAtLeastFour: coverage?.shareWithAtLeastFour ?? null,
  places: network?.nodes ?? null,
  ties: network?.ties ?? null,
  isolateShare: network?.isolateShare ?? null,
  giantShare: network?.giantShare ?? null,
  stage: network?.stage ?? null,
});

/** A wijk, and the day of which its figures are kept. */
export interface Place {
  area: string;
  /** ISO date. */
  on: string;
}

/**
 * Keeps the figures of a wijk beside what was learned there, as everybody sees them: of that day they are, also when the
 * wijk changes. What fails here is put right by the next change; nobody's words are lost for it.
 */
export async function keepFigures(
  { areaFigures: read, database, log }: Services,
  place: Place | null,
  write: (tx: Transaction, place: Place, figures: ContextFigures) => Promise<void>,
): Promise<void> {
  if (!place) return;
  try {
    const figures = contextOf(await read(place.area, place.on));
    await database.asSystem((tx) => write(tx, place, figures));
  } catch (error) {
    log('warn', `The figures of ${place.area} could not be kept: ${String(error)}`);
  }
}
