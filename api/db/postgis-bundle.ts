import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const cache = fileURLToPath(new URL('../../node_modules/.cache/buurtweefsel/', import.meta.url));
const require = createRequire(import.meta.url);
/** Of a tar file: everything in it fills whole blocks. */
const BLOCK = 512;

/**
 * Scripts only make the extension, which a database that is there has; the libraries for rasters and
 * topology are each as large as PostGIS itself, and nothing of ours calls them.
 */
const isNeeded = (name: string): boolean =>
  name.endsWith('.so') ? name.endsWith('/postgis-3.so') : !name.endsWith('.sql');

/**
 * The file with what an existing database needs of PostGIS, made once for each version: PGlite
 * unpacks and links all that its bundle holds at each start, which takes twice the time and memory.
 * Undefined where it cannot be kept: the whole bundle does as well.
 */
export async function leanPostgis(): Promise<string | undefined> {
  const whole = join(dirname(require.resolve('@electric-sql/pglite-postgis')), 'postgis.tar.gz');
  const { size } = await stat(whole);
  const lean = join(cache, `postgis-${size}.tar.gz`);
  const draft = `${lean}.${randomUUID()}`;
  try {
    if (await stat(lean).catch(() => undefined)) return lean;
    await mkdir(cache, { recursive: true });
    // PGlite always unzips; what is only stored unzips at once.
    const tar = pick(await promisify(gunzip)(await readFile(whole)));
    await writeFile(draft, await promisify(gzip)(tar, { level: 0 }));
    await rename(draft, lean);
    return lean;
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
    return undefined;
  }
}

function pick(tar: Buffer): Buffer {
  const kept: Buffer[] = [];
  // An empty block ends it.
  for (let at = 0; tar[at];) {
    const field = (from: number, to: number) =>
      tar.toString('latin1', at + from, at + to).split('\0')[0]!;
    const end = at + BLOCK + Math.ceil(parseInt(field(124, 136), 8) / BLOCK) * BLOCK;
    if (isNeeded(field(0, 100))) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}
