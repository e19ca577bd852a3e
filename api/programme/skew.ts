import type { Programme } from '../contracts/programme.ts';

/** Of fewer people nothing is told (MEASURES E). */
const LEAST_PEOPLE = 10;

/**
 * How unevenly effort is shared (MEASURES E, skewed effort), of how much each contributed: the share of the busiest tenth,
 * and the Gini coefficient (0 when all did the same). Null of fewer than ten people.
 */
export function skewOf(contributions: readonly number[]): Programme['effort'] {
  const people = contributions.length;
  if (people < LEAST_PEOPLE) return null;
  const sorted = contributions.toSorted((a, b) => a - b);
  const all = sorted.reduce((sum, n) => sum + n, 0);
  const busiest = sorted.slice(-Math.ceil(people / 10)).reduce((sum, n) => sum + n, 0);
  const ranked = sorted.reduce((sum, n, i) => sum + (i + 1) * n, 0);
  return {
    people,
    busiestShare: busiest / all,
    gini: (2 * ranked) / (people * all) - (people + 1) / people,
  };
}

/** As it leaves: to the last digit, a share of a known total is what the busiest did. */
export const roughly = (effort: Programme['effort']): Programme['effort'] =>
  effort && {
    people: Math.floor(effort.people / 5) * 5,
    busiestShare: Math.round(effort.busiestShare * 20) / 20,
    gini: Math.round(effort.gini * 20) / 20,
  };
