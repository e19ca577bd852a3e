import type { Database } from '../db/port.ts';
import type { ImportReport } from '../imports/report.ts';
import { importStaged, type StagedRow } from '../imports/staged.ts';
import { readRows, type Read } from './import-rows.ts';
import {
  openStage,
  place,
  refuseTogether,
  repair,
  STAGED,
  stagedLine,
  write,
} from './import-stage.ts';

export interface AssetImportOptions {
  dryRun?: boolean;
  /** Header in the file -> field of FIELDS. */
  columns?: Record<string, string>;
  /** Keep what lies outside every known buurt. */
  allowOutside?: boolean;
  /** Hears how many rows were read, and which share (0 to 1) of the file. */
  onProgress?(read: number, share?: number): void;
}

/**
 * Imports assets from CSV or GeoJSON (see readRows), as importStaged does. What is there already, just
 * so, is left alone. Throws UnreadableInput when the file as a whole cannot be read.
 */
export function importAssets(
  database: Database,
  path: string,
  { dryRun, columns = {}, allowOutside = false, onProgress }: AssetImportOptions = {},
): Promise<ImportReport> {
  const format = /\.(geo)?json$/i.test(path) ? 'geojson' : 'csv';
  return importStaged(database, path, {
    ...{ dryRun, onProgress, open: openStage, target: STAGED },
    unit: format === 'csv' ? 'line' : 'feature',
    rows: (bytes, notes) => staged(readRows(bytes, format, columns, notes)),
    settle: async (tx, report) => {
      await repair(tx, report);
      await place(tx);
      await refuseTogether(tx, report, allowOutside);
      await write(tx, report);
    },
  });
}

async function* staged(rows: AsyncIterable<Read>): AsyncGenerator<StagedRow> {
  for await (const found of rows)
    yield found.refused === undefined
      ? { line: found.line, copy: stagedLine(found.line, found.row) }
      : found;
}
