import { z } from 'zod';
import { day, end } from './connections.ts';
import { areaCode, limit, plainText } from './common.ts';
import { kinds } from './kinds.ts';

export const introductionStages = [
  'idea',
  'one_asked',
  'both_asked',
  'both_yes',
  'met',
  'connection',
  'no',
] as const;
export const introductionStage = z.enum(introductionStages);
export type IntroductionStage = z.infer<typeof introductionStage>;

const words = {
  /** Both sides read it before they answer: nobody is named in it. */
  invitation: plainText(500),
  nextStep: plainText(200),
  nextStepOn: day.nullable(),
  note: plainText(1000),
};

export const newIntroduction = z
  .strictObject({
    id: z.uuid('is not a UUID'),
    one: z.uuid('is not a UUID'),
    other: z.uuid('is not a UUID'),
    invitation: words.invitation.default(''),
    nextStep: words.nextStep.default(''),
    nextStepOn: words.nextStepOn.default(null),
    note: words.note.default(''),
  })
  .refine(({ one, other }) => one.toLowerCase() !== other.toLowerCase(), {
    path: ['other'],
    message: 'nobody is introduced to themselves',
  });
export type NewIntroduction = z.infer<typeof newIntroduction>;
export type NewIntroductionInput = z.input<typeof newIntroduction>;

/** A step: who was asked, what they said, that they met, what came of it. Only what changes. */
export const introductionChange = z
  .strictObject({
    ...words,
    oneAsked: z.literal(true),
    otherAsked: z.literal(true),
    /** Null: not answered yet. */
    oneSaysYes: z.boolean().nullable(),
    otherSaysYes: z.boolean().nullable(),
    metOn: day.nullable(),
    outcome: z.enum(['connection', 'nothing_yet', 'no']).nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type IntroductionChange = z.infer<typeof introductionChange>;

const side = end.extend({
  askedAt: z.string().nullable(),
  saysYes: z.boolean().nullable(),
  /** You may write down what this side said; who has an account answers for themselves. */
  answerable: z.boolean(),
});

export const introduction = z.object({
  id: z.uuid(),
  one: side,
  other: side,
  stage: introductionStage,
  invitation: z.string(),
  metOn: z.string().nullable(),
  outcome: z.enum(['connection', 'nothing_yet', 'no']).nullable(),
  nextStep: z.string(),
  nextStepOn: z.string().nullable(),
  note: z.string(),
  /** You planned it. */
  mine: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Introduction = z.infer<typeof introduction>;

export const introductionList = z.object({
  items: z.array(introduction),
  next: z.string().nullable(),
});

export const introductionQuery = z.object({
  neighbourhood: areaCode.optional(),
  /** Those under way, or those that are done. */
  open: z
    .enum(['true', 'false'], 'is true or false')
    .transform((word) => word === 'true')
    .optional(),
  mine: z.literal('true').optional(),
  limit,
  cursor: z.string().max(500).optional(),
});
export type IntroductionQuery = z.infer<typeof introductionQuery>;

/** What you are asked. The other side is told only when both said yes. */
export const invitation = z.object({
  id: z.uuid(),
  asset: z.object({ id: z.uuid(), title: z.string() }),
  otherKind: z.enum(kinds),
  invitation: z.string(),
  answer: z.boolean().nullable(),
  bothYes: z.boolean(),
  other: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  metOn: z.string().nullable(),
  askedAt: z.string(),
});
export type Invitation = z.infer<typeof invitation>;
export const invitationList = z.object({ items: z.array(invitation) });
export const answer = z.strictObject({ yes: z.boolean() });

/** The way from idea to connection in an area, of the whole team together. */
export const introductionPath = z.object({
  code: z.string(),
  since: z.string(),
  /** How many came at least so far. */
  ideas: z.number().int(),
  asked: z.number().int(),
  bothYes: z.number().int(),
  met: z.number().int(),
  connections: z.number().int(),
  no: z.number().int(),
});
export type IntroductionPath = z.infer<typeof introductionPath>;
export const pathQuery = z.object({ neighbourhood: areaCode, since: day.optional() });
