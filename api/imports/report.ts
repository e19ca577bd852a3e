/** What an import did, told at its end and returned by POST /imports/...: nothing else is printed. */
export interface ImportReport {
  /** What `line` counts: the lines of a CSV file, features, or ties. */
  unit: 'line' | 'feature' | 'tie';
  /** Rows or features read. */
  read: number;
  /** Written now, for the first time or anew. */
  written: number;
  /** Were there already, just the same. */
  unchanged: number;
  /** Refused, each with its line (or feature number) and reason; at most 1000 are kept. */
  faults: { line: number; says: string }[];
  /** How many were refused in all. */
  refused: number;
  /** Lie outside the areas that are on the map, and were left out. */
  outside: number;
  /** Worth knowing: repaired geometry, areas made, a year made current. */
  notes: string[];
  /** Nothing was written: a dry run. */
  dryRun: boolean;
}

export const emptyReport = (dryRun = false): ImportReport => ({
  unit: 'feature',
  read: 0,
  written: 0,
  unchanged: 0,
  faults: [],
  refused: 0,
  outside: 0,
  notes: [],
  dryRun,
});

/** Counts a refusal and keeps its reason while there is room. */
export function refuse(report: ImportReport, line: number, says: string): void {
  report.refused += 1;
  if (report.faults.length < 1000) report.faults.push({ line, says });
}

/** An input that cannot be read at all; the message is one sentence for the person who gave it. */
export class UnreadableInput extends Error {
  override name = 'UnreadableInput';
}
