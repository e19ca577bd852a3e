import type { Change, ScaleResult, Snapshot } from '../../contracts/waves.ts';
import { differenceInDifferences, directionOf, NOTHING } from './change.ts';
import { isTold } from './disclosure.ts';

type Survey = Snapshot['survey'];

const rounded = (figure: number, digits: number) => Number(figure.toFixed(digits));
const maybe = (figure: number | null, digits: number) =>
  figure === null ? null : rounded(figure, digits);
/** Of what runs to a hundred, a tenth would be a thousandth of it. */
const digitsOf = (most: number | null) => (most !== null && most > 10 ? 0 : 1);

/** The direction, too, is that of the figure that is read. */
function changeAsTold({ figures, ...change }: Change, digits: number): Change {
  if (!figures) return { ...change, figures };
  const difference = rounded(figures.difference, digits);
  return {
    ...change,
    direction: directionOf(difference),
    figures: {
      difference,
      low: rounded(figures.low, digits),
      high: rounded(figures.high, digits),
      bootstrapLow: maybe(figures.bootstrapLow, digits),
      bootstrapHigh: maybe(figures.bootstrapHigh, digits),
      dz: maybe(figures.dz, 2),
    },
  };
}

/**
 * As it leaves: in as many digits as are read. To the last one, a mean times how many there are is the sum of what they
 * answered, and two such sums tell of whoever is in one alone.
 */
export const asTold = ({ scales, items }: Pick<Survey, 'scales' | 'items'>) => ({
  scales: scales.map((scale) => ({
    ...scale,
    mean: maybe(scale.mean, digitsOf(scale.upTo)),
    sd: maybe(scale.sd, digitsOf(scale.upTo)),
    alpha: maybe(scale.alpha, 2),
    change: scale.change && changeAsTold(scale.change, digitsOf(scale.upTo)),
  })),
  items: items.map((item) => ({ ...item, mean: maybe(item.mean, digitsOf(item.most)) })),
});

/** A figure as it was told: itself, or between which two it lies. */
const boundsOf = (figure: number | null | undefined, between: Between, most: number): Between =>
  figure == null ? between : { low: figure - halfStep(most), high: figure + halfStep(most) };
type Between = { low: number; high: number } | null;
/** What is told lies within half a step of it. */
const halfStep = (most: number) => 0.5 / 10 ** digitsOf(most);

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
 * Another edition of a wave from which somebody withdrew, or the one before it: what is known of the others from what was
 * told before, for every answer that they may have given. It is made of that alone. Figures that are counted anew would,
 * beside those that somebody kept, be the answers of the one who left; and leaving others out with them would tell of
 * those. What stands beside another area is made anew of both: see `besideTold`.
 */
export const withoutOne = (was: Survey, from: { now: boolean; before: boolean }): Survey => ({
  ...was,
  answers: from.now ? oneLess(was.answers) : was.answers,
  onPaper: from.now ? null : was.onPaper,
  scales: was.scales.map((scale) => ({
    ...scale,
    ...(from.now && {
      n: oneLess(scale.n),
      mean: null,
      between: withoutOneOf(boundsOf(scale.mean, scale.between, scale.upTo), scale.n, [
        0,
        scale.upTo,
      ]),
      ...{ sd: null, alpha: null },
    }),
    ...((from.now || from.before) && { change: changeWithoutOne(scale.change, scale.upTo) }),
  })),
  items: !from.now
    ? was.items
    : was.items.map((item) => ({
        ...item,
        n: oneLess(item.n),
        mean: null,
        between:
          item.most === null
            ? null
            : withoutOneOf(boundsOf(item.mean, item.between, item.most), item.n, [0, item.most]),
        options: null,
      })),
});

/** Which way it went is told as long as that is sure. */
function changeWithoutOne(was: Change | null, upTo: number): Change | null {
  if (was === null) return null;
  const known = boundsOf(was.figures?.difference, was.between, upTo);
  const between = withoutOneOf(known, was.pairs, [-upTo, upTo]);
  if (between === null || (between.low <= 0 && between.high >= 0)) return null;
  const direction = between.low > 0 ? 'up' : 'down';
  return { pairs: was.pairs - 1, direction, between, figures: null };
}

/** A wave as it was told, beside another one as that was told: of the same version of the same questions. */
export function besideTold(own: Snapshot, other: Snapshot | null): Snapshot {
  const versionOf = new Map(other?.instruments.map(({ key, version }) => [key, version]));
  const same = own.instruments.filter(({ key, version }) => versionOf.get(key) === version);
  const changes = new Map(
    other?.survey.scales
      .filter(({ key }) => same.some((instrument) => key.startsWith(`${instrument.key}.`)))
      .map(({ key, change }) => [key, change]),
  );
  const scales = own.survey.scales.map((scale) => ({
    ...scale,
    compared: comparedOf(scale.change, changes.get(scale.key) ?? null, scale.upTo),
  }));
  return { ...own, survey: { ...own.survey, scales } };
}

/**
 * Which way, and by how much more than elsewhere, a change went. It is made of what both waves told, and of nothing
 * else: whoever compares a wave with ever new ones of their own making would find to the last digit what is in it.
 * `upTo`: what the scale runs to. Null where one of the two is not told;
 * after somebody withdrew from either a direction alone, as long as that is sure.
 */
export function comparedOf(
  own: Change | null,
  theirs: Change | null,
  upTo: number,
): ScaleResult['compared'] {
  if (!own || !theirs) return null;
  const pairs = { pairsWith: own.pairs, pairsWithout: theirs.pairs };
  const [ours, others] = [intervalOf(own, upTo), intervalOf(theirs, upTo)];
  if (!ours || !others)
    return { ...pairs, direction: whichIsHigher(own, theirs, upTo), figures: null };
  const { difference, low, high } = differenceInDifferences(ours, others)!;
  const told = rounded(difference, digitsOf(upTo));
  const step = 2 * halfStep(upTo);
  return {
    ...pairs,
    direction: directionOf(told),
    // Outwards by what either difference was rounded: so wide at least as of the changes themselves.
    figures: {
      difference: told,
      low: rounded(Math.floor(low / step + NOTHING) * step - step, 1),
      high: rounded(Math.ceil(high / step - NOTHING) * step + step, 1),
    },
  };
}

/** The interval of a change that is told in figures: the widest that is told so. */
const intervalOf = ({ pairs, figures }: Change, upTo: number) =>
  figures && {
    ...{ n: pairs, difference: figures.difference },
    low: figures.low - halfStep(upTo),
    high: figures.high + halfStep(upTo),
  };

/** Null: what is told of the two says no more than that both are in reach of each other. */
function whichIsHigher(own: Change, theirs: Change, upTo: number): Change['direction'] | null {
  if (isSame(own) && isSame(theirs)) return 'same';
  const [ours, others] = [reachOf(own, upTo), reachOf(theirs, upTo)];
  if (ours.low >= others.high) return 'up';
  return ours.high <= others.low ? 'down' : null;
}
const isSame = ({ direction, figures, between }: Change) =>
  direction === 'same' && !figures && !between;

/** All that a change may be that is told so. */
const reachOf = ({ direction, figures, between }: Change, upTo: number): NonNullable<Between> =>
  boundsOf(figures?.difference, between, upTo) ??
  {
    up: { low: NOTHING, high: upTo },
    down: { low: -upTo, high: -NOTHING },
    same: { low: -NOTHING, high: NOTHING },
  }[direction];
