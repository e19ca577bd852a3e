import { z } from 'zod';
import { areaCode, limit, lonLat } from './common.ts';

export const level = z.enum(['gemeente', 'wijk', 'buurt']);
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
