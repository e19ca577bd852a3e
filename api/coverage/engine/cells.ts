/**
 * Where people live: points in metres (EPSG:28992) with how many live there, in the order of their groups.
 * `groups` is where each group (a buurt) begins, and the end: group g holds cells groups[g] to groups[g + 1].
 */
export interface Cells {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly inhabitants: Float64Array;
  readonly groups: Int32Array;
}

/** Cells from one up to, but not including, another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const everyCell = (cells: Cells): Range => ({ from: 0, to: cells.x.length });

/** How many live in these cells. */
export function sumOf(numbers: Float64Array, { from, to }: Range): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += numbers[i]!;
  return sum;
}
