import type { ItemResult } from '../../api/contracts/waves.ts';
import { messages } from '../messages/current.svelte.ts';
import { liesText } from './said-of-scale.ts';

type Option = NonNullable<ItemResult['options']>[number];

/** What an answer of a question that can be chosen is called. */
export function labelOf({ most }: ItemResult, { code, words }: Option): string {
  if (words) return messages.textOf(words);
  return most === 4 ? messages.words.survey.agree[code]! : String(code);
}

/** What came out of a question, in words; null where of too few it is not told. */
export function questionText(item: ItemResult): string | null {
  const { n, mean, between, most, options } = item;
  const words = messages.words.results;
  if (n === null) return null;
  if (most === 4 && mean !== null) {
    const nearest = messages.words.survey.agree[Math.round(mean)]!;
    return words.nearest(nearest, words.score(messages.number(mean, 1), String(most)));
  }
  if (most !== null) return liesText({ mean, between, upTo: most });
  if (mean !== null) return words.mean(messages.number(mean, 1));
  const told = (options ?? []).filter((option) => option.n !== null);
  const top = Math.max(0, ...told.map((option) => option.n!));
  if (top === 0) return words.answered(n);
  const chosen = told.filter((option) => option.n === top).map((option) => labelOf(item, option));
  // What is not told may have been chosen by more: by nearly all, too.
  const isAll = told.length === options!.length;
  return words[isAll ? 'chosen' : 'chosenOfShown'](chosen.join(', '), top, n);
}
