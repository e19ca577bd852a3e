import type { Snapshot } from '../../contracts/waves.ts';

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
 * fewer that the difference between the means and the change is of five scores or more. `alone`: who is in one of the two.
 */
export const pairsApart = <Pair>(pairs: Pair[], alone: number): Pair[] =>
  // A pair that is left out adds a score in each wave.
  isFew(alone) ? pairs.slice(0, -Math.ceil((LEAST_ANSWERS - alone) / 2)) : pairs;

type Survey = Snapshot['survey'];

/** Of as many as before, or at least five fewer: whoever kept what was told before finds nobody by subtracting. */
const isFarFrom = (was: number | null | undefined, is: number | null): is is number =>
  was != null && is !== null && (was === is || was - is >= LEAST_ANSWERS);

/** What another edition of a wave may tell beside the one before it, from which somebody withdrew. */
export function sinceEdition(before: Survey, now: Survey): Survey {
  const of = <Told extends { key: string }>(all: Told[], key: string) =>
    all.find((one) => one.key === key);
  return {
    ...now,
    answers: isFarFrom(before.answers, now.answers) ? now.answers : null,
    onPaper: isFarFrom(before.onPaper, now.onPaper) ? now.onPaper : null,
    scales: now.scales.map((scale) => {
      const was = of(before.scales, scale.key);
      if (!isFarFrom(was?.n, scale.n))
        return {
          ...scale,
          n: null,
          mean: null,
          sd: null,
          alpha: null,
          change: null,
          compared: null,
        };
      const { change, compared } = scale;
      const isCompared =
        isFarFrom(was?.compared?.pairsWith, compared?.pairsWith ?? null) &&
        isFarFrom(was?.compared?.pairsWithout, compared?.pairsWithout ?? null);
      return {
        ...scale,
        change: isFarFrom(was?.change?.pairs, change?.pairs ?? null) ? change : null,
        compared: isCompared ? compared : null,
      };
    }),
    items: now.items.map((item) => {
      const was = of(before.items, item.key);
      if (!isFarFrom(was?.n, item.n)) return { ...item, n: null, mean: null, options: null };
      const hides = (code: number) =>
        was?.options?.find((option) => option.code === code)?.n === null;
      return {
        ...item,
        options:
          was?.options == null
            ? null
            : (item.options?.map((one) => (hides(one.code) ? { ...one, n: null } : one)) ?? null),
      };
    }),
  };
}
