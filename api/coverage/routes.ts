import { Hono, type Context } from 'hono';
import { hash } from 'node:crypto';
import { z } from 'zod';
import { areaCode } from '../contracts/common.ts';
import {
  bestSites as bestSitesAnswer,
  bestSitesQuery,
  coverage,
  coverageAreas,
  coverageAreasQuery,
  coverageCells,
  coverageCellsQuery,
  coverageQuery,
  coverageWhatIf,
  coverageWhatIfQuestion,
} from '../contracts/coverage.ts';
import { act } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { faultsProblem, input } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { today } from '../http/today.ts';
import { areasOf, boundaryChangedIn, mapOf } from './areas.ts';
import { coverageOf, DISTANCE } from './figures.ts';
import { LEAST_COUNT } from './few.ts';
import { cornersOf, degreesOf, placeOnGrid, readTitles } from './queries.ts';
import type { Area, Region } from './region.ts';
import { bestSites, optionsOf, whatIf } from './sites.ts';
import type { When } from './state.ts';

const path = z.object({ code: areaCode });
const MOST_CELLS = 2000;

/** The area and the region it lies in. Throws Problem 404 where there is none, as for NL: a gemeente is the most. */
async function areaIn(
  c: Context<Env>,
  code: string,
  when: When,
): Promise<{ region: Region; area: Area }> {
  const region = await c.var.services.coverage.regionOf(code, when);
  const area = region?.areas.get(code);
  if (!region || !area) throw notFound();
  return { region, area };
}

/** A JSON answer that is kept by whoever asked, and asked for again by its tag. */
function tagged(c: Context<Env>, body: string, type = 'application/json'): Response {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  c.header('ETag', etag);
  c.header('Cache-Control', 'private, no-cache');
  if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': type });
}

/** Under /neighbourhoods. */
export const coverageRoutes = new Hono<Env>()
  .get(
    '/:code/coverage',
    describe('coverage', 'Who has what within walking distance: MEASURES C', coverage),
    input('param', path),
    input('query', coverageQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const query = c.req.valid('query');
      const { region, area } = await areaIn(c, code, query);
      const asked = { query, today: today() };
      const changed = await boundaryChangedIn(c, [code], query.on);
      const key = `coverage ${code} ${asked.today} ${JSON.stringify(query)}`;
      const body = region.once(key, () =>
        JSON.stringify(coverageOf(region, area, { ...asked, boundaryChanged: changed })),
      );
      return tagged(c, body);
    },
  )
  .get(
    '/:code/coverage/areas',
    describe('coverage', 'Coverage of every wijk or buurt of an area', coverageAreas),
    input('param', path),
    input('query', coverageAreasQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const items = await areasOf(c, { ...c.req.valid('query'), neighbourhood: code });
      if (!c.req.header('Accept')?.includes('application/geo+json'))
        return tagged(c, JSON.stringify({ items }));
      return tagged(c, await mapOf(c, items, (item) => item), 'application/geo+json');
    },
  )
  .get(
    '/:code/coverage/cells',
    describe('coverage', 'Where people live who reach none of a kind', coverageCells),
    input('param', path),
    input('query', coverageCellsQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const { kind, within, year } = c.req.valid('query');
      const { region, area } = await areaIn(c, code, { year });
      const { metres } = region.nearest.get(kind)!;
      const gaps: number[] = [];
      for (let i = area.range.from; i < area.range.to; i += 1) {
        const { inhabitants, buurt } = region.rows[i]!;
        if (inhabitants >= LEAST_COUNT && metres[i]! > within && !region.hidden.has(buurt))
          gaps.push(i);
      }
      const people = region.cells.inhabitants;
      gaps.sort((a, b) => people[b]! - people[a]! || a - b);
      const shown = gaps.slice(0, MOST_CELLS);
      const corners = await act(c, 'read', (tx) =>
        cornersOf(
          tx,
          shown.map((i) => region.rows[i]!),
        ),
      );
      return c.json({
        ...{ code, kind, within, year: region.rows[0]?.year ?? null, distance: DISTANCE },
        items: shown.map((i, n) => ({
          corners: corners[n]!,
          inhabitants: people[i]!,
          metres: metres[i] === Infinity ? null : metres[i]!,
          buurt: region.rows[i]!.buurt,
          spread: region.rows[i]!.spread,
        })),
        more: gaps.length > MOST_CELLS,
      });
    },
  )
  .post(
    '/:code/coverage/what-if',
    describe('coverage', 'What places would change, if they came', coverageWhatIf),
    input('param', path),
    input('json', coverageWhatIfQuestion),
    async (c) => {
      const { code } = c.req.valid('param');
      const { kind, within, sites } = c.req.valid('json');
      const { region, area } = await areaIn(c, code, {});
      const placed = await act(c, 'read', (tx) => placeOnGrid(tx, sites));
      const faults = placed.flatMap(({ buurt, water }, n) => {
        const path = ['sites', n];
        if (buurt === null)
          return [{ path, message: 'lies outside the neighbourhoods that are on the map' }];
        return water ? [{ path, message: 'lies in the water' }] : [];
      });
      if (faults.length > 0) throw faultsProblem(faults);
      return c.json(whatIf(region, area, { kind, within }, placed));
    },
  )
  .get(
    '/:code/coverage/best-sites',
    describe('coverage', 'Where a few places would reach most who reach none', bestSitesAnswer),
    input('param', path),
    input('query', bestSitesQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const query = c.req.valid('query');
      const { region, area } = await areaIn(c, code, {});
      const key = `best ${code} ${JSON.stringify(query)}`;
      const { chosen, found, options } = await region.once(key, async () => {
        const from = optionsOf(region, area, query);
        const { chosen, ...found } = await bestSites(region, area, query, from);
        return { chosen, found, options: from.options };
      });
      const taken = chosen.sites.map((site) => options[site]!);
      const ids = taken.flatMap(({ asset }) => (asset ? [asset] : []));
      const { places, titles } = await act(c, 'read', async (tx) => ({
        places: await degreesOf(tx, taken),
        titles: await readTitles(tx, ids),
      }));
      return c.json({
        ...{ code, kind: query.kind, within: query.within, distance: DISTANCE },
        ...{ year: region.rows[0]?.year ?? null, candidates: options.length, ...found },
        items: taken.map(({ buurt, asset }, n) => ({
          position: places[n]!,
          adds: chosen.adds[n]!,
          buurt:
            buurt === null ? null : { code: buurt, name: region.areas.get(buurt)?.name ?? null },
          asset: asset === null ? null : { id: asset, title: titles.get(asset) ?? '' },
        })),
      });
    },
  );
