import { expect, test } from 'vitest';
import { compareNames } from '../web/ui/compare-names.ts';

test('names stand where people look for them', () => {
  const names = [
    'Wijk 10',
    '’t Zand',
    'Rijswijk',
    "'s-Gravenhage",
    'Wijk 2',
    'Épe',
    'Tholen',
    'Ede',
  ];
  expect(names.sort(compareNames)).toEqual([
    'Ede',
    'Épe',
    'Rijswijk',
    "'s-Gravenhage",
    'Tholen',
    '’t Zand',
    'Wijk 2',
    'Wijk 10',
  ]);
});
