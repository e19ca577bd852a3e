import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Database, Transaction } from '../db/port.ts';
import { emptyReport, refuse, UnreadableInput, type ImportReport } from './report.ts';

/** Characters a piece of COPY holds: large enough to be quick, small enough to keep memory flat. */
const CHUNK = 256 * 1024;

/** Ends a dry run: all was done, nothing is kept. */
class DryRun extends Error {}

/** A row of a file: a line in COPY's text format, or why it is refused. */
export type StagedRow = { line: number } & (
  { copy: string; refused?: undefined } | { refused: string }
);

/** How one sort of file is imported: its rows wait in a table of their own until they are judged together. */
export interface StagedImport {
  /** What `line` counts. */
  unit: ImportReport['unit'];
  dryRun?: boolean | undefined;
  /** Hears how many rows were read, and which share (0 to 1) of the file. */
  onProgress?: ((read: number, share?: number) => void) | undefined;
  /** Which share (0 to 1) of the file was read, where `rows` do not read its bytes. */
  share?: (() => number) | undefined;
  /** `notes` hears what was not read. */
  rows: (bytes: AsyncIterable<Uint8Array>, notes: string[]) => AsyncIterable<StagedRow>;
  /** Makes the table in which rows wait, and its name with its columns: the target of copyIn. */
  open: (tx: Transaction) => Promise<void>;
  target: string;
  /** Judges what waits, and writes what is left. */
  settle: (tx: Transaction, report: ImportReport) => Promise<void>;
}

/**
 * Imports a file. One transaction: every good row or none. A bad row is named in the report and does not
 * stop the others. Throws UnreadableInput when the file as a whole cannot be read.
 */
export async function importStaged(
  database: Database,
  path: string,
  { unit, dryRun, onProgress, share, rows, open, target, settle }: StagedImport,
): Promise<ImportReport> {
  const report: ImportReport = { ...emptyReport(dryRun), unit };
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw new UnreadableInput(`There is no file ${path}.`);
  const bytes = createReadStream(path);
  const lines = copied(rows(bytes, report.notes), report, () =>
    onProgress?.(report.read, share ? share() : bytes.bytesRead / file.size),
  );
  try {
    await database.asSystem(async (tx) => {
      await open(tx);
      await tx.copyIn(target, lines);
      await settle(tx, report);
      const { written, unchanged, refused, outside } = report;
      if (report.read !== written + unchanged + refused + outside)
        throw new Error(`an import lost rows: ${JSON.stringify({ ...report, faults: [] })}`);
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  } finally {
    bytes.destroy();
  }
  return report;
}

/** The rows for COPY, piece by piece; refused ones go into the report instead. */
async function* copied(
  rows: AsyncIterable<StagedRow>,
  report: ImportReport,
  onChunk: () => void,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const row of rows) {
    report.read += 1;
    if (row.refused !== undefined) refuse(report, row.line, row.refused);
    else if (row.copy.includes('\0')) refuse(report, row.line, 'it holds a null character');
    else chunk += row.copy;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    onChunk();
    chunk = '';
  }
  if (chunk) yield chunk;
  onChunk();
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!);

/** A row in COPY's text format; undefined is null. */
export const copyLine = (values: unknown[]): string =>
  `${values.map((value) => (value === undefined ? '\\N' : escaped(String(value)))).join('\t')}\n`;

/** Takes what stands in pg_temp.refused (line, says) into the report, in the order of the file. */
export async function tellRefused(tx: Transaction, report: ImportReport): Promise<void> {
  const [count] = await tx.query<{ n: number }>('select count(*) as n from pg_temp.refused');
  const first = await tx.query<{ line: number; says: string }>(
    'select line, says from pg_temp.refused order by line limit 1000',
  );
  // As many may have been refused before; the report keeps those that come first in the file.
  const earlier = report.faults.splice(0);
  const refused = report.refused + count!.n;
  for (const { line, says } of [...earlier, ...first].sort((a, b) => a.line - b.line))
    refuse(report, line, says);
  report.refused = refused;
}

/**
 * A digest of all that a row says, and a UUID (version 8, RFC 9562) that follows from it for a row without
 * an id: read twice, it is one row.
 */
export function identityOf(said: unknown): { digest: string; uuid: string } {
  const hex = hash('sha256', JSON.stringify(said), 'hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { digest: hex, uuid };
}
