/** Of fewer nothing is told (MEASURES D and E). */
export const LEAST_ANSWERS = 5;

export const isTold = (n: number): boolean => n >= LEAST_ANSWERS;
/** So many, but not none: whoever knows the rest finds them. */
const isFew = (n: number): boolean => n > 0 && n < LEAST_ANSWERS;

/** Are there a few who are in one of these and not in the other? Then what both tell tells of those few. */
export function differsByFew<One>(these: ReadonlySet<One>, those: ReadonlySet<One>): boolean {
  const only = (some: ReadonlySet<One>, others: ReadonlySet<One>) =>
    [...some].filter((one) => !others.has(one)).length;
  return isFew(only(these, those) + only(those, these));
}

/**
 * Counts under five are not told, nor others where what is told would give them away: together with the total, one
 * that is left out alone, or all that are, when they are fewer than five. `addUp`: each person is in one of them.
 */
export function withoutFew<Counted extends { n: number }>(
  counted: Counted[],
  addUp = true,
): (Omit<Counted, 'n'> & { n: number | null })[] {
  const hidden = new Set(counted.filter(({ n }) => n < LEAST_ANSWERS));
  const sum = () => [...hidden].reduce((total, { n }) => total + n, 0);
  while (
    addUp &&
    hidden.size > 0 &&
    hidden.size < counted.length &&
    (hidden.size < 2 || sum() < LEAST_ANSWERS)
  ) {
    const [next] = counted.filter((one) => !hidden.has(one)).toSorted((a, b) => a.n - b.n);
    hidden.add(next!);
  }
  return counted.map((one) => ({ ...one, n: hidden.has(one) ? null : one.n }));
}

/** Where each may choose several of them: nor a count that nearly all of `total` are in, for it tells of those who are not. */
export const withoutNearlyAll = <Counted extends { n: number }>(
  counted: Counted[],
  total: number,
) =>
  withoutFew(counted, false).map((one) =>
    one.n !== null && total - one.n < LEAST_ANSWERS ? { ...one, n: null } : one,
  );

/**
 * Pairs of whom a change is told, beside the means of all in both waves: where a few are in one wave alone, so many pairs
 * fewer that the difference between the means and the change is of five scores or more. `alone`: who is in one of the two;
 * `wasLeft`: the means of the wave before may be known from when somebody was in it who took their answers back.
 */
export function pairsApart<Pair>(pairs: Pair[], alone: number, wasLeft: boolean): Pair[] {
  // A pair that is left out adds a score in each wave.
  const fewer = Math.max(
    isFew(alone) ? Math.ceil((LEAST_ANSWERS - alone) / 2) : 0,
    wasLeft ? Math.ceil(LEAST_ANSWERS / 2) : 0,
  );
  return pairs.slice(0, Math.max(0, pairs.length - fewer));
}
