import type { Transaction } from '../db/port.ts';
import { refuse, type ImportReport } from './report.ts';

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!);

/** A row in COPY's text format; undefined is null. */
export const copyLine = (values: unknown[]): string =>
  `${values.map((value) => (value === undefined ? '\\N' : escaped(String(value)))).join('\t')}\n`;

/** Takes what stands in pg_temp.refused (line, says) into the report, in the order of the file. */
export async function tellRefused(tx: Transaction, report: ImportReport): Promise<void> {
  const [count] = await tx.query<{ n: number }>('select count(*) as n from pg_temp.refused');
  const first = await tx.query<{ line: number; says: string }>(
    'select line, says from pg_temp.refused order by line limit 1000',
  );
  // As many may have been refused before; the report keeps those that come first in the file.
  const earlier = report.faults.splice(0);
  const refused = report.refused + count!.n;
  for (const { line, says } of [...earlier, ...first].sort((a, b) => a.line - b.line))
    refuse(report, line, says);
  report.refused = refused;
}
