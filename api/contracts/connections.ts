import { z } from 'zod';
import { areaCode, limit, plainText } from './common.ts';
import { connectionKinds, connectionStatuses } from './connection-kinds.ts';
import { kinds } from './kinds.ts';

export const connectionKind = z.enum(connectionKinds);
export const connectionStatus = z.enum(connectionStatuses);

const strength = z.number().int('is 1, 2 or 3').min(1, 'is 1, 2 or 3').max(3, 'is 1, 2 or 3');
export const day = z.iso
  .date({ error: 'is a date such as 2026-11-23', abort: true })
  .refine((date) => date >= '1900' && date < '2101', 'lies between 1900 and 2100');

const content = {
  kind: connectionKind,
  status: connectionStatus.default('active'),
  strength: strength.default(1),
  since: day.nullish(),
  until: day.nullish(),
  note: plainText(1000).default(''),
  source: plainText(200).nullish(),
};

type Dates = { since?: string | null | undefined; until?: string | null | undefined };
const endsAfterItBegins = ({ since, until }: Dates) => !since || !until || until >= since;
const END = { path: ['until'], message: 'a connection does not end before it begins' };

export const newConnection = z
  .strictObject({
    id: z.uuid('is not a UUID'),
    from: z.uuid('is not a UUID'),
    to: z.uuid('is not a UUID'),
    ...content,
  })
  .refine(({ from, to }) => from.toLowerCase() !== to.toLowerCase(), {
    path: ['to'],
    message: 'nothing is connected to itself',
  })
  .refine(endsAfterItBegins, END);
export type NewConnection = z.infer<typeof newConnection>;
/** What a client sends: defaults may be left out. */
export type NewConnectionInput = z.input<typeof newConnection>;

/** A change: only the fields that change. The two ends stay. */
export const connectionChange = z
  .strictObject({
    kind: connectionKind,
    status: connectionStatus,
    strength,
    since: day.nullable(),
    until: day.nullable(),
    note: plainText(1000),
    source: plainText(200).nullable(),
  })
  .partial()
  .refine(endsAfterItBegins, END)
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type ConnectionChange = z.infer<typeof connectionChange>;

/** Which side is confirmed; of one's own side alone it need not be said. */
export const confirmation = z.strictObject({ asset: z.uuid('is not a UUID').optional() });

export const end = z.object({ id: z.uuid(), kind: z.enum(kinds), title: z.string() });
export type End = z.infer<typeof end>;

export const connection = z.object({
  id: z.uuid(),
  from: end,
  to: end,
  kind: connectionKind,
  status: connectionStatus,
  strength: z.number().int(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  source: z.string().nullable(),
  /** Only for who may change it. */
  note: z.string().nullable(),
  /** The ends whose side said that it is so. */
  confirmed: z.array(z.uuid()),
  /** The ends for which you may say so. */
  sides: z.array(z.uuid()),
  /** You told of it. */
  mine: z.boolean(),
  editable: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Connection = z.infer<typeof connection>;

export const connectionList = z.object({
  items: z.array(connection),
  next: z.string().nullable(),
});

export const connectionQuery = z.object({
  /** With an end in this area. */
  neighbourhood: areaCode.optional(),
  /** With this asset at one end. */
  asset: z.uuid('is not a UUID').optional(),
  status: connectionStatus.optional(),
  limit,
  cursor: z.string().max(500).optional(),
});
export type ConnectionQuery = z.infer<typeof connectionQuery>;
