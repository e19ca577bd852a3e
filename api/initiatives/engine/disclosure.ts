import type { Change, Snapshot } from '../../contracts/waves.ts';

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

const rounded = (figure: number, digits: number) => Number(figure.toFixed(digits));
const maybe = (figure: number | null, digits: number) =>
  figure === null ? null : rounded(figure, digits);
const roundedDifference = (of: { difference: number; low: number; high: number }) => ({
  difference: rounded(of.difference, 1),
  low: rounded(of.low, 1),
  high: rounded(of.high, 1),
});

/**
 * As it leaves: in as many digits as are read. To the last one, a mean times how many there are is the sum of what they
 * answered, and two such sums tell of whoever is in one alone.
 */
export const asTold = ({ scales, items }: Pick<Survey, 'scales' | 'items'>) => ({
  scales: scales.map((scale) => ({
    ...scale,
    mean: maybe(scale.mean, 1),
    sd: maybe(scale.sd, 1),
    alpha: maybe(scale.alpha, 2),
    change: scale.change && {
      ...scale.change,
      figures: scale.change.figures && {
        ...roundedDifference(scale.change.figures),
        bootstrapLow: maybe(scale.change.figures.bootstrapLow, 1),
        bootstrapHigh: maybe(scale.change.figures.bootstrapHigh, 1),
        dz: maybe(scale.change.figures.dz, 2),
      },
    },
    compared: scale.compared && {
      ...scale.compared,
      figures: scale.compared.figures && roundedDifference(scale.compared.figures),
    },
  })),
  items: items.map((item) => ({ ...item, mean: maybe(item.mean, 1) })),
});

/** A figure as it was told: itself, or between which two it lies. */
const boundsOf = (figure: number | null | undefined, between: Between): Between =>
  figure == null ? between : { low: figure - HALF_STEP, high: figure + HALF_STEP };
type Between = { low: number; high: number } | null;
/** What is told to one decimal lies within half a step of it. */
const HALF_STEP = 0.05;

/**
 * Where the mean of `n` lies once one of them is out, who lay between `least` and `most`; null where fewer than five are
 * left. Rounded outwards, so that it holds.
 */
function withoutOneOf(
  was: Between,
  n: number | null,
  [least, most]: [least: number, most: number],
): Between {
  if (was === null || n === null || !isTold(n - 1)) return null;
  const outward = (figure: number, round: (x: number) => number) =>
    Math.min(most, Math.max(least, round(figure * 10) / 10));
  return {
    low: outward((n * was.low - most) / (n - 1), Math.floor),
    high: outward((n * was.high - least) / (n - 1), Math.ceil),
  };
}

const oneLess = (n: number | null) => (n !== null && isTold(n - 1) ? n - 1 : null);

/**
 * Another edition of a wave from which somebody withdrew: what is known of the others from what was told before, for
 * every answer that they may have given. It is made of that alone. Figures that are counted anew would, beside those that
 * somebody kept, be the answers of the one who left; and leaving others out with them would tell of those. `counted`: they
 * were in this wave, and not just in one that it stands beside.
 */
export const withoutOne = (before: Survey, counted: boolean): Survey => ({
  ...before,
  answers: counted ? oneLess(before.answers) : before.answers,
  onPaper: counted ? null : before.onPaper,
  scales: before.scales.map((scale) => ({
    ...scale,
    ...(counted && {
      n: oneLess(scale.n),
      mean: null,
      between: withoutOneOf(boundsOf(scale.mean, scale.between), scale.n, [0, scale.upTo]),
      ...{ sd: null, alpha: null },
    }),
    change: changeWithoutOne(scale.change, scale.upTo),
    compared: null,
  })),
  items: !counted
    ? before.items
    : before.items.map((item) => ({
        ...item,
        n: oneLess(item.n),
        mean: null,
        between:
          item.most === null
            ? null
            : withoutOneOf(boundsOf(item.mean, item.between), item.n, [0, item.most]),
        options: null,
      })),
});

/** Which way it went is told as long as that is sure. */
function changeWithoutOne(was: Change | null, upTo: number): Change | null {
  if (was === null) return null;
  const known = boundsOf(was.figures?.difference, was.between);
  const between = withoutOneOf(known, was.pairs, [-upTo, upTo]);
  if (between === null || (between.low <= 0 && between.high >= 0)) return null;
  const direction = between.low > 0 ? 'up' : 'down';
  return { pairs: was.pairs - 1, direction, between, figures: null };
}
