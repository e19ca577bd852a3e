import type { Cells } from './cells.ts';
import type { Places } from './places.ts';

/** Cells that a site would newly reach, each site a list; weights are the people in each cell. */
export interface Candidates {
  covers: Int32Array[];
  people: Float64Array;
}

export interface Chosen {
  /** Numbers of candidates, in the order in which they add most. */
  sites: number[];
  /** How many people each adds to those before it. */
  adds: number[];
  reached: number;
  /** No choice of as many sites reaches more than this. */
  atMost: number;
}

/** What each site (metres, EPSG:28992) would newly reach: cells within the distance that reach none now. */
export function candidatesOf(
  cells: Cells,
  cellPlaces: Places,
  isReached: (cell: number) => boolean,
  sites: { x: number; y: number }[],
  within: number,
): Candidates {
  const covers = sites.map(({ x, y }) => {
    const found: number[] = [];
    cellPlaces.within(x, y, within, (cell) => {
      if (cells.inhabitants[cell]! > 0 && !isReached(cell)) found.push(cell);
    });
    return Int32Array.from(found).sort();
  });
  return { covers, people: cells.inhabitants };
}

/**
 * The sites that reach most people (maximal covering, Church & ReVelle 1974), one after the other the best:
 * never less than 1 - 1/e (63 %) of the best choice (Nemhauser, Wolsey & Fisher 1978), and `atMost` says how
 * much less it can be here: at any step, what is reached plus the largest gains that are left.
 */
export function greedy({ covers, people }: Candidates, count: number): Chosen {
  const isCovered = new Uint8Array(people.length);
  const gainOf = (site: number) => {
    let gain = 0;
    for (const cell of covers[site]!) if (isCovered[cell] === 0) gain += people[cell]!;
    return gain;
  };
  const open = new Set(covers.keys());
  const chosen: Chosen = { sites: [], adds: [], reached: 0, atMost: Infinity };
  for (let step = 0; step <= count; step += 1) {
    const gains = [...open].map((site) => ({ site, gain: gainOf(site) }));
    gains.sort((a, b) => b.gain - a.gain || a.site - b.site);
    const largest = gains.slice(0, count).reduce((sum, { gain }) => sum + gain, 0);
    chosen.atMost = Math.min(chosen.atMost, chosen.reached + largest);
    const best = gains[0];
    if (step === count || !best || best.gain === 0) break;
    open.delete(best.site);
    for (const cell of covers[best.site]!) isCovered[cell] = 1;
    chosen.sites.push(best.site);
    chosen.adds.push(best.gain);
    chosen.reached += best.gain;
  }
  return chosen;
}
