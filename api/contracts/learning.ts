import { z } from 'zod';
import { areaCode, buurtCode, limit, plainText } from './common.ts';
import { contextFigures } from './cimo.ts';
import { day } from './connections.ts';
import { factors } from './initiative-words.ts';
import {
  helpKinds,
  intentionOutcomes,
  learningRoles,
  noticedThrough,
  reflectionSharings,
} from './learning-words.ts';
import { stages } from './network.ts';

const uuid = z.uuid('is not a UUID');
const none = 'changes nothing';
const cursor = z.string().max(500).optional();
const wijkCode = z.string().regex(/^WK\d{4}[0-9A-Z]{2}$/, 'is not a CBS code of a wijk');
const whereLearned = areaCode.refine(
  (code) => !code.startsWith('BU'),
  'is NL, a gemeente or a wijk',
);

/** A signal that was picked up, and help that was found: counted, and nothing else. */
export const newPreventiveMoment = z.strictObject(
  {
    id: uuid,
    month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is a month, such as 2026-05'),
    wijk: wijkCode,
    help: z.enum(helpKinds),
    noticed: z.enum(noticedThrough),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `is only counted: a month, a wijk, the help and how it was noticed. Leave out ${issue.keys.join(', ')}, so that nobody can be named`
        : undefined,
  },
);
export type NewPreventiveMoment = z.infer<typeof newPreventiveMoment>;
const count = z.number().int();
/** Each rounded down to a multiple of five, so that none tells of one person: 0 is fewer than five, or none. */
export const preventiveCounts = z.object({
  area: z.string(),
  year: z.number().int(),
  /** The last month that is counted, as YYYY-MM; later ones still take moments. */
  until: z.string(),
  total: count,
  help: z.record(z.enum(helpKinds), count),
  noticed: z.record(z.enum(noticedThrough), count),
  /** Of the four quarters, in order. */
  quarters: z.array(count),
  wijken: z.array(z.object({ code: z.string(), name: z.string().nullable(), n: count })),
});
export type PreventiveCounts = z.infer<typeof preventiveCounts>;
const year = z.coerce.number().int().min(2000, 'is a year').max(2100, 'is a year');
export const preventiveQuery = z.object({ area: areaCode, year });

const factorList = z
  .array(z.enum(factors))
  .max(3, 'has at most 3 entries')
  .refine((given) => new Set(given).size === given.length, 'names a factor once');

const meetingContent = {
  theme: plainText(120, 2),
  programme: plainText(4000),
  heldOn: day,
  beginsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time, such as 19:30')
    .nullable(),
  place: plainText(200),
  area: whereLearned,
  /** How many came, by role; given as a whole. */
  attendance: z
    .array(z.strictObject({ role: z.enum(learningRoles), people: count.min(1).max(1000) }))
    .refine((rows) => new Set(rows.map(({ role }) => role)).size === rows.length, 'a role once'),
};
export const newMeeting = z.strictObject({
  ...meetingContent,
  id: uuid,
  programme: meetingContent.programme.default(''),
  beginsAt: meetingContent.beginsAt.default(null),
  place: meetingContent.place.default(''),
  attendance: meetingContent.attendance.default([]),
});
export type NewMeeting = z.infer<typeof newMeeting>;
export type NewMeetingInput = z.input<typeof newMeeting>;
export const meetingChange = z
  .strictObject(meetingContent)
  .partial()
  .refine((change) => Object.keys(change).length > 0, none);
export type MeetingChange = z.infer<typeof meetingChange>;

const intention = z.object({
  id: uuid,
  takes: z.string(),
  does: z.string(),
  outcome: z.enum(intentionOutcomes).nullable(),
  lookedBack: z.string(),
  version: count,
});

export const meeting = z.object({
  ...meetingContent,
  id: uuid,
  areaName: z.string().nullable(),
  coming: count,
  notComing: count,
  /** What you said; null where you did not. */
  comes: z.boolean().nullable(),
  /** You may change it. */
  keeps: z.boolean(),
  examples: z.array(z.object({ id: uuid, title: z.string() })),
  /** What you take along from it. */
  mine: intention.nullable(),
  /** What you said to do at the meeting before it, to look back on. */
  before: intention.extend({ meeting: uuid, theme: z.string(), heldOn: z.string() }).nullable(),
  isExample: z.boolean(),
  version: count,
});
export type Meeting = z.infer<typeof meeting>;
export const meetingList = z.object({ items: z.array(meeting), next: z.string().nullable() });
export const meetingQuery = z.object({ limit, cursor });
export const reply = z.strictObject({ comes: z.boolean() });

