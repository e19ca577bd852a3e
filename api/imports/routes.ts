import { Hono, type Context } from 'hono';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { importAssets } from '../assets/import.ts';
import { importConnections } from '../connections/exchange/import.ts';
import { importPopulation } from '../coverage/population/import.ts';
import { importQuery, importReport } from '../contracts/imports.ts';
import { act, requireAccount } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { Problem } from '../http/problem.ts';
import { importNeighbourhoods } from '../neighbourhoods/import/import.ts';
import { UnreadableInput, type ImportReport } from './report.ts';

/** Imports write past the wall, so the database is asked first who may. */
async function requireImporter(c: Context<Env>): Promise<void> {
  requireAccount(c);
  const [row] = await act(c, 'read', (tx) =>
    tx.query<{ may: boolean }>('select private.may_import() as may'),
  );
  if (!row?.may) throw new Problem(403, 'Only a coordinator imports.');
}

/** The body as a file with this ending, for as long as `work` needs it. */
async function withFile(
  c: Context<Env>,
  ending: string,
  work: (file: string) => Promise<ImportReport>,
): Promise<ImportReport> {
  if (!c.req.raw.body) throw new UnreadableInput('The request holds no file.');
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    const file = join(folder, `body.${ending}`);
    await pipeline(Readable.fromWeb(c.req.raw.body as ReadableStream), createWriteStream(file));
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const importRoutes = new Hono<Env>()
  .post(
    '/assets',
    describe('imports', 'Import assets', importReport, {
      takesFile: ['text/csv', 'application/geo+json'],
    }),
    input('query', importQuery),
    async (c) => {
      await requireImporter(c);
      const { dryRun, allowOutside } = c.req.valid('query');
      const ending = c.req.header('Content-Type')?.includes('json') ? 'geojson' : 'csv';
      const report = await withFile(c, ending, (file) =>
        importAssets(c.var.services.database, file, { dryRun, allowOutside }),
      );
      return c.json(report);
    },
  )
  .post(
    '/connections',
    describe('imports', 'Import ties as an edge list, GraphML or GEXF', importReport, {
      takesFile: ['text/csv', 'application/graphml+xml', 'application/gexf+xml'],
    }),
    input('query', importQuery),
    async (c) => {
      await requireImporter(c);
      const { dryRun } = c.req.valid('query');
      const ending = c.req.header('Content-Type')?.includes('xml') ? 'xml' : 'csv';
      const report = await withFile(c, ending, (file) =>
        importConnections(c.var.services.database, file, { dryRun, onlyPublic: true }),
      );
      return c.json(report);
    },
  )
  .post(
    '/population',
    describe('imports', 'Import who lives where: squares, areas or points', importReport, {
      takesFile: [
        'text/csv',
        'application/geopackage+sqlite3',
        'application/zip',
        'application/geo+json',
      ],
    }),
    input('query', importQuery),
    async (c) => {
      await requireImporter(c);
      const { dryRun, year } = c.req.valid('query');
      const report = await withFile(c, 'file', (file) =>
        importPopulation(c.var.services.database, file, { dryRun, year }),
      );
      return c.json(report);
    },
  )
  .post(
    '/neighbourhoods',
    describe('imports', 'Import areas of CBS or PDOK', importReport, {
      takesFile: ['application/geo+json'],
    }),
    input('query', importQuery),
    async (c) => {
      await requireImporter(c);
      const { dryRun, year } = c.req.valid('query');
      const report = await withFile(c, 'geojson', (file) =>
        importNeighbourhoods(c.var.services.database, file, { dryRun, ...(year && { year }) }),
      );
      return c.json(report);
    },
  );
