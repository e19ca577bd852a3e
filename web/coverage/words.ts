import type { Coverage } from '../../api/contracts/coverage.ts';
import { walkingSpeeds } from '../../api/contracts/coverage-words.ts';
import { messages } from '../messages/current.svelte.ts';
import type { Messages } from '../messages/nl.ts';
import type { CoverageLook } from './address.ts';

/** Minutes that a walk of so many metres takes, as people say it. */
export const minutesOf = (metres: number, audience: CoverageLook['audience']): number =>
  Math.max(1, Math.round(metres / ((walkingSpeeds[audience] * 1000) / 60)));

/** Shares that people say by their name. */
const SAID = [
  [1, 4],
  [1, 3],
  [1, 2],
  [2, 3],
  [3, 4],
] as const;

/** Who a share of the residents is, as people say it: two of the three, nearly all; and whether that is one. */
export function whoIs(share: number, t: Messages): { who: string; isOne: boolean } {
  const { shares } = t.coverage;
  if (share >= 0.995) return { who: shares.all, isOne: false };
  if (share >= 0.93) return { who: shares.nearly, isOne: false };
  if (share <= 0.005) return { who: shares.none, isOne: true };
  if (share <= 0.07) return { who: shares.hardly, isOne: false };
  const near = SAID.find(([part, of]) => Math.abs(share - part / of) < 0.025);
  const tenths = Math.round(share * 10);
  // Two of the ten is one of the five.
  const [part, of] = near ?? (tenths % 2 === 0 ? [tenths / 2, 5] : [tenths, 10]);
  return { who: shares.of(part, of), isOne: part === 1 };
}

/** What every figure rests on: the distance, who lives where, and of when. */
export function sourceLine(
  { population, distance, asOf }: Coverage,
  audience: CoverageLook['audience'],
  t: Messages,
): string {
  const speed = walkingSpeeds[audience];
  const { rests } = t.coverage;
  const people =
    population.year === null
      ? rests.nobody
      : rests.people(
          population.source,
          population.year,
          population.spreadShare === null ? '' : spreadOf(population.spreadShare, t),
        );
  return [
    rests.distance(messages.number(distance.detour, 1)),
    people,
    rests.speed(messages.number(speed, 1)),
    rests.asOf(messages.day(asOf)),
  ].join(' ');
}

const spreadOf = (share: number, t: Messages): string =>
  share < 0.005
    ? t.coverage.rests.squares
    : share > 0.995
      ? t.coverage.rests.spread
      : t.coverage.rests.partly(messages.percent(share));

/** Why nothing is told of an area. */
export const whySilent = ({ tooFew, boundaryChanged }: Coverage, t: Messages): string =>
  boundaryChanged ? t.coverage.changed : tooFew ? t.coverage.few : t.coverage.unknown;
