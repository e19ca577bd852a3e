export interface Turnover {
  kept: number;
  added: number;
  lost: number;
  /** Kept by all there ever were (N18, after Snijders); null where there were none at either time. */
  jaccard: number | null;
}

/** How the ties of two dates compare; each list holds one name a tie, equal names being the same tie. */
export function turnover(before: Iterable<string>, after: Iterable<string>): Turnover {
  const [old, now] = [new Set(before), new Set(after)];
  let kept = 0;
  for (const tie of now) if (old.has(tie)) kept += 1;
  const union = old.size + now.size - kept;
  return {
    kept,
    added: now.size - kept,
    lost: old.size - kept,
    jaccard: union === 0 ? null : kept / union,
  };
}
