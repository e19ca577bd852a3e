import { Hono } from 'hono';
import { evidenceExportQuery, type EvidenceExportQuery } from '../../contracts/cimo.ts';
import type { Transaction } from '../../db/port.ts';
import { act, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { asFile, CSV, XLSX } from '../../http/file.ts';
import { input } from '../../http/input.ts';
import { csvOf, workbookOf, type Value } from '../../imports/sheets.ts';
import { readEvidenceRows } from './evidence.ts';

/** What each column of the file holds; of `figures` the wijk on the day of the entry, as everybody sees it. */
const COLUMNS: [name: string, holds: string][] = [
  ['entry', 'id of the entry'],
  ['initiative', 'name of the initiative'],
  ['happened_on', 'date'],
  ['gemeente', 'CBS code'],
  ['wijk', 'CBS code'],
  ['direction', 'works or chafes'],
  ['happened', 'intervention and what happened, in words'],
  ['claim', 'through what, as the writer sees it'],
  ['known_by', 'how the writer knows'],
  ['context', 'context in words'],
  ['inhabitants', 'residents of the wijk'],
  ['completeness', 'mean share of residents who reach each of the six kinds, 0-1'],
  ['network_stage', 'stage of the network of the wijk'],
  ['isolate_share', 'share of places and groups of the wijk without a tie, 0-1'],
  ['activity', 'activity that was the intervention'],
  ['introductions', 'introductions that were, each as one - other; of whom you may see'],
  ['assets', 'places and groups that it rests on; those that you may see'],
  ['mechanism', 'mechanism from the list'],
  ['factor', 'factor of the mechanism'],
  ['outcome', 'outcome in words'],
  ['outcome_kind', 'output or outcome'],
  ['outcome_basis', 'measure, story or signal'],
  ['wave', 'wave that is the measure'],
  ['strength', 'told, seen_by_two or measured, as the writer says'],
  ['sharing', 'shared, or private: of nobody but whoever made this file'],
  ['agreed', 'how many others agree'],
  ['evidence_for', 'what speaks for it, quotes with consent between quotation marks'],
  ['evidence_against', 'what speaks against it'],
];
const HEAD = COLUMNS.map(([name]) => name);
const WIDTHS = HEAD.map((name) =>
  /happened$|claim|context|outcome$|evidence/.test(name) ? 50 : 18,
);

const rowsOf = (tx: Transaction, query: EvidenceExportQuery): Promise<Value[][]> =>
  readEvidenceRows(tx, query).then((rows) =>
    rows.map((row) => HEAD.map((name) => row[name] ?? null)),
  );

/** Under /exports. */
export const evidenceExportRoutes = new Hono<Env>()
  .get(
    '/evidence.csv',
    describe('exports', 'CIMO entries that you may see, as CSV', undefined, {
      givesFile: 'text/csv',
    }),
    input('query', evidenceExportQuery),
    async (c) => {
      requireAccount(c);
      const rows = await act(c, 'read', (tx) => rowsOf(tx, c.req.valid('query')));
      return asFile(c, 'leerregels.csv', CSV, csvOf([HEAD, ...rows]));
    },
  )
  .get(
    '/evidence.xlsx',
    describe('exports', 'The same as a workbook, with a sheet on its columns', undefined, {
      givesFile: XLSX,
    }),
    input('query', evidenceExportQuery),
    async (c) => {
      requireAccount(c);
      const rows = await act(c, 'read', (tx) => rowsOf(tx, c.req.valid('query')));
      const formats = HEAD.map((name) => (/share|completeness/.test(name) ? '0.0%' : undefined));
      const book = await workbookOf([
        { name: 'Leerregels', head: HEAD, rows, widths: WIDTHS, formats },
        { name: 'Kolommen', head: ['column', 'holds'], rows: COLUMNS, widths: [22, 80] },
      ]);
      return asFile(c, 'leerregels.xlsx', XLSX, book);
    },
  );
