import { z } from 'zod';
import { areaCode, position } from './common.ts';
import { day } from './connections.ts';
import { placedKinds, type walkingSpeeds } from './coverage-words.ts';
import { kinds } from './kinds.ts';
import { level } from './neighbourhoods.ts';

const LEAST_METRES = 50;
export const MOST_METRES = 5000;
const SAYS_METRES = `is a whole number of metres from ${LEAST_METRES} to ${MOST_METRES}`;

const metres = z
  .number(SAYS_METRES)
  .int(SAYS_METRES)
  .min(LEAST_METRES, SAYS_METRES)
  .max(MOST_METRES, SAYS_METRES);
/** The same in a query string. */
const within = z
  .string()
  .regex(/^\d+$/, { error: SAYS_METRES, abort: true })
  .transform(Number)
  .pipe(metres);

export const audiences = ['everyone', 'older'] as const satisfies (keyof typeof walkingSpeeds)[];

const placedKind = z.enum(placedKinds, `is one of ${placedKinds.join(', ')}`);

const year = z.coerce
  .number('is a year such as 2024')
  .int('is a year such as 2024')
  .min(2000, 'is from 2000 to 2100')
  .max(2100, 'is from 2000 to 2100');

export const coverageQuery = z.object({
  within: within.default(500),
  /** One kind; all six when left out. */
  kind: z.enum(kinds, `is one of ${kinds.join(', ')}`).optional(),
  /** What was there on this day; today when left out. */
  on: day
    .refine((on) => on <= new Date().toISOString().slice(0, 10), 'is not a day to come')
    .optional(),
  /** Who lived there in this year; the newest that is known when left out. */
  year: year.optional(),
  /** For whom minutes are told. */
  audience: z.enum(audiences, `is one of ${audiences.join(', ')}`).default('everyone'),
});
export type CoverageQuery = z.infer<typeof coverageQuery>;

export const coverageAreasQuery = coverageQuery.extend({ level: level.default('wijk') });

export const coverageExportQuery = coverageAreasQuery.extend({
  /** Of the areas in this gemeente or wijk. */
  neighbourhood: areaCode.refine((code) => code !== 'NL', 'is one gemeente, wijk or buurt'),
});
export type CoverageExportQuery = z.infer<typeof coverageExportQuery>;

export const coverageCellsQuery = z.object({
  within: within.default(500),
  kind: placedKind,
  year: year.optional(),
});

const figure = z.number().nullable();

/** How residents reach one kind; null where it is not defined, or of so few that it is not told. */
export const kindCoverage = z.object({
  kind: z.enum(kinds),
  /** In the area itself, of what everyone may see; of talents, those that may be counted. */
  assets: z.number().int().nullable(),
  reachShare: figure,
  residentsReached: figure,
  /** Metres on foot to the nearest, by person, also of what lies outside the area. */
  meanMetres: figure,
  medianMetres: figure,
  p90Metres: figure,
  /** Mean number within the distance, by person. */
  meanChoice: figure,
});
export type KindCoverage = z.infer<typeof kindCoverage>;

/** How the distance came about: an estimate by the straight line. */
export const distance = z.object({
  method: z.literal('straight'),
  detour: z.number(),
  estimate: z.literal(true),
  /** By which minutes are told. */
  kmPerHour: z.number(),
});

const population = z.object({
  inhabitants: figure,
  households: figure,
  source: z.string(),
  /** Null: it is not known who lives here. */
  year: z.number().int().nullable(),
  /** The share of the inhabitants that is only known by buurt, and spread over it. */
  spreadShare: figure,
  /** Years that are known, newest first. */
  years: z.array(z.number().int()),
});

const counted = z.object({ n: z.number().int().nullable(), atLeast: z.boolean() });

const effort = z.object({
  /** Conversations in the last year, and people who told of assets or confirmed them: null is fewer than five. */
  conversations: z.number().int().nullable(),
  conversationsAtLeast: z.boolean(),
  /** Conversations against dwellings (C12). */
  conversationShare: figure,
  reporters: z.number().int().nullable(),
  reportersAtLeast: z.boolean(),
  /** The share of the assets that somebody confirmed in the last 180 days (C11). */
  lastConfirmedShare: figure,
  members: counted,
  /** Members against households (C13). */
  householdsReached: figure,
});

