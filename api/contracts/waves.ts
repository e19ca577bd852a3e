import { z } from 'zod';
import { areaCode, limit, plainText } from './common.ts';
import { factors } from './initiative-words.ts';
import { asked } from './surveys.ts';
import { waveAudiences, waveStates } from './wave-words.ts';

const uuid = z.uuid('is not a UUID');
const area = areaCode.refine((code) => code !== 'NL', 'is one gemeente, wijk or buurt');
const which = z.strictObject({ key: z.string().max(40), version: z.number().int().min(1) });

const content = {
  title: plainText(120, 2),
  area,
  initiative: uuid.nullable(),
  /** What is asked, by key and version. */
  instruments: z
    .array(which)
    .min(1, 'asks something')
    .max(6, 'asks at most six instruments')
    // Answers are told apart by the key of theirs.
    .refine(
      (asked) => new Set(asked.map(({ key }) => key)).size === asked.length,
      'asks one version of an instrument',
    ),
  visibleTo: z.enum(waveAudiences),
  /** The wave before, of the same people; and one of an area to compare with. */
  follows: uuid.nullable(),
  comparesWith: uuid.nullable(),
  /** How many people were asked, where that is known: of them so many answered. Until it is closed. */
  invited: z.number().int().min(1).max(1_000_000).nullable(),
};
export const newWave = z.strictObject({
  ...content,
  id: uuid,
  initiative: content.initiative.default(null),
  visibleTo: content.visibleTo.default('learners'),
  follows: content.follows.default(null),
  comparesWith: content.comparesWith.default(null),
  invited: content.invited.default(null),
});
export type NewWave = z.infer<typeof newWave>;
export type NewWaveInput = z.input<typeof newWave>;
export const waveChange = z
  .strictObject({ ...content, state: z.enum(['open'], 'opens, or is closed by its own address') })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export type WaveChange = z.infer<typeof waveChange>;

const place = z.object({ code: z.string(), name: z.string().nullable() });
const other = z.object({ id: uuid, title: z.string() }).nullable();
export const wave = z.object({
  id: uuid,
  title: z.string(),
  area: place,
  initiative: other,
  instruments: asked,
  state: z.enum(waveStates),
  visibleTo: z.enum(waveAudiences),
  follows: other,
  comparesWith: other,
  invited: z.number().int().nullable(),
  closedAt: z.string().nullable(),
  /** Since then somebody who counted in it took back what they answered. */
  wasLeft: z.boolean(),
  /** Of who holds it; null for who only looks. On paper is not told once somebody left. */
  counts: z
    .object({
      answers: z.number().int(),
      late: z.number().int(),
      onPaper: z.number().int().nullable(),
    })
    .nullable(),
  holds: z.boolean(),
  isExample: z.boolean(),
  version: z.number().int(),
});
export type Wave = z.infer<typeof wave>;
export const waveList = z.object({ items: z.array(wave), next: z.string().nullable() });
export const waveQuery = z.object({
  neighbourhood: areaCode.optional(),
  limit,
  cursor: z.string().max(500).optional(),
});

export const waveLinks = z.object({
  items: z.array(z.object({ token: z.string(), once: z.boolean(), used: z.boolean() })),
});
export type WaveLinks = z.infer<typeof waveLinks>;
/** How many links that are good for one answer. */
export const newLinks = z.strictObject({
  count: z.number().int().min(1).max(500, 'are at most 500 at once'),
});

const figure = z.number().nullable();
/** Where a figure lies without somebody who withdrew, whoever they were and whatever they answered. */
const between = z.object({ low: z.number(), high: z.number() }).nullable();
/** Of so few that nothing is told: null. From thirty pairs on as figures, below as a direction alone. */
const change = z.object({
  pairs: z.number().int(),
  direction: z.enum(['up', 'down', 'same']),
  between,
  figures: z
    .object({
      difference: z.number(),
      low: z.number(),
      high: z.number(),
      bootstrapLow: figure,
      bootstrapHigh: figure,
      dz: figure,
    })
    .nullable(),
});
export type Change = z.infer<typeof change>;

export const scaleResult = z.object({
  key: z.string(),
  words: z.object({ nl: z.string(), en: z.string() }),
  upTo: z.number(),
  /** After somebody withdrew so many at least, like the pairs of a change. */
  n: z.number().int().nullable(),
  mean: figure,
  /** In place of the mean, after somebody withdrew. */
  between,
  /** From thirty answers on. */
  sd: figure,
  alpha: figure,
  /** Against the wave before; null where there is none, or too few answered both. */
  change: change.nullable(),
  /** And whether more than in the area to compare with; null where the directions of both do not say so. */
  compared: z
    .object({
      pairsWith: z.number().int(),
      pairsWithout: z.number().int(),
      direction: z.enum(['up', 'down', 'same']).nullable(),
      figures: z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable(),
    })
    .nullable(),
});
export type ScaleResult = z.infer<typeof scaleResult>;
const itemResult = z.object({
  key: z.string(),
  kind: z.enum(['scale', 'choice', 'several', 'number']),
  words: z.object({ nl: z.string(), en: z.string() }),
  n: z.number().int().nullable(),
  mean: figure,
  between,
  /** Of a scale: codes run from 0 to this. */
  most: z.number().nullable(),
  /**
   * Counts are null under five, and where a second one would give them away. Of a scale all or none: with the mean,
   * those that are told would tell of the others.
   */
  options: z
    .array(
      z.object({
        code: z.number(),
        words: z.object({ nl: z.string(), en: z.string() }).nullable(),
        n: z.number().int().nullable(),
      }),
    )
    .nullable(),
});
export type ItemResult = z.infer<typeof itemResult>;

/** What is frozen: the same bytes for ever, but for who withdrew. */
export const snapshot = z.object({
  wave: uuid,
  title: z.string(),
  area: z.string(),
  asOf: z.string(),
  instruments: z.array(z.object({ key: z.string(), version: z.number().int() })),
  survey: z.object({
    /** Null: fewer than five. */
    answers: z.number().int().nullable(),
    onPaper: z.number().int().nullable(),
    /** Null: nobody knows how many were asked. */
    invited: z.number().int().nullable(),
    /** Instruments of which the wave before asked another version: they are not compared. */
    otherwise: z.array(z.string()),
    scales: z.array(scaleResult),
    items: z.array(itemResult),
  }),
  network: z.unknown(),
  coverage: z.unknown(),
  cimo: z.object({
    entries: z.number().int(),
    works: z.number().int(),
    chafes: z.number().int(),
    byFactor: z.partialRecord(z.enum(factors), z.number().int()),
  }),
  /** That somebody withdrew, and when: then this is another edition. */
  changed: z.array(z.object({ on: z.string(), because: z.literal('withdrawn') })),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Of one sending of sheets: the same sent again is the same. */
export const paperBatch = z.object({ batch: uuid });

/** Answers on paper, typed over: a header of "instrument.item", a row a sheet; `code` may stand beside them. */
export const paperReport = z.object({
  rows: z.number().int(),
  written: z.number().int(),
  /** The wave was closed: they are kept, and not in it. */
  late: z.boolean(),
  faults: z.array(z.object({ row: z.number().int(), column: z.string(), says: z.string() })),
});
export type PaperReport = z.infer<typeof paperReport>;