export const newIntention = z.strictObject({
  id: uuid,
  takes: plainText(1000).default(''),
  does: plainText(1000, 1),
});
export type NewIntention = z.infer<typeof newIntention>;
export const intentionChange = z
  .strictObject({
    takes: plainText(1000),
    does: plainText(1000, 1),
    outcome: z.enum(intentionOutcomes),
    lookedBack: plainText(1000),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, none);
export type IntentionChange = z.infer<typeof intentionChange>;

const reflectionContent = {
  words: plainText(2000, 1),
  factors: factorList,
  sharing: z.enum(reflectionSharings),
};
export const newReflection = z
  .strictObject({
    ...reflectionContent,
    id: uuid,
    meeting: uuid.nullable().default(null),
    factors: reflectionContent.factors.default([]),
    sharing: reflectionContent.sharing.default('private'),
  })
  .refine(({ sharing, meeting }) => sharing !== 'group' || meeting !== null, {
    path: ['sharing'],
    message: 'a group is that of a meeting',
  });
export type NewReflection = z.infer<typeof newReflection>;
export type NewReflectionInput = z.input<typeof newReflection>;
export const reflectionChange = z
  .strictObject(reflectionContent)
  .partial()
  .refine((change) => Object.keys(change).length > 0, none);
export type ReflectionChange = z.infer<typeof reflectionChange>;
/** Of whom it is, is told to nobody. */
export const reflection = z.object({
  ...reflectionContent,
  id: uuid,
  meeting: z.object({ id: uuid, theme: z.string() }).nullable(),
  mine: z.boolean(),
  /** You wrote it, or look after what is shared. */
  removable: z.boolean(),
  isExample: z.boolean(),
  writtenOn: z.string(),
  version: count,
});
export type Reflection = z.infer<typeof reflection>;
export const reflectionList = z.object({
  items: z.array(reflection),
  next: z.string().nullable(),
});
export const reflectionQuery = z.object({
  meeting: uuid.optional(),
  factor: z.enum(factors).optional(),
  limit,
  cursor,
});
export type ReflectionQuery = z.infer<typeof reflectionQuery>;

const exampleContent = {
  title: plainText(120, 2),
  told: plainText(4000, 1),
  learned: plainText(1000),
  factors: factorList.min(1, 'has one factor or more'),
  buurt: buurtCode,
  meeting: uuid.nullable(),
  initiative: uuid.nullable(),
};
export const newExample = z.strictObject({
  ...exampleContent,
  id: uuid,
  learned: exampleContent.learned.default(''),
  meeting: exampleContent.meeting.default(null),
  initiative: exampleContent.initiative.default(null),
});
export type NewExample = z.infer<typeof newExample>;
export type NewExampleInput = z.input<typeof newExample>;
export const exampleChange = z
  .strictObject(exampleContent)
  .partial()
  .refine((change) => Object.keys(change).length > 0, none);
export type ExampleChange = z.infer<typeof exampleChange>;
export const example = z.object({
  ...exampleContent,
  id: uuid,
  buurt: z.object({ code: z.string(), name: z.string().nullable() }),
  gemeente: z.object({ code: z.string(), name: z.string().nullable() }),
  /** Of the wijk on the day that it was told, as everybody sees it. */
  figures: z.object({ asOf: z.string(), area: z.string(), ...contextFigures.shape }).nullable(),
  meeting: z.object({ id: uuid, theme: z.string() }).nullable(),
  initiative: z.object({ id: uuid, title: z.string() }).nullable(),
  mine: z.boolean(),
  /** You told it, or coordinate where it was. */
  removable: z.boolean(),
  isExample: z.boolean(),
  toldOn: z.string(),
  version: count,
});
export type Example = z.infer<typeof example>;
export const exampleList = z.object({ items: z.array(example), next: z.string().nullable() });
export const exampleQuery = z.object({
  q: plainText(100).optional(),
  factor: z.enum(factors).optional(),
  /** The context: where it was, and what the network of the wijk was like then. */
  neighbourhood: areaCode.optional(),
  stage: z.enum(stages).optional(),
  limit,
  cursor,
});
export type ExampleQuery = z.infer<typeof exampleQuery>;
