import type { Database } from '../../db/port.ts';
import { FIGURES_STAGE, FIGURES_TARGET, figuresLine, writeFigures } from '../../imports/figures.ts';
import { UnreadableInput, type ImportReport } from '../../imports/report.ts';
import { importStaged, type StagedRow } from '../../imports/staged.ts';
import { toArea } from '../../neighbourhoods/import/layouts.ts';
import { readFeatures } from '../../neighbourhoods/import/read.ts';
import { requireYear, type PopulationImportOptions } from './options.ts';
import { yearNote } from './years.ts';

const NOTHING = 'it tells nothing of who lives there';

/**
 * Imports who lives in areas from GeoJSON of CBS areas, as importStaged does; the areas themselves are left
 * as they are. Throws UnreadableInput when it holds no figures.
 */
export function importFigures(
  database: Database,
  path: string,
  yearWhereNotSaid: number | null,
  { dryRun, year, onProgress }: PopulationImportOptions,
): Promise<ImportReport> {
  const years = new Set<number>();
  const rows = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StagedRow> {
    let line = 0;
    for await (const { properties } of readFeatures(bytes)) {
      line += 1;
      const area = toArea(properties);
      if (typeof area === 'string') {
        yield { line, refused: area };
        continue;
      }
      if (!area.figures) {
        yield { line, refused: `${area.code}: ${NOTHING}` };
        continue;
      }
      const of = requireYear(year ?? area.year ?? yearWhereNotSaid);
      years.add(of);
      const copy = figuresLine(
        { line, year: of, code: area.code, water: area.water },
        area.figures,
      );
      yield { line, copy };
    }
  };
  return importStaged(database, path, {
    ...{ unit: 'feature', dryRun, onProgress, rows, target: FIGURES_TARGET },
    open: (tx) => tx.script(FIGURES_STAGE),
    settle: async (tx, report) => {
      if (report.read === 0) throw new UnreadableInput('There are no areas in it: no features.');
      if (years.size === 0 && report.faults.every(({ says }) => says.endsWith(NOTHING)))
        throw new UnreadableInput('The areas in it tell nothing of who lives there.');
      report.written = await writeFigures(tx, report);
      report.unchanged = report.read - report.refused - report.written;
      report.notes.push(
        ...(await yearNote(
          tx,
          [...years].sort(),
          'they are matched by where the areas of that year lay, and by their code where those are not here',
        )),
      );
    },
  });
}
