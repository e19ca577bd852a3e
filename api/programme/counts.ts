import type { Programme } from '../contracts/programme.ts';
import { quarterOf } from '../contracts/quarters.ts';

/** What was done in a wijk in a quarter; `area` is what it is shown under. Null: too few to tell. */
export interface Count {
  /** ISO date of its first day. */
  quarter: string;
  area: string;
  measure: string;
  n: number | null;
}

/** A count of what is told: null when nothing is, `atLeast` when there is more. */
const sumOf = (counts: Count[]): { n: number | null; atLeast: boolean } => {
  const told = counts.flatMap(({ n }) => n ?? []);
  const isHidden = told.length < counts.length;
  return {
    n: told.length > 0 || !isHidden ? told.reduce((sum, n) => sum + n, 0) : null,
    atLeast: isHidden && told.length > 0,
  };
};

function grouped(counts: Count[], by: (count: Count) => string): Map<string, Count[]> {
  const groups = new Map<string, Count[]>();
  for (const count of counts) groups.set(by(count), [...(groups.get(by(count)) ?? []), count]);
  return groups;
}

/**
 * Counts by measure, quarter and area, each quarter there; a total is the sum of what is told. `years`: of each measure
 * the year as a whole, where that is told.
 */
export function measuresOf(
  counts: Count[],
  quarters: string[],
  years: Map<string, number>,
): Programme['measures'] {
  return [...grouped(counts, ({ measure }) => measure)]
    .map(([measure, of]) => ({
      measure,
      year: years.get(measure) ?? null,
      quarters: quarters.map((quarter) => {
        const here = of.filter((one) => quarterOf(one.quarter) === quarter);
        return {
          quarter,
          ...sumOf(here),
          areas: [...grouped(here, ({ area }) => area)]
            .map(([code, counted]) => ({ code, ...sumOf(counted) }))
            .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
        };
      }),
    }))
    .toSorted((a, b) => (a.measure < b.measure ? -1 : 1));
}
