import { LEAST_PAIRS } from '../../api/contracts/wave-words.ts';
import type { ScaleResult } from '../../api/contracts/waves.ts';
import { messages } from '../messages/current.svelte.ts';

const one = (value: number) => messages.number(value, 1);
const signed = (value: number) => `${value > 0 ? '+' : ''}${one(value)}`;

interface Figures {
  difference: number;
  low: number;
  high: number;
}

/** By how much, and whether that may be chance; of a few the direction alone. */
function howSure(figures: Figures | null, by = messages.words.results.by): string[] {
  const words = messages.words.results;
  if (!figures) return [words.directionOnly];
  const { difference, low, high } = figures;
  return [
    by(signed(difference), signed(low), signed(high)),
    low > 0 || high < 0 ? words.sure : words.unsure,
  ];
}

/** What is said of a score: a figure, or between which two it lies since somebody withdrew; null: nothing. */
export function scoreText({
  mean,
  between,
  upTo,
}: Pick<ScaleResult, 'mean' | 'between' | 'upTo'>): string | null {
  const words = messages.words.results;
  if (mean !== null) return words.score(one(mean), String(upTo));
  return between && words.between(one(between.low), one(between.high), String(upTo));
}

/** Less than this share of the scale from its middle is about the middle. */
const ABOUT = 0.05;

/** And where on its line that is, as a sentence: the words before the figure. */
export function liesText(scale: Pick<ScaleResult, 'mean' | 'between' | 'upTo'>): string | null {
  const score = scoreText(scale);
  const { lies } = messages.words.results;
  if (score === null || scale.mean === null) return score && lies.between(score);
  const above = scale.mean / scale.upTo - 0.5;
  return lies[Math.abs(above) < ABOUT ? 'middle' : above > 0 ? 'high' : 'low'](score);
}

/**
 * About what the mean was the time before, where the difference tells it: it is of those who answered both times, the
 * mean of all who answered. Only where they are the same people; null where they are not, or no figures are told. Made
 * of two rounded figures, so good for a drawing and not to be told: what was told then may be another.
 */
export const meanBefore = ({ mean, n, change }: ScaleResult): number | null =>
  mean !== null && change?.figures && change.pairs === n ? mean - change.figures.difference : null;

/** What is said of a change since the wave before; empty where there is none to tell. */
export function changeText({ change }: ScaleResult): string {
  if (!change) return '';
  const words = messages.words.results;
  const { direction, figures, between } = change;
  const dz = figures?.dz ?? null;
  return [
    words.changed[direction],
    ...(between
      ? [words.changeBetween(signed(between.low), signed(between.high))]
      : howSure(figures)),
    ...(dz === null ? [] : [words.effect(messages.number(dz))]),
  ].join(' ');
}

/** And beside the change in another area, of the wave called so. */
export function comparedText({ compared }: ScaleResult, other: string | null): string {
  if (!compared) return '';
  const words = messages.words.results;
  const { pairsWith, pairsWithout, direction, figures } = compared;
  return [
    words.compared[direction ?? 'unknown'](other ?? words.otherArea),
    ...(figures || Math.min(pairsWith, pairsWithout) < LEAST_PAIRS
      ? howSure(figures, words.byAtLeast)
      : []),
  ].join(' ');
}
