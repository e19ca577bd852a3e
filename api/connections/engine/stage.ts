export type Stage = 'scattered' | 'hub-and-spoke' | 'multi-hub' | 'core-periphery' | 'in-between';

/**
 * The stages of network weaving have pictures and no cut-offs (Krebs & Holley 2002). These are ours,
 * to be calibrated: what follows from them is shown as a hint.
 */
export const STAGE_THRESHOLDS = {
  hangsTogether: 0.5,
  hub: 0.4,
  manyHubs: 0.6,
  clustered: 0.3,
  core: 0.4,
  coreKinds: 3,
} as const;

export interface StageSigns {
  giantShare: number | null;
  degreeCentralisation: number | null;
  modularity: number | null;
  /** Fit of a core and its periphery, and how many kinds the core holds. */
  coreFit: number | null;
  coreKinds: number;
}

/** Which stage a network looks most like; null where too little is known to tell. */
export function stageOf(signs: StageSigns): Stage | null {
  const { giantShare, degreeCentralisation, modularity, coreFit, coreKinds } = signs;
  const at = STAGE_THRESHOLDS;
  if (giantShare === null || degreeCentralisation === null) return null;
  if (giantShare < at.hangsTogether) return 'scattered';
  if (degreeCentralisation >= at.hub) return 'hub-and-spoke';
  if (giantShare < at.manyHubs || (modularity ?? 0) < at.clustered) return 'in-between';
  return (coreFit ?? 0) >= at.core && coreKinds >= at.coreKinds ? 'core-periphery' : 'multi-hub';
}
