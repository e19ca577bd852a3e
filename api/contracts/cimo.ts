import { z } from 'zod';
import { areaCode, limit, plainText } from './common.ts';
import { day, end } from './connections.ts';
import {
  contexts,
  directions,
  factors,
  leastLetters,
  outcomeBases,
  outcomeKinds,
  strengths,
} from './initiative-words.ts';
import { stages } from './network.ts';

const uuid = z.uuid('is not a UUID');

const content = {
  happenedOn: day,
  direction: z.enum(directions, 'is works or chafes'),
  /** What happened; through what you think it did; how you know. */
  happened: plainText(2000, 1),
  claim: plainText(1000),
  knownBy: plainText(1000),
  context: plainText(1000),
  /** The intervention, where it was an activity of the initiative. */
  activity: uuid.nullable(),
  mechanism: uuid.nullable(),
  outcome: plainText(1000),
  outcomeKind: z.enum(outcomeKinds).nullable(),
  outcomeBasis: z.enum(outcomeBases).nullable(),
  /** The closed wave that measured it. */
  wave: uuid.nullable(),
  strength: z.enum(strengths),
  sharing: z.enum(['private', 'shared'], 'is private or shared'),
  /** Ids of what it rests on; what you do not see stays as it is. */
  assets: z.array(uuid).max(20, 'has at most 20 entries'),
  introductions: z.array(uuid).max(20, 'has at most 20 entries'),
};
interface Basis {
  strength?: string | undefined;
  outcomeBasis?: string | null | undefined;
  knownBy?: string | undefined;
}
/** As far as it is given: of a change the rest stands in the database, which asks the same. */
const isMeasured = ({ strength, outcomeBasis, knownBy }: Basis) =>
  strength !== 'measured' ||
  ((outcomeBasis === 'measure' || outcomeBasis === undefined) && knownBy !== '');
const MEASURED = { path: ['strength'], message: 'what is measured rests on a measure' };

export const newCimoEntry = z
  .strictObject({
    ...content,
    id: uuid,
    happenedOn: content.happenedOn.optional(),
    claim: content.claim.default(''),
    knownBy: content.knownBy.default(''),
    context: content.context.default(''),
    activity: content.activity.default(null),
    mechanism: content.mechanism.default(null),
    outcome: content.outcome.default(''),
    outcomeKind: content.outcomeKind.default(null),
    outcomeBasis: content.outcomeBasis.default(null),
    wave: content.wave.default(null),
    strength: content.strength.default('told'),
    sharing: content.sharing.default('private'),
    assets: content.assets.default([]),
    introductions: content.introductions.default([]),
  })
  .refine(isMeasured, MEASURED);
export type NewCimoEntry = z.infer<typeof newCimoEntry>;
export type NewCimoEntryInput = z.input<typeof newCimoEntry>;

/** Only what changes; a list is given as a whole. */
export const cimoEntryChange = z
  .strictObject(content)
  .partial()
  .refine(isMeasured, MEASURED)
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type CimoEntryChange = z.infer<typeof cimoEntryChange>;
export type CimoEntryChangeInput = z.input<typeof cimoEntryChange>;

/** What speaks for an entry or against it. A quote is of somebody who agreed to it, and names nobody unless told to. */
export const newEvidence = z
  .strictObject({
    id: uuid,
    side: z.enum(['for', 'against'], 'is for or against'),
    words: plainText(1000, 1),
    isQuote: z.boolean().default(false),
    /** How whoever is quoted said that it may be used. */
    consentHow: plainText(300).default(''),
    speaker: plainText(80).default(''),
  })
  .refine(({ isQuote, consentHow }) => !isQuote || consentHow !== '', {
    path: ['consentHow'],
    message: 'a quote needs consent: say how it was given',
  })
  .refine(({ isQuote, speaker }) => isQuote || speaker === '', {
    path: ['speaker'],
    message: 'only a quote has a speaker',
  });
export type NewEvidence = z.infer<typeof newEvidence>;
export type NewEvidenceInput = z.input<typeof newEvidence>;

