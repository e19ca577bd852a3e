import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapInterval, drawFrom } from '../api/initiatives/engine/bootstrap.ts';
import { differenceInDifferences, pairedChange } from '../api/initiatives/engine/change.ts';
import { tQuantile } from '../api/initiatives/engine/distributions.ts';
import { cronbachAlpha, scaleScore, turned, type Scale } from '../api/initiatives/engine/scale.ts';

/** What SciPy makes of it: see fixtures/statistics.py. */
const scipy = JSON.parse(
  readFileSync(new URL('fixtures/statistics.json', import.meta.url), 'utf8'),
) as {
  paired: (Record<'difference' | 't' | 'df' | 'low' | 'high' | 'dz', number> &
    Record<'before' | 'after', number[]>)[];
  welch: (Record<'difference' | 't' | 'df' | 'low' | 'high', number> &
    Record<'with' | 'without', number[]>)[];
  bootstrap: { values: number[]; resamples: number; seed: number; low: number; high: number }[];
  alpha: { rows: number[][]; alpha: number }[];
  quantiles: [number, number, number][];
};

/** Of people who all began at nothing. */
const changed = (changes: number[]) =>
  pairedChange(
    changes.map(() => 0),
    changes,
  )!;

/** Equal to 1e-9 of what SciPy says. */
const close = (ours: number | null | undefined, theirs: number) =>
  expect(Math.abs(ours! - theirs)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(theirs)));

describe('Equal to SciPy to 1e-9', () => {
  test.each(scipy.paired)(
    'a paired difference, its interval and its effect size (n = $df + 1)',
    (one) => {
      const found = pairedChange(one.before, one.after)!;
      for (const key of ['difference', 't', 'df', 'low', 'high', 'dz'] as const)
        close(found[key], one[key]);
    },
  );

  test.each(scipy.welch)('a difference of differences (df $df)', (one) => {
    const found = differenceInDifferences(changed(one.with), changed(one.without))!;
    for (const key of ['difference', 't', 'df', 'low', 'high'] as const)
      close(found[key], one[key]);
  });

  test.each(scipy.bootstrap)('a bootstrap interval of $resamples drawings', (one) => {
    const { resamples, seed } = one;
    const found = bootstrapInterval(one.values, { resamples, draw: drawFrom(seed) })!;
    close(found.low, one.low);
    close(found.high, one.high);
  });

  test.each(scipy.alpha)('Cronbach’s alpha $alpha', ({ rows, alpha }) =>
    close(cronbachAlpha(rows), alpha),
  );

  test.each(scipy.quantiles)('the %d quantile of t with %d degrees of freedom', (p, df, t) =>
    close(tQuantile(p, df), t),
  );
});

const COHESION: Scale = { most: 4, reversed: [0], leastAnswered: 4, upTo: 10 };

describe('Social cohesion', () => {
  test('is 7.083 in the example of MEASURES F', () => {
    // Reversed: 3, 3, 2, 3, 4, 2.
    expect(scaleScore([1, 3, 2, 3, 4, 2], COHESION)).toBeCloseTo(7.083, 3);
    expect(turned([1, 3, null, 3, 4, 2], COHESION)).toEqual([3, 3, null, 3, 4, 2]);
  });

  test('counts the mean of what is answered, and nothing where too little is', () => {
    expect(scaleScore([1, 3, null, 3, null, 3], COHESION)).toBe(7.5);
    expect(scaleScore([1, 3, null, null, null, 2], COHESION)).toBeNull();
    expect(scaleScore([], { ...COHESION, leastAnswered: 0 })).toBeNull();
  });

  test('turned round twice is what was answered, and a scale turned round is its opposite', () => {
    const codes = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(codes, fc.subarray([0, 1, 2, 3, 4, 5]), (answers, reversed) => {
        const scale = { ...COHESION, reversed, leastAnswered: 1 };
        expect(turned(turned(answers, scale), scale)).toEqual(answers);
        const opposite = [0, 1, 2, 3, 4, 5].filter((item) => !reversed.includes(item));
        const [one, other] = [scale, { ...scale, reversed: opposite }].map((of) =>
          scaleScore(answers, of),
        );
        if (one === null) expect(other).toBeNull();
        else expect(one! + other!).toBeCloseTo(10, 9);
      }),
    );
  });
});

describe('What is not defined is null, never NaN', () => {
  test('too few, or nobody who differs', () => {
    expect(pairedChange([], [])).toBeNull();
    expect(pairedChange([1], [2])).toBeNull();
    expect(pairedChange([1, 2], [3, 4])).toMatchObject({
      difference: 2,
      low: 2,
      high: 2,
      t: null,
      dz: null,
    });
    expect(() => pairedChange([1], [])).toThrow(RangeError);
    const one = { n: 1, difference: 1, low: 1, high: 1 };
    expect(differenceInDifferences(one, changed([1, 2]))).toBeNull();
    expect(differenceInDifferences(changed([1, 1]), changed([0, 0]))).toMatchObject({
      difference: 1,
      low: 1,
      t: null,
    });
    expect(bootstrapInterval([2, 2, 2])).toBeNull();
    expect(bootstrapInterval([2])).toBeNull();
    expect(cronbachAlpha([])).toBeNull();
    expect(cronbachAlpha([[1], [2]])).toBeNull();
    expect(
      cronbachAlpha([
        [1, 2],
        [1, 2],
      ]),
    ).toBeNull();
  });

  test('alpha leaves out who skipped an item', () => {
    const rows = [
      [1, 2],
      [2, 2],
      [3, 4],
      [0, 1],
    ];
    expect(cronbachAlpha([...rows, [4, null], [null, 0]])).toBe(cronbachAlpha(rows));
  });

  test('the interval holds the mean, and drawing again draws the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 5, maxLength: 30 }),
        (values) => {
          const found = bootstrapInterval(values, { resamples: 200 });
          expect(bootstrapInterval(values, { resamples: 200 })).toEqual(found);
          if (!found) return;
          expect(Number.isFinite(found.low) && Number.isFinite(found.high)).toBe(true);
          expect(found.low).toBeLessThanOrEqual(found.high);
        },
      ),
      { numRuns: 200 },
    );
  });
});
