import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, open, stat, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UnreadableInput } from '../../imports/report.ts';
import { downloadFeatures, isUrl } from '../../neighbourhoods/import/download.ts';
import { patient, startingUrls } from '../../neighbourhoods/import/ogc.ts';
import { downloadFile } from './download.ts';
import { kindOf, type Kind } from './kind.ts';
import type { PopulationImportOptions } from './options.ts';
import { upTo } from './up-to.ts';
import { fromZip } from './zip.ts';

/** What there is to import, on disk. */
export interface Found {
  path: string;
  kind: Exclude<Kind, 'zip' | 'gzip'>;
  /** Of the file and what it came in, the innermost first. */
  names: string[];
}

/**
 * What a file or URL holds, downloaded and unpacked into `folder` where need be; told by its first bytes.
 * Throws UnreadableInput with one sentence when it cannot be had, or unpacked.
 */
export async function openSource(
  source: string,
  folder: string,
  options: PopulationImportOptions,
): Promise<Found> {
  let { path, names } = isUrl(source)
    ? await fromUrl(source, join(folder, 'download'), options)
    : await fromFile(source, join(folder, 'file'));
  let kind = await kindAt(path);
  if (kind === 'gzip') {
    path = await gunzipped(path, join(folder, 'gunzipped'));
    kind = await kindAt(path);
  }
  if (kind === 'zip') {
    const entry = await fromZip(path, join(folder, 'unzipped'));
    path = join(folder, 'unzipped');
    names = [entry, ...names];
    kind = await kindAt(path);
  }
  if (kind === 'zip' || kind === 'gzip')
    throw new UnreadableInput('The file is packed more than once: unpack it first.');
  return { path, kind, names };
}

async function fromUrl(
  source: string,
  path: string,
  { limits = patient, onProgress }: PopulationImportOptions,
): Promise<{ path: string; names: string[] }> {
  const isApi = startingUrls(source)[0] !== source;
  const found = isApi ? undefined : await downloadFile(source, path, limits);
  if (!found) await downloadFeatures(source, path, { limits, ...(onProgress && { onProgress }) });
  const urls = found ? [found, source] : [source];
  return { path, names: urls.map((url) => basename(new URL(url).pathname)) };
}

/** A name of our own for a file: what is read leaves nothing beside it. */
async function fromFile(source: string, path: string): Promise<{ path: string; names: string[] }> {
  const found = await stat(source).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadableInput(`There is no file ${source}.`);
  // Windows lets not everybody link.
  await symlink(resolve(source), path).catch(() => copyFile(source, path));
  return { path, names: [basename(source)] };
}

async function kindAt(path: string): Promise<Kind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function gunzipped(from: string, to: string): Promise<string> {
  try {
    await pipeline(createReadStream(from), createGunzip(), upTo('unpacked'), createWriteStream(to));
    return to;
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
      throw new UnreadableInput('The file is damaged: it cannot be unpacked.');
    throw error;
  }
}
