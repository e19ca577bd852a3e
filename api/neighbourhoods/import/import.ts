import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Database, Transaction } from '../../db/port.ts';
import {
  FIRST_YEAR,
  FIGURES_STAGE,
  FIGURES_TARGET,
  figuresLine,
  writeFigures,
} from '../../imports/figures.ts';
import { emptyReport, refuse, UnreadableInput, type ImportReport } from '../../imports/report.ts';
import { dropReplacedExamples, letYearCount, parkExamples } from './current.ts';
import { downloadFeatures, isUrl, yearInUrl } from './download.ts';
import { polygonFault } from './geometry.ts';
import { toArea } from './layouts.ts';
import type { FetchLimits } from './ogc.ts';
import { readFile, type Feature } from './read.ts';
import { joinParts, openStage, stage, type Arriving } from './stage.ts';
import { makeMissing, writeAreas } from './write.ts';

export interface NeighbourhoodImportOptions {
  /** Of which year the areas are, whatever the source says. */
  year?: number;
  dryRun?: boolean;
  /** Hears how many features were read, and which share (0 to 1) of the work is done. */
  onProgress?(read: number, share?: number): void;
  /** What `source` is noted for each area; `cbs` unless told. */
  origin?: 'cbs' | 'example';
  /** Query keys for an OGC API whose queries we make, one query for each. */
  filters?: Record<string, string>[];
  limits?: FetchLimits;
}

/** One statement takes this much: a few MB keeps memory flat in both databases. */
const BATCH_CHARACTERS = 2_000_000;
const BATCH_AREAS = 500;

/**
 * Imports CBS areas from a file or URL: GeoJSON, plain or gzip, or OGC API pages; and who lives in them,
 * where it says so. One transaction: all of it or nothing. A faulty feature is named in the report and does not stop the others.
 * Throws UnreadableInput with one sentence when there is nothing to import.
 */
export async function importNeighbourhoods(
  database: Database,
  source: string,
  options: NeighbourhoodImportOptions = {},
): Promise<ImportReport> {
  const fromFile = (path: string) =>
    importFeatures(database, (onShare) => readFile(path, onShare), {
      ...options,
      yearWhereNotSaid: yearInUrl(source),
    });
  if (!isUrl(source)) return fromFile(source);
  // To disk first: nothing but the database may be waited for inside a transaction.
  const folder = await mkdtemp(join(tmpdir(), 'neighbourhoods-'));
  try {
    const file = join(folder, 'areas.geojson');
    await downloadFeatures(source, file, options);
    return await fromFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const undone = Symbol('a dry run is rolled back');

/**
 * Imports features, in one transaction. `read` opens them, and tells how far (0 to 1) they are read.
 * Throws as importNeighbourhoods does.
 */
export async function importFeatures(
  database: Database,
  read: (onShare: (share: number) => void) => AsyncIterable<Feature>,
  options: NeighbourhoodImportOptions & { yearWhereNotSaid?: number | null } = {},
): Promise<ImportReport> {
  const report = emptyReport(options.dryRun);
  const origin = options.origin ?? 'cbs';
  // Shares of the whole as measured on all of the Netherlands.
  const tell = (share: number) => options.onProgress?.(report.read, share);
  try {
    await database.asSystem(async (tx) => {
      await openStage(tx);
      await tx.script(FIGURES_STAGE);
      const features = read((share) => tell(share * 0.4));
      const toYear = (said: number | null) =>
        yearOf(options.year ?? said ?? options.yearWhereNotSaid);
      const years = await fillStage(tx, features, toYear, report);
      await joinParts(tx, report);
      const [{ areas } = { areas: 0 }] = await tx.query<{ areas: number }>(
        'select count(*) as areas from pg_temp.arriving',
      );
      if (origin === 'cbs') await parkExamples(tx);
      report.written = await writeAreas(tx, origin);
      report.unchanged = areas - report.written;
      tell(0.6);
      await makeMissing(tx, origin, report);
      tell(0.8);
      for (const [index, year] of years.entries())
        await letYearCount(tx, year, report, (share) =>
          tell(0.8 + (0.2 * (index + share)) / years.length),
        );
      if (origin === 'cbs') await dropReplacedExamples(tx, report);
      await keepFigures(tx, report);
      tell(1);
      if (options.dryRun) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return report;
}

function yearOf(year: number | null | undefined): number {
  if (year !== null && year !== undefined) return year;
  throw new UnreadableInput(
    'The source does not say of which year its areas are: name it with --year, such as --year 2024.',
  );
}

/** Figures of the areas that are written, under their own year. */
async function keepFigures(tx: Transaction, report: ImportReport): Promise<void> {
  await tx.run(`delete from pg_temp.figures f where not exists (
    select from pg_temp.arriving a where (a.year, a.code) = (f.year, f.code))`);
  await writeFigures(tx, report);
}

/** Reads every feature onto the stage; the years that were seen, oldest first. */
async function fillStage(
  tx: Transaction,
  features: AsyncIterable<Feature>,
  toYear: (said: number | null) => number,
  report: ImportReport,
): Promise<number[]> {
  const years = new Set<number>();
  let batch: Arriving[] = [];
  let figures = '';
  let characters = 0;
  const flush = async () => {
    if (batch.length > 0) await stage(tx, batch, report);
    if (figures) await tx.copyIn(FIGURES_TARGET, Readable.from([figures]));
    batch = [];
    figures = '';
    characters = 0;
  };
  for await (const { properties, geometry } of features) {
    report.read += 1;
    const area = toArea(properties);
    const fault = typeof area === 'string' ? area : polygonFault(geometry);
    if (typeof area === 'string' || fault) {
      refuse(report, report.read, typeof area === 'string' ? area : `${area.code}: ${fault}`);
      continue;
    }
    const arriving = {
      ...area,
      year: toYear(area.year),
      number: report.read,
      geometry: JSON.stringify(geometry),
    };
    years.add(arriving.year);
    characters += arriving.geometry.length;
    batch.push(arriving);
    if (arriving.figures && arriving.year >= FIRST_YEAR)
      figures += figuresLine({ ...arriving, line: report.read }, arriving.figures);
    if (batch.length >= BATCH_AREAS || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  if (report.read === 0) throw new UnreadableInput('There are no areas in it: no features.');
  return [...years].sort((a, b) => a - b);
}
