import { factors, type Factor } from '../../api/contracts/initiative-words.ts';
import type { Messages } from '../messages/nl.ts';

/** What the programme counts, in the order of the way from a conversation to what is learned of it. */
export const counted = [
  ...(['conversations', 'introductions', 'met', 'ties', 'assets', 'activities'] as const),
  ...(['attended', 'works', 'chafes', 'examples'] as const),
];
export type Counted = (typeof counted)[number];

/** As the API names what is counted of a factor. */
export const ofFactor = (factor: Factor): string => `factor ${factor}`;
export const factorMeasures = factors.map((factor) => ({ factor, measure: ofFactor(factor) }));

const split = (quarter: string): [nth: string, year: string] => [
  quarter.slice(6),
  quarter.slice(0, 4),
];
export const quarterName = (quarter: string, t: Messages): string =>
  t.programme.quarter(...split(quarter));
export const shortQuarter = (quarter: string, t: Messages): string =>
  t.programme.short(...split(quarter));
export const periodName = (period: string, t: Messages): string =>
  period.length === 4
    ? t.reporting.year(period)
    : t.reporting.of(quarterName(period, t).toLowerCase());
/** The days of a report, as its method wants them said. */
export const daysIn = (
  { from, until }: { from: string; until: string },
  day: (iso: string) => string,
  t: Messages,
): string => t.reporting.days(day(from), day(until));
