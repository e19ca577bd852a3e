import { Hono } from 'hono';
import { coverageExportQuery, type CoverageExportQuery } from '../contracts/coverage.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { asFile, CSV, XLSX } from '../http/file.ts';
import { input } from '../http/input.ts';
import { csvOf, workbookOf } from '../imports/sheets.ts';
import { areasOf, mapOf } from './areas.ts';
import { columns } from './columns.ts';

/** Of cells in a workbook, by the unit of their column. */
const FORMATS: Record<string, string> = { '0-1': '0.0%', factor: '0.0', 'per bewoner': '0.0000' };

/** So that two files beside each other are told apart. */
const nameOf = (
  { neighbourhood, level, within, on }: CoverageExportQuery,
  ending: string,
): string =>
  `bereik-${[neighbourhood, level, `${within}m`, on].filter(Boolean).join('-')}.${ending}`;

const DICTIONARY_HEAD = ['column', 'unit', 'nl', 'en'];
const dictionary = columns.map(({ name, unit, nl, en }) => [name, unit, nl, en]);

const NAMES = columns.map(({ name }) => name);

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
      return asFile(c, nameOf(c.req.valid('query'), 'csv'), CSV, csvOf([NAMES, ...rows]));
    },
  )
  .get(
    '/coverage.xlsx',
    describe('exports', 'The same as a workbook, with a sheet on its columns', undefined, {
      givesFile: XLSX,
    }),
    input('query', coverageExportQuery),
    async (c) => {
      const items = await areasOf(c, c.req.valid('query'));
      const book = await workbookOf([
        {
          ...{ name: 'Bereik', head: NAMES },
          rows: items.map((item) => columns.map(({ of }) => of(item))),
          widths: NAMES.map((name) => Math.max(12, name.length + 2)),
          formats: columns.map(({ unit }) => FORMATS[unit]),
        },
        { name: 'Kolommen', head: DICTIONARY_HEAD, rows: dictionary, widths: [28, 14, 70, 70] },
      ]);
      return asFile(c, nameOf(c.req.valid('query'), 'xlsx'), XLSX, book);
    },
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
    (c) => asFile(c, 'bereik-kolommen.csv', CSV, csvOf([DICTIONARY_HEAD, ...dictionary])),
  );
