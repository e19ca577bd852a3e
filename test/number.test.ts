import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberText, readCount, readNumber } from '../web/ui/number.ts';

test.each([
  ...[['1.500', 1500] as const, ['1.500,00', 1500] as const, ['1500', 1500] as const],
  ...[['2,5', 2.5] as const, ['2.5', 2.5] as const, ['0.125', 0.125] as const],
  ...[[' 12 ', 12] as const, ['-3', -3] as const, ['1.500.000,25', 1_500_000.25] as const],
])('“%s” is a number as Dutch people write it', (typed, number) => {
  expect(readNumber(typed)).toBe(number);
});

test.each(['', '  '])('where nothing was typed (“%s”) there is none', (typed) => {
  expect(readNumber(typed)).toBeNull();
  expect(readCount(typed)).toBeNull();
});

test.each([
  ...['ongeveer 8', 'een stuk of 20', 'heel vaak', 'NaN', 'Infinity', '9'.repeat(400)],
  ...['1e3', '0x10', '1,500.00', '1.500.00', '1.50,00', '2,', ',', '8-10', '1,2,3'],
])('“%s” is no number', (typed) => {
  expect(readNumber(typed)).toBeUndefined();
  expect(readCount(typed)).toBeUndefined();
});

test('people are counted whole', () => {
  expect([readCount('19'), readCount('1.500'), readCount('0')]).toEqual([19, 1500, 0]);
  expect([readCount('2,5'), readCount('-1')]).toEqual([undefined, undefined]);
});

test('every number is read back as it was written, here and by whoever writes Dutch', () => {
  const cents = fc.integer({ min: -1e11, max: 1e11 }).map((n) => n / 100 || 0);
  const thousandths = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000 || 0);
  fc.assert(
    fc.property(fc.oneof(cents, thousandths), (number) => {
      expect(readNumber(number.toLocaleString('nl-NL'))).toBe(number);
      expect(readNumber(numberText(number))).toBe(number);
    }),
  );
});

test('whatever is typed, it becomes a number, nothing, or no number', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const number = readNumber(typed);
      expect(number == null || Number.isFinite(number)).toBe(true);
    }),
  );
});
