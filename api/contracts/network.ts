import { z } from 'zod';
import { areaCode } from './common.ts';
import { connectionKind, connectionStatus, day, end } from './connections.ts';
import { kinds } from './kinds.ts';

export const networkQuery = z.object({
  /** The network as it was on this day; now when left out. */
  on: day.optional(),
  /** Without people where you may see them. */
  persons: z
    .enum(['true', 'false'], 'is true or false')
    .transform((word) => word === 'true')
    .optional(),
  /** Of figures: compared with this day. */
  since: day.optional(),
});

export const networkExportQuery = z.object({
  neighbourhood: areaCode,
  on: day.optional(),
  /** People are left out, or merged into buurt and gift. */
  persons: z.enum(['dropped', 'merged'], 'is dropped or merged').default('dropped'),
});

const figure = z.number().nullable();
const shares = z.object({ bonding: z.number(), bridging: z.number(), linking: z.number() });

export const stages = [
  'scattered',
  'hub-and-spoke',
  'in-between',
  'multi-hub',
  'core-periphery',
] as const;

/** MEASURES B: null where a measure is undefined. */
export const networkFigures = z.object({
  nodes: z.number().int(),
  ties: z.number().int(),
  density: figure,
  meanDegree: figure,
  isolates: z.number().int(),
  isolateShare: figure,
  /** Parts of two or more that hang together. */
  islands: z.number().int(),
  giantShare: figure,
  fragmentation: figure,
  distanceWeightedFragmentation: figure,
  transitivity: figure,
  degreeCentralisation: figure,
  eiIndex: z.object({ byKind: figure, byNeighbourhood: figure }),
  /** What the E-I index would be if kinds, or buurten, were dealt out at random. */
  eiExpected: z.object({ byKind: figure, byNeighbourhood: figure }),
  assortativityByKind: figure,
  /** Bonding within a kind, linking to institutions, bridging between the others. */
  tieShares: shares.nullable(),
  communities: z.number().int(),
  modularity: figure,
  /** Mean adjusted Rand index between seeds. */
  communityStability: figure,
  coreSize: z.number().int(),
  coreFit: figure,
  /** A hint: its thresholds are ours. */
  stage: z.enum(stages).nullable(),
  /** The share of ties that the busiest tenth holds; from ten nodes on. */
  busiestTenth: figure,
});
export type NetworkFigures = z.infer<typeof networkFigures>;

/** Never a person. */
const broker = z.object({
  assetId: z.uuid(),
  name: z.string(),
  betweenness: figure,
  betweennessNormalised: figure,
  pairsLost: z.number(),
  constraint: figure,
  effectiveSize: z.number(),
  roles: z.object({
    coordinator: z.number(),
    consultant: z.number(),
    gatekeeper: z.number(),
    liaison: z.number(),
  }),
});
export type Broker = z.infer<typeof broker>;

export const network = networkFigures.extend({
  code: z.string(),
  asOf: z.string(),
  withPersons: z.boolean(),
  /** You may see people here, so you may ask for them. */
  mayShowPersons: z.boolean(),
  /** Ties with one end elsewhere: not counted among the ties. */
  crossing: z.number().int(),
  /** How many accounts told of these ties. */
  reporters: z.number().int(),
  /** The share of ties that both sides confirmed. */
  confirmedShare: figure,
  /** Too large to walk all its shortest paths: what rests on them is null. */
  tooLarge: z.boolean(),
  brokers: z.array(broker),
  /** The same without connectors; null where there are none among the nodes. */
  withoutConnectors: networkFigures.nullable(),
  /** Ties compared with those of an earlier day (N18): pairs, whatever ties them. Null where none was asked. */
  turnover: z
    .object({
      since: z.string(),
      kept: z.number().int(),
      added: z.number().int(),
      lost: z.number().int(),
      /** Kept by all there ever were; null where there were none at either time. */
      jaccard: figure,
    })
    .nullable(),
});
export type Network = z.infer<typeof network>;

export const graphNode = z.object({
  id: z.uuid(),
  kind: z.enum(kinds),
  title: z.string(),
  buurt: z.string().nullable(),
  wijk: z.string().nullable(),
  /** Degrees; null of a person, who has no place. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  degree: z.number().int(),
  /** Equal numbers hang together; the largest is 0. */
  island: z.number().int(),
  community: z.number().int(),
  core: z.boolean(),
  /** Null of a person, and where the graph is too large. */
  betweenness: figure,
  connector: z.boolean(),
  /** Its page tells you a telephone number or an e-mail address. */
  canBeCalled: z.boolean(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const graphTie = z.object({
  id: z.uuid(),
  from: z.uuid(),
  to: z.uuid(),
  kind: connectionKind,
  status: connectionStatus,
  strength: z.number().int(),
  /** Sides that confirmed it: 0, 1 or 2. */
  confirmed: z.number().int(),
  since: z.string().nullable(),
});
export type GraphTie = z.infer<typeof graphTie>;

export const networkGraph = z.object({
  code: z.string(),
  asOf: z.string(),
  withPersons: z.boolean(),
  nodes: z.array(graphNode),
  ties: z.array(graphTie),
});
export type NetworkGraph = z.infer<typeof networkGraph>;

export const suggestion = z.object({
  one: end,
  other: end,
  score: z.number(),
  /** The parts of the score, for people to read. */
  reasons: z.object({
    sharedContacts: z.array(end),
    /** What one offers and the other asks for. */
    gifts: z.array(z.object({ by: z.uuid(), gift: z.string(), wish: z.string() })),
    /** Between two places; of a person it is not known. */
    metres: z.number().nullable(),
    sameBuurt: z.boolean(),
    otherKind: z.boolean(),
    otherWijk: z.boolean(),
    joinsIslands: z.boolean(),
    /** Introductions under way of the busier one. */
    busy: z.number().int(),
  }),
});
export type Suggestion = z.infer<typeof suggestion>;

export const suggestionList = z.object({ items: z.array(suggestion) });

export const suggestionQuery = z.object({
  limit: z.coerce.number('is a whole number from 1 to 50').int().min(1).max(50).default(10),
});

export const whatIfQuestion = z.strictObject({
  ties: z
    .array(
      z
        .strictObject({ from: z.uuid('is not a UUID'), to: z.uuid('is not a UUID') })
        .refine(({ from, to }) => from !== to, {
          path: ['to'],
          message: 'nothing is connected to itself',
        }),
    )
    .max(20, 'has at most 20 ties'),
  persons: z.boolean().optional(),
});

export const outlook = z.object({
  nodes: z.number().int(),
  ties: z.number().int(),
  isolates: z.number().int(),
  islands: z.number().int(),
  giantShare: figure,
  fragmentation: figure,
  /** Ties between buurten by all ties. */
  bridging: figure,
});
export type Outlook = z.infer<typeof outlook>;

export const whatIf = z.object({
  code: z.string(),
  asOf: z.string(),
  withPersons: z.boolean(),
  now: outlook,
  then: outlook,
  /** The three that would join most, one after another: greedy, not proven best. Only for connectors. */
  best: z.array(z.object({ one: end, other: end, joins: z.number().int(), then: outlook })),
});
export type WhatIf = z.infer<typeof whatIf>;
