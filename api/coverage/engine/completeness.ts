import type { Cells, Range } from './cells.ts';

/** The classes of MEASURES A: the divisor is always six. */
const CLASSES = 6;
const MOST_OF_THEM = 4;

/**
 * C7: the mean share of the six classes that people reach, and the share of people that reach four or more.
 * `reaches` tells of a class whether it is reached from a cell; a class that is left out is reached by nobody.
 */
export function completeness(
  { inhabitants }: Cells,
  reaches: ((cell: number) => boolean)[],
  { from, to }: Range,
): { completeness: number | null; shareWithAtLeastFour: number | null } {
  let people = 0;
  let classes = 0;
  let most = 0;
  for (let i = from; i < to; i += 1) {
    const here = inhabitants[i]!;
    if (here === 0) continue;
    let reached = 0;
    for (const reach of reaches) if (reach(i)) reached += 1;
    people += here;
    classes += here * reached;
    if (reached >= MOST_OF_THEM) most += here;
  }
  if (people === 0) return { completeness: null, shareWithAtLeastFour: null };
  return { completeness: classes / CLASSES / people, shareWithAtLeastFour: most / people };
}

/** Evenness of the mix of classes (Pielou): 1 when all six are as many, null when there are none. */
export function evenness(counts: number[]): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / all) * Math.log(count / all);
  return entropy / Math.log(CLASSES);
}
