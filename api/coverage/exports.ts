import { Hono, type Context } from 'hono';
import { coverageExportQuery, type CoverageExportQuery } from '../contracts/coverage.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { cell } from '../imports/formula.ts';
import { areasOf, mapOf } from './areas.ts';
import { columns } from './columns.ts';

const CSV = 'text/csv; charset=utf-8';
/** Of cells in a workbook, by the unit of their column. */
const FORMATS: Record<string, string> = { '0-1': '0.0%', factor: '0.0', 'per bewoner': '0.0000' };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** So that two files beside each other are told apart. */
const nameOf = (
  { neighbourhood, level, within, on }: CoverageExportQuery,
  ending: string,
): string =>
  `bereik-${[neighbourhood, level, `${within}m`, on].filter(Boolean).join('-')}.${ending}`;

const asFile = (
  c: Context<Env>,
  name: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
) =>
  c.body(body, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });

const lines = (rows: unknown[][]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

const DICTIONARY_HEAD = ['column', 'unit', 'nl', 'en'];
const dictionary = columns.map(({ name, unit, nl, en }) => [name, unit, nl, en]);

async function workbook(
  c: Context<Env>,
  query: CoverageExportQuery,
): Promise<Uint8Array<ArrayBuffer>> {
  // Only for who wants a spreadsheet.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const items = await areasOf(c, query);
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const typed = (value: string | number | boolean | null, unit = '') =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, format: FORMATS[unit] ?? '0' }
        : { value };
  const sheets = [
    {
      sheet: 'Bereik',
      data: [
        columns.map(({ name }) => bold(name)),
        ...items.map((item) => columns.map(({ of, unit }) => typed(of(item), unit))),
      ],
      columns: columns.map(({ name }) => ({ width: Math.max(12, name.length + 2) })),
      stickyRowsCount: 1,
    },
    {
      sheet: 'Kolommen',
      data: [DICTIONARY_HEAD.map(bold), ...dictionary.map((row) => row.map((text) => typed(text)))],
      columns: [{ width: 28 }, { width: 14 }, { width: 70 }, { width: 70 }],
      stickyRowsCount: 1,
    },
  ];
  return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

/** Under /exports. */
export const coverageExportRoutes = new Hono<Env>()
  .get(
    '/coverage.csv',
    describe('exports', 'Coverage of the areas within another, as CSV', undefined, {
      givesFile: 'text/csv',
    }),
    input('query', coverageExportQuery),
    async (c) => {
      const items = await areasOf(c, c.req.valid('query'));
      const rows = items.map((item) => columns.map(({ of }) => of(item)));
      return asFile(
        c,
        nameOf(c.req.valid('query'), 'csv'),
        CSV,
        lines([columns.map(({ name }) => name), ...rows]),
      );
    },
  )
  .get(
    '/coverage.xlsx',
    describe('exports', 'The same as a workbook, with a sheet on its columns', undefined, {
      givesFile: XLSX,
    }),
    input('query', coverageExportQuery),
    async (c) =>
      asFile(
        c,
        nameOf(c.req.valid('query'), 'xlsx'),
        XLSX,
        await workbook(c, c.req.valid('query')),
      ),
  )
  .get(
    '/coverage.geojson',
    describe('exports', 'The same with the outline of each area, as GeoJSON', undefined, {
      givesFile: 'application/geo+json',
    }),
    input('query', coverageExportQuery),
    async (c) => {
      const items = await areasOf(c, c.req.valid('query'));
      const body = await mapOf(c, items, (item) =>
        Object.fromEntries(columns.map(({ name, of }) => [name, of(item)])),
      );
      return asFile(c, nameOf(c.req.valid('query'), 'geojson'), 'application/geo+json', body);
    },
  )
  .get(
    '/coverage-columns.csv',
    describe('exports', 'What the columns of these files hold', undefined, {
      givesFile: 'text/csv',
    }),
    (c) => asFile(c, 'bereik-kolommen.csv', CSV, lines([DICTIONARY_HEAD, ...dictionary])),
  );
