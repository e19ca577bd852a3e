import type { Database } from '../../api/db/port.ts';
import { middleOf } from './areas.ts';

/** People in the cell of 100 m that lies so many metres east and north of the middle of a buurt. */
export interface Living {
  at: string;
  inhabitants: number | null;
  dwellings?: number | null;
  east?: number;
  north?: number;
  year?: number;
  size?: 100 | 500;
}

/** Writes who lives where as the system. */
export async function live(database: Database, living: Living[]): Promise<void> {
  await database.asSystem(async (tx) => {
    for (const {
      at,
      inhabitants,
      dwellings,
      east = 0,
      north = 0,
      year = 2024,
      size = 100,
    } of living)
      await tx.run(
        `insert into public.population_cells (year, size, x, y, inhabitants, dwellings, source)
         select $1::smallint, $2::smallint, floor(g.x * 100 / $2)::int * $2 / 100,
           floor(g.y * 100 / $2)::int * $2 / 100, $3::int, $4::int, 'test'
         from (select c.x + $7::int / 100 as x, c.y + $8::int / 100 as y
           from private.grid_cell($5::float8, $6::float8) c) g`,
        [year, size, inhabitants, dwellings ?? null, ...middleOf(at), east, north],
      );
  });
}
