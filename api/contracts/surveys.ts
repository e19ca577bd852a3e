import { z } from 'zod';
import { plainText } from './common.ts';
import { waveAudiences } from './wave-words.ts';

const key = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'is lower case letters, digits and dashes');
/** In both languages; English may be left out. */
const words = z.strictObject({ nl: plainText(500, 1), en: plainText(500).default('') });
const option = z.strictObject({ code: z.number().int().min(0).max(100), words });

/** A question: a scale of agreement, one or several of a list, a number, or words. */
const item = z.discriminatedUnion('kind', [
  z.strictObject({
    key,
    kind: z.literal('scale'),
    words,
    most: z.number().int().min(1).max(10).default(4),
  }),
  z.strictObject({
    key,
    kind: z.literal('choice'),
    words,
    options: z.array(option).min(2).max(20),
  }),
  z.strictObject({
    key,
    kind: z.literal('several'),
    words,
    options: z.array(option).min(2).max(20),
  }),
  z
    .strictObject({
      key,
      kind: z.literal('number'),
      words,
      least: z.number().default(0),
      most: z.number().default(1000),
    })
    .refine(({ least, most }) => least < most, {
      path: ['most'],
      message: 'is more than the least',
    }),
  z.strictObject({ key, kind: z.literal('words'), words }),
]);
export type SurveyItem = z.infer<typeof item>;

/** Items that make one figure: those that say the opposite are turned round; too few answered make none. */
const scale = z.strictObject({
  key,
  words,
  items: z.array(key).min(1).max(30),
  reversed: z.array(key).max(30).default([]),
  leastAnswered: z.number().int().min(1).max(30),
  /** The figure runs from 0 to this. */
  upTo: z.number().int().min(1).max(100).default(10),
});
export type SurveyScale = z.infer<typeof scale>;

const unique = (keys: (string | number)[]) => new Set(keys).size === keys.length;
export const instrumentDefinition = z
  .strictObject({
    title: words,
    intro: words,
    items: z
      .array(item)
      .min(1, 'asks at least one question')
      .max(60, 'asks at most sixty questions'),
    scales: z.array(scale).max(10).default([]),
  })
  .refine(({ items }) => unique(items.map((one) => one.key)), {
    path: ['items'],
    message: 'two questions have one key',
  })
  .refine(
    ({ items }) =>
      items.every((one) => !('options' in one) || unique(one.options.map(({ code }) => code))),
    { path: ['items'], message: 'two answers have one code' },
  )
  .refine(({ scales }) => unique(scales.map((one) => one.key)), {
    path: ['scales'],
    message: 'two scales have one key',
  })
  // Rounded in ever other ways, one figure would be told to the last digit.
  .refine(({ scales }) => unique(scales.map(({ items }) => items.toSorted().join())), {
    path: ['scales'],
    message: 'two scales are made of the same questions',
  })
  .refine(
    ({ items, scales }) => {
      const scaled = new Map(
        items.flatMap((one) => (one.kind === 'scale' ? [[one.key, one.most]] : [])),
      );
      return scales.every(
        (one) =>
          one.items.every((of) => scaled.has(of)) &&
          unique(one.items) &&
          one.reversed.every((of) => one.items.includes(of)) &&
          one.leastAnswered <= one.items.length &&
          new Set(one.items.map((of) => scaled.get(of))).size === 1,
      );
    },
    { path: ['scales'], message: 'a scale is made of scale questions that run alike' },
  );
export type InstrumentDefinition = z.infer<typeof instrumentDefinition>;

export const newInstrument = z.strictObject({
  key,
  version: z.number().int().min(1, 'versions count from 1').max(1000),
  definition: instrumentDefinition,
});
export type NewInstrument = z.infer<typeof newInstrument>;
export const instrument = newInstrument.extend({
  /** Comes with the product. */
  shipped: z.boolean(),
});
export type Instrument = z.infer<typeof instrument>;
export const instrumentList = z.object({ items: z.array(instrument) });

/** As they are asked: keys are told apart by that of their instrument, "cohesion.contact". */
export const asked = z.array(
  z.object({ key: z.string(), version: z.number().int(), definition: instrumentDefinition }),
);
export type Asked = z.infer<typeof asked>;

/** By "instrument.item": a code, several codes, a number or words; what is left out was not answered. */
export const answers = z.record(
  z.string().max(90),
  z.union([z.number(), z.array(z.number()).max(20), plainText(1000)]),
);
export type Answers = z.infer<typeof answers>;

/**
 * Eight signs that are not mistaken for each other, as they are printed: K7QM-2XPD. Written by hand an O is read as a
 * nought and an I or L as a one, as Crockford's alphabet has it.
 */
export const personCode = z
  .string()
  .transform((text) =>
    text
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
  )
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/, 'is eight letters and digits'));

export const newAnswer = z.strictObject({
  id: z.uuid('is not a UUID'),
  answers,
  /** Only they hold it: by it their answers of several waves are of one person. */
  code: personCode.nullable().default(null),
  /** In which language it was asked (ISO 639-1). */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'is a code of two letters')
    .default('nl'),
});
export type NewAnswerInput = z.input<typeof newAnswer>;

export const survey = z.object({
  title: z.string(),
  open: z.boolean(),
  /** It takes answers: while it is open, and a day after that. */
  takes: z.boolean(),
  used: z.boolean(),
  /** Who sees what comes out; never who answered what. */
  visibleTo: z.enum(waveAudiences),
  instruments: asked,
});
export type Survey = z.infer<typeof survey>;
export const answerKept = z.object({ became: z.enum(['kept', 'late']) });
export const withdrawal = z.strictObject({ code: personCode });
export const withdrawn = z.object({ waves: z.number().int() });
