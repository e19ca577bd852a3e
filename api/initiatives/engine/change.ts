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

/** Sums of fractions are off by a last bit: that is no change. */
export const NOTHING = 1e-9;
export const directionOf = (difference: number): 'up' | 'down' | 'same' =>
  difference > NOTHING ? 'up' : difference < -NOTHING ? 'down' : 'same';

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
  const spread = Math.sqrt(variance(changes));
  // All changed alike, but for a last bit.
  const sd = spread > NOTHING ? spread : 0;
  const error = sd / Math.sqrt(n);
  const reach = error === 0 ? 0 : tQuantile(CONFIDENCE, n - 1) * error;
  return {
    ...{ n, difference, low: difference - reach, high: difference + reach, df: n - 1 },
    t: error === 0 ? null : difference / error,
    dz: sd === 0 ? null : difference / sd,
  };
}

/** What a change is compared by: of `n` people, with its interval of paired t. */
export type Changed = Pick<Difference, 'n' | 'difference' | 'low' | 'high'>;

/**
 * Difference-in-differences (MEASURES E): how much more the people of one area changed than those of another, from
 * either change and its interval, which holds its standard error. By Welch's interval, for two groups need not vary
 * alike (Satterthwaite 1946). Null where a group has fewer than two.
 */
export function differenceInDifferences(withIt: Changed, without: Changed): Difference | null {
  if (Math.min(withIt.n, without.n) < 2) return null;
  const difference = withIt.difference - without.difference;
  const [one, other] = [withIt, without].map(
    ({ n, low, high }) => ((high - low) / 2 / tQuantile(CONFIDENCE, n - 1)) ** 2,
  ) as [number, number];
  const error = Math.sqrt(one + other);
  const n = withIt.n + without.n;
  if (error === 0) return { n, difference, low: difference, high: difference, df: n - 2, t: null };
  const df = (one + other) ** 2 / (one ** 2 / (withIt.n - 1) + other ** 2 / (without.n - 1));
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
