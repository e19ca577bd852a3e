import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLASSES, classOf, limitsOf, rampOf } from '../web/coverage/classes.ts';

const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
const methods = ['equal', 'quantile', 'natural'] as const;

test('equal steps divide the scale, and a limit begins the next', () => {
  const limits = limitsOf([0.1, 0.9], 'equal');
  expect(limits).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect([0, 0.2, 0.59, 0.8, 1].map((value) => classOf(value, limits, 'equal'))).toEqual([
    0, 1, 2, 4, 4,
  ]);
});

test('as many areas in each class', () => {
  const shares = Array.from({ length: 50 }, (_, n) => n / 50);
  const limits = limitsOf(shares, 'quantile');
  const counts = new Map<number, number>();
  for (const value of shares) {
    const step = classOf(value, limits, 'quantile');
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  expect([...counts.values()].every((n) => Math.abs(n - 10) <= 1)).toBe(true);
});

test('natural breaks lie between heaps', () => {
  const heaps = [0.1, 0.11, 0.3, 0.31, 0.5, 0.51, 0.7, 0.71, 0.9, 0.91];
  const limits = limitsOf(heaps, 'natural');
  expect(heaps.map((value) => classOf(value, limits, 'natural'))).toEqual([
    ...[0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
  ]);
});

test('limits rise, every share has a class, and a larger one is never in a lower', () => {
  fc.assert(
    fc.property(
      fc.array(share, { maxLength: 40 }),
      fc.constantFrom(...methods),
      (shares, method) => {
        const limits = limitsOf(shares, method);
        expect([...new Set(limits)].toSorted((a, b) => a - b)).toEqual(limits);
        const sorted = shares.toSorted((a, b) => a - b);
        const steps = sorted.map((value) => rampOf(classOf(value, limits, method), limits));
        expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
        expect(steps.every((step) => step >= 0 && step < CLASSES)).toBe(true);
      },
    ),
  );
});
