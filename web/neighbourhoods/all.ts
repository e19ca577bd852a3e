import type { Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import { api } from '../api.ts';
import type { Messages } from '../messages/nl.ts';
import { compareNames } from '../ui/compare-names.ts';
import { everyPage } from '../ui/every-page.ts';
import { nameOf } from './name.ts';

/** Every area of a level within others, on land, by name: page after page. */
export async function allAreas(
  within: string[],
  level: 'gemeente' | 'wijk' | 'buurt',
  t: Messages,
): Promise<Neighbourhood[]> {
  const each = await Promise.all(
    within.map((code) =>
      everyPage((cursor) => api.areas({ within: code, level, limit: '100', ...cursor })),
    ),
  );
  return each
    .flat()
    .filter(({ water }) => !water)
    .toSorted((a, b) => compareNames(nameOf(a, t), nameOf(b, t)));
}
