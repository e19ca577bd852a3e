import { z } from 'zod';
import { areaCode, limit } from './common.ts';
import { factors } from './initiative-words.ts';
import { assessmentMoments, learningRoles } from './learning-words.ts';
import { listed } from './programme-words.ts';
import { answers, instrument } from './surveys.ts';
import { scaleResult } from './waves.ts';

const uuid = z.uuid('is not a UUID');
const count = z.number().int();
const area = areaCode.refine((code) => !code.startsWith('BU'), 'is NL, a gemeente or a wijk');
/** Of a year, a quarter of it: 2026-Q1. */
const quarter = z.string().regex(/^20\d\d-Q[1-4]$/, 'is a quarter, such as 2026-Q1');

/** From the first quarter to the last, both included. */
export const programmeQuery = z
  .object({
    area: area.default('NL'),
    from: quarter,
    until: quarter,
    /** For what others will read: without a count of few people. */
    forOthers: z
      .enum(['true', 'false'], 'is true or false')
      .transform((word) => word === 'true')
      .optional(),
  })
  .refine(({ from, until }) => until >= from, {
    path: ['until'],
    message: 'is not before the first quarter',
  });

const cell = {
  /**
   * Of what people did, where you do not coordinate: of others than you, of a whole wijk and a quarter that is over, in
   * fives rounded down; of a gemeente and of the programme what is told of their wijken together.
   * Null: not so many, or not told yet.
   */
  n: count.nullable(),
  /** There may be more. */
  atLeast: z.boolean(),
};
export type ProgrammeQuery = z.infer<typeof programmeQuery>;
/** What was done, by quarter; each with the areas that it is made of. */
export const programme = z.object({
  area: z.string(),
  quarters: z.array(z.string()),
  connectors: count,
  initiatives: count,
  /** The gemeenten of the programme, the wijken of a gemeente, or the wijk. */
  areas: z.array(
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      connectors: count,
      initiatives: count,
    }),
  ),
  /**
   * How unevenly those who introduce and organise share it: of a wijk, of a calendar year that is over, and of ten people
   * or more. Shares from 0 to 1 in steps of a twentieth, people in fives.
   */
  effort: z.object({ people: count, busiestShare: z.number(), gini: z.number() }).nullable(),
  measures: z.array(
    z.object({
      /** `conversations`, `introductions`, `met`, `ties`, `assets`, `activities`, `attended`, `works`, `chafes`, `examples`, or a factor. */
      measure: z.string(),
      /** Of a calendar year that is over, counted as one, also where its quarters have too few to tell; else null. */
      year: z.object(cell).nullable(),
      quarters: z.array(
        z.object({
          quarter: z.string(),
          ...cell,
          areas: z.array(z.object({ code: z.string(), ...cell })),
        }),
      ),
    }),
  ),
});
export type Programme = z.infer<typeof programme>;

export const behindQuery = z.object({
  area: area.default('NL'),
  quarter,
  measure: z.enum(listed, `is one of ${listed.join(', ')}`),
  limit,
  cursor: z.string().max(500).optional(),
});
export type BehindQuery = z.infer<typeof behindQuery>;
/** What a number is made of, the newest first. */
export const behind = z.object({
  items: z.array(
    z.object({
      id: uuid,
      /** Of an activity: the initiative on whose page it stands. */
      initiative: uuid.nullable(),
      title: z.string(),
      on: z.string(),
      /** The buurt, or the initiative. */
      where: z.string().nullable(),
      /** Of an activity: how many came, as its page tells you. */
      attended: count.nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type Behind = z.infer<typeof behind>;

const byFactor = z.partialRecord(z.enum(factors), count);
/** What was learned together, in counts and quotes. */
export const learningSummary = z.object({
  area: z.string(),
  meetings: count,
  attended: z.partialRecord(z.enum(learningRoles), count),
  examples: count,
  examplesBy: byFactor,
  /** Shared with all who learn. */
  reflections: count,
  reflectionsBy: byFactor,
  /** Rounded down to fives, like the two after it. */
  intentions: count,
  lookedBack: count,
  done: count,
});
export type LearningSummary = z.infer<typeof learningSummary>;

export const quotesQuery = z.object({ area: area.default('NL'), quarter });
/** Of shared entries, with consent; of those that are not chosen only who coordinates there reads. */
export const quoteList = z.object({
  items: z.array(
    z.object({
      id: uuid,
      words: z.string(),
      speaker: z.string(),
      initiative: z.string(),
      chosen: z.boolean(),
    }),
  ),
  /** You may choose. */
  chooses: z.boolean(),
});
export type QuoteList = z.infer<typeof quoteList>;
export const quoteChoice = z.strictObject({
  area,
  quarter,
  quotes: z.array(uuid).max(20, 'has at most 20 entries'),
});

export const assessmentMoment = z.enum(assessmentMoments);
export const assessment = z.strictObject({ answers });
const given = z.object({ answers, givenOn: z.string() }).nullable();
export const competences = z.object({ instrument, before: given, after: given });
export type Competences = z.infer<typeof competences>;
/**
 * Of those in an area who saw themselves before and after, in quarters that are over: null of fewer than five, in which
 * way alone of fewer than thirty, and to one decimal.
 */
export const competenceResults = z.object({
  people: count.nullable(),
  scales: z.array(scaleResult),
});
export type CompetenceResults = z.infer<typeof competenceResults>;
export const competenceQuery = z.object({
  area: area.refine((code) => !code.startsWith('WK'), 'is NL or a gemeente').default('NL'),
});
