import { z } from 'zod';
import {
  areaCode,
  assetGeometry,
  bbox,
  buurtCode,
  limit,
  lonLat,
  plainList,
  plainText,
} from './common.ts';
import { kinds } from './kinds.ts';
import { photo } from './photos.ts';

export const kind = z.enum(kinds);

export const status = z.enum(['proposed', 'published', 'archived']);
export const visibility = z.enum(['public', 'neighbourhood', 'connectors']);
export type Visibility = z.infer<typeof visibility>;
export const wheelchair = z.enum(['yes', 'limited', 'no', 'unknown']);

export const contact = z.object({
  name: plainText(80).nullish(),
  email: z.email('is not an e-mail address').max(254).nullish(),
  phone: z
    .string()
    .regex(/^[0-9+() -]{6,20}$/, 'is not a phone number')
    .nullish(),
  visibility: visibility.default('connectors'),
});

/** What somebody knows (head), loves (heart) and makes (hands). */
export const gifts = z.object({
  head: plainList(80).default([]),
  heart: plainList(80).default([]),
  hands: plainList(80).default([]),
});

/** Consent to be held as a gift card; `through` connector needs `givenHow` ("at the coffee morning"). */
export const consent = z
  .object({
    textVersion: z
      .string()
      .regex(/^20\d{2}-(0[1-9]|1[0-2])(-[a-z]+)?$/, 'names no version such as 2026-11'),
    through: z.enum(['self', 'connector']).default('self'),
    givenHow: plainText(300).default(''),
  })
  .refine(({ through, givenHow }) => through === 'self' || givenHow.length > 0, {
    path: ['givenHow'],
    message: 'says how consent was given',
  });
export type Consent = z.infer<typeof consent>;

/** What cannot be seen has no name. */
const title = plainText(120, 1).refine(
  (text) => text === '' || /[\p{L}\p{N}]/u.test(text),
  'has a letter or a digit',
);

const day = z.iso.date('is a date such as 2026-11-23');

const content = {
  kind,
  title,
  description: plainText(4000).default(''),
  tags: plainList(40).default([]),
  gifts: gifts.optional(),
  wishes: plainList(80).default([]),
  openingHours: plainText(500).nullish(),
  wheelchair: wheelchair.default('unknown'),
  accessibility: plainText(500).nullish(),
  capacity: z.number().int().min(0).max(100000).nullish(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'is a code such as nl, en or ar'))
    .max(20)
    .default([]),
  webLink: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s<>]+$/, 'starts with http:// or https://')
    .nullish(),
  source: plainText(200).nullish(),
  lastUsedOn: day.nullish(),
  lastUsedFor: plainText(300).nullish(),
  visibility: visibility.optional(),
  geometry: assetGeometry.nullish(),
  /** For a person only: everything else is placed by its geometry. */
  buurt: buurtCode.nullish(),
  contact: contact.nullish(),
};

export const newAsset = z
  .strictObject({ id: z.uuid('is not a UUID'), ...content, consent: consent.optional() })
  .superRefine(({ kind, geometry, buurt, consent, gifts, wishes, visibility }, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'person') {
      if (geometry) fault('geometry', 'a person never has a point on the map');
      if (!buurt) fault('buurt', 'a talent belongs to a buurt');
      if (!consent) fault('consent', 'a talent needs consent');
      if (visibility && visibility !== 'connectors')
        fault('visibility', 'a talent is seen by connectors only');
    } else {
      if (!geometry) fault('geometry', 'everything but a person has a place on the map');
      if (buurt) fault('buurt', 'only a talent names its buurt: a place lies in one');
      if (gifts || wishes.length > 0) fault('gifts', 'gifts and wishes belong to a person');
    }
  });
export type NewAsset = z.infer<typeof newAsset>;
/** What a client sends: defaults may be left out. */
export type NewAssetInput = z.input<typeof newAsset>;

