import { UnreadableInput } from './report.ts';

/**
 * The text of a byte stream, chunk by chunk: UTF-8 with or without a byte-order mark, UTF-16 with
 * one, or windows-1252 (Latin-1 as Windows writes it). As long as all is ASCII nothing is decided;
 * the first other bytes tell. Throws UnreadableInput when UTF-8 turns into something else later on:
 * guessing there would garble names without a word.
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let kept: Uint8Array = new Uint8Array();
  let isStart = true;
  let read = 0;
  const text = (bytes?: Uint8Array): string => {
    try {
      return decoder!.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new UnreadableInput(
        `The text starts as UTF-8 but is something else near byte ${read}: save it as UTF-8 and try again.`,
      );
    }
  };
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    read += chunk.length;
    const bytes = kept.length > 0 ? Buffer.concat([kept, chunk]) : chunk;
    kept = new Uint8Array();
    if (!decoder) {
      if (isStart && bytes.length < 3 && mayBeMark(bytes)) {
        kept = bytes;
        continue;
      }
      if (isStart) decoder = markedDecoder(bytes);
      isStart = false;
    }
    if (!decoder) {
      const ascii = asciiLength(bytes);
      if (ascii > 0) yield ascii7.decode(bytes.subarray(0, ascii));
      kept = bytes.subarray(ascii);
      const isUtf8 = kept.length === 0 ? undefined : startsAsUtf8(kept);
      if (isUtf8 === undefined) continue;
      decoder = isUtf8 ? strictUtf8() : windows1252;
    }
    const rest = kept.length > 0 ? kept : bytes;
    kept = new Uint8Array();
    const found = text(rest);
    if (found) yield found;
  }
  if (!decoder && kept.length > 0) decoder = startsAsUtf8(kept, true) ? strictUtf8() : windows1252;
  if (!decoder) return;
  const last = text(kept) + text();
  if (last) yield last;
}

const ascii7 = new TextDecoder('utf-8');
const strictUtf8 = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** 0x80 to 0x9f; the rest is as in Latin-1. Node's own decoder for this takes all for Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252: Decoder = {
  decode: (bytes = new Uint8Array()) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (c) => WINDOWS[c.charCodeAt(0) - 0x80]!),
};

function markedDecoder(bytes: Uint8Array): TextDecoder | undefined {
  const [a, b, c] = bytes;
  // TextDecoder takes a mark away by itself.
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le');
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be');
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8', { fatal: true });
  return undefined;
}

/** Could these one or two bytes grow into a byte-order mark? */
const mayBeMark = ([a, b]: Uint8Array): boolean =>
  (a === 0xef && (b === undefined || b === 0xbb)) ||
  (b === undefined && (a === 0xff || a === 0xfe));

function asciiLength(bytes: Uint8Array): number {
  let length = 0;
  while (length < bytes.length && bytes[length]! < 0x80) length += 1;
  return length;
}

/**
 * Are the leading non-ASCII bytes whole UTF-8 characters? Undefined: too few bytes to tell.
 * The run is judged up to its first ASCII byte, so that one accidental pair decides nothing.
 */
function startsAsUtf8(bytes: Uint8Array, isWhole = false): boolean | undefined {
  let run = 0;
  while (run < bytes.length && bytes[run]! >= 0x80) run += 1;
  const decoder = strictUtf8();
  try {
    decoder.decode(bytes.subarray(0, run), { stream: true });
  } catch {
    return false;
  }
  if (run === bytes.length && run < LONGEST_RUN && !isWhole) return undefined;
  try {
    if (run < bytes.length || isWhole) decoder.decode();
  } catch {
    return false;
  }
  return true;
}

/** Bytes: a longer run that is UTF-8 so far is UTF-8. */
const LONGEST_RUN = 64;
