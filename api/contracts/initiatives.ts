import { z } from 'zod';
import { areaCode, buurtCode, limit, plainText } from './common.ts';
import { day, end } from './connections.ts';
import { activityCount, meansKinds, sides } from './initiative-words.ts';
import { photo } from './photos.ts';

const uuid = z.uuid('is not a UUID');
const none = 'changes nothing';

/** What people are to it: who decides, and who does. */
const newRole = z.strictObject({
  name: plainText(60, 1),
  side: z.enum(sides),
  people: z
    .number()
    .int()
    .min(1, 'is 1 to 1000')
    .max(1000, 'is 1 to 1000')
    .nullable()
    .default(null),
  decides: z.boolean().default(false),
  does: z.boolean().default(true),
});

/** What it lives on. Amount: euros in all, or hours a week. */
const newMeans = z
  .strictObject({
    kind: z.enum(meansKinds),
    name: plainText(120, 1),
    amount: z
      .number()
      .min(0, 'is not negative')
      .max(1e9, 'is at most a thousand million')
      .nullable()
      .default(null),
    since: day.nullable().default(null),
    until: day.nullable().default(null),
  })
  .refine(({ since, until }) => !since || !until || until >= since, {
    path: ['until'],
    message: 'means do not end before they begin',
  });
const most = (n: number) => `has at most ${n} entries`;

const content = {
  title: plainText(120, 2),
  story: plainText(6000),
  buurt: buurtCode,
  beganOn: day,
  endedOn: day.nullable(),
  status: z.enum(['proposed', 'published'], 'is proposed or published'),
  roles: z.array(newRole).max(30, most(30)),
  means: z.array(newMeans).max(50, most(50)),
  /** Ids of what it is tied to; what you do not see stays as it is. */
  assets: z.array(uuid).max(100, most(100)),
  connections: z.array(uuid).max(100, most(100)),
  introductions: z.array(uuid).max(100, most(100)),
};
type Dates = { beganOn?: string | undefined; endedOn?: string | null | undefined };
const endsAfterItBegan = ({ beganOn, endedOn }: Dates) =>
  !beganOn || !endedOn || endedOn >= beganOn;
const END = { path: ['endedOn'], message: 'an initiative does not end before it began' };

export const newInitiative = z
  .strictObject({
    ...content,
    id: uuid,
    story: content.story.default(''),
    endedOn: content.endedOn.default(null),
    status: content.status.default('proposed'),
    roles: content.roles.default([]),
    means: content.means.default([]),
    assets: content.assets.default([]),
    connections: content.connections.default([]),
    introductions: content.introductions.default([]),
  })
  .refine(endsAfterItBegan, END);
export type NewInitiative = z.infer<typeof newInitiative>;
export type NewInitiativeInput = z.input<typeof newInitiative>;

/** Only what changes; a list is given as a whole. */
export const initiativeChange = z
  .strictObject(content)
  .partial()
  .refine(endsAfterItBegan, END)
  .refine((change) => Object.keys(change).length > 0, none);
export type InitiativeChange = z.infer<typeof initiativeChange>;
export type InitiativeChangeInput = z.input<typeof initiativeChange>;

const activityContent = {
  title: plainText(120, 1),
  heldOn: day,
  attended: activityCountOf().nullable(),
  newcomers: activityCountOf().nullable(),
  note: plainText(500),
};
function activityCountOf() {
  const says = `is 0 to ${activityCount}`;
  return z.number(says).int(says).min(0, says).max(activityCount, says);
}
type Came = { attended?: number | null | undefined; newcomers?: number | null | undefined };
const noMoreNewcomers = ({ attended, newcomers }: Came) =>
  newcomers == null || attended === undefined || (attended !== null && newcomers <= attended);
const NEWCOMERS = { path: ['newcomers'], message: 'no more newcomers than came' };

