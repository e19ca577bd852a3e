import type { Graph } from './graph.ts';

/** How much more ties lie within groups than chance would put there (N16, Newman & Girvan 2004); null without ties. */
export function modularity(
  { nodes, ties, offsets, targets }: Graph,
  groups: ArrayLike<number>,
): number | null {
  if (ties === 0) return null;
  let most = 0;
  for (let v = 0; v < nodes; v++) if (groups[v]! > most) most = groups[v]!;
  const ends = new Float64Array(most + 1);
  let within = 0;
  for (let v = 0; v < nodes; v++) {
    const group = groups[v]!;
    ends[group]! += offsets[v + 1]! - offsets[v]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      if (groups[targets[i]!] === group) within += 1;
  }
  let chance = 0;
  for (const end of ends) chance += end * end;
  return within / (2 * ties) - chance / (2 * ties) ** 2;
}
