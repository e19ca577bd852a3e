/**
 * What makes an introduction worth suggesting: choices of policy, not of science. Change them here;
 * each suggestion shows the parts of its score as its reasons.
 */
export const WEAVING = {
  /** ε: what a pair without a shared contact starts from, so that who stands alone is suggested, too. */
  anyPair: 0.25,
  /** β: how much more it counts that the two are of different kinds. */
  otherKind: 0.3,
  /** γ: the same for different wijken. */
  otherWijk: 0.2,
  /** σ in metres: at this distance a score is 0.61 of what it is next door; at three times it, 0.01. */
  metres: 600,
} as const;
