import type { Database } from '../../db/port.ts';
import { readCsv } from '../../imports/csv.ts';
import { UnreadableInput, type ImportReport } from '../../imports/report.ts';
import { copyLine, importStaged, tellRefused, type StagedRow } from '../../imports/staged.ts';
import { decoded } from '../../imports/text.ts';
import { openGeoPackage } from './geopackage.ts';
import { NO_FIGURE, requireYear, type PopulationImportOptions } from './options.ts';
import {
  requireSize,
  squareColumns,
  unknownLayout,
  yearInNames,
  type SquareColumns,
  type SquareSize,
} from './square-layouts.ts';
import { yearNote } from './years.ts';

/** A row of a table of squares, as it stands there. */
export interface SquareRow {
  line: number;
  code: unknown;
  inhabitants: unknown;
  dwellings: unknown;
}

const COUNT = new Intl.NumberFormat('en');
const STAGE = `
  create temporary table staged (line int, x int, y int, inhabitants int, dwellings int)
    on commit drop`;
const TARGET = 'pg_temp.staged (line, x, y, inhabitants, dwellings)';

// Squares stay or go by blocks of 500 m: what a block counts beyond its squares of 100 m is taken to live in
// those that were not published, so all of them must be here, across a border too.
const judge = (unit: string) => `
  create temporary table refused on commit drop as
    select line, 'this square stands on ${unit} ' || first as says
    from (select line, min(line) over (partition by x, y) as first from pg_temp.staged) s
    where line <> first;
  create temporary table blocks on commit drop as
    select x, y from (select distinct x / 5 as x, y / 5 as y from pg_temp.staged) b
    where not exists (select from private.buurt_pieces)
      or exists (select from private.buurt_pieces p
        where extensions.st_intersects(p.geometry, extensions.st_transform(extensions.st_makeenvelope(
          x * 500, y * 500, x * 500 + 500, y * 500 + 500, 28992), 4326)));
  analyze pg_temp.blocks;
  create temporary table squares on commit drop as
    select s.x, s.y, s.inhabitants, s.dwellings
    from pg_temp.staged s join pg_temp.blocks b on (b.x, b.y) = (s.x / 5, s.y / 5)
    where not exists (select from pg_temp.refused r where r.line = s.line);
  analyze pg_temp.squares`;
const WRITE = `
  insert into public.population_cells as was (year, size, x, y, inhabitants, dwellings, source)
  select $1::smallint, $2::smallint, x, y, inhabitants, dwellings, 'CBS' from pg_temp.squares
  on conflict (year, size, x, y) do update set inhabitants = excluded.inhabitants,
    dwellings = excluded.dwellings, source = excluded.source, lived_x = null, lived_y = null
  where (was.inhabitants, was.dwellings, was.source::text, was.lived_x)
    is distinct from (excluded.inhabitants, excluded.dwellings, excluded.source::text, null::float8)`;

/**
 * Imports squares of CBS from a GeoPackage, as importStaged does, but for those outside the areas of the
 * map. `names` are of the file and what it came in. Throws UnreadableInput when it holds no
 * squares, or none in the areas of the map.
 */
export async function importGeoPackage(
  database: Database,
  path: string,
  names: string[],
  options: PopulationImportOptions,
): Promise<ImportReport> {
  const table = await openGeoPackage(path, (header) => squareColumns(header, options.year));
  try {
    return await importSquares(database, path, {
      ...{ unit: 'feature', columns: table.columns, names: [table.name, ...names], options },
      share: () => table.share(),
      rows: () => table.rows(),
    });
  } finally {
    table.close();
  }
}

/** Imports squares of CBS from CSV with this header; else as importGeoPackage. */
export async function importSquareTable(
  database: Database,
  path: string,
  header: string[],
  names: string[],
  options: PopulationImportOptions,
): Promise<ImportReport> {
  const columns = squareColumns(header, options.year);
  if (!columns) throw unknownLayout(header);
  const rows = (bytes: AsyncIterable<Uint8Array>) => csvRows(bytes, columns);
  return importSquares(database, path, { unit: 'line', columns, names, options, rows });
}

interface Source {
  unit: 'line' | 'feature';
  columns: SquareColumns;
  names: string[];
  options: PopulationImportOptions;
  share?: () => number;
  rows: (
    bytes: AsyncIterable<Uint8Array>,
  ) => Iterable<SquareRow | StagedRow> | AsyncIterable<SquareRow | StagedRow>;
}

