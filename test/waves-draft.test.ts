import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shipped } from '../api/initiatives/waves/shipped.ts';
import { instrumentDefinition } from '../api/contracts/surveys.ts';
import {
  definitionOf,
  draftOf,
  emptyDraft,
  faultsOf,
  freeKey,
  kinds,
  newOption,
  newQuestion,
  newScale,
  shownOf,
  type InstrumentDraft,
} from '../web/initiatives/instrument-draft.ts';

// Mostly right, so that a draft is often wrong in one place alone: there the two must agree.
const mostly = (right: string[], wrong: string[]) =>
  fc.oneof(...[{ weight: 9, arbitrary: fc.constantFrom(...right) }], {
    weight: 1,
    arbitrary: fc.constantFrom(...wrong),
  });
const words = mostly(['Hoe gaat het?', 'Hoe gaat het', '3 x', 'Ça va', '…'], ['', ' ']);
const least = mostly(['', '1', '2'], ['0', '2,5', '10', 'veel']);
const most = mostly(['10', '100'], ['', '0', '2,5', '1000', 'veel']);
const line = { nl: words, en: words };
const question = fc
  .record({
    ...{
      ...line,
      kind: fc.constantFrom('scale' as const, ...kinds),
      most: fc.constantFrom(4, 4, 10),
    },
    ...{ from: least, to: most, options: fc.array(fc.record(line), { maxLength: 3 }) },
    known: fc.constantFrom(null, ...kinds),
  })
  .map(({ options, known, ...one }) => ({
    ...{ ...newQuestion(), ...one },
    options: options.map((option, code) => ({
      ...{ ...newOption(), ...option, code: code === 0 ? 7 : null },
    })),
    known: known && { key: '', kind: known },
  }));
const draft = fc
  .record({
    ...{ title: fc.record(line), intro: fc.record(line) },
    questions: fc.array(question, { maxLength: 5 }),
    scales: fc.array(
      fc.record({
        ...{ ...line, least, upTo: most },
        ...{ members: fc.array(fc.nat(5)), reversed: fc.array(fc.nat(5)) },
      }),
      { maxLength: 2 },
    ),
  })
  .map((made): InstrumentDraft => {
    const questions = made.questions.map((one, n) => ({
      ...one,
      known: one.known && { ...one.known, key: `vraag-${n}` },
    }));
    const ids = (places: number[]) => places.map((n) => questions[n]?.id ?? 'gone');
    const scales = made.scales.map(({ members, reversed, ...one }) => ({
      ...{ ...newScale(), ...one, members: ids(members), reversed: ids(reversed) },
    }));
    return { ...emptyDraft(), ...made, questions, scales };
  });

test('what has no faults is taken, and what is not taken has one', () => {
  let taken = 0;
  fc.assert(
    fc.property(draft, (made) => {
      const { success, error } = instrumentDefinition.safeParse(definitionOf(made));
      expect(faultsOf(made).length === 0, error?.message).toBe(success);
      taken += Number(success);
    }),
    { numRuns: 2000 },
  );
  expect(taken).toBeGreaterThan(100);
});

test('a figure that ends half way, and one of the same questions, are said before they are sent', () => {
  const made = draftOf(instrumentDefinition.parse(shipped[0]!.definition), 1);
  const [first] = made.scales;
  first!.upTo = '2,5';
  made.scales.push({ ...newScale(), nl: 'Nog een', members: first!.members.toReversed() });
  expect(faultsOf(made)).toEqual([
    { at: `${first!.id} upTo`, of: { scale: 1 }, says: 'upTo' },
    { at: `${made.scales[1]!.id} members`, of: { scale: 2 }, says: 'same' },
  ]);
  expect(instrumentDefinition.safeParse(definitionOf(made)).success).toBe(false);
});

test.each(shipped.map(({ key, definition }) => [key, definition] as const))(
  '%s, taken up again and left as it is, is the same',
  (_, definition) => {
    const made = draftOf(instrumentDefinition.parse(definition), 1);
    expect(definitionOf(made)).toEqual(instrumentDefinition.parse(definition));
    expect(shownOf(made)).toEqual(instrumentDefinition.parse(definition).items);
  },
);

test('a question keeps its key while it is of its kind, and an answer its code', () => {
  const [, { definition }] = shipped as [unknown, (typeof shipped)[number]];
  const made = draftOf(instrumentDefinition.parse(definition), 3);
  const often = made.questions[0]!;
  Object.assign(often, { nl: 'Kom je vaak?' });
  often.options.splice(1, 1);
  often.options.push({ ...newOption(), nl: 'Anders' });
  made.questions.reverse();
  const item = definitionOf(made).items.at(-1)!;
  expect(item).toMatchObject({ key: 'often', words: { nl: 'Kom je vaak?' } });
  expect('options' in item && item.options.map(({ code }) => code)).toEqual([0, 2, 3, 4]);
  often.kind = 'words';
  expect(definitionOf(made).items.at(-1)).toMatchObject({ key: 'kom-je-vaak', kind: 'words' });
  expect(made.basedOn).toBe(3);
});

test('a question that goes, or is no scale any more, is out of its figure', () => {
  const made = draftOf(instrumentDefinition.parse(shipped[0]!.definition), 1);
  made.questions.shift();
  made.questions[0]!.kind = 'words';
  made.scales[0]!.least = '';
  expect(definitionOf(made).scales[0]).toMatchObject({
    ...{ items: ['together', 'home', 'contact', 'mix'], reversed: [], leastAnswered: 3 },
  });
  for (const one of made.questions) one.kind = 'number';
  expect(faultsOf(made)).toMatchObject([{ of: { scale: 1 }, says: 'members' }]);
});

test('a key is made of words, and is never that of another', () => {
  expect(freeKey('Hoe gaat het?', [])).toBe('hoe-gaat-het');
  expect(freeKey('Hoe gaat het?', ['hoe-gaat-het', 'hoe-gaat-het-2'])).toBe('hoe-gaat-het-3');
  expect(freeKey('3e ronde: één van ons', [])).toBe('e-ronde-een-van-ons');
  expect(freeKey('…', [])).toBe('vraag');
  expect(freeKey('Hoeveel mensen in je buurt ken je bij naam?', [])).toMatch(/^[a-z-]{2,24}$/);
});
