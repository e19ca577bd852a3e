import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, ScaleResult, Snapshot } from '../api/contracts/waves.ts';
import { differenceInDifferences, pairedChange } from '../api/initiatives/engine/change.ts';
import { resultsOf } from '../api/initiatives/engine/results.ts';
import { asTold, besideTold, comparedOf, withoutOne } from '../api/initiatives/engine/told.ts';
import { shipped } from '../api/initiatives/waves/shipped.ts';

const asked = shipped.filter(({ key }) => key === 'cohesion');
const items = ['know', 'pleasant', 'together', 'home', 'contact', 'mix'];
/** As they agree: the first question says the opposite. */
const answers = (levels: number[]) =>
  Object.fromEntries(
    items.map((item, n) => [`cohesion.${item}`, n === 0 ? 4 - levels[n]! : levels[n]!]),
  );
const people = (levels: number[][]) =>
  levels.map((of, n) => ({ person: String(n), answers: answers(of) }));

type Two = [before: number[], now: number[]];
const resultOf = (pairs: Two[]) =>
  resultsOf(asked, {
    now: people(pairs.map(([, now]) => now)),
    before: people(pairs.map(([before]) => before)),
  });
const toldOf = (pairs: Two[]): ScaleResult => asTold(resultOf(pairs)).scales[0]!;
const exactOf = (pairs: Two[]) => {
  const mean = (levels: number[]) => (levels.reduce((sum, level) => sum + level, 0) / 24) * 10;
  return pairedChange(
    pairs.map(([before]) => mean(before)),
    pairs.map(([, now]) => mean(now)),
  )!;
};

const level = fc.integer({ min: 0, max: 4 });
const six = fc.array(level, { minLength: 6, maxLength: 6 });
const group = (least: number, most: number) =>
  fc.array(fc.tuple(six, six), { minLength: least, maxLength: most });

describe('A change beside that of another area', () => {
  test('lies with its interval around what the changes themselves say', () => {
    fc.assert(
      fc.property(group(30, 60), group(30, 60), (own, theirs) => {
        const { figures, direction } = comparedOf(toldOf(own).change, toldOf(theirs).change, 10)!;
        const exact = differenceInDifferences(exactOf(own), exactOf(theirs))!;
        expect(Math.abs(figures!.difference - exact.difference)).toBeLessThanOrEqual(0.1 + 1e-9);
        expect(figures!.low).toBeLessThanOrEqual(exact.low);
        expect(figures!.high).toBeGreaterThanOrEqual(exact.high);
        expect(figures!.high - figures!.low).toBeLessThan(exact.high - exact.low + 0.7);
        expect(direction).toBe(
          figures!.difference > 0 ? 'up' : figures!.difference < 0 ? 'down' : 'same',
        );
      }),
      { numRuns: 300 },
    );
  });

  test('of a few is said in a direction, where that is sure', () => {
    let isSaid = 0;
    fc.assert(
      fc.property(group(5, 40), group(5, 29), (own, theirs) => {
        const told = comparedOf(toldOf(own).change, toldOf(theirs).change, 10)!;
        expect(told.figures).toBeNull();
        if (told.direction === null) return;
        isSaid += 1;
        const difference = exactOf(own).difference - exactOf(theirs).difference;
        if (told.direction === 'same') expect(difference).toBeCloseTo(0, 9);
        else expect(Math.sign(difference)).toBe(told.direction === 'up' ? 1 : -1);
      }),
      { numRuns: 300 },
    );
    expect(isSaid).toBeGreaterThan(50);
  });

  // The bug: the direction was of the answers themselves, so that ever new waves beside one found its sum.
  test('says nothing that both did not say by themselves', () => {
    const up: Change = { pairs: 12, direction: 'up', between: null, figures: null };
    const down: Change = { ...up, direction: 'down' };
    const same: Change = { ...up, direction: 'same' };
    const direction = (own: Change, theirs: Change) => comparedOf(own, theirs, 10)!.direction;
    expect([direction(up, up), direction(down, down), direction(same, same)]).toEqual([
      ...[null, null, 'same'],
    ]);
    expect([direction(up, down), direction(down, same), direction(same, down)]).toEqual([
      ...['up', 'down', 'up'],
    ]);
    expect(comparedOf(up, null, 10)).toBeNull();
  });

  test('after somebody withdrew is said as long as it is sure', () => {
    const all = (before: number, now: number, n: number): Two[] =>
      Array.from({ length: n }, () => [Array(6).fill(before), Array(6).fill(now)] as Two);
    const snapshotOf = (pairs: Two[], version = 1): Snapshot =>
      ({
        instruments: [{ key: 'cohesion', version }],
        survey: {
          ...{ answers: pairs.length, onPaper: null, invited: null, otherwise: [] },
          ...asTold(resultOf(pairs)),
        },
      }) as unknown as Snapshot;
    const own = snapshotOf(all(1, 3, 40));
    const theirs = snapshotOf(all(2, 2, 40));
    const without = (wave: Snapshot): Snapshot => ({
      ...wave,
      survey: withoutOne(wave.survey, { now: true, before: true }),
    });
    const compared = (one: Snapshot, other: Snapshot) =>
      besideTold(one, other).survey.scales[0]!.compared;
    expect(compared(own, theirs)).toMatchObject({ direction: 'up', figures: { difference: 5 } });
    // Theirs went neither up nor down, and whether it still does not is not sure.
    expect(compared(own, without(theirs))).toBeNull();
    const little = snapshotOf(all(2, 3, 40));
    expect(compared(without(own), little)).toEqual({
      ...{ pairsWith: 39, pairsWithout: 40, direction: 'up', figures: null },
    });
    expect(compared(without(own), without(little))).toMatchObject({ direction: 'up' });
    expect(compared(without(own), without(own))).toMatchObject({ direction: null });
    expect(compared(own, snapshotOf(all(2, 2, 40), 2)), 'another version').toBeNull();
  });
});
