import cephes from 'cephes';

// The same functions that SciPy stands on; WebAssembly, ready before the first question.
await cephes.compiled;

/**
 * Quantile of Student's t distribution with `df` degrees of freedom (not needing to be whole), for 0.5 < p < 1: by
 * the inverse of the regularised incomplete beta function (Abramowitz & Stegun 26.7.1).
 */
export function tQuantile(p: number, df: number): number {
  const x = cephes.incbi(df / 2, 0.5, 2 * (1 - p));
  return Math.sqrt((df * (1 - x)) / x);
}

/** Cumulative standard normal distribution, and its inverse. */
export const normal: (z: number) => number = cephes.ndtr;
export const normalQuantile: (p: number) => number = cephes.ndtri;
