import type { Answers, Asked, SurveyItem, SurveyScale } from '../../contracts/surveys.ts';
import type { Change, ItemResult, ScaleResult } from '../../contracts/waves.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { differenceInDifferences, mean, pairedChange, variance } from './change.ts';
import { cronbachAlpha, scaleScore, turned, type Scale } from './scale.ts';

/** One who answered: by what they alone hold, the same in every wave; null where they are not followed. */
export interface Respondent {
  person: string | null;
  answers: Answers;
}

/** A wave beside the one before it. */
export interface Followed {
  now: Respondent[];
  before: Respondent[];
}

/** Of fewer nothing is told; from so many pairs on a change is told in figures (MEASURES D and E). */
export const LEAST_ANSWERS = 5;
export const LEAST_PAIRS = 30;

const codeOf = (answers: Answers, key: string): number | null => {
  const given = answers[key];
  return typeof given === 'number' ? given : null;
};
const isTold = (n: number): boolean => n >= LEAST_ANSWERS;
const numbers = (values: (number | null)[]): number[] => values.filter((value) => value !== null);

/** The results of each question but those in words, and of each scale, of the answers of a wave. */
export function resultsOf(
  asked: Asked,
  { now, before }: Followed,
  comparison: Followed | null,
): { scales: ScaleResult[]; items: ItemResult[] } {
  return {
    scales: asked.flatMap(({ key, definition }) =>
      definition.scales.map((scale) =>
        scaleResult(key, scale, definition.items, now, before, comparison),
      ),
    ),
    items: asked.flatMap(({ key, definition }) =>
      definition.items.flatMap((item) =>
        item.kind === 'words' ? [] : [itemResult(`${key}.${item.key}`, item, now)],
      ),
    ),
  };
}

function scaleResult(
  instrument: string,
  { key, words, items, reversed, leastAnswered, upTo }: SurveyScale,
  all: SurveyItem[],
  now: Respondent[],
  before: Respondent[],
  comparison: Followed | null,
): ScaleResult {
  const [first] = all.filter((item) => item.key === items[0]);
  const scale: Scale = {
    most: first?.kind === 'scale' ? first.most : 4,
    reversed: reversed.map((of) => items.indexOf(of)),
    ...{ leastAnswered, upTo },
  };
  const codes = (answers: Answers) => items.map((item) => codeOf(answers, `${instrument}.${item}`));
  const score = ({ answers }: Respondent) => scaleScore(codes(answers), scale);
  const scores = numbers(now.map(score));
  const told = isTold(scores.length);
  const isMany = scores.length >= LEAST_PAIRS;
  const pairs = pairsOf({ now, before }, score);
  const others = comparison && pairsOf(comparison, score);
  return {
    ...{ key: `${instrument}.${key}`, words, upTo },
    n: told ? scores.length : null,
    mean: told ? mean(scores) : null,
    // With the mean they would tell of each answer of a few.
    sd: isMany ? Math.sqrt(variance(scores)) : null,
    alpha: isMany ? cronbachAlpha(now.map(({ answers }) => turned(codes(answers), scale))) : null,
    change: changeOf(pairs),
    compared: others && comparedOf(pairs, others),
  };
}

/** Scores of who has one in both waves: before, and now. */
function pairsOf(
  { now, before }: Followed,
  score: (respondent: Respondent) => number | null,
): [before: number, now: number][] {
  const earlier = new Map(
    before.flatMap((one) => {
      const figure = one.person === null ? null : score(one);
      return figure === null ? [] : [[one.person, figure] as const];
    }),
  );
  return now.flatMap((one) => {
    const [then, figure] = [earlier.get(one.person), score(one)];
    return one.person === null || then === undefined || figure === null ? [] : [[then, figure]];
  });
}

const directionOf = (difference: number): Change['direction'] =>
  difference > 0 ? 'up' : difference < 0 ? 'down' : 'same';

function changeOf(pairs: [number, number][]): Change | null {
  if (!isTold(pairs.length)) return null;
  const [then, now] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const { difference, low, high, dz } = pairedChange(then, now)!;
  const told = { pairs: pairs.length, direction: directionOf(difference) };
  if (pairs.length < LEAST_PAIRS) return { ...told, figures: null };
  const drawn = bootstrapInterval(now.map((value, i) => value - then[i]!));
  return {
    ...told,
    figures: {
      ...{ difference, low, high, dz },
      bootstrapLow: drawn?.low ?? null,
      bootstrapHigh: drawn?.high ?? null,
    },
  };
}

function comparedOf(own: [number, number][], others: [number, number][]): ScaleResult['compared'] {
  const least = Math.min(own.length, others.length);
  if (!isTold(least)) return null;
  const changes = (pairs: [number, number][]) => pairs.map(([then, now]) => now - then);
  const { difference, low, high } = differenceInDifferences(changes(own), changes(others))!;
  return {
    ...{ pairsWith: own.length, pairsWithout: others.length, direction: directionOf(difference) },
    figures: least < LEAST_PAIRS ? null : { difference, low, high },
  };
}

function itemResult(
  key: string,
  item: Exclude<SurveyItem, { kind: 'words' }>,
  now: Respondent[],
): ItemResult {
  const { kind, words } = item;
  const answered = now.filter(({ answers }) => answers[key] !== undefined);
  const told = isTold(answered.length);
  const values = numbers(answered.map(({ answers }) => codeOf(answers, key)));
  const options =
    kind === 'number'
      ? null
      : kind === 'scale'
        ? Array.from({ length: item.most + 1 }, (_, code) => ({ code, words: null }))
        : item.options;
  const chosen = (code: number) =>
    answered.filter(({ answers }) => {
      const given = answers[key];
      return Array.isArray(given) ? given.includes(code) : given === code;
    }).length;
  const counted =
    told && options
      ? withoutFew(
          options.map((one) => ({ ...one, n: chosen(one.code) })),
          kind !== 'several',
        )
      : null;
  const hides = counted?.some(({ n }) => n === null) ?? false;
  return {
    ...{ key, kind, words, most: kind === 'scale' ? item.most : null },
    n: told ? answered.length : null,
    mean: told && (kind === 'scale' || kind === 'number') ? mean(values) : null,
    options: kind === 'scale' && hides ? null : counted,
  };
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
