import type { Answers, Asked, SurveyItem, SurveyScale } from '../../contracts/surveys.ts';
import type { Change, ItemResult, ScaleResult } from '../../contracts/waves.ts';
import { LEAST_PAIRS } from '../../contracts/wave-words.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { directionOf, mean, pairedChange, variance } from './change.ts';
import { differsByFew, isTold, pairsApart, withoutFew, withoutNearlyAll } from './disclosure.ts';
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
  /** Of those before somebody took back what they answered: what they were told of together may be known still. */
  wasLeft?: boolean;
}

const codeOf = (answers: Answers, key: string): number | null => {
  const given = answers[key];
  return typeof given === 'number' ? given : null;
};
const numbers = (values: (number | null)[]): number[] => values.filter((value) => value !== null);

type Group = ReadonlySet<Respondent>;

/**
 * The results of each question but those in words, and of each scale, of the answers of a wave. Scales that share
 * questions are of who answered all of them: of what few skipped, one scale beside another tells. A scale comes before its
 * questions: where a few are in one and not in the other, the question is not told.
 */
export function resultsOf(
  asked: Asked,
  all: Followed,
): {
  scales: ScaleResult[];
  items: ItemResult[];
} {
  const told: { items: string[]; who: Group }[] = [];
  const scales = asked.flatMap(({ key, definition }) =>
    definition.scales.map((scale) => {
      const questions = sharedBy(scale, definition.scales).map((item) => `${key}.${item}`);
      const { result, who } = scaleResult(key, scale, definition.items, ofAll(all, questions));
      if (who) told.push({ items: scale.items.map((item) => `${key}.${item}`), who });
      return result;
    }),
  );
  /** Tells nothing of a few, beside the scales that are told of the same question. */
  const isApart = (item: string, who: Group) =>
    told
      .filter(({ items }) => items.includes(item))
      .every((scale) => !differsByFew(scale.who, who));
  return {
    scales,
    items: asked.flatMap(({ key, definition }) =>
      definition.items.flatMap((item) =>
        item.kind === 'words' ? [] : [itemResult(`${key}.${item.key}`, item, all.now, isApart)],
      ),
    ),
  };
}

/** The questions of a scale and of those that share some with it, or with one that does; none where it shares none. */
function sharedBy(scale: SurveyScale, scales: SurveyScale[]): string[] {
  let group = [scale];
  for (;;) {
    const items = new Set(group.flatMap((one) => one.items));
    const wider = scales.filter((one) => one.items.some((item) => items.has(item)));
    if (wider.length === group.length) return group.length > 1 ? [...items] : [];
    group = wider;
  }
}

/** Of those who answered all of these questions. */
function ofAll({ now, before, ...rest }: Followed, questions: string[]): Followed {
  const answered = ({ answers }: Respondent) =>
    questions.every((question) => codeOf(answers, question) !== null);
  return { ...rest, now: now.filter(answered), before: before.filter(answered) };
}

function scaleResult(
  instrument: string,
  { key, words, items, reversed, leastAnswered, upTo }: SurveyScale,
  questions: SurveyItem[],
  all: Followed,
): { result: ScaleResult; who: Group | null } {
  const { now } = all;
  const [first] = questions.filter((item) => item.key === items[0]);
  const scale: Scale = {
    most: first?.kind === 'scale' ? first.most : 4,
    reversed: reversed.map((of) => items.indexOf(of)),
    ...{ leastAnswered, upTo },
  };
  const codes = (answers: Answers) => items.map((item) => codeOf(answers, `${instrument}.${item}`));
  const score = ({ answers }: Respondent) => scaleScore(codes(answers), scale);
  const scored = now.filter((one) => score(one) !== null);
  const scores = numbers(scored.map(score));
  const who = new Set(scored);
  const told = isTold(who.size);
  const isMany = told && scores.length >= LEAST_PAIRS;
  // Alpha is of who answered every question: of few of them nothing, nor beside the mean of a few more.
  const whole = now.filter(({ answers }) => codes(answers).every((code) => code !== null));
  const hasAlpha =
    isMany && whole.length >= LEAST_PAIRS && !differsByFew(new Set(whole), new Set(scored));
  const pairs = told ? pairsOf(all, score) : [];
  const result = {
    ...{ key: `${instrument}.${key}`, words, upTo },
    n: told ? scores.length : null,
    mean: told ? mean(scores) : null,
    // With the mean they would tell of each answer of a few.
    sd: isMany ? Math.sqrt(variance(scores)) : null,
    alpha: hasAlpha
      ? cronbachAlpha(whole.map(({ answers }) => turned(codes(answers), scale)))
      : null,
    between: null,
    change: changeOf(pairs),
    compared: null,
  };
  return { result, who: told ? who : null };
}

/** Scores of who has one in both waves: before, and now; as far as they may be told beside those of all. */
function pairsOf(
  { now, before, wasLeft = false }: Followed,
  score: (respondent: Respondent) => number | null,
): [before: number, now: number][] {
  const earlier = new Map(
    before.flatMap((one) => {
      const figure = one.person === null ? null : score(one);
      return figure === null ? [] : [[one.person, figure] as const];
    }),
  );
  const pairs = now.flatMap((one): [number, number][] => {
    const [then, figure] = [earlier.get(one.person), score(one)];
    return one.person === null || then === undefined || figure === null ? [] : [[then, figure]];
  });
  const scored = [now, before].map((wave) => wave.filter((one) => score(one) !== null).length);
  return pairsApart(pairs, scored[0]! + scored[1]! - 2 * pairs.length, wasLeft);
}

function changeOf(pairs: [number, number][]): Change | null {
  if (!isTold(pairs.length)) return null;
  const [then, now] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const { difference, low, high, dz } = pairedChange(then, now)!;
  const told = { pairs: pairs.length, direction: directionOf(difference), between: null };
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

function itemResult(
  key: string,
  item: Exclude<SurveyItem, { kind: 'words' }>,
  now: Respondent[],
  isApart: (key: string, who: Group) => boolean,
): ItemResult {
  const { kind, words } = item;
  const answered = now.filter(({ answers }) => answers[key] !== undefined);
  const told = isTold(answered.length) && isApart(key, new Set(answered));
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
  const counts = (options ?? []).map((one) => ({ ...one, n: chosen(one.code) }));
  const counted =
    told && options
      ? kind === 'several'
        ? withoutNearlyAll(counts, answered.length)
        : withoutFew(counts)
      : null;
  const hides = counted?.some(({ n }) => n === null) ?? false;
  return {
    ...{ key, kind, words, most: kind === 'scale' ? item.most : null },
    n: told ? answered.length : null,
    mean: told && (kind === 'scale' || kind === 'number') ? mean(values) : null,
    between: null,
    options: kind === 'scale' && hides ? null : counted,
  };
}
