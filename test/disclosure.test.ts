import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers, Asked } from '../api/contracts/surveys.ts';
import type { Snapshot } from '../api/contracts/waves.ts';
import { sinceEdition, withoutNearlyAll } from '../api/initiatives/engine/disclosure.ts';
import { resultsOf, type Respondent } from '../api/initiatives/engine/results.ts';

const words = (nl: string) => ({ nl, en: nl });
const items = ['a', 'b', 'c'].map((key) => ({
  ...{ key, kind: 'scale' as const, words: words(key), most: 4 },
}));
/** Two scales over the same questions, one of which takes who skipped some. */
const asked = [
  {
    ...{ key: 'own', version: 1 },
    definition: {
      ...{ title: words('Eigen'), intro: words('') },
      items,
      scales: [
        { key: 'whole', words: words('w'), items: ['a', 'b'], leastAnswered: 2 },
        { key: 'half', words: words('h'), items: ['a', 'b', 'c'], leastAnswered: 1 },
      ].map((scale) => ({ ...scale, reversed: [], upTo: 10 })),
    },
  },
] as unknown as Asked;

const answer = fc.option(fc.integer({ min: 0, max: 4 }));
const matrix = fc.array(fc.tuple(answer, answer, answer), { minLength: 0, maxLength: 45 });
type Row = [number | null, number | null, number | null];
const given = (row: Row): Answers =>
  Object.fromEntries(
    row.flatMap((code, n) => (code === null ? [] : [[`own.${items[n]!.key}`, code]])),
  );
const people = (rows: Row[]): Respondent[] =>
  rows.map((row, n) => ({ person: String(n), answers: given(row) }));
const of = (key: 'a' | 'b' | 'c') => (row: Row) =>
  row[items.findIndex((i) => i.key === key)] !== null;

describe('What is told of a scale and of its questions', () => {
  const who = {
    'own.whole': (row: Row) => row[0] !== null && row[1] !== null,
    'own.half': (row: Row) => row.some((code) => code !== null),
    ...{ 'own.a': of('a'), 'own.b': of('b'), 'own.c': of('c') },
  } as Record<string, (row: Row) => boolean>;
  const pairs = [
    ['own.whole', 'own.half'],
    ...['own.a', 'own.b'].flatMap((item) => [
      ['own.whole', item],
      ['own.half', item],
    ]),
    ['own.half', 'own.c'],
  ] as [string, string][];

  // The bug: two scales over the same questions gave what one who skipped a question answered to another.
  test('never differs by one to four people', () => {
    let isTold = 0;
    fc.assert(
      fc.property(matrix, (rows) => {
        const { scales, items } = resultsOf(asked, { now: people(rows), before: [] }, null);
        const n = new Map([...scales, ...items].map((one) => [one.key, one.n]));
        for (const [one, other] of pairs) {
          if (n.get(one) == null || n.get(other) == null) continue;
          isTold += 1;
          const apart = rows.filter((row) => who[one]!(row) !== who[other]!(row)).length;
          expect(apart === 0 || apart >= 5, `${one} and ${other}: ${apart}`).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
    expect(isTold).toBeGreaterThan(100);
  });

  test('a scale stays where one of many skipped a question, and that question is not told', () => {
    const rows = Array.from({ length: 36 }, (_, n): Row => [n % 5, n === 7 ? null : 2, 1]);
    const { scales, items } = resultsOf(asked, { now: people(rows), before: [] }, null);
    expect(scales.map(({ n }) => n)).toEqual([35, null]);
    expect(items.map(({ n }) => n)).toEqual([null, 35, 36]);
  });

  test('a change is told of so many that the means of both waves do not tell of who is in one alone', () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i): Row => [i % 5, (i * 3) % 5, 1]);
    const change = (before: number, now: number) => {
      const all = { now: people(rows(now)), before: people(rows(before)) };
      return resultsOf(asked, all, null).scales[0]!.change!.pairs;
    };
    expect(change(40, 40)).toBe(40);
    expect(change(40, 41)).toBe(38);
    expect(change(43, 40)).toBe(39);
    expect(change(46, 40)).toBe(40);
  });
});

test('of several of a list is not told what nearly all chose, nor what few did', () => {
  const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, fc.nat(10), (numbers, more) => {
      const total = Math.max(...numbers) + more;
      for (const [i, { n }] of withoutNearlyAll(
        numbers.map((n) => ({ n })),
        total,
      ).entries()) {
        const isSafe = numbers[i]! >= 5 && total - numbers[i]! >= 5;
        expect(n).toBe(isSafe ? numbers[i] : null);
      }
    }),
  );
});

describe('Another edition of a wave', () => {
  const survey = (rows: Row[]): Snapshot['survey'] => ({
    ...{
      answers: rows.length < 5 ? null : rows.length,
      onPaper: null,
      invited: null,
      otherwise: [],
    },
    ...resultsOf(asked, { now: people(rows), before: [] }, null),
  });

  test('tells nothing that with the one before gives the answers of one to four', () => {
    fc.assert(
      fc.property(matrix, fc.nat(12), (rows, gone) => {
        const left = rows.slice(Math.min(gone, rows.length));
        const [before, after] = [survey(rows), survey(left)];
        const told = sinceEdition(before, after);
        for (const part of ['scales', 'items'] as const)
          for (const [i, { n, mean }] of told[part].entries()) {
            const was = before[part][i]!.n;
            if (n === null) expect(mean).toBeNull();
            else expect(was === n || was! - n >= 5).toBe(true);
          }
        if (told.answers !== null)
          expect(before.answers! - told.answers === 0 || gone >= 5).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('tells all of it again where five or more went', () => {
    const rows = Array.from({ length: 40 }, (_, n): Row => [n % 5, 2, 1]);
    const after = survey(rows.slice(5));
    expect(sinceEdition(survey(rows), after)).toEqual(after);
  });
});
