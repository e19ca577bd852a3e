import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database, Transaction } from '../db/port.ts';
import { readTables, readVersions, type Column, type Table } from './tables.ts';

export const FORMAT = { format: 'buurtweefsel', version: 1 };
const BATCH = 1000;

/**
 * Writes everything to one gzipped NDJSON file: a header, then each table and its rows in a fixed
 * order, then how many rows there were. The same data gives the same bytes, whichever the database.
 * People whose consent is withdrawn or has run out are not in it. Answers the rows of each table.
 */
export async function exportAll(
  database: Database,
  file: string,
): Promise<{ table: string; rows: number }[]> {
  const counts: { table: string; rows: number }[] = [];
  const draft = `${file}.part`;
  try {
    await database.asOwner(async (tx) => {
      // One moment of it all; the embedded database has a single connection, and so nothing between.
      if (database.kind === 'postgres')
        await tx.script('set transaction isolation level repeatable read, read only');
      // One level for all: another would give other bytes.
      const gzip = createGzip({ level: 6 });
      await pipeline(Readable.from(lines(tx, counts)), gzip, createWriteStream(draft));
    });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return counts;
}

async function* lines(
  tx: Transaction,
  counts: { table: string; rows: number }[],
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...FORMAT, migrations: await readVersions(tx) })}\n`;
  const tables = await readTables(tx);
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name);
    yield `${JSON.stringify({ table: table.name, columns })}\n`;
    let rows = 0;
    for await (const batch of tx.batches<{ line: string }>(selectLines(table, tables), [], BATCH)) {
      rows += batch.length;
      yield `${batch.map(({ line }) => line).join('\n')}\n`;
    }
    counts.push({ table: table.name, rows });
  }
  yield `${JSON.stringify({ end: true, rows: counts.reduce((sum, { rows }) => sum + rows, 0) })}\n`;
}

function selectLines(table: Table, tables: Table[]): string {
  const { name, columns, key } = table;
  const values = columns.map(written).join(', ');
  const order = key
    .map((column) => `t.${column.name}${isText(column) ? ' collate "C"' : ''}`)
    .join(', ');
  const where = condition(table, tables, 't');
  return `select json_build_array(${values})::text as line from ${name} t
    ${where && `where ${where}`} order by ${order}`;
}

/**
 * What the wall hides from exports: people without valid consent, and all that hangs on them, also on
 * what hangs on them. A condition on the row called `row`; empty where everything goes along.
 */
function condition(
  { name, references }: Table,
  tables: Table[],
  row: string,
  above: string[] = [],
): string {
  if (name === 'public.assets')
    return `(${row}.kind <> 'person' or private.consent_holds(${row}.id))`;
  const each = references.flatMap(({ column, table }) => {
    const other = tables.find((one) => one.name === table);
    // A table that refers to itself hangs on what it refers to beside that.
    const isCircle = table === name || above.includes(table);
    const shown =
      !isCircle && other && condition(other, tables, `${row}_${column}`, [...above, name]);
    if (!shown) return [];
    const key = other.key[0]!.name;
    return `(${row}.${column} is null or exists (select from ${table} ${row}_${column}
      where ${row}_${column}.${key} = ${row}.${column} and ${shown}))`;
  });
  return each.join(' and ');
}

const isText = ({ type }: Column): boolean => type === 'text' || type === 'plain_text';

/** A value as JSON that reads back exactly: geometry as hex EWKB, times in UTC to the microsecond. */
function written({ name, type }: Column): string {
  if (type.includes('geometry')) return `encode(extensions.st_asewkb(t.${name}, 'NDR'), 'hex')`;
  if (type === 'timestamp with time zone')
    return `to_char(t.${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `t.${name}`;
}
