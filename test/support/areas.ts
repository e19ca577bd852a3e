import type { Database } from '../../api/db/port.ts';

/** A buurt is a square of this many degrees. */
const SIDE = 0.01;
const YEAR = 2024;

/** Wijken with their number of buurten; row by row from the south-west corner at 5.4, 52.5. */
const WIJKEN: Record<string, number> = { WK900101: 3, WK900102: 2, WK900201: 2 };

const buurtenOf = (wijk: string): string[] =>
  Array.from({ length: WIJKEN[wijk]! }, (_, i) => `BU${wijk.slice(2)}0${i + 1}`);

/** The buurten of the example areas. */
export const buurten: string[] = Object.keys(WIJKEN).flatMap(buurtenOf);

/**
 * Invented areas of the year 2024: gemeente GM9001 with wijken WK900101 (buurten BU90010101,
 * BU90010102, BU90010103) and WK900102 (BU90010201, BU90010202), and GM9002 with WK900201
 * (BU90020101, BU90020102). Each wijk is a row of square buurten; `middleOf` answers where.
 */
export async function exampleAreas(database: Database): Promise<void> {
  await database.asSystem(async (tx) => {
    const add = (code: string, level: string, parent: string | null, corners: Box) =>
      tx.run(
        `insert into public.neighbourhoods
           (year, code, level, name, gemeente_code, parent_code, source, geometry)
         values ($1, $2, $3::public.neighbourhood_level, $4, $5, $6, 'example',
           extensions.st_multi(extensions.st_makeenvelope(
             $7::float8, $8::float8, $9::float8, $10::float8, 4326)))`,
        [YEAR, code, level, `Example ${code}`, `GM${code.slice(2, 6)}`, parent, ...corners],
      );
    await add('GM9001', 'gemeente', null, box(0, 0, 3, 2));
    await add('GM9002', 'gemeente', null, box(0, 2, 2, 1));
    for (const [row, wijk] of Object.keys(WIJKEN).entries()) {
      const own = buurtenOf(wijk);
      await add(wijk, 'wijk', `GM${wijk.slice(2, 6)}`, box(0, row, own.length, 1));
      for (const [column, code] of own.entries())
        await add(code, 'buurt', wijk, box(column, row, 1, 1));
    }
    await tx.run(
      `insert into public.current_years (gemeente_code, year) values ('GM9001', $1), ('GM9002', $1)`,
      [YEAR],
    );
  });
}

/** The middle of an example buurt: longitude, latitude. */
export function middleOf(buurt: string): [number, number] {
  const row = Object.keys(WIJKEN).indexOf(`WK${buurt.slice(2, 8)}`);
  const [west, south, east, north] = box(Number(buurt.slice(8)) - 1, row, 1, 1);
  return [(west + east) / 2, (south + north) / 2];
}

type Box = [west: number, south: number, east: number, north: number];

function box(column: number, row: number, columns: number, rows: number): Box {
  const at = (base: number, steps: number) => Number((base + steps * SIDE).toFixed(6));
  return [at(5.4, column), at(52.5, row), at(5.4, column + columns), at(52.5, row + rows)];
}
