/**
 * What a spreadsheet runs as a formula when a cell of CSV begins with it (OWASP, "CSV Injection"), as
 * wide signs too; and the apostrophes that we put before it.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Text that no spreadsheet takes for a formula: an apostrophe before it, as people do by hand. */
export const withoutFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that was meant: undoes `withoutFormula`, and leaves what never needed it. */
export const asMeant = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

/** A cell of CSV (RFC 4180), safe in a spreadsheet. */
export function cell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const safe = withoutFormula(String(value ?? ''));
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