/** A change: only the fields that change. Defaults never apply here. */
export const assetChange = z
  .strictObject({
    kind,
    title,
    description: plainText(4000),
    tags: plainList(40),
    gifts,
    wishes: plainList(80),
    openingHours: plainText(500).nullable(),
    wheelchair,
    accessibility: content.accessibility.unwrap().unwrap().nullable(),
    capacity: z.number().int().min(0).max(100000).nullable(),
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(20),
    webLink: content.webLink.unwrap().unwrap().nullable(),
    source: plainText(200).nullable(),
    lastUsedOn: day.nullable(),
    lastUsedFor: plainText(300).nullable(),
    visibility,
    geometry: assetGeometry,
    buurt: buurtCode,
    contact: contact.nullable(),
    status,
    /** True: I look after this one. False: nobody does. */
    steward: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type AssetChange = z.infer<typeof assetChange>;

export const asset = z.object({
  id: z.uuid(),
  kind,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  gifts: z
    .object({ head: z.array(z.string()), heart: z.array(z.string()), hands: z.array(z.string()) })
    .nullable(),
  wishes: z.array(z.string()),
  openingHours: z.string().nullable(),
  wheelchair,
  accessibility: z.string().nullable(),
  capacity: z.number().nullable(),
  languages: z.array(z.string()),
  webLink: z.string().nullable(),
  source: z.string().nullable(),
  lastConfirmedAt: z.string().nullable(),
  lastUsedOn: z.string().nullable(),
  lastUsedFor: z.string().nullable(),
  status,
  visibility,
  geometry: z.unknown().nullable(),
  /** Null: outside every known buurt. */
  buurt: z
    .object({
      code: z.string(),
      name: z.string().nullable(),
      wijk: z.string().nullable(),
      gemeente: z.string().nullable(),
    })
    .nullable(),
  /** Only where you may see it. */
  contact: z
    .object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      visibility,
    })
    .nullable(),
  /** At most five, oldest first. */
  photos: z.array(photo),
  /** Of a talent you speak for: how consent stands. Only while given do others see it. */
  consent: z
    .object({ state: z.enum(['given', 'withdrawn', 'expired']), until: z.string() })
    .nullable(),
  /** You own it. */
  mine: z.boolean(),
  /** You look after it. */
  steward: z.boolean(),
  /** You may change it. */
  editable: z.boolean(),
  /** Metres from `near`, in a straight line; only with `near`. */
  metres: z.number().nullable(),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Asset = z.infer<typeof asset>;

export const assetList = z.object({ items: z.array(asset), next: z.string().nullable() });

export const assetQuery = z.object({
  neighbourhood: areaCode.optional(),
  /** One kind, or several with commas. */
  kind: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(kind))
    .optional(),
  status: status.optional(),
  q: z.string().trim().min(1).max(100).optional(),
  bbox: bbox.optional(),
  /** Nearest first. Round it to about 100 m: it may be where somebody is. */
  near: lonLat.optional(),
  /** Only what I own. */
  mine: z.enum(['true']).optional(),
  limit,
  cursor: z.string().max(500).optional(),
});
export type AssetQuery = z.infer<typeof assetQuery>;

/** The same filters for a file of everything they find; where somebody is has no part in it. */
export const exportQuery = assetQuery.omit({ limit: true, cursor: true, near: true });

/** Counts by kind for the same filters, of what you may see. */
export const assetCounts = z.object({
  total: z.number().int(),
  kinds: z.record(z.string(), z.number().int()),
});
export type AssetCounts = z.infer<typeof assetCounts>;

export const duplicateQuestion = z.strictObject({
  title: plainText(120, 1),
  geometry: assetGeometry,
});
export const duplicates = z.object({
  items: z.array(z.object({ id: z.uuid(), kind, title: z.string(), metres: z.number() })),
});

export const report = z.strictObject({
  id: z.uuid(),
  reason: z.enum(['wrong', 'gone', 'duplicate', 'unwanted']),
  note: plainText(1000).default(''),
});

export const assetHistory = z.object({
  items: z.array(
    z.object({
      version: z.number().int(),
      /** When the next version took its place; null for the newest. */
      replacedAt: z.string().nullable(),
      replacedBy: z.enum(['you', 'owner', 'someone else']).nullable(),
      content: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const undo = z.strictObject({ version: z.number().int().min(1) });
