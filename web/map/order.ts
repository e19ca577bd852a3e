/** Every layer of ours, from the bottom up. A layer that is not named here is not drawn. */
export const order = [
  'land',
  'water',
  'walked',
  'chosen',
  'coverage',
  'coverage-pattern',
  'coverage-lines',
  'gaps',
  'site-reach',
  'buurt-lines',
  'wijk-lines',
  'gemeente-lines',
  'chosen-line',
  'site-reach-line',
  'asset-areas',
  'asset-area-lines',
  'area-names',
  'here',
  'flows',
  'ties',
  'leaders',
  'leader-ends',
  'assets',
  'clusters',
  'found',
  'selected',
  'site',
  'pin',
] as const;

export type LayerId = (typeof order)[number];

/** The source of the ring around what somebody points at. */
export const MARK = 'here';
