import { variance } from './change.ts';

/** How the answers to the items of a scale become one figure. */
export interface Scale {
  /** Codes run from 0 to this. */
  most: number;
  /** Positions (from 0) of items that say the opposite. */
  reversed: readonly number[];
  /** So many of the items must be answered, else there is no figure. */
  leastAnswered: number;
  /** The figure runs from 0 to this. */
  upTo: number;
}

type Answers = readonly (number | null)[];

/** Answers with the reversed items turned round; null where there is none. */
export const turned = (answers: Answers, { most, reversed }: Scale): (number | null)[] =>
  answers.map((code, item) => (code !== null && reversed.includes(item) ? most - code : code));

/**
 * The figure of one person: the mean of the items they answered, stretched from 0 to `upTo` (person-mean: what is
 * missing counts as the mean of what is there). Null where too few were answered.
 */
export function scaleScore(answers: Answers, scale: Scale): number | null {
  const given = turned(answers, scale).filter((code) => code !== null);
  if (given.length === 0 || given.length < scale.leastAnswered) return null;
  return (given.reduce((sum, code) => sum + code, 0) / given.length) * (scale.upTo / scale.most);
}

/**
 * Cronbach's alpha over those who answered all items, reversed items turned round before (Cronbach 1951): whether the
 * items tell of one thing. Null of fewer than two items or people, or where nobody differs.
 */
export function cronbachAlpha(people: readonly Answers[]): number | null {
  const whole = people.filter((answers) => answers.every((code) => code !== null)) as number[][];
  const items = whole[0]?.length ?? 0;
  if (whole.length < 2 || items < 2) return null;
  const totals = variance(whole.map((answers) => answers.reduce((sum, code) => sum + code, 0)));
  if (totals === 0) return null;
  const apart = Array.from({ length: items }, (_, item) =>
    variance(whole.map((answers) => answers[item]!)),
  ).reduce((sum, value) => sum + value, 0);
  return (items / (items - 1)) * (1 - apart / totals);
}
