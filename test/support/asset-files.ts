import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { importAssets, type AssetImportOptions } from '../../api/assets/import.ts';
import type { Database } from '../../api/db/port.ts';
import type { ImportReport } from '../../api/imports/report.ts';
import { exampleAreas } from './areas.ts';

export type RunImport = (
  content: string | Buffer,
  options?: AssetImportOptions,
  name?: string,
) => Promise<ImportReport>;

/**
 * For a suite about imports of assets: the example areas, no assets before each test, and what
 * imports a file with this content.
 */
export function assetFiles(open: () => Promise<Database>): RunImport {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assets-'));
    await exampleAreas(await open());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    await (await open()).asSystem((tx) => tx.run('delete from public.assets'));
  });
  return async (content, options = {}, name = 'a.csv') => {
    const file = join(folder, name);
    await writeFile(file, content);
    return importAssets(await open(), file, options);
  };
}
