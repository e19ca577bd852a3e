import { readCsv } from '../../imports/csv.ts';
import { decoded } from '../../imports/text.ts';

/** Bytes in which a header stands. */
const FIRST = 100_000;

/** The header of CSV. Throws UnreadableInput when there is none. */
export async function headerOf(bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  let header: string[] = [];
  const rows = readCsv(decoded(firstLines(bytes)), (names) => (header = names));
  await rows.next();
  await rows.return(undefined);
  return header;
}

/** Whole lines, in one piece: half a character at the end would not be text. */
async function* firstLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start = Buffer.alloc(0);
  for await (const chunk of bytes) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= FIRST) break;
  }
  const end = start.lastIndexOf('\n');
  yield end === -1 ? start : start.subarray(0, end + 1);
}
