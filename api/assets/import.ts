import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Database } from '../db/port.ts';
import { emptyReport, refuse, UnreadableInput, type ImportReport } from '../imports/report.ts';
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

/** Characters a piece of COPY holds: large enough to be quick, small enough to keep memory flat. */
const CHUNK = 256 * 1024;

/** Ends a dry run: all was done, nothing is kept. */
class DryRun extends Error {}

/**
 * Imports assets from CSV or GeoJSON (see readRows). One transaction: every good row of the file or
 * none. A bad row is named in the report and does not stop the others. What is there already, just
 * so, is left alone. Throws UnreadableInput when the file as a whole cannot be read.
 */
export async function importAssets(
  database: Database,
  path: string,
  { dryRun, columns = {}, allowOutside = false, onProgress }: AssetImportOptions = {},
): Promise<ImportReport> {
  const report = emptyReport(dryRun);
  const size = await sizeOf(path);
  const bytes = createReadStream(path);
  const format = /\.(geo)?json$/i.test(path) ? 'geojson' : 'csv';
  if (format === 'csv') report.unit = 'line';
  const rows = readRows(bytes, format, columns, report.notes);
  const lines = stagedLines(rows, report, () => onProgress?.(report.read, bytes.bytesRead / size));
  try {
    await database.asSystem(async (tx) => {
      await openStage(tx);
      await tx.copyIn(STAGED, lines);
      await repair(tx, report);
      await place(tx);
      await refuseTogether(tx, report, allowOutside);
      await write(tx, report);
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  } finally {
    bytes.destroy();
  }
  return report;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadableInput(`There is no file ${path}.`);
  return found.size;
}

/** The rows as lines of COPY's text format; refused ones go into the report instead. */
async function* stagedLines(
  rows: AsyncIterable<Read>,
  report: ImportReport,
  onChunk: () => void,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const found of rows) {
    report.read += 1;
    if (found.refused !== undefined) refuse(report, found.line, found.refused);
    else {
      const line = stagedLine(found.line, found.row);
      if (line.includes('\0')) refuse(report, found.line, 'it holds a null character');
      else chunk += line;
    }
    if (chunk.length < CHUNK) continue;
    yield chunk;
    onChunk();
    chunk = '';
  }
  if (chunk) yield chunk;
  onChunk();
}
