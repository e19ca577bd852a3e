import { z } from 'zod';
import { day } from './connections.ts';
import { areaCode, buurtCode, limit, plainText, position } from './common.ts';

const words = {
  cares: plainText(1000),
  likes: plainText(1000),
  shares: plainText(1000),
};
export const sharing = z.enum(['private', 'connectors']);

export const newConversation = z
  .strictObject({
    id: z.uuid('is not a UUID'),
    buurt: buurtCode,
    heldOn: day.optional(),
    cares: words.cares.default(''),
    likes: words.likes.default(''),
    shares: words.shares.default(''),
    sharing: sharing.default('private'),
    /** Longitude, latitude: kept as its cell of 100 m, and forgotten. */
    at: position.nullish(),
  })
  .refine(({ cares, likes, shares }) => `${cares}${likes}${shares}` !== '', {
    path: ['cares'],
    message: 'a conversation holds some words',
  });
export type NewConversation = z.infer<typeof newConversation>;
export type NewConversationInput = z.input<typeof newConversation>;

export const conversationChange = z
  .strictObject({
    buurt: buurtCode,
    heldOn: day,
    ...words,
    sharing,
    /** The talent that was made of it. */
    asset: z.uuid('is not a UUID').nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type ConversationChange = z.infer<typeof conversationChange>;

export const conversation = z.object({
  id: z.uuid(),
  buurt: z.object({ code: z.string(), name: z.string().nullable() }),
  heldOn: z.string(),
  cares: z.string(),
  likes: z.string(),
  shares: z.string(),
  sharing,
  asset: z.uuid().nullable(),
  mine: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
});
export type Conversation = z.infer<typeof conversation>;
export const conversationList = z.object({
  items: z.array(conversation),
  next: z.string().nullable(),
});
export const conversationQuery = z.object({
  neighbourhood: areaCode.optional(),
  mine: z.literal('true').optional(),
  limit,
  cursor: z.string().max(500).optional(),
});
export type ConversationQuery = z.infer<typeof conversationQuery>;

/** A square of 100 m: how often somebody was talked with there, and how many live there. */
export const conversationCell = z.object({
  /** Longitude, latitude of its four corners, from the south-west, counterclockwise. */
  corners: z.array(z.tuple([z.number(), z.number()])).length(4),
  buurt: z.string().nullable(),
  /** Your own, and those that colleagues share. */
  conversations: z.number().int(),
  /** Null where it is not known. */
  dwellings: z.number().int().nullable(),
  inhabitants: z.number().int().nullable(),
});
export type ConversationCell = z.infer<typeof conversationCell>;

export const conversationReach = z.object({
  code: z.string(),
  since: z.string(),
  /** Of the figures on who lives where; null where there are none. */
  year: z.number().int().nullable(),
  buurten: z.array(
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      /** Your own, and those that colleagues share. */
      conversations: z.number().int(),
      dwellings: z.number().int().nullable(),
    }),
  ),
  cells: z.array(conversationCell),
});
export type ConversationReach = z.infer<typeof conversationReach>;
export const reachQuery = z.object({ neighbourhood: areaCode, since: day.optional() });
