import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { UnreadableInput } from './report.ts';
import { asMeant } from './formula.ts';

/** A row as read: the line it ends on, and its cells by field, or why it is no row. */
export type CsvRow = { line: number } & ({ cells: Record<string, string> } | { refused: string });

/** Characters; a longer row is a quote that was never closed. */
const LONGEST_ROW = 8_000_000;
const LONGEST_HEADER = 100_000;

/**
 * The rows of CSV text with a header: comma, semicolon or tab, as its first line tells. `fieldOf`
 * says for all headers which field each stands for, undefined for none. Empty cells are absent, and an
 * apostrophe that only keeps a spreadsheet from calculating is gone.
 * Throws UnreadableInput when there is no header, or no end to a row.
 */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  fieldsOf: (header: string[]) => (string | undefined)[],
): AsyncGenerator<CsvRow> {
  const text = withFirstLine(chunks);
  const first = await text.next();
  if (first.done || first.value.trim() === '') throw new UnreadableInput('The file is empty.');
  const damaged: CsvRow[] = [];
  const parser = parse({
    delimiter: delimiterOf(first.value),
    info: true,
    max_record_size: LONGEST_ROW,
    // A quote inside a cell is a quote: after a fault there, the rows that follow would be lost.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') parser.destroy(tooLong(error));
      damaged.push({ line: Number(error?.['lines'] ?? 0), refused: faultOf(error) });
      return undefined;
    },
  });
  const whole = Readable.from(
    (async function* () {
      yield first.value;
      yield* text;
    })(),
  );
  whole.on('error', (error) => parser.destroy(error));
  whole.pipe(parser);
  let fields: (string | undefined)[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    if (damaged.length > 0) yield* damaged.splice(0);
    if (fields) yield { line: info.lines, cells: cellsOf(record, fields) };
    else fields = fieldsOf(record.map((name) => name.trim()));
  }
  yield* damaged;
}

function cellsOf(record: string[], fields: (string | undefined)[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [index, field] of fields.entries()) {
    const cell = asMeant(record[index]!);
    if (field !== undefined && cell !== '') cells[field] = cell;
  }
  return cells;
}

const tooLong = (error: CsvError): UnreadableInput =>
  new UnreadableInput(
    `The row that ends on line ${String(error['lines'])} is too long: is a quote opened there and never closed?`,
  );

const faultOf = (error: CsvError | undefined): string =>
  error?.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
    ? 'it has more or fewer cells than the header'
    : 'a quote is opened in it and never closed, so all that follows is taken for one cell';

/** The same text, but its first piece is a whole line at least. */
async function* withFirstLine(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let head = '';
  let isWhole = false;
  for await (const chunk of chunks) {
    if (isWhole) {
      yield chunk;
      continue;
    }
    head += chunk;
    isWhole = /[\r\n]/.test(head) || head.length > LONGEST_HEADER;
    if (isWhole) yield head;
  }
  if (!isWhole) yield head;
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const header = line.replace(/"[^"]*"/g, '');
  const count = (sign: string) => header.split(sign).length;
  return [';', '\t'].find((sign) => count(sign) > count(',')) ?? ',';
}
