import { withoutFormula, cell } from './formula.ts';

export type Value = string | number | boolean | null;

/** A sheet of a workbook: a head, rows, and of each column its width in characters and how its numbers are written. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Value[][];
  widths: number[];
  formats?: (string | undefined)[];
}

/** Rows as CSV (RFC 4180), safe in a spreadsheet. */
export const csvOf = (rows: Value[][]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** A workbook (XLSX): texts are texts, numbers are numbers, the head stays in sight. */
export async function workbookOf(sheets: Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  // Only for who wants a spreadsheet.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const typed = (value: Value, format = '0') =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, format }
        : { value: typeof value === 'string' ? withoutFormula(value) : value };
  const written = sheets.map(({ name, head, rows, widths, formats = [] }) => ({
    sheet: name,
    data: [
      head.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map((value, n) => typed(value, formats[n]))),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return new Uint8Array(await writeExcelFile(written).toBuffer());
}
