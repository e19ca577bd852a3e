import { UnreadableInput } from '../../imports/report.ts';

/** Bytes of a file that is downloaded or unpacked: the widest of CBS is a fifth of it. */
const MOST = 2 * 1024 ** 3;

/** Passes bytes on, and throws UnreadableInput beyond `most` of them. */
export const upTo = (what: 'downloaded' | 'unpacked', most = MOST) =>
  async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let passed = 0;
    for await (const chunk of bytes) {
      passed += chunk.length;
      if (passed > most)
        throw new UnreadableInput(
          `The file is larger than ${Math.round(most / 1024 ** 2)} MB when ${what}: that is the limit.`,
        );
      yield chunk;
    }
  };
