import { ckmeans, quantileSorted } from 'simple-statistics';
import type { Coverage } from '../../api/contracts/coverage.ts';
import type { CoverageLook } from './address.ts';

export const CLASSES = 5;

/** What an area is coloured by, as a share of 0 to 1; null: too few people, or not known. */
export function shareOf({ kinds, completeness }: Coverage, look: CoverageLook): number | null {
  if (look.shows === 'complete') return completeness;
  return kinds.find(({ kind }) => kind === look.kind)?.reachShare ?? null;
}

/**
 * The upper limits of the classes but for the last, rising: in equal steps, with as many areas in each, or where
 * the values part of themselves (natural breaks; Ckmeans, Wang & Song 2011).
 */
export function limitsOf(shares: number[], classes: CoverageLook['classes']): number[] {
  const equal = Array.from({ length: CLASSES - 1 }, (_, n) => (n + 1) / CLASSES);
  const sorted = shares.toSorted((a, b) => a - b);
  // Fewer values than classes: there is nothing to divide but the scale.
  if (classes === 'equal' || new Set(sorted).size < CLASSES) return equal;
  // Where many have the same, a class less: one of nothing tells nothing.
  if (classes === 'quantile')
    return [...new Set(equal.map((part) => quantileSorted(sorted, part)))].filter(
      (limit) => limit < sorted.at(-1)!,
    );
  return ckmeans(sorted, CLASSES)
    .slice(0, -1)
    .map((cluster) => cluster.at(-1)!);
}

/** The class of a share, from 0. In equal steps the limit itself is the start of the next. */
export const classOf = (
  share: number,
  limits: number[],
  classes: CoverageLook['classes'],
): number =>
  limits.filter((limit) => (classes === 'equal' ? share >= limit - 1e-9 : share > limit)).length;

/** The step of the ramp (0 to CLASSES - 1) of a class: fewer classes take steps that lie further apart. */
export const rampOf = (step: number, limits: number[]): number =>
  limits.length === 0 ? 0 : Math.round((step * (CLASSES - 1)) / limits.length);
