import type { Answers, Asked, SurveyItem, SurveyScale } from '../../contracts/surveys.ts';
import type { Change, ItemResult, ScaleResult } from '../../contracts/waves.ts';
import { LEAST_PAIRS } from '../../contracts/wave-words.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { directionOf, mean, pairedChange, variance } from './change.ts';
import {
  differsByFew,
  isSameGroup,
  isTold,
  pairsApart,
  withoutFew,
  withoutNearlyAll,
} from './disclosure.ts';
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

/** A scale that is told: of which questions, of whom, and of whom a change. */
interface Told {
  items: string[];
  who: Group;
  changed: Group | null;
}

/**
 * The results of each question but those in words, and of each scale, of the answers of a wave. A scale comes before its
 * questions: where a few are in one and not in the other, the question is not told. Scales that share questions are of the
 * same people, or the later one is not told; nor is its change, where that is of others.
 */
export function resultsOf(
  asked: Asked,
  all: Followed,
): {
  scales: ScaleResult[];
  items: ItemResult[];
} {
  const told: Told[] = [];
  const sharing = (items: string[]) =>
    told.filter((scale) => scale.items.some((item) => items.includes(item)));
  const scales = asked.flatMap(({ key, definition }) =>
    definition.scales.map((scale) => {
      const items = scale.items.map((item) => `${key}.${item}`);
      const beside = sharing(items);
      const { result, who, changed } = scaleResult(key, scale, definition.items, all, {
        who: (group) => isTold(group.size) && beside.every((one) => isSameGroup(one.who, group)),
        changed: (group) => beside.every((one) => !one.changed || isSameGroup(one.changed, group)),
      });
      if (who) told.push({ items, who, changed });
      return result;
    }),
  );
  return {
    scales,
    items: asked.flatMap(({ key, definition }) =>
      definition.items.flatMap((item) =>
        item.kind === 'words'
          ? []
          : [
              itemResult(`${key}.${item.key}`, item, all.now, (of, who) =>
                sharing([of]).every((scale) => !differsByFew(scale.who, who)),
              ),
            ],
      ),
    ),
  };
}

/** What may be told of these people, beside what is told already. */
interface May {
  who: (group: Group) => boolean;
  changed: (group: Group) => boolean;
}

function scaleResult(
  instrument: string,
  { key, words, items, reversed, leastAnswered, upTo }: SurveyScale,
  questions: SurveyItem[],
  all: Followed,
  may: May,
): { result: ScaleResult; who: Group | null; changed: Group | null } {
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
  const told = may.who(who);
  const isMany = told && scores.length >= LEAST_PAIRS;
  // Alpha is of who answered every question: of few of them nothing, nor beside the mean of a few more.
  const whole = now.filter(({ answers }) => codes(answers).every((code) => code !== null));
  const hasAlpha =
    isMany && whole.length >= LEAST_PAIRS && !differsByFew(new Set(whole), new Set(scored));
  const pairs = told ? pairsOf(all, score) : [];
  const changed = new Set(pairs.map(([respondent]) => respondent));
  const change = may.changed(changed)
    ? changeOf(pairs.map(([, then, figure]) => [then, figure]))
    : null;
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
    change,
    compared: null,
  };
  return { result, who: told ? who : null, changed: change && changed };
}

type Pair = [respondent: Respondent, before: number, now: number];

/** Scores of who has one in both waves: before, and now; as far as they may be told beside those of all. */
function pairsOf(
  { now, before, wasLeft = false }: Followed,
  score: (respondent: Respondent) => number | null,
): Pair[] {
  const earlier = new Map(
    before.flatMap((one) => {
      const figure = one.person === null ? null : score(one);
      return figure === null ? [] : [[one.person, figure] as const];
    }),
  );
  const pairs = now.flatMap((one): Pair[] => {
    const [then, figure] = [earlier.get(one.person), score(one)];
    return one.person === null || then === undefined || figure === null
      ? []
      : [[one, then, figure]];
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
