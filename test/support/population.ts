import { afterAll, beforeAll, beforeEach } from 'vitest';
import { importPopulation } from '../../api/coverage/population/import.ts';
import type { PopulationImportOptions } from '../../api/coverage/population/options.ts';
import type { Database } from '../../api/db/port.ts';
import type { ImportReport } from '../../api/imports/report.ts';
import { areaFiles } from './area-files.ts';
import { exampleAreas, middleOf } from './areas.ts';
import { fileServer, type FileServer, type Served } from './file-server.ts';
import { HERE } from './neighbours.ts';

/**
 * For a suite about who lives where: the example areas, nobody in them before each test, and what imports
 * a file or a URL.
 */
export function populationFiles(open: () => Promise<Database>) {
  const file = areaFiles();
  const servers: FileServer[] = [];
  let corner: [number, number] = [0, 0];
  beforeAll(async () => {
    const database = await open();
    await exampleAreas(database);
    const [cell] = await database.asSystem((tx) =>
      tx.query<{ x: number; y: number }>(
        'select x, y from private.grid_cell($1::float8, $2::float8)',
        middleOf(HERE),
      ),
    );
    corner = [cell!.x, cell!.y];
  });
  beforeEach(async () => {
    await (
      await open()
    ).asSystem((tx) =>
      tx.script('delete from public.population_cells; delete from public.population_figures'),
    );
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  const padded = (n: number) => String(n).padStart(4, '0');
  return {
    /** The code of the square of 100 m so many to the east and north of the middle of HERE. */
    square: (east = 0, north = 0) => `E${padded(corner[0] + east)}N${padded(corner[1] + north)}`,
    /** And of the square of 500 m around that. */
    block: (east = 0, north = 0) => {
      const [x, y] = [corner[0] + east, corner[1] + north];
      return `E${padded(x - (x % 5))}N${padded(y - (y % 5))}`;
    },
    run: async (
      content: string | Uint8Array,
      name: string,
      options: PopulationImportOptions = {},
    ): Promise<ImportReport> => importPopulation(await open(), await file(content, name), options),
    runFrom: async (url: string, options: PopulationImportOptions = {}): Promise<ImportReport> =>
      importPopulation(await open(), url, options),
    serve: async (files: Record<string, Served>): Promise<FileServer> => {
      const server = await fileServer(files);
      servers.push(server);
      return server;
    },
    cells: async () =>
      (await open()).asSystem((tx) =>
        tx.query(
          `select year, size, inhabitants, dwellings, source from public.population_cells
           order by year, size, x, y`,
        ),
      ),
    figures: async () =>
      (await open()).asSystem((tx) =>
        tx.query(
          `select year, code, inhabitants, households, aged_under_15 as young, aged_15_to_24 as youths,
             aged_25_to_44 as adults, aged_45_to_64 as older, aged_65_plus as old, source
           from public.population_figures order by year, code`,
        ),
      ),
  };
}
