import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../api/imports/report.ts';
import { decoded } from '../api/imports/text.ts';

async function read(bytes: Uint8Array, cuts: number[] = []): Promise<string> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  async function* chunks() {
    let from = 0;
    for (const end of ends) {
      yield bytes.subarray(from, end);
      from = end;
    }
  }
  let text = '';
  for await (const part of decoded(chunks())) text += part;
  return text;
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });
/** Plain and accented letters mixed, as names are; no mark of its own at the start. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme-ascii' }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
  .filter((found) => !found.startsWith('\uFEFF'));

/** The windows-1252 character of every byte; asked in parts, or Node answers Latin-1. */
const characters = [
  ...new TextDecoder('windows-1252').decode(
    Uint8Array.from({ length: 256 }, (_, i) => i),
    { stream: true },
  ),
];
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
const firstRun = (bytes: Uint8Array): Uint8Array => {
  const from = bytes.findIndex((byte) => byte >= 0x80);
  const length = bytes.subarray(from).findIndex((byte) => byte < 0x80);
  return from < 0 ? new Uint8Array() : bytes.subarray(from, length < 0 ? undefined : from + length);
};

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('text of any encoding, cut anywhere, is read as it was written', () => {
  test('UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, async (words, at) => {
        expect(await read(Buffer.from(words), at)).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test('UTF-8 with a byte-order mark', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, async (words, at) => {
        expect(await read(Buffer.from(`\uFEFF${words}`), at)).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test('UTF-16 with a mark, both ways round', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, fc.boolean(), async (words, at, big) => {
        const bytes = Buffer.from(`\uFEFF${words}`, 'utf16le');
        expect(await read(big ? swapped(bytes) : bytes, at)).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test('windows-1252', async () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    const mostlyAscii = fc
      .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 32, max: 126 }) }, fc.nat(255)))
      .map((list) => Uint8Array.from(list));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, mostlyAscii), cuts, async (given, at) => {
        // Bytes that are UTF-8 as well, or start with a mark, are taken for that.
        fc.pre(firstRun(given).length === 0 || !isUtf8(firstRun(given)));
        fc.pre(firstRun(given).length <= 64);
        fc.pre(!(given[0]! >= 0xfe && given[1]! >= 0xfe));
        const wanted = [...given].map((byte) => characters[byte]).join('');
        expect(await read(given, at)).toBe(wanted);
      }),
      { numRuns: 500 },
    );
    expect(characters[0x80]).toBe('€');
    expect(await read(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20, 0x80), [3, 4])).toBe('café €');
    expect(await read(Uint8Array.of(0x63, 0x61, 0x66, 0xe9), [3])).toBe('café');
  });
});

test('UTF-8 that turns into something else is refused, not guessed', async () => {
  const bytes = Buffer.concat([Buffer.from('één huis, '), Buffer.of(0xe9, 0x65, 0x6e)]);
  await expect(read(bytes)).rejects.toThrow(UnreadableInput);
  await expect(read(bytes)).rejects.toThrow(
    'The text starts as UTF-8 but is something else near byte 15: save it as UTF-8 and try again.',
  );
});

test('nothing is nothing', async () => {
  expect(await read(new Uint8Array())).toBe('');
  expect(await read(Uint8Array.of(0xff, 0xfe))).toBe('');
});
