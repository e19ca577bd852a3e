import type { GiftCounts } from '../../api/contracts/neighbourhoods.ts';

/** Lower case, no accents: as the database counts gifts. */
const folded = (text: string): string =>
  text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The counted gifts in which every word of a search occurs, most people first. */
export function giftsLike(gifts: GiftCounts['gifts'], q: string): GiftCounts['gifts'] {
  const words = folded(q).split(/\s+/);
  return gifts
    .filter(({ gift }) => words.every((word) => gift.includes(word)))
    .toSorted((a, b) => b.cards - a.cards);
}
