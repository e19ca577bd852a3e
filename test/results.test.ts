import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutFew } from '../api/initiatives/engine/disclosure.ts';
import { resultsOf } from '../api/initiatives/engine/results.ts';
import { shipped } from '../api/initiatives/waves/shipped.ts';
import type { Answers } from '../api/contracts/surveys.ts';

const asked = shipped.filter(({ key }) => ['cohesion', 'participants', 'network'].includes(key));
const now = (all: Answers[]) => ({
  now: all.map((answers) => ({ person: null, answers })),
  before: [],
});

describe('Counts under five', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 });

  test('are not told, nor found by subtracting what is told from all', () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const shown = withoutFew(numbers.map((n) => ({ n })));
        const hidden = numbers.filter((_, i) => shown[i]!.n === null);
        for (const [i, { n }] of shown.entries()) if (n !== null) expect(n).toBe(numbers[i]);
        for (const { n } of shown) if (n !== null) expect(n).toBeGreaterThanOrEqual(5);
        if (hidden.length === 0 || hidden.length === numbers.length) return;
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(hidden.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 2000 },
    );
  });

  // The bug: the mean and the counts that were told told of those that were not.
  test('of a scale all are told or none, beside the mean', () => {
    const answers = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 60 });
    fc.assert(
      fc.property(answers, (codes) => {
        const { items } = resultsOf(asked, now(codes.map((code) => ({ 'cohesion.home': code }))));
        const item = items.find(({ key }) => key === 'cohesion.home')!;
        if (codes.length < 5) expect(item).toMatchObject({ n: null, mean: null, options: null });
        else expect(item.mean).toBeCloseTo(codes.reduce((a, b) => a + b, 0) / codes.length, 9);
        if (item.options)
          for (const { code, n } of item.options) {
            expect(n).toBe(codes.filter((one) => one === code).length);
            expect(n).toBeGreaterThanOrEqual(5);
          }
      }),
    );
  });
});

test('several of a list are counted each, numbers have a mean, and words are nobody’s to read here', () => {
  const all = Array.from({ length: 12 }, (_, n) => ({
    ...{ 'participants.brought': n < 6 ? [1, 2] : [2, 3], 'network.talk': n },
    'participants.more': 'Dank',
  }));
  const { items } = resultsOf(asked, now(all));
  const of = (key: string) => items.find((item) => item.key === key);
  expect(of('participants.brought')!.options!.map(({ n }) => n)).toEqual([6, null, 6, null, null]);
  expect(of('network.talk')).toMatchObject({ n: 12, mean: 5.5, options: null });
  expect(of('participants.more')).toBeUndefined();
  expect(JSON.stringify(items)).not.toContain('Dank');
});

test('nobody answered: every figure is null, and none is NaN', () => {
  const { scales, items } = resultsOf(asked, now([]));
  for (const scale of scales)
    expect(scale).toMatchObject({
      n: null,
      mean: null,
      sd: null,
      alpha: null,
      change: null,
      compared: null,
    });
  for (const item of items) expect(item).toMatchObject({ n: null, mean: null, options: null });
});
