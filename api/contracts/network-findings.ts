import { z } from 'zod';
import { end } from './connections.ts';
import { outlook } from './network.ts';

/** Two that do the same near each other, and are not tied. Never a person. */
export const overlap = z.object({
  one: end,
  other: end,
  /** What both offer, in the words of the first. */
  offers: z.array(z.string()),
  /** How many people are tied to both; null where you are not told of people. */
  people: z.number().int().nullable(),
  /** On foot: the straight line times 1.3, an estimate. */
  metres: z.number(),
});
export type Overlap = z.infer<typeof overlap>;
export const overlapList = z.object({
  /** Metres on foot within which pairs are sought. */
  within: z.number(),
  items: z.array(overlap),
});

/** What rests on you, as a connector: for yourself alone. */
export const withoutMe = z.object({
  code: z.string(),
  asOf: z.string(),
  now: outlook,
  /** Without your own card; null where you have none in this area. */
  then: outlook.nullable(),
  /** Who would be tied to nobody. */
  leftAlone: z.array(end),
  /** Pairs that reach each other through you alone, and their share of all that do (N6). */
  pairsLost: z.number().nullable(),
  pairsLostShare: z.number().nullable(),
  /** Counts of what only you hold. */
  rests: z.object({
    cards: z.number().int(),
    introductions: z.number().int(),
    ties: z.number().int(),
    conversations: z.number().int(),
    places: z.number().int(),
  }),
});
export type WithoutMe = z.infer<typeof withoutMe>;
