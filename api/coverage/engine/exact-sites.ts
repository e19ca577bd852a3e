import type { Highs } from 'highs';
import { greedy, type Candidates, type Chosen } from './sites.ts';

/** More candidates than this are answered by greedy alone. */
export const MOST_CANDIDATES = 200;

/**
 * The best choice of sites, proven, as an integer program (Church & ReVelle 1974): cells that the same sites
 * reach count as one. Null where it is not proven within the seconds.
 */
export function exact(
  highs: Highs,
  candidates: Candidates,
  count: number,
  seconds: number,
): Chosen | null {
  const { covers, people } = candidates;
  const sitesOf = new Map<number, number[]>();
  for (const [site, cells] of covers.entries())
    for (const cell of cells) sitesOf.set(cell, [...(sitesOf.get(cell) ?? []), site]);
  const weights = new Map<string, number>();
  for (const [cell, sites] of sitesOf) {
    const key = sites.join(' ');
    weights.set(key, (weights.get(key) ?? 0) + people[cell]!);
  }
  if (weights.size === 0) return greedy(candidates, count);
  const groups = [...weights];
  const isNamed = [...covers.keys()].filter((site) => covers[site]!.length > 0);
  const program = [
    'Maximize',
    ` reached: ${groups.map(([, weight], g) => `${weight} y${g}`).join(' + ')}`,
    'Subject To',
    ` count: ${isNamed.map((site) => `x${site}`).join(' + ')} <= ${count}`,
    ...groups.map(
      ([key], g) => ` c${g}: y${g} - ${key.replaceAll(' ', ' - x').replace(/^/, 'x')} <= 0`,
    ),
    'Bounds',
    ...groups.map((_, g) => ` y${g} <= 1`),
    'Binary',
    ` ${isNamed.map((site) => `x${site}`).join(' ')}`,
    'End',
  ].join('\n');
  const solved = highs.solve(program, { output_flag: false, time_limit: seconds, mip_rel_gap: 0 });
  if (solved.Status !== 'Optimal') return null;
  const chosen = isNamed.filter((site) => (solved.Columns[`x${site}`]?.Primal ?? 0) > 0.5);
  // Among the chosen, in the order in which they add most: reckoned anew, not as the solver rounds.
  const within = { covers: chosen.map((site) => covers[site]!), people };
  const ordered = greedy(within, chosen.length);
  return {
    ...ordered,
    sites: ordered.sites.map((at) => chosen[at]!),
    atMost: ordered.reached,
  };
}
