import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Programme } from '../api/contracts/programme.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';

const YEAR = '2024';
/** A buurt of each wijk, and a day of each of two quarters. */
const WIJKEN = { WK900101: 'BU90010101', WK900102: 'BU90010201', WK900201: 'BU90020101' };
const DAYS = ['2024-02-03', '2024-08-09'];
const wijken = Object.keys(WIJKEN) as (keyof typeof WIJKEN)[];
const AREAS: Record<string, string[]> = {
  ...Object.fromEntries(wijken.map((wijk) => [wijk, [wijk]])),
  ...{ GM9001: ['WK900101', 'WK900102'], GM9002: ['WK900201'], NL: wijken },
};
interface Cell {
  wijk: keyof typeof WIJKEN;
  on: string;
  n: number;
}

forEachDatabase('A year of the programme', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
  });

  const hold = (cells: Cell[]) =>
    database.asSystem(async (tx) => {
      await tx.run('delete from public.conversations');
      await tx.run(
        `insert into public.conversations (id, connector_id, buurt_code, held_on, cares)
         select gen_random_uuid(), $1, c.buurt, c.held, 'Stilte'
         from json_to_recordset($2::text::json) as c (buurt text, held date, n int)
         cross join lateral generate_series(1, c.n)`,
        [
          actors.connector.accountId,
          JSON.stringify(cells.map(({ wijk, on, n }) => ({ buurt: WIJKEN[wijk], held: on, n }))),
        ],
      );
    });
  const asked = async (
    area: string,
    actor: Actor = actors.researcher,
    query = `from=${YEAR}-Q1&until=${YEAR}-Q4`,
  ): Promise<Programme['measures'][number] | undefined> => {
    const { json } = await as(actor)('GET', `/programme?area=${area}&${query}`);
    return (json as Programme).measures.find(({ measure }) => measure === 'conversations');
  };
  const cells = (...counts: number[]): Cell[] =>
    wijken.flatMap((wijk, i) =>
      DAYS.map((on, j) => ({ wijk, on, n: counts[i * DAYS.length + j] ?? 0 })),
    );

  // The bug: a year of which each quarter had too few was not told, though together they were many.
  test('is told where its quarters are not, and of which each may be anything still', async () => {
    await hold(cells(2, 3, 4, 4, 1));
    expect(await asked('WK900101')).toMatchObject({ year: 5 });
    expect((await asked('WK900101'))!.quarters.map(({ n }) => n)).toEqual([null, 0, null, 0]);
    // Two of which the sum is eight are four each; and one alone is what it is.
    expect((await asked('WK900102'))!.year).toBe(null);
    expect((await asked('WK900201'))!.year).toBe(null);
    // Less that of the wijk that is told it would tell of the other.
    expect((await asked('GM9001'))!.year).toBe(null);
    expect((await asked('NL'))!.year).toBe(14);
    const own = await asked('WK900102', actors.coordinator);
    expect(own).toMatchObject({ year: 8, quarters: [{ n: 4 }, { n: 0 }, { n: 4 }, { n: 0 }] });
    const onPaper = `from=${YEAR}-Q1&until=${YEAR}-Q4&forOthers=true`;
    expect((await asked('WK900102', actors.coordinator, onPaper))!.year).toBe(null);
  });

  test('is of four quarters of one year that is over, and for who learns in all of the area', async () => {
    await hold(cells(2, 3, 9));
    expect((await asked('WK900101', actors.connector))!.year).toBe(5);
    expect((await asked('GM9001', actors.connector))!.year).toBe(null);
    for (const quarters of ['2024-Q1&until=2024-Q3', '2023-Q4&until=2024-Q3'])
      expect((await asked('WK900101', actors.researcher, `from=${quarters}`))!.year).toBe(null);
    const now = new Date().toISOString();
    await hold([2, 3].map((n) => ({ wijk: 'WK900101', on: now.slice(0, 10), n })));
    const running = now.slice(0, 4);
    const ofNow = await asked(
      ...(['WK900101', actors.researcher, `from=${running}-Q1&until=${running}-Q4`] as const),
    );
    expect(ofNow!.year).toBe(null);
  });

  test('leaves each count that is not told anything from one to four, whatever else is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 6, maxLength: 6 }),
        async (counts) => {
          const all = cells(...counts);
          await hold(all);
          const told: { total: number; of: string[] }[] = [];
          for (const [area, of] of Object.entries(AREAS)) {
            const year = (await asked(area))?.year ?? null;
            if (year !== null) told.push({ total: year, of });
            const sum = all.reduce((n, cell) => n + (of.includes(cell.wijk) ? cell.n : 0), 0);
            if (year !== null) expect(year).toBe(sum);
          }
          const hidden = all.filter(({ n }) => n > 0 && n < 5);
          const possible = hidden.map(() => new Set<number>());
          for (let code = 0; code < 4 ** hidden.length; code += 1) {
            const guess = hidden.map((_, i) => 1 + (Math.floor(code / 4 ** i) % 4));
            const guessed = (of: string[]) =>
              all.reduce((sum, cell) => {
                if (!of.includes(cell.wijk)) return sum;
                return sum + (guess[hidden.indexOf(cell)] ?? cell.n);
              }, 0);
            if (told.every(({ total, of }) => guessed(of) === total))
              guess.forEach((n, i) => possible[i]!.add(n));
          }
          for (const values of possible) expect(values.size).toBe(4);
        },
      ),
      { numRuns: 25 },
    );
  });
});
