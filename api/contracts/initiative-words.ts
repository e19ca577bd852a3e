/** Apart from the schemas, so that the web needs no zod. */

/** Letters that the name of a mechanism has at least, and that of a factor that is new. */
export const leastLetters = { mechanism: 5, factor: 3 } as const;

export const sides = ['residents', 'organisation', 'municipality'] as const;
export type Side = (typeof sides)[number];

export const meansKinds = ['money', 'room', 'hours', 'material'] as const;
export type MeansKind = (typeof meansKinds)[number];

/** At most so many people come to one activity. */
export const activityCount = 100_000;

export const works = [
  'trust_and_ownership',
  'inclusion',
  'prevention',
  'shared_ownership',
] as const;
export const chafes = [
  'fragmented_cooperation',
  'limited_means',
  'stubborn_image',
  'skewed_effort',
] as const;
/** What works, and where it chafes (SOURCE: the article on Samen Buurten). */
export const factors = [...works, ...chafes] as const;
export type Factor = (typeof factors)[number];

export const directions = ['works', 'chafes'] as const;
export type Direction = (typeof directions)[number];
export const outcomeKinds = ['output', 'outcome'] as const;
export const outcomeBases = ['measure', 'story', 'signal'] as const;
export const strengths = ['told', 'seen_by_two', 'measured'] as const;
export type Strength = (typeof strengths)[number];
/** By what entries are set against each other: where, or what the area was like on that day. */
export const contexts = ['initiative', 'gemeente', 'wijk', 'stage', 'completeness'] as const;
export type ContextKind = (typeof contexts)[number];