function importSquares(
  database: Database,
  path: string,
  { unit, columns, names, options: { dryRun, onProgress, year: asked }, share, rows }: Source,
): Promise<ImportReport> {
  requireSize(columns, names);
  const { size } = columns;
  const year = requireYear(asked ?? columns.year ?? yearInNames(names));
  return importStaged(database, path, {
    ...{ unit, dryRun, onProgress, share },
    rows: (bytes) => staged(rows(bytes), size),
    open: (tx) => tx.script(STAGE),
    target: TARGET,
    settle: async (tx, report) => {
      await tx.script(`analyze pg_temp.staged; ${judge(unit)}`);
      await tellRefused(tx, report);
      const [{ n: inside } = { n: 0 }] = await tx.query<{ n: number }>(
        'select count(*) as n from pg_temp.squares',
      );
      report.outside = report.read - report.refused - inside;
      if (report.outside > 0 && inside === 0)
        throw new UnreadableInput(
          `${lieOutside(report.outside, 'The square')}: import the areas first.`,
        );
      report.written = await tx.run(WRITE, [year, size]);
      report.unchanged = inside - report.written;
      report.notes.push(
        `${COUNT.format(inside)} square${inside === 1 ? '' : 's'} of ${size} m, of ${year}.`,
      );
      if (report.outside > 0)
        report.notes.push(
          `${lieOutside(report.outside)} and ${report.outside === 1 ? 'is' : 'are'} left out: import the areas first.`,
        );
      report.notes.push(...(await yearNote(tx, [year], 'they are matched by where they lie')));
    },
  });
}

const lieOutside = (n: number, one = '1 square'): string =>
  `${n === 1 ? `${one} lies` : `${COUNT.format(n)} squares lie`} outside the areas that are on the map`;

async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  { code, inhabitants, dwellings }: SquareColumns,
): AsyncGenerator<SquareRow | StagedRow> {
  const fields = new Map([
    [code, 'code'],
    [inhabitants, 'inhabitants'],
    ...(dwellings ? [[dwellings, 'dwellings'] as const] : []),
  ]);
  for await (const row of readCsv(decoded(bytes), (header) => header.map((n) => fields.get(n))))
    if ('refused' in row) yield row;
    else
      yield {
        line: row.line,
        code: row.cells['code'],
        inhabitants: row.cells['inhabitants'],
        dwellings: row.cells['dwellings'],
      };
}

async function* staged(
  rows: Iterable<SquareRow | StagedRow> | AsyncIterable<SquareRow | StagedRow>,
  size: SquareSize,
): AsyncGenerator<StagedRow> {
  for await (const row of rows) yield 'code' in row ? stagedSquare(row, size) : row;
}

function stagedSquare({ line, ...row }: SquareRow, size: SquareSize): StagedRow {
  const corner = cornerOf(row.code, size);
  const inhabitants = countOf(row.inhabitants);
  const dwellings = countOf(row.dwellings);
  const faults = [
    ...(typeof corner === 'string' ? [corner] : []),
    ...(inhabitants === null ? ['its inhabitants are no whole number of 0 or more'] : []),
    ...(dwellings === null ? ['its dwellings are no whole number of 0 or more'] : []),
  ];
  if (typeof corner === 'string' || faults.length > 0) return { line, refused: faults.join('; ') };
  return { line, copy: copyLine([line, ...corner, inhabitants, dwellings]) };
}

/** The corner that a code names, in hundreds of metres, or why it is none. */
function cornerOf(code: unknown, size: SquareSize): [number, number] | string {
  const said = typeof code === 'string' ? code.trim() : '';
  const [, east, north] = /^E(\d{4})N(\d{4})$/i.exec(said) ?? [];
  if (!east || !north) return `"${said.slice(0, 40)}" is no code of a square, such as E1590N4925`;
  const [x, y] = [Number(east), Number(north)];
  if (x > 3000 || y < 3000 || y > 6300) return `${said} lies outside the Netherlands`;
  return size === 100 || (x % 5 === 0 && y % 5 === 0)
    ? [x, y]
    : `${said} is no corner of a square of 500 m`;
}

/** A count; undefined is no figure, null no count. */
function countOf(value: unknown): number | undefined | null {
  const said = typeof value === 'string' ? value.trim().replace(',', '.') : value;
  if (said === '' || said === null || said === undefined) return undefined;
  const count = Number(said);
  if (count <= NO_FIGURE) return undefined;
  return Number.isInteger(count) && count >= 0 && count < 2 ** 31 ? count : null;
}
