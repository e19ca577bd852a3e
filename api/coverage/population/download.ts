import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { UnreadableInput } from '../../imports/report.ts';
import { ask, hostOf, type FetchLimits } from '../../neighbourhoods/import/ogc.ts';
import { kindOf } from './kind.ts';
import { upTo } from './up-to.ts';

/**
 * Fetches a file (http or https, redirects too) of at most `most` bytes, and answers where it was found in
 * the end; undefined, and nothing written, where it is features: those come in pages. Throws UnreadableInput with one sentence when it cannot be had.
 */
export async function downloadFile(
  url: string,
  file: string,
  limits: FetchLimits,
  most?: number,
): Promise<string | undefined> {
  try {
    const { ok, status, body, url: found } = await ask(url, limits, '*/*');
    if (!ok || !body)
      throw new UnreadableInput(`${hostOf(url)} refuses this with status ${status}.`);
    const bytes = Readable.fromWeb(body as ReadableStream<Uint8Array>);
    try {
      const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
      const first = await chunks.next();
      const start = Buffer.from(first.done ? [] : first.value);
      if (kindOf(start.subarray(0, 512)) === 'features') return undefined;
      const whole = async function* () {
        if (start.length > 0) yield start;
        yield* { [Symbol.asyncIterator]: () => chunks };
      };
      await pipeline(whole, upTo('downloaded', most), createWriteStream(file));
      return found;
    } finally {
      bytes.destroy();
    }
  } catch (error) {
    limits.signal?.throwIfAborted();
    if (error instanceof UnreadableInput) throw error;
    if (error instanceof TypeError || (error as Error).name === 'AbortError')
      throw new UnreadableInput(`${hostOf(url)} cannot be reached, or breaks off.`);
    throw error;
  }
}
