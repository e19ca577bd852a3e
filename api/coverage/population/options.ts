import { UnreadableInput } from '../../imports/report.ts';
import type { FetchLimits } from '../../neighbourhoods/import/ogc.ts';

export interface PopulationImportOptions {
  dryRun?: boolean;
  /** Header in the file -> field, of points. */
  columns?: Record<string, string>;
  /** The year of the figures. */
  year?: number | undefined;
  limits?: FetchLimits;
  /** Hears how many rows were read, and which share (0 to 1) of the file. */
  onProgress?(read: number, share?: number): void;
}

/** At or below it CBS means that there is no figure. */
export const NO_FIGURE = -99990;

/** Throws UnreadableInput for a year of which no figures are kept, and where none is known. */
export function requireYear(year: number | null | undefined): number {
  if (year === null || year === undefined)
    throw new UnreadableInput(
      'Neither the file nor its name says of which year the figures are: name it with --year, such as --year 2024.',
    );
  if (year >= 2000 && year <= 2100) return year;
  throw new UnreadableInput(`Figures are of a year from 2000 to 2100, not of ${year}.`);
}
