import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import Assembler from 'stream-json/assembler.js';
import { jsonParser } from 'stream-json/parser.js';
import { UnreadableInput } from '../../imports/report.ts';
import { decoded } from '../../imports/text.ts';

export interface Feature {
  properties: Record<string, unknown>;
  /** GeoJSON, not looked at yet. */
  geometry: unknown;
}

/** What a collection says beside its features: `links`, `crs`. */
export type Members = Record<string, unknown>;

/** The text ends before the collection does. */
export class CutOff extends UnreadableInput {
  override name = 'CutOff';
}

/**
 * The features of a GeoJSON FeatureCollection (plain or gzip), one at a time: memory holds one
 * feature, however long the stream. `members` is filled with what stands beside them.
 * Throws UnreadableInput, or CutOff when the end is missing; faults of the stream go through.
 */
export async function* readFeatures(
  bytes: AsyncIterable<Uint8Array>,
  members: Members = {},
): AsyncGenerator<Feature> {
  const parse = jsonParser({ streamValues: false });
  const document = new Assembler<Members>();
  let isEmpty = true;
  for await (const text of decoded(await unzipped(bytes))) {
    if (isEmpty && text.trim() === '') continue;
    isEmpty = false;
    for (const token of tokensOf(parse, text)) {
      document.consume(token);
      if (token.name !== 'endObject' && token.name !== 'endArray') continue;
      const { stack, current } = document;
      if (stack.length !== 2 || stack[1] !== 'features' || !Array.isArray(current)) continue;
      const feature: unknown = current.pop();
      yield asFeature(feature);
    }
  }
  if (isEmpty) throw new UnreadableInput('The file is empty.');
  if (!document.done) throw new CutOff('The file breaks off before its end.');
  const root = document.current;
  if (root?.['type'] !== 'FeatureCollection' || !Array.isArray(root['features']))
    throw new UnreadableInput('The file is JSON, but not a GeoJSON FeatureCollection.');
  Object.assign(members, root);
}

function tokensOf(parse: ReturnType<typeof jsonParser>, text: string) {
  try {
    const tokens = parse(text);
    return typeof tokens === 'object' ? tokens.values : [];
  } catch {
    throw new UnreadableInput('The file is not GeoJSON: it cannot be read as JSON.');
  }
}

function asFeature(value: unknown): Feature {
  const { properties, geometry } = (value ?? {}) as Partial<Feature>;
  return { properties: properties ?? {}, geometry };
}

/** The bytes themselves, or what is in them when they are gzip; told by the first two bytes. */
async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const source = bytes[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  for (let next; start.length < 2 && !(next = await source.next()).done;)
    start = Buffer.concat([start, next.value]);
  const whole = Readable.from(
    (async function* () {
      if (start.length > 0) yield start;
      yield* { [Symbol.asyncIterator]: () => source };
    })(),
    { objectMode: false },
  );
  if (start[0] !== 0x1f || start[1] !== 0x8b) return whole;
  const unzip = createGunzip();
  // A fault on either side ends the other, and comes out where the features are read.
  pipeline(whole, unzip, () => undefined);
  return unzip;
}

/**
 * The features of a file on disk; `onShare` hears which share of it (0 to 1) has been read.
 * Throws UnreadableInput with one sentence when it cannot be read.
 */
export async function* readFile(
  path: string,
  onShare: (share: number) => void,
): AsyncGenerator<Feature> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) throw new UnreadableInput(`There is no file ${path}.`);
  const stream = createReadStream(path);
  try {
    for await (const feature of readFeatures(stream)) {
      onShare(stream.bytesRead / size);
      yield feature;
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'EACCES') throw new UnreadableInput(`The file ${path} may not be read.`);
    if (typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ERR_')))
      throw new UnreadableInput('The file is damaged: it cannot be unpacked.');
    throw error;
  }
}
