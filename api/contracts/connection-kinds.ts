export const connectionKinds = [
  'knows',
  'works_together',
  'shares_means',
  'hosts',
  'refers_to',
  'member_of',
] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

export const connectionStatuses = ['planned', 'active', 'dormant', 'ended'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];
