import type { Kind } from '../../contracts/kinds.ts';
import type { Overlap } from '../../contracts/network-findings.ts';
import { overlapsOf } from '../engine/overlaps.ts';
import type { AreaNetwork, readWeave } from './queries.ts';
import { shaped } from './shape.ts';
import { endOf, weavableOf } from './suggestions.ts';

/** Ten minutes on foot (MEASURES C), and how much longer a way is than the straight line. */
export const WALKED_METRES = 800;
const DETOUR = 1.3;
const MOST = 20;
/** What can work together; a story is told, a person is introduced. */
const organisations: Kind[] = ['association', 'institution', 'place', 'exchange'];

/** Who does the same near each other without being tied; pairs that were tried are left out. */
export function overlaps(
  area: AreaNetwork,
  weave: Awaited<ReturnType<typeof readWeave>>,
): Overlap[] {
  const network = shaped(area);
  const { rows } = network;
  const isOrganisation = rows.map(({ kind }) => Number(organisations.includes(kind)));
  const found = overlapsOf(
    { ...weavableOf(network, area, weave), isOrganisation },
    WALKED_METRES / DETOUR,
    MOST,
  );
  return found.map(({ a, b, people, metres }) => ({
    ...{ one: endOf(rows[a]!), other: endOf(rows[b]!) },
    offers: sharedWords(weave, rows[a]!.id, rows[b]!.id),
    people: area.withPersons ? people : null,
    metres: Math.round(metres * DETOUR),
  }));
}

/** What one offers, in its own words, that the other offers in some. */
function sharedWords(
  { rows }: Awaited<ReturnType<typeof readWeave>>,
  one: string,
  other: string,
): string[] {
  const theirs = new Set(rows.get(other)?.offers.flatMap(([, concepts]) => concepts));
  const words = rows.get(one)?.offers ?? [];
  return words
    .filter(([, concepts]) => concepts.some((concept) => theirs.has(concept)))
    .map(([word]) => word);
}
