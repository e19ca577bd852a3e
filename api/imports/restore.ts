import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { DatabaseError, type Database, type Transaction } from '../db/port.ts';
import { FORMAT } from './export.ts';
import { UnreadableInput } from './report.ts';
import { readTables, readVersions, type Column, type Table } from './tables.ts';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 2_000_000;

const header = z.object({
  format: z.literal(FORMAT.format),
  version: z.literal(FORMAT.version),
  migrations: z.array(z.string()),
});
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const endLine = z.object({ end: z.literal(true), rows: z.number() });

/**
 * Loads a file of exportAll into an empty database, all of it or nothing. Answers the rows of each
 * table. Throws UnreadableInput, in one sentence, when the file or the database is not as it must be.
 */
export async function restoreAll(
  database: Database,
  file: string,
): Promise<{ table: string; rows: number }[]> {
  try {
    return await database.asOwner(async (tx) => {
      const tables = await readTables(tx);
      await requireEmpty(tx, tables);
      const guarded = tables.filter(({ hasTriggers }) => hasTriggers);
      // What the triggers would do was done when the rows were first written.
      for (const { name } of guarded) await tx.script(`alter table ${name} disable trigger user`);
      const counts = await load(tx, file, tables);
      await tx.script('set constraints all immediate');
      for (const { name } of guarded) await tx.script(`alter table ${name} enable trigger user`);
      await tx.query('select private.cut_pieces(gemeente_code, year) from public.current_years');
      return counts;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code.startsWith('23'))
      throw new UnreadableInput(
        `The file does not fit together (${error.constraint ?? error.message}); nothing was restored.`,
      );
    throw error;
  }
}

async function requireEmpty(tx: Transaction, tables: Table[]): Promise<void> {
  for (const { name } of tables) {
    if ((await tx.query(`select from ${name} limit 1`)).length > 0)
      throw new UnreadableInput(
        `The database is not empty (${name} has rows). Restore into a new one: another DATA_DIR, or another DATABASE_URL.`,
      );
  }
}

async function load(
  tx: Transaction,
  file: string,
  tables: Table[],
): Promise<{ table: string; rows: number }[]> {
  const counts: { table: string; rows: number }[] = [];
  let insert: Insert | undefined;
  let isFirst = true;
  let ended = false;
  for await (const line of linesOf(file)) {
    if (isFirst) await requireHeader(tx, line);
    else if (line.startsWith('[') && insert) await insert.add(line);
    else {
      if (insert) counts.push(await insert.finish());
      insert = undefined;
      const end = endLine.safeParse(parsed(line));
      if (end.success) {
        const rows = counts.reduce((sum, count) => sum + count.rows, 0);
        if (rows !== end.data.rows) throw cutOff();
        ended = true;
      } else insert = new Insert(tx, tableOf(line, tables));
    }
    isFirst = false;
  }
  if (!ended) throw cutOff();
  return counts;
}

/** Rows of one table, written batch by batch. */
class Insert {
  private readonly lines: string[] = [];
  private characters = 0;
  private rows = 0;
  private readonly tx: Transaction;
  private readonly table: Table;

  constructor(tx: Transaction, table: Table) {
    this.tx = tx;
    this.table = table;
  }

  async add(line: string): Promise<void> {
    this.characters += line.length;
    if (this.lines.push(line) >= BATCH_ROWS || this.characters > BATCH_CHARACTERS)
      await this.flush();
  }

  async finish(): Promise<{ table: string; rows: number }> {
    await this.flush();
    for (const { name } of this.table.columns.filter(({ type }) => type === 'bigint'))
      await this.tx.query(
        `select setval(sequence, greatest(1, (select max(${name}) from ${this.table.name})))
         from pg_get_serial_sequence($1, $2) sequence where sequence is not null`,
        [this.table.name, name],
      );
    return { table: this.table.name, rows: this.rows };
  }

  private async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const { name, columns } = this.table;
    const values = columns.map(read).join(', ');
    this.rows += await this.tx.run(
      `insert into ${name} (${columns.map((column) => column.name).join(', ')})
       overriding system value
       select ${values} from json_array_elements($1::text::json) r`,
      [`[${this.lines.join(',')}]`],
    );
    this.lines.length = 0;
    this.characters = 0;
  }
}

/** The value at a place in the row, as the column's type. */
function read({ type }: Column, index: number): string {
  if (type.endsWith('[]'))
    return `case when json_typeof(r -> ${index}) = 'array' then array(
      select json_array_elements_text(r -> ${index}))::${type} end`;
  return `(r ->> ${index})::${type}`;
}

async function requireHeader(tx: Transaction, line: string): Promise<void> {
  const found = header.safeParse(parsed(line));
  if (!found.success)
    throw new UnreadableInput('This is not an export of Buurtweefsel that this version can read.');
  const here = await readVersions(tx);
  if (found.data.migrations.join() !== here.join())
    throw new UnreadableInput(
      `The export was made with other migrations (newest ${found.data.migrations.at(-1)}) than this database has (newest ${here.at(-1)}). Restore it with the version that made it, then update.`,
    );
}

function tableOf(line: string, tables: Table[]): Table {
  const named = tableLine.safeParse(parsed(line));
  const table = named.success && tables.find(({ name }) => name === named.data.table);
  if (!table || named.data.columns.join() !== table.columns.map(({ name }) => name).join())
    throw new UnreadableInput(`The export holds something unknown: ${line.slice(0, 100)}`);
  return table;
}

const cutOff = () => new UnreadableInput('The file ends too early; nothing was restored.');

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnreadableInput('The file is damaged; nothing was restored.');
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const source = createReadStream(file);
  source.once('error', (error) => gunzip.destroy(error));
  try {
    yield* createInterface({ input: source.pipe(gunzip), crlfDelay: Infinity });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UnreadableInput(`There is no file ${file}.`);
    if (code?.startsWith('Z_'))
      throw new UnreadableInput('The file is damaged or cut off; nothing was restored.');
    throw error;
  }
}
