import type { Range } from './cells.ts';

let keys = new Float64Array(0);
let weights = new Float64Array(0);

/**
 * For each share (0 to 1, rising): the smallest value at which the summed weights reach that share of all.
 * Selects without sorting (Hoare 1961, weighted), so it takes time in proportion to the number of values.
 * The weights must not all be 0.
 */
export function weightedQuantiles(
  values: Float64Array,
  weight: Float64Array,
  shares: number[],
  { from, to }: Range,
): number[] {
  if (keys.length < to - from) {
    keys = new Float64Array(2 * (to - from));
    weights = new Float64Array(2 * (to - from));
  }
  let n = 0;
  let total = 0;
  for (let i = from; i < to; i += 1) {
    if (weight[i] === 0) continue;
    keys[n] = values[i]!;
    weights[n] = weight[i]!;
    total += weight[i]!;
    n += 1;
  }
  let low = 0;
  let before = 0;
  return shares.map((share) => {
    ({ low, before } = select(low, n - 1, before, share * total));
    return keys[low]!;
  });
}

/** Moves the value at which the weights reach `wanted` to its place, the smaller before and the larger behind it. */
function select(low: number, high: number, before: number, wanted: number) {
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (keys[left]! < pivot) left += 1;
      while (keys[right]! > pivot) right -= 1;
      if (left > right) break;
      swap(left, right);
      left += 1;
      right -= 1;
    }
    // Now low..right are at most the pivot, left..high at least; what lies between equals it.
    let lower = before;
    for (let i = low; i <= right; i += 1) lower += weights[i]!;
    if (wanted <= lower) {
      high = right;
      continue;
    }
    let middle = lower;
    for (let i = right + 1; i < left; i += 1) middle += weights[i]!;
    if (wanted <= middle) return { low: right + 1, before: lower };
    before = middle;
    low = left;
  }
  return { low: Math.min(low, high), before };
}

function swap(one: number, other: number): void {
  const [key, weight] = [keys[one]!, weights[one]!];
  keys[one] = keys[other]!;
  weights[one] = weights[other]!;
  keys[other] = key;
  weights[other] = weight;
}
