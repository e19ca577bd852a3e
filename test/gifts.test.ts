import { expect, test } from 'vitest';
import { giftsLike } from '../web/neighbourhoods/gifts.ts';

const gifts = [
  { gift: 'fietsen maken', cards: 5 },
  { gift: 'koken voor groepen', cards: 6 },
  { gift: 'creatief koken', cards: 9 },
];

test('a search names the talents it looks for, as counts, most people first', () => {
  expect(giftsLike(gifts, 'Kóken ')).toEqual([gifts[2], gifts[1]]);
  expect(giftsLike(gifts, 'maken fietsen')).toEqual([gifts[0]]);
  expect(giftsLike(gifts, 'zingen')).toEqual([]);
});
