import { sumOf, type Cells, type Range } from './cells.ts';

/** The cells of a range where anybody lives, those with the least first. */
function fromLeast({ inhabitants }: Cells, access: Float64Array, { from, to }: Range): number[] {
  const order: number[] = [];
  for (let i = from; i < to; i += 1) if (inhabitants[i]! > 0) order.push(i);
  return order.sort((a, b) => access[a]! - access[b]! || a - b);
}

/**
 * Gini coefficient of access among people (MEASURES C9; Delbosc & Currie 2011): 0 when all have the same.
 * Null where nobody lives or nobody has any.
 */
export function gini(cells: Cells, access: Float64Array, range: Range): number | null {
  const people = sumOf(cells.inhabitants, range);
  let all = 0;
  for (let i = range.from; i < range.to; i += 1) all += cells.inhabitants[i]! * access[i]!;
  if (people === 0 || all === 0) return null;
  let [x, y, area] = [0, 0, 0];
  for (const i of fromLeast(cells, access, range)) {
    const nextX = x + cells.inhabitants[i]! / people;
    const nextY = y + (cells.inhabitants[i]! * access[i]!) / all;
    area += (nextX - x) * (nextY + y);
    [x, y] = [nextX, nextY];
  }
  return 1 - area;
}

/**
 * Mean access of the fifth of the people that comes first and last in the order of `rank` (MEASURES C9): by
 * access itself, or by what is known of how well off a cell is. A cell on the edge counts in part.
 */
export function fifths(
  cells: Cells,
  access: Float64Array,
  range: Range,
  rank: Float64Array = access,
): { lowest: number; highest: number } | null {
  const people = sumOf(cells.inhabitants, range);
  if (people === 0) return null;
  const order = fromLeast(cells, rank, range);
  const meanOf = (cellsInOrder: number[]) => {
    let left = people / 5;
    let sum = 0;
    for (const i of cellsInOrder) {
      const taken = Math.min(left, cells.inhabitants[i]!);
      sum += taken * access[i]!;
      left -= taken;
      if (left <= 0) break;
    }
    return sum / (people / 5);
  };
  return { lowest: meanOf(order), highest: meanOf(order.reverse()) };
}
