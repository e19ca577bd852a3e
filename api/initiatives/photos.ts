import { initiative } from '../contracts/initiatives.ts';
import { requireKept } from './activities.ts';
import { actAndShow } from './show.ts';

/** What photos need to know of initiatives. */
export const photosOfInitiatives = {
  of: { table: 'public.initiative_photos', owner: 'initiative_id' },
  ...{ tag: 'initiatives', shape: initiative, requireEditor: requireKept, actAndShow },
} as const;