/** C10: how many assets there may be, by who told of what. Null where too few looked. */
const unmapped = z.object({
  seen: z.number().int(),
  estimate: z.number(),
  completeness: z.number(),
});

export const coverage = z.object({
  code: z.string(),
  name: z.string().nullable(),
  level,
  asOf: z.string(),
  within: z.number().int(),
  population,
  distance,
  kinds: z.array(kindCoverage),
  completeness: figure,
  shareWithAtLeastFour: figure,
  /** Of the mix of kinds in the area (Pielou). */
  evenness: figure,
  /** Of access to places, by two-step floating catchment areas (C4, C9). */
  gini: figure,
  /** The same where who lives further off counts less (C5). */
  giniGaussian: figure,
  /** How many people share one unit of the places in the area (C6). */
  crowdedness: figure,
  /** Mean access of the fifth of the people with the least and with the most. */
  fifths: z.object({ lowest: z.number(), highest: z.number() }).nullable(),
  effort,
  unmapped: unmapped.nullable(),
  /** Too few live here, or too few in what would be left of the area around it. */
  tooFew: z.boolean(),
  /** The border was another on the day that was asked for: figures would not compare. */
  boundaryChanged: z.boolean(),
});
export type Coverage = z.infer<typeof coverage>;

export const coverageAreas = z.object({ items: z.array(coverage) });

/** Where people live who reach none of a kind: the south-west corner in metres (EPSG:28992) of 100 m squares. */
export const coverageCells = z.object({
  code: z.string(),
  kind: placedKind,
  within: z.number().int(),
  year: z.number().int().nullable(),
  distance,
  items: z.array(
    z.object({
      /** Longitude, latitude of the corners, around. */
      corners: z.array(z.tuple([z.number(), z.number()])),
      inhabitants: z.number(),
      metres: z.number().nullable(),
      buurt: z.string(),
      spread: z.boolean(),
    }),
  ),
  /** There were more cells, of fewer people. */
  more: z.boolean(),
});
export type CoverageCells = z.infer<typeof coverageCells>;

export const coverageWhatIfQuestion = z.strictObject({
  kind: placedKind,
  within: metres.default(500),
  /** Longitude, latitude. */
  sites: z.array(position).min(1, 'names at least one place').max(10, 'names at most ten places'),
});

const change = z.object({ now: figure, then: figure });
export const coverageWhatIf = z.object({
  code: z.string(),
  kind: placedKind,
  within: z.number().int(),
  year: z.number().int().nullable(),
  distance,
  /** Residents who reach none now and would then; null where they are too few to tell. */
  newlyReached: figure,
  /** Elsewhere in the gemeente, too. */
  newlyReachedElsewhere: figure,
  reachShare: change,
  meanMetres: change,
  completeness: change,
  gini: change,
  /** Where they live; of buurten with so few that it is not told, none. */
  buurten: z.array(
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      newlyReached: z.number(),
      /** Of the area that was asked about, and not around it. */
      inside: z.boolean(),
    }),
  ),
});
export type CoverageWhatIf = z.infer<typeof coverageWhatIf>;

const SAYS_COUNT = 'is a whole number from 1 to 10';
export const bestSitesQuery = z.object({
  kind: placedKind,
  within: within.default(500),
  count: z.coerce
    .number(SAYS_COUNT)
    .int(SAYS_COUNT)
    .min(1, SAYS_COUNT)
    .max(10, SAYS_COUNT)
    .default(3),
  /** Any place where people live, or one of the public places that are there already. */
  candidates: z.enum(['cells', 'assets'], 'is cells or assets').default('cells'),
});

export const bestSites = z.object({
  code: z.string(),
  kind: placedKind,
  within: z.number().int(),
  year: z.number().int().nullable(),
  distance,
  /** Greedy takes one after the other the best; exact is proven to be the best choice. */
  method: z.enum(['greedy', 'exact']),
  candidates: z.number().int(),
  /** Residents without one within the distance now; null where they are too few to tell. */
  unreached: figure,
  reached: z.number(),
  /** No choice of as many places reaches more than this; null where it is too few to tell. */
  atMost: figure,
  items: z.array(
    z.object({
      position: z.tuple([z.number(), z.number()]),
      /** What residents it adds to those before it. */
      adds: z.number(),
      buurt: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
      asset: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    }),
  ),
});
export type BestSites = z.infer<typeof bestSites>;
