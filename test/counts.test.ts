import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Database, Transaction } from '../api/db/port.ts';
import { buurten, exampleAreas } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';

const GIFTS: string[] = ['baking', 'cycling', 'music'];
const wijken = [...new Set(buurten.map((code) => `WK${code.slice(2, 8)}`))];
const gemeenten = [...new Set(buurten.map((code) => `GM${code.slice(2, 6)}`))];
const within = (area: string) => (code: string) =>
  area === 'NL' || code.slice(2).startsWith(area.slice(2));

/** Mostly one and the same gift, so that it is often counted. */
const gifts = fc.oneof(
  { weight: 20, arbitrary: fc.constant<string[]>(['baking']) },
  fc.subarray(GIFTS),
);

/** Cards as buurt and gifts; more often few than many in a buurt, around the limit of five. */
const cards = fc
  .tuple(
    ...buurten.map(() => fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 9 }))),
  )
  .chain((sizes) =>
    fc.tuple(
      ...buurten.map((buurt, i) =>
        fc.array(fc.record({ buurt: fc.constant(buurt), gifts }), {
          minLength: sizes[i]!,
          maxLength: sizes[i]!,
        }),
      ),
    ),
  )
  .map((all) => all.flat());

type Card = { buurt: string; gifts: string[] };
type Cell = { code: string; level: string; cards: number | null; at_least: boolean };

class Undone extends Error {}

