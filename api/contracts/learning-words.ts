/** Apart from the schemas, so that the web needs no zod. */
export const helpKinds = [
  'listening',
  'neighbours',
  'practical',
  'money',
  'doctor',
  'mental_health',
  'social_team',
  'other',
] as const;
export type HelpKind = (typeof helpKinds)[number];

export const noticedThrough = [
  'activity',
  'visit',
  'conversation',
  'neighbour',
  'self',
  'professional',
] as const;
export type NoticedThrough = (typeof noticedThrough)[number];

/** What somebody who comes to a learning meeting is to it. */
export const learningRoles = [
  'connector',
  'resident',
  'professional',
  'municipality',
  'coordinator',
  'researcher',
] as const;

export const reflectionSharings = ['private', 'group', 'shared'] as const;
export type ReflectionSharing = (typeof reflectionSharings)[number];

export const intentionOutcomes = ['done', 'partly', 'not_yet'] as const;
export type IntentionOutcome = (typeof intentionOutcomes)[number];

export const assessmentMoments = ['before', 'after'] as const;
export type AssessmentMoment = (typeof assessmentMoments)[number];
