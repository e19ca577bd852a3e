import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Database } from '../../db/port.ts';
import { emptyReport, refuse, UnreadableInput, type ImportReport } from '../../imports/report.ts';
import { copyLine, tellRefused } from '../../imports/staged.ts';
import { readTies, type Read } from './import-rows.ts';

interface Options {
  dryRun?: boolean;
  /** Header in the file -> field. */
  columns?: Record<string, string>;
  /** Hears how many rows were read, and which share (0 to 1) of the file. */
  onProgress?(read: number, share?: number): void;
}

/** Characters a piece of COPY holds. */
const CHUNK = 256 * 1024;

/** Ends a dry run: all was done, nothing is kept. */
class DryRun extends Error {}

const COLUMNS =
  'line, id, from_id, to_id, kind, status, strength, since, until, note, source, digest';
const STAGE = `
  create temporary table staged (
    line int, id uuid, from_id uuid, to_id uuid, kind public.connection_kind,
    status public.connection_status, strength smallint, since date, until date, note text, source text,
    digest text
  ) on commit drop`;

// A person is no more told of than what is not there: who imports does not see them.
const REFUSE = `
  analyze pg_temp.staged;
  create temporary table refused on commit drop as
    select line, string_agg(says, '; ' order by says) as says
    from (
      select s.line, ends.side || ' is nothing that is on the map' as says
      from pg_temp.staged s
      cross join lateral (values ('from', s.from_id), ('to', s.to_id)) ends (side, asset)
      where not exists (select from public.assets a where a.id = ends.asset and a.kind <> 'person')
      union all
      select s.line, 'its id is also that of line ' || f.first
      from pg_temp.staged s
      join (select id, min(line) as first from pg_temp.staged group by id having count(*) > 1) f
        on f.id = s.id and f.first <> s.line
      union all
      select s.line, 'this pair and kind stand on line ' || f.first
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
      union all
      select s.line, 'this pair has a connection of this kind'
      from pg_temp.staged s join public.connections c
        on least(c.from_id, c.to_id) = least(s.from_id, s.to_id)
          and greatest(c.from_id, c.to_id) = greatest(s.from_id, s.to_id)
          and c.kind = s.kind and c.id <> s.id
    ) reasons
    group by line;
  analyze pg_temp.refused`;

const UNCHANGED = `
  select count(*) as n from pg_temp.staged s join public.connections c on c.id = s.id
  where not exists (select from pg_temp.refused r where r.line = s.line)`;
const WRITE = `
  insert into public.connections (id, from_id, to_id, kind, status, strength, since, until, note, source,
    digest, reported_by)
  select id, from_id, to_id, kind, status, strength, since, until, note, source, digest, null
  from pg_temp.staged s
  where not exists (select from pg_temp.refused r where r.line = s.line)
    and not exists (select from public.connections c where c.id = s.id)`;

/**
 * Imports an edge list (CSV: id, from, to, kind, status, strength, since, until, note, source; ids and all
 * but the two ends may be empty). One transaction: every good row or none. A bad row is named in the
 * report and does not stop the others. Throws UnreadableInput when the file as a whole cannot be read.
 */
export async function importConnections(
  database: Database,
  path: string,
  { dryRun, columns = {}, onProgress }: Options = {},
): Promise<ImportReport> {
  const report: ImportReport = { ...emptyReport(dryRun), unit: 'line' };
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadableInput(`There is no file ${path}.`);
  const bytes = createReadStream(path);
  const lines = stagedLines(readTies(bytes, columns, report.notes), report, () =>
    onProgress?.(report.read, bytes.bytesRead / found.size),
  );
  try {
    await database.asSystem(async (tx) => {
      await tx.script(STAGE);
      await tx.copyIn(`pg_temp.staged (${COLUMNS})`, lines);
      await tx.script(REFUSE);
      await tellRefused(tx, report);
      const [there] = await tx.query<{ n: number }>(UNCHANGED);
      report.unchanged = there!.n;
      report.written = await tx.run(WRITE);
      if (report.read !== report.written + report.unchanged + report.refused)
        throw new Error(`an import lost rows: ${JSON.stringify({ ...report, faults: [] })}`);
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  } finally {
    bytes.destroy();
  }
  return report;
}

/** The rows as lines for COPY; refused ones go into the report instead. */
async function* stagedLines(
  rows: AsyncIterable<Read>,
  report: ImportReport,
  onChunk: () => void,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const found of rows) {
    report.read += 1;
    if (found.refused !== undefined) refuse(report, found.line, found.refused);
    else {
      const { id, from, to, kind, status, strength, since, until, note, source, digest } =
        found.row;
      const line = copyLine([
        ...[found.line, id, from, to, kind, status, strength, since, until, note, source, digest],
      ]);
      if (line.includes('\0')) refuse(report, found.line, 'it holds a null character');
      else chunk += line;
    }
    if (chunk.length < CHUNK) continue;
    yield chunk;
    onChunk();
    chunk = '';
  }
  if (chunk) yield chunk;
  onChunk();
}
