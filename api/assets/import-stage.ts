import type { Transaction } from '../db/port.ts';
import { copyLine, tellRefused } from '../imports/staged.ts';
import type { ImportReport } from '../imports/report.ts';
import type { AssetRow } from './import-rows.ts';

const COLUMNS = [
  ...['line', 'id', 'kind', 'title', 'description', 'tags', 'capacity', 'status', 'visibility'],
  ...['opening_hours', 'wheelchair', 'web_link', 'source', 'languages', 'last_used_on'],
  ...['last_used_for', 'digest', 'geometry'],
];

/** Where the rows wait until all of them can be judged together: the target of copyIn. */
export const STAGED = `pg_temp.staged (${COLUMNS.join(', ')})`;

// No year becomes current in between: assets would stay in buurten of before. What is sorted and
// hashed below is as long as the file, hence the memory.
const STAGE = `
  lock table public.current_years in share mode;
  set local work_mem = '64MB';
  create temporary table staged (
    line int, id uuid, kind public.asset_kind, title text, description text, tags text[],
    capacity int, status public.asset_status, visibility public.visibility, opening_hours text,
    wheelchair public.wheelchair, web_link text, source text, languages text[], last_used_on date,
    last_used_for text, digest text, geometry extensions.geometry(Geometry, 4326)
  ) on commit drop;
  create temporary table located (
    line int, place extensions.geometry(Point, 4326), cell bigint
  ) on commit drop;
  create temporary table placed (line int, cell bigint, year smallint, code text) on commit drop`;

export const openStage = (tx: Transaction): Promise<void> => tx.script(STAGE);

const arrayText = (items: string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** A row in COPY's text format. */
export function stagedLine(line: number, row: AssetRow): string {
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
  return copyLine(values);
}

// The same rule as private.write_asset, for all rows at once: a point on the surface, and of the
// buurten that cover it the lowest code. In the order of their cells neighbours in space follow
// each other, which makes the index, the join and the writing several times as quick. Whole buurten
// and not their pieces: each is then read once, with all its points.
const LOCATE = `
  insert into pg_temp.located
  select line, place, case when place is not null
      then private.cell_at(extensions.st_x(place), extensions.st_y(place)) end as cell
  from (
    select line, case when extensions.geometrytype(geometry) = 'POINT' then geometry
      when not extensions.st_isempty(geometry) then extensions.st_pointonsurface(geometry) end as place
    from pg_temp.staged
  ) places
  order by cell`;
const PLACE = `
  insert into pg_temp.placed
  select l.line, l.cell, b.year, b.code
  from pg_temp.located l
  left join (
    select distinct on (l.line) l.line, n.year, n.code
    from public.current_neighbourhoods n
    join pg_temp.located l on extensions.st_covers(n.geometry, l.place)
    where n.level = 'buurt'
    order by l.line, n.code
  ) b using (line)`;

const REPAIR = `
  update pg_temp.staged s
  set geometry = extensions.st_collectionextract(extensions.st_makevalid(s.geometry), 3)
  from (
    select line, extensions.st_isvalidreason(geometry) as reason from pg_temp.staged
    where extensions.geometrytype(geometry) <> 'POINT' and not extensions.st_isvalid(geometry)
  ) broken
  where broken.line = s.line
  returning s.line, broken.reason`;

/** Mends areas that cross themselves, and names each in the report. */
export async function repair(tx: Transaction, report: ImportReport): Promise<void> {
  const repaired = await tx.query<{ line: number; reason: string; n: number }>(
    `with repaired as (${REPAIR})
     select line, reason, count(*) over () as n from repaired order by line limit 1000`,
  );
  for (const { line, reason } of repaired)
    report.notes.push(`The area of ${report.unit} ${line} was invalid and is repaired: ${reason}.`);
  const more = (repaired[0]?.n ?? 0) - repaired.length;
  if (more > 0) report.notes.push(`And ${more} more areas were repaired.`);
}

/** Gives each row its cell and its buurt. */
export async function place(tx: Transaction): Promise<void> {
  // Not "create table as": the embedded database ends that without a word on a geometry that
  // cannot be worked out, where an insert fails.
  await tx.run(LOCATE);
  await tx.script(
    'create index on pg_temp.located using gist (place); analyze pg_temp.located, pg_temp.staged',
  );
  await tx.run(PLACE);
  await tx.script('analyze pg_temp.placed');
}

const REFUSE = `
  create temporary table refused on commit drop as
    select line, string_agg(says, '; ' order by says) as says
    from (
      select line, 'nothing is left of its area when repaired' as says from pg_temp.placed where cell is null
      union all
      select s.line, 'its id is also that of number ' || f.first
      from pg_temp.staged s
      join (select id, min(line) as first from pg_temp.staged group by id having count(*) > 1) f
        on f.id = s.id and f.first <> s.line
      union all
      select s.line, 'its id is in use already, for something else'
      from pg_temp.staged s join public.assets a on a.id = s.id
      where a.digest is distinct from s.digest
      union all
      select line, 'this place lies outside every known buurt' from pg_temp.placed
      where code is null and cell is not null and not :allow_outside
    ) reasons
    group by line;
  analyze pg_temp.refused`;

/** What no row knows by itself: twice in the file, in use already, outside, nothing left. */
export async function refuseTogether(
  tx: Transaction,
  report: ImportReport,
  allowOutside: boolean,
): Promise<void> {
  await tx.script(REFUSE.replace(':allow_outside', String(allowOutside)));
  await tellRefused(tx, report);
}

const WRITE = `
  insert into public.assets (id, kind, title, description, tags, capacity, status, visibility,
    opening_hours, wheelchair, web_link, source, languages, last_used_on, last_used_for, digest,
    geometry, owner_id, cell, buurt_year, buurt_code)
  select s.id, s.kind, s.title, s.description, s.tags, s.capacity, s.status, s.visibility,
    s.opening_hours, s.wheelchair, s.web_link, s.source, s.languages, s.last_used_on,
    s.last_used_for, s.digest, s.geometry, null, p.cell, p.year, p.code
  from pg_temp.placed p join pg_temp.staged s using (line)
  where not exists (select from pg_temp.refused r where r.line = p.line)
    and not exists (select from public.assets a where a.id = s.id)
  order by p.cell`;

const UNCHANGED = `
  select count(*) as n
  from pg_temp.staged s join public.assets a on a.id = s.id
  where not exists (select from pg_temp.refused r where r.line = s.line)`;

/** Writes what is left, and counts what is there already. */
export async function write(tx: Transaction, report: ImportReport): Promise<void> {
  const [there] = await tx.query<{ n: number }>(UNCHANGED);
  report.unchanged = there!.n;
  report.written = await tx.run(WRITE);
}