/** Does work with these cards as all there are, and takes them away again. */
async function withCards(
  database: Database,
  all: Card[],
  work: (tx: Transaction) => Promise<void>,
) {
  const doing = database.asSystem(async (tx) => {
    await tx.run(
      `with given as (
         select gen_random_uuid() as id, item ->> 'buurt' as buurt,
           array(select jsonb_array_elements_text(item -> 'gifts')) as gifts
         from jsonb_array_elements($1::text::jsonb) as item
       ), consented as (
         insert into public.consents (asset_id, text_version, through, given_how)
         select id, '2026-01', 'connector', 'in person' from given
       )
       insert into public.assets (id, kind, title, visibility, status, buurt_code, hands)
       select id, 'person', 'Somebody', 'connectors', 'published', buurt, gifts from given`,
      [JSON.stringify(all)],
    );
    await work(tx);
    throw new Undone();
  });
  await doing.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

/**
 * Which values each unknown may have, when `totals` are known of some of them: by trying all.
 * `ranges` holds the least and most of each unknown.
 */
function possible(
  ranges: Map<string, [number, number]>,
  totals: { of: string[]; total: number }[],
): Map<string, Set<number>> {
  const names = [...ranges.keys()];
  const found = new Map(names.map((name) => [name, new Set<number>()]));
  const tried = new Map<string, number>();
  const go = (at: number): void => {
    if (at === names.length) {
      const fits = totals.every(
        ({ of, total }) => of.reduce((sum, name) => sum + (tried.get(name) ?? 0), 0) === total,
      );
      if (fits) for (const [name, value] of tried) found.get(name)!.add(value);
      return;
    }
    const name = names[at]!;
    const [least, most] = ranges.get(name)!;
    for (let value = least; value <= most; value++) {
      tried.set(name, value);
      go(at + 1);
    }
  };
  go(0);
  return found;
}

forEachDatabase('Counts of talents', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await exampleAreas(database);
  });

  const counts = async (tx: Transaction): Promise<Cell[]> => {
    const cells: Cell[] = [];
    for (const area of ['NL', ...gemeenten, ...wijken, ...buurten])
      cells.push(...(await tx.query<Cell>('select * from private.gift_counts($1)', [area])));
    return cells;
  };

  test('never let a hidden cell be worked out, and are true', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(cards, (all) =>
        withCards(database, all, async (tx) => {
          const cells = await counts(tx);
          const truth = (area: string) => all.filter(({ buurt }) => within(area)(buurt)).length;
          const known = new Map<string, number>();
          for (const { code, cards, at_least } of cells) {
            const n = truth(code);
            if (code.startsWith('BU')) {
              expect(cards).toBe(n >= 5 ? n : null);
              if (cards !== null) known.set(code, cards);
            }
            if (cards === null) continue;
            expect(cards).toBeGreaterThanOrEqual(5);
            if (at_least) expect(cards).toBeLessThanOrEqual(n);
            else expect(cards).toBe(n);
          }
          const hidden = buurten.filter((code) => !known.has(code));
          const totals = cells
            .filter(
              ({ code, cards, at_least }) => !code.startsWith('BU') && cards !== null && !at_least,
            )
            .map(({ code, cards }) => {
              const shown = buurten.filter(within(code)).map((buurt) => known.get(buurt) ?? 0);
              return {
                of: hidden.filter(within(code)),
                total: cards! - shown.reduce((sum, n) => sum + n, 0),
              };
            });
          const open = (least: number, codes: string[]) => {
            const ranges = new Map(codes.map((code) => [code, [least, 4] as [number, number]]));
            for (const [, values] of possible(ranges, totals))
              expect(values.size).toBeGreaterThanOrEqual(2);
          };
          open(0, hidden);
          // Who lives there may know where nobody shares; of the others nothing more is told.
          open(1, hidden.filter(truth));
        }),
      ),
      { numRuns: 80 },
    ),
  );

  const words = async (tx: Transaction, area: string) =>
    new Map(
      (
        await tx.query<{ gift: string; cards: number }>('select * from private.gift_words($1)', [
          area,
        ])
      ).map(({ gift, cards }) => [gift, cards]),
    );

  // The leak: 0 beside null told that somebody was the first in a buurt, or the last who left.
  test('tell nobody from one to four apart', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(cards, fc.constantFrom(...buurten), async (all, buurt) => {
        const others = all.filter((card) => card.buurt !== buurt);
        const wijk = buurten.filter(within(`WK${buurt.slice(2, 8)}`));
        // Where no buurt of a wijk is shown its total may be, which is held to its own rule above.
        fc.pre(wijk.some((code) => others.filter((card) => card.buurt === code).length >= 5));
        const seen: Cell[][] = [];
        for (const somebody of [0, 1, 4])
          await withCards(
            database,
            [...others, ...Array<Card>(somebody).fill({ buurt, gifts: ['baking'] })],
            async (tx) => void seen.push(await counts(tx)),
          );
        expect(seen[1]).toEqual(seen[0]);
        expect(seen[2]).toEqual(seen[0]);
      }),
      { numRuns: 20 },
    ),
  );

  test('of each gift keep the same secret', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(cards, (all) =>
        withCards(database, all, async (tx) => {
          const empty = new Set(buurten.filter((code) => !all.some((c) => c.buurt === code)));
          const at = new Map<string, Map<string, number>>();
          for (const area of ['NL', ...gemeenten, ...wijken, ...buurten])
            at.set(area, await words(tx, area));
          const sum = (areas: string[], gift: string) =>
            areas.reduce((total, area) => total + (at.get(area)!.get(gift) ?? 0), 0);
          for (const gift of GIFTS) {
            for (const [area, found] of at) {
              const n = all.filter((c) => within(area)(c.buurt) && c.gifts.includes(gift)).length;
              if (area.startsWith('BU')) expect(found.get(gift)).toBe(n >= 5 ? n : undefined);
              expect(found.get(gift) ?? 5).toBeGreaterThanOrEqual(5);
              expect(found.get(gift) ?? 0).toBeLessThanOrEqual(n);
            }
            // Nothing above the wijk says more than the wijken do.
            expect(sum(['NL'], gift)).toBe(sum(gemeenten, gift));
            for (const gemeente of gemeenten)
              expect(sum([gemeente], gift)).toBe(sum(wijken.filter(within(gemeente)), gift));
            for (const wijk of wijken) {
              const own = buurten.filter(within(wijk));
              const unnamed = own.filter((code) => !at.get(code)!.has(gift) && !empty.has(code));
              const total = sum([wijk], gift) - sum(own, gift);
              expect(total).toBeGreaterThanOrEqual(0);
              if (total === 0) continue; // says nothing: the rest of the wijk is never counted then
              const ranges = new Map(unnamed.map((code) => [code, [0, 4] as [number, number]]));
              for (const [, values] of possible(ranges, [{ of: unnamed, total }]))
                expect(values.size).toBeGreaterThanOrEqual(2);
            }
          }
        }),
      ),
      { numRuns: 80 },
    ),
  );
});
