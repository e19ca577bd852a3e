import type { Database, Transaction } from '../db/port.ts';
import { emptyReport, refuse, type ImportReport } from '../imports/report.ts';
import { readRows, type AssetRow } from './import-rows.ts';

export interface AssetImportOptions {
  dryRun?: boolean;
  /** Header in the file -> field of FIELDS. */
  columns?: Record<string, string>;
  /** Keep what lies outside every known buurt. */
  allowOutside?: boolean;
  onProgress?(read: number): void;
}

/** Characters a piece of COPY holds: large enough to be quick, small enough to keep memory flat. */
const CHUNK = 256 * 1024;
const PROGRESS_EVERY = 1000;

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
  options: AssetImportOptions = {},
): Promise<ImportReport> {
  const report = emptyReport(options.dryRun);
  try {
    await database.asSystem(async (tx) => {
      await tx.script(STAGE);
      await tx.copyIn(`pg_temp.staged (${STAGED.join(', ')})`, stagedLines(path, options, report));
      await tx.script(PLACE);
      await refuseSetWise(tx, report, options.allowOutside ?? false);
      report.written = await tx.run(WRITE);
      if (options.dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  report.faults.sort((a, b) => a.line - b.line);
  return report;
}

const STAGED = [
  ...['line', 'id', 'kind', 'title', 'description', 'tags', 'capacity', 'status', 'visibility'],
  ...['opening_hours', 'wheelchair', 'web_link', 'source', 'languages', 'last_used_on'],
  ...['last_used_for', 'digest', 'geometry'],
];

const STAGE = `create temporary table staged (
  line int, id uuid, kind public.asset_kind, title text, description text, tags text[],
  capacity int, status public.asset_status, visibility public.visibility, opening_hours text,
  wheelchair public.wheelchair, web_link text, source text, languages text[], last_used_on date,
  last_used_for text, digest text, geometry extensions.geometry(Geometry, 4326)
) on commit drop`;

// In the order of their cells, neighbours in space follow each other, and the pieces that they
// fall in are still at hand. The same rule as private.write_asset: the lowest code wins.
const PLACE = `
  analyze pg_temp.staged;
  create temporary table placed on commit drop as
  select s.line, s.id, s.cell, b.year, b.code
  from (
    select line, id, place,
      private.cell_at(extensions.st_x(place), extensions.st_y(place)) as cell
    from (
      select line, id, case when extensions.st_isvalid(geometry)
        then extensions.st_pointonsurface(geometry) end as place
      from pg_temp.staged
    ) valid
    order by cell
  ) s
  left join lateral (
    select p.year, p.code from private.buurt_pieces p
    where extensions.st_covers(p.geometry, s.place) order by p.code limit 1
  ) b on true;
  create temporary table refused (line int primary key) on commit drop;
  analyze pg_temp.placed;`;

const WRITE = `
  insert into public.assets (id, kind, title, description, tags, capacity, status, visibility,
    opening_hours, wheelchair, web_link, source, languages, last_used_on, last_used_for, digest,
    geometry, owner_id, cell, buurt_year, buurt_code)
  select s.id, s.kind, s.title, s.description, s.tags, s.capacity, s.status, s.visibility,
    s.opening_hours, s.wheelchair, s.web_link, s.source, s.languages, s.last_used_on,
    s.last_used_for, s.digest, s.geometry, null, p.cell, p.year, p.code
  from pg_temp.placed p join pg_temp.staged s using (line)
  where not exists (select from pg_temp.refused r where r.line = p.line)
  order by p.cell`;

/** The rows as lines of COPY's text format; refused ones go into the report instead. */
async function* stagedLines(
  path: string,
  { columns = {}, onProgress }: AssetImportOptions,
  report: ImportReport,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const found of readRows(path, columns)) {
    report.read += 1;
    if (report.read % PROGRESS_EVERY === 0) onProgress?.(report.read);
    if ('refused' in found) refuse(report, found.line, found.refused);
    else chunk += copyLine(found.line, found.row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
  onProgress?.(report.read);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!);
const arrayText = (items: string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

function copyLine(line: number, row: AssetRow): string {
  const { geometry } = row;
  const place =
    geometry.type === 'Point'
      ? `SRID=4326;POINT(${geometry.coordinates.join(' ')})`
      : JSON.stringify(geometry);
  const values = [
    ...[line, row.id, row.kind, row.title, row.description, arrayText(row.tags), row.capacity],
    ...[row.status, row.visibility, row.openingHours, row.wheelchair, row.webLink, row.source],
    ...[arrayText(row.languages), row.lastUsedOn, row.lastUsedFor, row.digest, place],
  ];
  return `${values.map((value) => (value === undefined ? '\\N' : escaped(String(value)))).join('\t')}\n`;
}

/** What no row knows by itself: twice in the file, there already, outside, crossing itself. */
async function refuseSetWise(
  tx: Transaction,
  report: ImportReport,
  allowOutside: boolean,
): Promise<void> {
  const rules: [says: string, select: string][] = [
    [
      'its area crosses itself',
      'select line, null::int as other from pg_temp.staged where not extensions.st_isvalid(geometry)',
    ],
    [
      'its id is also that of number %',
      `select line, first as other from (
         select line, first_value(line) over (partition by id order by line) as first
         from pg_temp.staged) s where line <> first`,
    ],
    [
      'its id is in use already, for something else',
      `select s.line, null::int as other from pg_temp.staged s join public.assets a using (id)
       where a.digest is distinct from s.digest`,
    ],
    ...(allowOutside
      ? []
      : [
          [
            'this place lies outside every known buurt',
            'select line, null::int as other from pg_temp.placed where code is null',
          ] as [string, string],
        ]),
  ];
  for (const [says, select] of rules) {
    const found = await tx.query<{ line: number; other: number | null }>(
      `with found as (${select}), noted as (
         insert into pg_temp.refused select line from found on conflict do nothing returning line
       )
       select line, other from found join noted using (line) order by line`,
    );
    for (const { line, other } of found) refuse(report, line, says.replace('%', String(other)));
  }
  report.unchanged = await tx.run(
    `insert into pg_temp.refused select s.line from pg_temp.staged s join public.assets a using (id)
     on conflict do nothing`,
  );
}
