import type { Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import { api, type AreaFilter } from '../api.ts';
import type { Messages } from '../messages/nl.ts';
import { compareNames } from '../ui/compare-names.ts';
import { nameOf } from './name.ts';

/** Every area of a level within others, on land, by name: page after page. */
export async function allAreas(
  within: string[],
  level: 'gemeente' | 'wijk' | 'buurt',
  t: Messages,
): Promise<Neighbourhood[]> {
  const each = await Promise.all(
    within.map((code) => pages({ within: code, level, limit: '100' })),
  );
  return each
    .flat()
    .filter(({ water }) => !water)
    .toSorted((a, b) => compareNames(nameOf(a, t), nameOf(b, t)));
}

async function pages(query: AreaFilter): Promise<Neighbourhood[]> {
  const found: Neighbourhood[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, next }: { items: Neighbourhood[]; next: string | null } = await api.areas({
      ...query,
      ...(cursor && { cursor }),
    });
    found.push(...items);
    cursor = next;
  }
  return found;
}
