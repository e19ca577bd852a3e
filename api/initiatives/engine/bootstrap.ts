import { normal, normalQuantile } from './distributions.ts';
import { mean, NOTHING } from './change.ts';

/** Whole numbers from 0 up to (not with) a bound; the same seed gives the same. */
export type Draw = (below: number) => number;

/** SplitMix32 (Steele, Lea & Flood 2014, in 32 bits): small, and the same on every machine. */
export function drawFrom(seed: number): Draw {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return Math.floor(((mixed >>> 0) / 2 ** 32) * below);
  };
}

/**
 * The 95 % interval of a mean by drawing anew from the values, bias-corrected and accelerated (Efron 1987): for few
 * values, or values that lean to one side. Null of fewer than two, or of values that are all alike.
 */
export function bootstrapInterval(
  values: readonly number[],
  { resamples = 9999, draw = drawFrom(1) }: { resamples?: number; draw?: Draw } = {},
): { low: number; high: number } | null {
  const n = values.length;
  if (n < 2 || values.every((value) => Math.abs(value - values[0]!) <= NOTHING)) return null;
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += values[draw(n)]!;
    return sum / n;
  });
  const observed = mean(values);
  // Ties count half, as SciPy has it.
  let below = 0;
  for (const one of means) below += one < observed ? 1 : one === observed ? 0.5 : 0;
  const bias = normalQuantile(below / resamples);
  const acceleration = accelerationOf(values);
  means.sort();
  const at = (z: number): number => {
    const shifted = bias + z;
    return quantile(means, normal(bias + shifted / (1 - acceleration * shifted)));
  };
  const z = normalQuantile(0.975);
  return { low: at(-z), high: at(z) };
}

/** How the error of the mean changes with the mean: by leaving each value out (jackknife). */
function accelerationOf(values: readonly number[]): number {
  const n = values.length;
  const sum = values.reduce((total, value) => total + value, 0);
  const without = values.map((value) => (sum - value) / (n - 1));
  const middle = mean(without);
  const gaps = without.map((value) => (n - 1) * (middle - value));
  const cubes = gaps.reduce((total, gap) => total + gap ** 3, 0) / n ** 3;
  const squares = gaps.reduce((total, gap) => total + gap ** 2, 0) / n ** 2;
  return cubes / (6 * squares ** 1.5);
}

/** Linear between neighbours (Hyndman & Fan 1996, type 7), of sorted values. */
function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const [under, over] = [Math.floor(place), Math.ceil(place)];
  return sorted[under]! + (place - under) * (sorted[over]! - sorted[under]!);
}
