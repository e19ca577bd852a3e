import { z } from 'zod';
import { areaCode, limit, lonLat } from './common.ts';
import { kinds } from './kinds.ts';

export const level = z.enum(['gemeente', 'wijk', 'buurt'], 'is gemeente, wijk or buurt');
export type Level = z.infer<typeof level>;

export const neighbourhood = z.object({
  code: areaCode,
  year: z.number().int(),
  level,
  name: z.string().nullable(),
  /** The gemeente, and the wijk of a buurt: code and name. */
  gemeente: z.object({ code: z.string(), name: z.string().nullable() }),
  wijk: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
  water: z.boolean(),
  /** west, south, east, north in degrees */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  source: z.string(),
});
export type Neighbourhood = z.infer<typeof neighbourhood>;

export const neighbourhoodList = z.object({
  items: z.array(neighbourhood),
  next: z.string().nullable(),
});

export const neighbourhoodQuery = z.object({
  level: level.optional(),
  /** Areas inside this one. */
  within: areaCode.optional(),
  /** The areas at this place, biggest first. */
  at: lonLat.optional(),
  /** Part of a name. */
  q: z.string().trim().min(1).max(100).optional(),
  /** Another year than the current one. */
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  limit,
  cursor: z.string().max(500).optional(),
});

/** What happens in an area, of what everyone may see; and who ties it together. */
export const activity = z.object({
  code: z.string(),
  /** Published for everyone; never a person. */
  assets: z.number().int(),
  /** By kind. */
  kinds: z.record(z.string(), z.number().int()),
  /** Of those, how many somebody said it is still so within the last year. */
  confirmed: z.number().int(),
  /** The last day that something was added, changed or confirmed; null: never. */
  lastOn: z.string().nullable(),
  /** Newest first, at most three. */
  recent: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(kinds),
      title: z.string(),
      what: z.enum(['added', 'changed', 'confirmed']),
      on: z.string(),
    }),
  ),
  connectors: z.object({
    total: z.number().int(),
    /** Of those who gave one. */
    cards: z.array(z.object({ name: z.string(), reach: z.string() })),
  }),
});
export type Activity = z.infer<typeof activity>;

/** Gift cards as counts: null is "fewer than five, so not shown". */
export const giftCounts = z.object({
  code: z.string(),
  cards: z.number().int().nullable(),
  /** Some buurten are hidden: there may be more than `cards`. */
  atLeast: z.boolean(),
  areas: z.array(
    z.object({ code: z.string(), level, cards: z.number().int().nullable(), atLeast: z.boolean() }),
  ),
  /** Gifts offered on five cards or more. */
  gifts: z.array(z.object({ gift: z.string(), cards: z.number().int() })),
});
export type GiftCounts = z.infer<typeof giftCounts>;
