import type { Level } from '../contracts/neighbourhoods.ts';

/** Rates on fewer people than this are not told (MEASURES D). */
export const LEAST_RESIDENTS = 10;
/** Counts under this are not told. */
export const LEAST_COUNT = 5;
/** Are they so few that how many is not told? */
export const isFew = (people: number): boolean => people > 0 && people < LEAST_COUNT;

interface Node {
  code: string;
  level: Level;
  parent: string | null;
}

/**
 * The areas of which no figure is told: those with fewer than ten residents, and a second one where what is
 * told of the area around them would give them away, being the others and fewer than ten. Depends on who lives
 * where alone, so every question about an area is answered alike.
 */
export function hiddenAreas<Area extends Node>(
  areas: Area[],
  residentsOf: (area: Area) => number,
): Set<string> {
  const hidden = new Set<string>();
  const isFew = (n: number) => n > 0 && n < LEAST_RESIDENTS;
  const inside = partsOf(areas, residentsOf);
  // Of whom nothing is told, as far as the figures of what lies within an area do not tell it after all.
  const untold = (area: Area): number => {
    const parts = inside.get(area.code);
    if (!parts) return residentsOf(area);
    return parts.reduce((sum, part) => sum + (hidden.has(part.code) ? untold(part) : 0), 0);
  };
  const hide = (area: Area): void => {
    hidden.add(area.code);
    for (const part of inside.get(area.code) ?? []) {
      if (untold(area) >= LEAST_RESIDENTS) return;
      if (residentsOf(part) > 0) hide(part);
    }
  };
  for (const area of areas) if (isFew(residentsOf(area))) hide(area);
  for (const level of ['wijk', 'gemeente'] as const)
    for (const around of areas.filter((area) => area.level === level)) {
      for (const part of inside.get(around.code) ?? [])
        if (isFew(untold(around)) && residentsOf(part) > 0) hide(part);
      if (isFew(untold(around))) hide(around);
    }
  return hidden;
}

/** What lies directly within each area, the fewest people first. */
function partsOf<Area extends Node>(
  areas: Area[],
  residentsOf: (area: Area) => number,
): Map<string, Area[]> {
  const parts = new Map<string, Area[]>();
  for (const area of areas)
    if (area.parent !== null) parts.set(area.parent, [...(parts.get(area.parent) ?? []), area]);
  for (const of of parts.values())
    of.sort((a, b) => residentsOf(a) - residentsOf(b) || (a.code < b.code ? -1 : 1));
  return parts;
}