export const newActivity = z
  .strictObject({
    ...activityContent,
    id: uuid,
    attended: activityContent.attended.default(null),
    newcomers: activityContent.newcomers.default(null),
    note: activityContent.note.default(''),
  })
  .refine(noMoreNewcomers, NEWCOMERS);
export type NewActivity = z.infer<typeof newActivity>;
export type NewActivityInput = z.input<typeof newActivity>;
export const activityChange = z
  .strictObject(activityContent)
  .partial()
  .refine(noMoreNewcomers, NEWCOMERS)
  .refine((change) => Object.keys(change).length > 0, none);
export type ActivityChange = z.infer<typeof activityChange>;

export const activity = z.object({
  id: uuid,
  title: z.string(),
  heldOn: z.string(),
  /** Null where nobody counted, and of fewer than five for who does not keep or study the initiative. */
  attended: z.number().int().nullable(),
  /** Null for who does not keep or study it, like the note. */
  newcomers: z.number().int().nullable(),
  note: z.string().nullable(),
  version: z.number().int(),
});
export type Activity = z.infer<typeof activity>;
export const activityList = z.object({ items: z.array(activity), next: z.string().nullable() });
export const activityQuery = z.object({ limit, cursor: z.string().max(500).optional() });

const photoOfInitiative = photo.extend({
  /** Of an asset that it is tied to; null where it is the initiative's own. */
  asset: uuid.nullable(),
});
export type PhotoOfInitiative = z.infer<typeof photoOfInitiative>;
const summary = {
  id: uuid,
  title: z.string(),
  buurt: z.object({ code: z.string(), name: z.string().nullable() }),
  gemeente: z.object({ code: z.string(), name: z.string().nullable() }),
  beganOn: z.string(),
  endedOn: z.string().nullable(),
  status: content.status,
  /** Since then it may be learned from, and is not taken away any more. */
  wasPublished: z.boolean(),
  /** Its first photo, or the first of what it is tied to. */
  photo: photoOfInitiative.nullable(),
  activities: z.number().int(),
  lastOn: z.string().nullable(),
  /** You may change it. */
  keeps: z.boolean(),
  /** You may open it for everyone. */
  publishes: z.boolean(),
  /** You may study it: its means, counts and CIMO entries. */
  studies: z.boolean(),
  /** When the first of its means runs out, within half a year and with nothing after it; for who studies it. */
  runsOutOn: z.string().nullable(),
  isExample: z.boolean(),
  version: z.number().int(),
};
export const initiativeSummary = z.object(summary);
export type InitiativeSummary = z.infer<typeof initiativeSummary>;
export const initiativeList = z.object({
  items: z.array(initiativeSummary),
  next: z.string().nullable(),
});
export const initiativeQuery = z.object({
  neighbourhood: areaCode.optional(),
  /** Only what you keep. */
  kept: z
    .enum(['true', 'false'], 'is true or false')
    .transform((word) => word === 'true')
    .optional(),
  limit,
  cursor: z.string().max(500).optional(),
});
export type InitiativeQuery = z.infer<typeof initiativeQuery>;

const role = newRole.extend({
  /** Null for who does not keep or study it. */
  people: z.number().int().nullable(),
});
const means = z.object({
  kind: z.enum(meansKinds),
  name: z.string(),
  amount: z.number().nullable(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** It ends within half a year, and nothing of its kind follows. */
  runsOut: z.boolean(),
});
export type Means = z.infer<typeof means>;
export const initiative = z.object({
  ...summary,
  story: z.string(),
  roles: z.array(role),
  /** Null for who does not study it. */
  means: z.array(means).nullable(),
  /** Its own first, then those of what it is tied to. */
  photos: z.array(photoOfInitiative),
  assets: z.array(end),
  connections: z.array(z.object({ id: uuid, from: end, to: end, kind: z.string() })),
  introductions: z.array(z.object({ id: uuid, one: z.string(), other: z.string() })),
  /** Of all activities: how many came in all, where that may be told. */
  attended: z.number().int().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Initiative = z.infer<typeof initiative>;