const evidenceItem = z.object({
  id: uuid,
  side: z.enum(['for', 'against']),
  words: z.string(),
  isQuote: z.boolean(),
  /** Empty: of nobody in particular. */
  speaker: z.string(),
  /** You may take it away. */
  removable: z.boolean(),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

const figure = z.number().nullable();
/** Of the wijk on that day, as everybody sees it. */
export const contextFigures = z.object({
  inhabitants: figure,
  completeness: figure,
  shareWithAtLeastFour: figure,
  places: figure,
  ties: figure,
  isolateShare: figure,
  giantShare: figure,
  stage: z.enum(stages).nullable(),
});
export type ContextFigures = z.infer<typeof contextFigures>;

const aMechanism = z.object({
  id: uuid,
  name: z.string(),
  factor: z.enum(factors).nullable(),
  /** Where it is none of the eight. */
  newFactor: z.string().nullable(),
});

export const cimoEntry = z.object({
  id: uuid,
  initiative: z.object({ id: uuid, title: z.string() }),
  happenedOn: z.string(),
  direction: content.direction,
  happened: z.string(),
  claim: z.string(),
  knownBy: z.string(),
  context: z.string(),
  figures: z.object({ asOf: z.string(), area: z.string(), ...contextFigures.shape }).nullable(),
  activity: z.object({ id: uuid, title: z.string(), heldOn: z.string() }).nullable(),
  mechanism: aMechanism.nullable(),
  outcome: z.string(),
  outcomeKind: content.outcomeKind,
  outcomeBasis: content.outcomeBasis,
  /** Null also where the visitor may not see it. */
  wave: z.object({ id: uuid, title: z.string() }).nullable(),
  strength: content.strength,
  sharing: content.sharing,
  isComplete: z.boolean(),
  evidence: z.array(evidenceItem),
  agreed: z.array(z.object({ role: z.string(), people: z.number().int() })),
  /** You agree. */
  agreedByMe: z.boolean(),
  assets: z.array(end),
  introductions: z.array(z.object({ id: uuid, one: z.string(), other: z.string() })),
  mine: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
});
export type CimoEntry = z.infer<typeof cimoEntry>;
export const cimoList = z.object({ items: z.array(cimoEntry), next: z.string().nullable() });
export const cimoQuery = z.object({ limit, cursor: z.string().max(500).optional() });

export const newMechanism = z
  .strictObject({
    id: uuid,
    name: plainText(120, leastLetters.mechanism),
    factor: z.enum(factors).nullable().default(null),
    newFactor: plainText(60, leastLetters.factor).nullable().default(null),
  })
  .refine(({ factor, newFactor }) => (factor === null) !== (newFactor === null), {
    path: ['factor'],
    message: 'a mechanism belongs to one factor',
  });
export type NewMechanism = z.infer<typeof newMechanism>;
export type NewMechanismInput = z.input<typeof newMechanism>;

export const mechanism = aMechanism.extend({
  agreedAt: z.string().nullable(),
  agreements: z.number().int(),
  /** You proposed it, or agreed on it. */
  mine: z.boolean(),
  agreedByMe: z.boolean(),
});
export type Mechanism = z.infer<typeof mechanism>;
export const mechanismList = z.object({ items: z.array(mechanism) });

export const evidenceQuery = z
  .object({
    by: z.enum(contexts).default('initiative'),
    neighbourhood: areaCode.optional(),
    /** Of this one alone. */
    initiative: uuid.optional(),
    factor: z.enum(factors).optional(),
    direction: content.direction.optional(),
    /** Without what you keep to yourself: for what others will read. */
    shared: z
      .enum(['true', 'false'], 'is true or false')
      .transform((word) => word === 'true')
      .optional(),
    from: day.optional(),
    until: day.optional(),
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ['until'],
    message: 'lies before the day it begins',
  });
export type EvidenceQuery = z.infer<typeof evidenceQuery>;

/** Mechanism by context: how often it worked and chafed there, and what speaks for and against it. */
const evidenceCell = z.object({
  /** Of which context; null where that is not known. */
  context: z.string().nullable(),
  works: z.number().int(),
  chafes: z.number().int(),
  evidenceFor: z.number().int(),
  evidenceAgainst: z.number().int(),
  measured: z.number().int(),
  /** Of which somebody else agrees. */
  seenByTwo: z.number().int(),
});
export type EvidenceCell = z.infer<typeof evidenceCell>;
const evidenceRow = z.object({
  /** Null: of which no mechanism is named yet. `agreed`: it stands in the list. */
  mechanism: aMechanism.extend({ agreed: z.boolean() }).nullable(),
  entries: z.number().int(),
  initiatives: z.number().int(),
  works: z.number().int(),
  chafes: z.number().int(),
  /** It works in one place and chafes in another, or something speaks against it. */
  contradicts: z.boolean(),
  cells: z.array(evidenceCell),
  /** The newest three that speak for it, with consent. */
  quotes: z.array(z.object({ words: z.string(), side: z.literal('for'), speaker: z.string() })),
  /** The newest three that speak against it, a quote or not. */
  against: z.array(z.object({ words: z.string(), isQuote: z.boolean(), speaker: z.string() })),
});
export type EvidenceRow = z.infer<typeof evidenceRow>;
export const evidence = z.object({
  by: z.enum(contexts),
  entries: z.number().int(),
  /** From how many different initiatives these entries are. */
  initiatives: z.number().int(),
  /** The columns: what each context is called. */
  contexts: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable() })),
  rows: z.array(evidenceRow),
});
export type Evidence = z.infer<typeof evidence>;
export const evidenceExportQuery = z.object({
  neighbourhood: areaCode.optional(),
  factor: z.enum(factors).optional(),
  direction: content.direction.optional(),
  from: day.optional(),
  until: day.optional(),
});
export type EvidenceExportQuery = z.infer<typeof evidenceExportQuery>;
