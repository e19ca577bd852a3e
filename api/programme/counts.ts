import type { Programme } from '../contracts/programme.ts';
import { quarterOf } from '../contracts/quarters.ts';

/** What was done in a wijk in a quarter; `area` is what it is shown under. */
export interface Count {
  /** ISO date of its first day. */
  quarter: string;
  area: string;
  measure: string;
  /** Null: too few to tell. */
  n: number | null;
  /** Or rounded down. */
  isExact: boolean;
}
type Told = Pick<Programme['measures'][number]['quarters'][number], 'n' | 'atLeast'>;

/** A count of what is told: null when nothing is, `atLeast` when there may be more. */
const sumOf = (counts: Pick<Count, 'n' | 'isExact'>[]): Told => {
  const told = counts.flatMap(({ n }) => n ?? []);
  return {
    n: told.length > 0 || counts.length === 0 ? told.reduce((sum, n) => sum + n, 0) : null,
    atLeast: told.length > 0 && counts.some(({ isExact }) => !isExact),
  };
};

function grouped(counts: Count[], by: (count: Count) => string): Map<string, Count[]> {
  const groups = new Map<string, Count[]>();
  for (const count of counts) groups.set(by(count), [...(groups.get(by(count)) ?? []), count]);
  return groups;
}

/**
 * Counts by measure, quarter and area, each quarter there; a total is the sum of what is told. `years`: the year as
 * a whole, of which more is told than of its quarters.
 */
export function measuresOf(
  counts: Count[],
  quarters: string[],
  years: Omit<Count, 'area' | 'quarter'>[],
): Programme['measures'] {
  return [...grouped(counts, ({ measure }) => measure)]
    .map(([measure, of]) => ({
      measure,
      year: years.some((year) => year.measure === measure)
        ? sumOf(years.filter((year) => year.measure === measure))
        : null,
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
