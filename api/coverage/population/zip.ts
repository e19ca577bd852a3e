import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { UnreadableInput } from '../../imports/report.ts';
import { headerOf } from './header.ts';
import { kindOf } from './kind.ts';
import { squareColumns } from './square-layouts.ts';
import { upTo } from './up-to.ts';

/** Names told of what is in a zip. */
const NAMED = 12;

/**
 * Unpacks the one GeoPackage, or CSV of squares, that a zip holds, to the file `to`; the name it has in
 * there. The same squares in both forms, by their name, are one. Throws UnreadableInput where there is none,
 * or there are several, and for a zip that cannot be unpacked.
 */
export async function fromZip(path: string, to: string): Promise<string> {
  const { openPromise } = await import('yauzl');
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry())
      if (!/\/$|(^|\/)(__MACOSX\/|\.)/.test(entry.fileName)) entries.push(entry);
    const entry = await squaresIn(zip, entries);
    await pipeline(await zip.openReadStreamPromise(entry), upTo('unpacked'), createWriteStream(to));
    return basename(entry.fileName);
  } catch (error) {
    if (error instanceof UnreadableInput || (error as NodeJS.ErrnoException).syscall) throw error;
    throw new UnreadableInput(`The zip cannot be unpacked: ${(error as Error).message}.`);
  } finally {
    zip?.close();
  }
}

async function squaresIn(zip: ZipFile, entries: Entry[]): Promise<Entry> {
  const packages: Entry[] = [];
  const tables: Entry[] = [];
  for (const entry of entries) {
    const form = await formOf(zip, entry);
    if (form) (form === 'geopackage' ? packages : tables).push(entry);
  }
  const stems = packages.map(stemOf);
  const found = [...packages, ...tables.filter((entry) => !stems.includes(stemOf(entry)))];
  const [only, second] = found;
  if (only && !second) return only;
  const names = (only ? found : entries).map(({ fileName }) => fileName.slice(0, 100));
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), 'more'] : names;
  throw new UnreadableInput(
    only
      ? `The zip holds several files of squares: ${shown.join(', ')}. Give one of them.`
      : `The zip holds no GeoPackage or CSV of squares, but ${shown.join(', ') || 'nothing'}.`,
  );
}

const stemOf = ({ fileName }: Entry): string => basename(fileName).replace(/\.\w+$/, '');

async function formOf(zip: ZipFile, entry: Entry): Promise<'geopackage' | 'table' | undefined> {
  const isTable = /\.(csv|txt)$/i.test(entry.fileName);
  if (!isTable && !/\.(gpkg|sqlite|db)$/i.test(entry.fileName)) return undefined;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    if (isTable) return squareColumns(await headerOf(stream).catch(() => [])) ? 'table' : undefined;
    for await (const chunk of stream as AsyncIterable<Buffer>)
      return kindOf(chunk) === 'geopackage' ? 'geopackage' : undefined;
    return undefined;
  } finally {
    stream.destroy();
  }
}
