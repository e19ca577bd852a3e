import { tQuantile } from './distributions.ts';

/** A difference with its interval: by so much, at a confidence of 95 %. */
export interface Difference {
  n: number;
  difference: number;
  low: number;
  high: number;
  /** Degrees of freedom. */
  df: number;
  t: number | null;
}

const CONFIDENCE = 0.975;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample variance (n - 1). */
export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/**
 * How much the same people changed: the mean of their differences with its 95 % interval (paired t), and the effect
 * size d_z, the mean by the standard deviation of the differences (Cohen 1988; Lakens 2013, formula 6). Null of fewer
 * than two; d_z null where all changed alike.
 */
export function pairedChange(
  before: readonly number[],
  after: readonly number[],
): (Difference & { dz: number | null }) | null {
  if (before.length !== after.length) throw new RangeError('each answer before has one after');
  const n = before.length;
  if (n < 2) return null;
  const changes = after.map((value, i) => value - before[i]!);
  const difference = mean(changes);
  const sd = Math.sqrt(variance(changes));
  const error = sd / Math.sqrt(n);
  const reach = error === 0 ? 0 : tQuantile(CONFIDENCE, n - 1) * error;
  return {
    ...{ n, difference, low: difference - reach, high: difference + reach, df: n - 1 },
    t: error === 0 ? null : difference / error,
    dz: sd === 0 ? null : difference / sd,
  };
}

/**
 * Difference-in-differences (MEASURES E): how much more the people of one area changed than those of another, of each
 * of whom the change is given. By Welch's interval, for two groups need not vary alike (Satterthwaite 1946). Null
 * where a group has fewer than two.
 */
export function differenceInDifferences(
  changesWith: readonly number[],
  changesWithout: readonly number[],
): Difference | null {
  const groups = [changesWith, changesWithout];
  if (groups.some(({ length }) => length < 2)) return null;
  const difference = mean(changesWith) - mean(changesWithout);
  const [one, other] = groups.map((group) => variance(group) / group.length) as [number, number];
  const error = Math.sqrt(one + other);
  const n = changesWith.length + changesWithout.length;
  if (error === 0) return { n, difference, low: difference, high: difference, df: n - 2, t: null };
  const df =
    (one + other) ** 2 /
    (one ** 2 / (changesWith.length - 1) + other ** 2 / (changesWithout.length - 1));
  const reach = tQuantile(CONFIDENCE, df) * error;
  return {
    n,
    difference,
    low: difference - reach,
    high: difference + reach,
    df,
    t: difference / error,
  };
}
