import type { Database, Transaction } from '../../db/port.ts';
import type { ImportReport } from '../../imports/report.ts';
import { copyLine, importStaged, tellRefused, type StagedRow } from '../../imports/staged.ts';
import { readTies, type Read } from './import-rows.ts';
import { readXmlTies } from './import-xml.ts';

interface Options {
  dryRun?: boolean;
  /** Ends are public: for who imports through the API, and sees no more. */
  onlyPublic?: boolean;
  /** Header in the file -> field. */
  columns?: Record<string, string>;
  /** Hears how many rows were read, and which share (0 to 1) of the file. */
  onProgress?(read: number, share?: number): void;
}

const COLUMNS =
  'line, id, named, from_id, to_id, kind, status, strength, since, until, note, source, digest';
const STAGE = `
  create temporary table staged (
    line int, id uuid, named boolean, from_id uuid, to_id uuid, kind public.connection_kind,
    status public.connection_status, strength smallint, since date, until date, note text, source text,
    digest text
  ) on commit drop`;

// A tie says of its pair and kind just what a row without an id of its own says: what left here comes back.
const SAME = `(not s.named and c.status = s.status and c.strength = s.strength
  and c.since is not distinct from s.since)`;
const PAIR = `least(c.from_id, c.to_id) = least(s.from_id, s.to_id)
  and greatest(c.from_id, c.to_id) = greatest(s.from_id, s.to_id) and c.kind = s.kind`;

// A person is no more told of than what is not there: who imports does not see them; nor, where it is by the
// API, what is not public. Of a pair of which an end is not seen nothing is said.
const refuse = (unit: string, onlyPublic: boolean) => `
  analyze pg_temp.staged;
  create temporary table seen on commit drop as
    select id from public.assets where kind <> 'person'
      ${onlyPublic ? `and status = 'published' and visibility = 'public'` : ''};
  create index on pg_temp.seen (id);
  analyze pg_temp.seen;
  create temporary table refused on commit drop as
    select line, string_agg(says, '; ' order by says) as says
    from (
      select s.line, ends.side || ' is nothing that is on the map' as says
      from pg_temp.staged s
      cross join lateral (values ('from', s.from_id), ('to', s.to_id)) ends (side, asset)
      where not exists (select from pg_temp.seen where id = ends.asset)
      union all
      select s.line, 'its id is also that of ${unit} ' || f.first
      from pg_temp.staged s
      join (select id, min(line) as first from pg_temp.staged group by id having count(*) > 1) f
        on f.id = s.id and f.first <> s.line
      union all
      select s.line, 'this pair and kind stand on ${unit} ' || f.first
      from pg_temp.staged s
      join (select least(from_id, to_id) as a, greatest(from_id, to_id) as b, kind, min(line) as first
        from pg_temp.staged group by 1, 2, 3 having count(*) > 1) f
        on f.a = least(s.from_id, s.to_id) and f.b = greatest(s.from_id, s.to_id) and f.kind = s.kind
          and f.first <> s.line
      where s.id <> (select id from pg_temp.staged where line = f.first)
      union all
      select s.line, 'its id is in use already, for something else'
      from pg_temp.staged s join public.connections c on c.id = s.id
      where c.digest is distinct from s.digest
        and exists (select from pg_temp.seen where id = s.from_id)
        and exists (select from pg_temp.seen where id = s.to_id)
      union all
      select s.line, 'this pair has a connection of this kind'
      from pg_temp.staged s join public.connections c
        on ${PAIR} and c.id <> s.id
      where not ${SAME} and exists (select from pg_temp.seen where id = s.from_id)
        and exists (select from pg_temp.seen where id = s.to_id)
    ) reasons
    group by line;
  analyze pg_temp.refused`;

const UNCHANGED = `
  select count(*) as n from pg_temp.staged s
  where not exists (select from pg_temp.refused r where r.line = s.line)
    and (exists (select from public.connections c where c.id = s.id)
      or exists (select from public.connections c where ${PAIR}))`;
const WRITE = `
  insert into public.connections (id, from_id, to_id, kind, status, strength, since, until, note, source,
    digest, reported_by)
  select id, from_id, to_id, kind, status, strength, since, until, note, source, digest, null
  from pg_temp.staged s
  where not exists (select from pg_temp.refused r where r.line = s.line)
    and not exists (select from public.connections c where c.id = s.id)
    and not exists (select from public.connections c where ${PAIR})`;

const isXml = (path: string): boolean => /\.(graphml|gexf|xml)$/i.test(path);

/**
 * Imports an edge list (CSV: id, from, to, kind, status, strength, since, until, note, source; ids and all
 * but the two ends may be empty), GraphML or GEXF, as importStaged does. Throws UnreadableInput when the
 * file as a whole cannot be read.
 */
export const importConnections = (
  database: Database,
  path: string,
  { dryRun, columns = {}, onlyPublic = false, onProgress }: Options = {},
): Promise<ImportReport> => {
  const [unit, readers] = isXml(path)
    ? (['tie', readXmlTies] as const)
    : (['line', readTies] as const);
  return importStaged(database, path, {
    ...{ unit, dryRun, onProgress },
    settle: (tx, report) => settle(tx, report, refuse(unit, onlyPublic)),
    rows: (bytes, notes) => staged(readers(bytes, columns, notes)),
    open: (tx) => tx.script(STAGE),
    target: `pg_temp.staged (${COLUMNS})`,
  });
};

async function settle(tx: Transaction, report: ImportReport, judge: string): Promise<void> {
  await tx.script(judge);
  await tellRefused(tx, report);
  const [there] = await tx.query<{ n: number }>(UNCHANGED);
  report.unchanged = there!.n;
  report.written = await tx.run(WRITE);
}

async function* staged(rows: AsyncIterable<Read>): AsyncGenerator<StagedRow> {
  for await (const found of rows) {
    if (found.refused !== undefined) {
      yield found;
      continue;
    }
    const { line, row } = found;
    const ends = [row.id, row.named, row.from, row.to, row.kind, row.status, row.strength];
    yield {
      line,
      copy: copyLine([line, ...ends, row.since, row.until, row.note, row.source, row.digest]),
    };
  }
}
