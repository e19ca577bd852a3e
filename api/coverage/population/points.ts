import { z } from 'zod';
import type { Database, Transaction } from '../../db/port.ts';
import { bareName, columnsOf, requireFields } from '../../imports/columns.ts';
import { readCsv } from '../../imports/csv.ts';
import type { ImportReport } from '../../imports/report.ts';
import { copyLine, importStaged, tellRefused, type StagedRow } from '../../imports/staged.ts';
import { decoded } from '../../imports/text.ts';
import { NO_FIGURE, type PopulationImportOptions } from './options.ts';

const FIELDS = ['lon', 'lat', 'inhabitants', 'dwellings', 'year', 'source'];
const NEEDED = ['lon', 'lat', 'inhabitants'];

const ordinate = (least: number, most: number) =>
  z.coerce
    .number('is a number')
    .min(least, `is from ${least} to ${most}`)
    .max(most, `is from ${least} to ${most}`);
const count = z.coerce
  .number('is a whole number')
  .int('is a whole number')
  .transform((n) => (n <= NO_FIGURE ? undefined : n))
  .refine((n) => n === undefined || n >= 0, 'is 0 or more')
  .refine((n) => n === undefined || n <= 100_000, 'is at most 100000 at one point');
const row = z.object({
  lon: ordinate(3, 8),
  lat: ordinate(50, 54),
  inhabitants: count.optional(),
  dwellings: count.optional(),
  year: z.coerce
    .number('is a year such as 2024')
    .int('is a year such as 2024')
    .min(2000, 'is from 2000 to 2100')
    .max(2100, 'is from 2000 to 2100'),
  source: z.string().max(200, 'has at most 200 characters').default(''),
});

const STAGE = `
  create temporary table staged (
    line int, lon float8, lat float8, inhabitants int, dwellings int, year smallint, source text
  ) on commit drop`;
const TARGET = 'pg_temp.staged (line, lon, lat, inhabitants, dwellings, year, source)';

// Points of one cell are summed. They lie where they do when that is one place of ten people or more: where several
// are, the middle between them would tell how many live in each. One without a figure adds nothing.
const CELLS = `
  create temporary table placed on commit drop as
    select s.*, extensions.st_x(flat) as east, extensions.st_y(flat) as north,
      floor(extensions.st_x(flat) / 100)::int as x, floor(extensions.st_y(flat) / 100)::int as y
    from pg_temp.staged s
    cross join lateral extensions.st_transform(
      extensions.st_setsrid(extensions.st_point(s.lon, s.lat), 4326), 28992) as flat;
  create temporary table refused on commit drop as
    select line, 'it lies outside the Netherlands' as says from pg_temp.placed
    where x not between 0 and 3000 or y not between 3000 and 6300;
  create temporary table cells on commit drop as
    select year, x, y, sum(inhabitants)::int as inhabitants, sum(dwellings)::int as dwellings,
      max(source) as source, count(*) as rows,
      -- To a millimetre.
      case when sum(inhabitants) >= 10 and min(east) = max(east) and min(north) = max(north)
        then round(min(east)::numeric, 3)::float8 end as lived_x,
      case when sum(inhabitants) >= 10 and min(east) = max(east) and min(north) = max(north)
        then round(min(north)::numeric, 3)::float8 end as lived_y
    from pg_temp.placed p where not exists (select from pg_temp.refused r where r.line = p.line)
    group by year, x, y;
  analyze pg_temp.cells`;
const UNCHANGED = `
  select coalesce(sum(c.rows), 0)::int as n from pg_temp.cells c
  join public.population_cells was on (was.year, was.size, was.x, was.y) = (c.year, 100, c.x, c.y)
  where (was.inhabitants, was.dwellings, was.source::text, was.lived_x, was.lived_y)
    is not distinct from (c.inhabitants, c.dwellings, c.source, c.lived_x, c.lived_y)`;
const WRITE = `
  insert into public.population_cells as was (year, x, y, inhabitants, dwellings, source, lived_x, lived_y)
  select year, x, y, inhabitants, dwellings, source, lived_x, lived_y from pg_temp.cells
  on conflict (year, size, x, y) do update set inhabitants = excluded.inhabitants,
    dwellings = excluded.dwellings, source = excluded.source,
    lived_x = excluded.lived_x, lived_y = excluded.lived_y`;

/**
 * Imports who lives where from points (CSV: lon, lat, inhabitants, year, and dwellings and source where there
 * are), as importStaged does: each cell of 100 m is written anew with the sum of its points. Throws
 * UnreadableInput when the file as a whole cannot be read.
 */
export const importPoints = (
  database: Database,
  path: string,
  { dryRun, columns = {}, year, onProgress }: PopulationImportOptions,
): Promise<ImportReport> =>
  importStaged(database, path, {
    ...{ unit: 'line', dryRun, onProgress, settle },
    rows: (bytes, notes) => read(bytes, columns, year, notes),
    open: (tx) => tx.script(STAGE),
    target: TARGET,
  });

async function settle(tx: Transaction, report: ImportReport): Promise<void> {
  await tx.script(CELLS);
  await tellRefused(tx, report);
  const [there] = await tx.query<{ n: number }>(UNCHANGED);
  report.unchanged = there!.n;
  report.written = report.read - report.refused - report.unchanged;
  const cells = await tx.run(WRITE);
  report.notes.push(`${cells} cells of 100 m.`);
}

async function* read(
  bytes: AsyncIterable<Uint8Array>,
  columns: Record<string, string>,
  year: number | undefined,
  notes: string[],
): AsyncGenerator<StagedRow> {
  requireFields(columns, FIELDS);
  const fieldOf = (name: string) => {
    const field = columns[name] ?? bareName(name);
    return FIELDS.includes(field) ? field : undefined;
  };
  const wanted = { fields: FIELDS, needed: NEEDED, fieldOf };
  for await (const found of readCsv(decoded(bytes), (header) => columnsOf(header, wanted, notes))) {
    if ('refused' in found) {
      yield found;
      continue;
    }
    const { line, cells } = found;
    const result = row.safeParse({ year, ...cells });
    if (!result.success) {
      const faults = result.error.issues.map(
        ({ path, message }) => `${path[0]?.toString()} ${message}`,
      );
      yield { line, refused: [...new Set(faults)].join('; ') };
      continue;
    }
    const { lon, lat, inhabitants, dwellings, source } = result.data;
    yield {
      line,
      copy: copyLine([line, lon, lat, inhabitants, dwellings, result.data.year, source]),
    };
  }
}
