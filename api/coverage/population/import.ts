import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/port.ts';
import { UnreadableInput, type ImportReport } from '../../imports/report.ts';
import { yearInUrl } from '../../neighbourhoods/import/download.ts';
import { importFigures } from './figures.ts';
import { headerOf } from './header.ts';
import type { PopulationImportOptions } from './options.ts';
import { importPoints } from './points.ts';
import { openSource, type Found } from './source.ts';
import { isOfSquares } from './square-layouts.ts';
import { importGeoPackage, importSquareTable } from './squares.ts';

/**
 * Imports who lives where from a file or URL, by what is in it: squares of CBS (GeoPackage or CSV, or the
 * zip they come in), figures of whole areas (GeoJSON, or OGC API pages), or points (CSV); plain or gzip. One
 * transaction: every good row or none. Throws UnreadableInput with one sentence when the file as a whole
 * cannot be read.
 */
export async function importPopulation(
  database: Database,
  source: string,
  options: PopulationImportOptions = {},
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'population-'));
  try {
    const found = await openSource(source, folder, options);
    return await importFound(database, found, yearInUrl(source), options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importFound(
  database: Database,
  { path, kind, names }: Found,
  yearSaid: number | null,
  options: PopulationImportOptions,
): Promise<ImportReport> {
  const header = kind === 'table' ? await headerOf(createReadStream(path)) : [];
  if (kind === 'table' && !isOfSquares(header)) return importPoints(database, path, options);
  if (Object.keys(options.columns ?? {}).length > 0)
    throw new UnreadableInput('Columns are named by hand for points alone: leave --map out.');
  if (kind === 'features') return importFigures(database, path, yearSaid, options);
  if (kind === 'geopackage') return importGeoPackage(database, path, names, options);
  return importSquareTable(database, path, header, names, options);
}
