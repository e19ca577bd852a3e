import type { Kind } from './kinds.ts';

/** Apart from the schemas, so that the web's first load needs no zod. */

/** Metres on foot that are offered; any other is answered, too. */
export const distancesOffered = [300, 400, 500, 800] as const;

/** How fast somebody walks, in kilometres an hour: minutes are told by it, metres are not. */
export const walkingSpeeds = { everyone: 4.8, older: 3.3 } as const;

/** A talent has no place: it counts for who lives in its buurt. */
export type PlacedKind = Exclude<Kind, 'person'>;
export const placedKinds = ['association', 'institution', 'place', 'exchange', 'story'] as const;
