import type { ImportReport } from './report.ts';

/** Faults shown one by one; the rest are counted. */
const SHOWN = 100;

const number = new Intl.NumberFormat('en');

/** A report as lines for a person. */
export function inSentences(report: ImportReport): string[] {
  const { unit, read, written, unchanged, refused, outside, faults, notes, dryRun } = report;
  const shown = faults.slice(0, SHOWN);
  return [
    ...notes,
    ...shown.map(({ line, says }) => `Refused, ${unit} ${line}: ${says}.`),
    ...(refused > shown.length
      ? [`And ${number.format(refused - shown.length)} more refused.`]
      : []),
    `Read ${number.format(read)}: ${number.format(written)} ${dryRun ? 'would be written' : 'written'}, ${number.format(unchanged)} unchanged, ${number.format(refused)} refused${outside > 0 ? `, ${number.format(outside)} outside` : ''}.`,
    ...(dryRun ? ['This was a dry run: nothing was written.'] : []),
  ];
}
