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
function howSure(figures: Figures | null): string[] {
  const words = messages.words.results;
  if (!figures) return [words.directionOnly];
  const { difference, low, high } = figures;
  return [
    words.by(signed(difference), signed(low), signed(high)),
    low > 0 || high < 0 ? words.sure : words.unsure,
  ];
}

/** What is said of a score: a figure, or between which two it lies since somebody withdrew; null: nothing. */
export function scoreText({ mean, between, upTo }: ScaleResult): string | null {
  const words = messages.words.results;
  if (mean !== null) return words.score(one(mean), String(upTo));
  return between && words.between(one(between.low), one(between.high), String(upTo));
}

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
    ...(figures || Math.min(pairsWith, pairsWithout) < LEAST_PAIRS ? howSure(figures) : []),
  ].join(' ');
}
