import type { Coverage } from '../../api/contracts/coverage.ts';
import { walkingSpeeds } from '../../api/contracts/coverage-words.ts';
import { messages } from '../messages/current.svelte.ts';
import type { Messages } from '../messages/nl.ts';
import type { CoverageLook } from './address.ts';

/** Minutes that a walk of so many metres takes, as people say it. */
export const minutesOf = (metres: number, audience: CoverageLook['audience']): number =>
  Math.max(1, Math.round(metres / ((walkingSpeeds[audience] * 1000) / 60)));

/** A share as people say it: two of the three, nearly all. Null where it is not known. */
export function shareInWords(share: number, t: Messages): string {
  const { shares } = t.coverage;
  if (share >= 0.995) return shares.all;
  if (share >= 0.93) return shares.nearly;
  if (share <= 0.005) return shares.none;
  if (share <= 0.07) return shares.hardly;
  const near = (
    [
      [1, 4],
      [1, 3],
      [1, 2],
      [2, 3],
      [3, 4],
    ] as const
  ).find(([part, of]) => Math.abs(share - part / of) < 0.025);
  return near ? shares.of(near[0], near[1]) : shares.of(Math.round(share * 10), 10);
}

/** What every figure rests on: the distance, who lives where, and of when. */
export function sourceLine({ population, distance, asOf }: Coverage, t: Messages): string {
  const { rests } = t.coverage;
  const people =
    population.year === null
      ? rests.nobody
      : rests.people(
          population.source,
          population.year,
          population.spreadShare === null ? '' : spreadOf(population.spreadShare, t),
        );
  return `${rests.distance(messages.number(distance.detour, 1))} ${people} ${rests.asOf(messages.day(asOf))}`;
}

const spreadOf = (share: number, t: Messages): string =>
  share < 0.005
    ? t.coverage.rests.squares
    : share > 0.995
      ? t.coverage.rests.spread
      : t.coverage.rests.partly(messages.percent(share));
