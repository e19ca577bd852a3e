import { Hono } from 'hono';
import { z } from 'zod';
import { areaCode } from '../../contracts/common.ts';
import {
  network,
  networkGraph,
  networkQuery,
  suggestionList,
  suggestionQuery,
  whatIf as whatIfAnswer,
  whatIfQuestion,
} from '../../contracts/network.ts';
import { overlapList, withoutMe as withoutMeAnswer } from '../../contracts/network-findings.ts';
import { find, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { figuresOf, graphAnswer } from './figures.ts';
import { overlaps, WALKED_METRES } from './overlaps.ts';
import { readMine, readNetwork, readWeave, type AreaNetwork } from './queries.ts';
import { shaped } from './shape.ts';
import { suggest, weavableOf } from './suggestions.ts';
import { whatIf } from './what-if.ts';
import { withoutMe } from './without-me.ts';

const path = z.object({ code: areaCode });

/** Of a network with people: what is suggested is told to who sees them. */
function requirePeople({ mayShowPersons }: AreaNetwork): void {
  if (!mayShowPersons)
    throw new Problem(403, 'Only a connector of this area is told of its people.');
}

/** Under /neighbourhoods. */
export const networkRoutes = new Hono<Env>()
  .get(
    '/:code/network',
    describe('network', 'How a neighbourhood hangs together: MEASURES B', network),
    input('param', path),
    input('query', networkQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const { since, ...query } = c.req.valid('query');
      const { area, before } = await find(c, 'read', async (tx) => {
        const area = await readNetwork(tx, code, query);
        const before = area && since ? await readNetwork(tx, code, { ...query, on: since }) : null;
        return area && { area, before };
      });
      return c.json(await figuresOf(code, area, before));
    },
  )
  .get(
    '/:code/network/graph',
    describe('network', 'The assets and ties of an area that you may see', networkGraph),
    input('param', path),
    input('query', networkQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      const { on, persons } = c.req.valid('query');
      const area = await find(c, 'read', (tx) => readNetwork(tx, code, { on, persons }));
      return c.json(await graphAnswer(code, area));
    },
  )
  .get(
    '/:code/network/suggestions',
    describe('network', 'Whom to introduce, and why', suggestionList),
    input('param', path),
    input('query', suggestionQuery),
    async (c) => {
      requireAccount(c);
      const { code } = c.req.valid('param');
      const { limit } = c.req.valid('query');
      const found = await find(c, 'read', async (tx) => {
        const area = await readNetwork(tx, code, {});
        if (area) requirePeople(area);
        return area && { area, weave: await readWeave(tx, area) };
      });
      return c.json({ items: suggest(found.area, found.weave, limit) });
    },
  )
  .get(
    '/:code/network/overlaps',
    describe('network', 'Who does the same near each other, and is not tied', overlapList),
    input('param', path),
    async (c) => {
      const found = await find(c, 'read', async (tx) => {
        const area = await readNetwork(tx, c.req.valid('param').code, {});
        return area && { area, weave: await readWeave(tx, area) };
      });
      return c.json({ within: WALKED_METRES, items: overlaps(found.area, found.weave) });
    },
  )
  .get(
    '/:code/network/without-me',
    describe('network', 'What rests on you, as a connector of this area', withoutMeAnswer),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const { code } = c.req.valid('param');
      const { area, mine } = await find(c, 'read', async (tx) => {
        const area = await readNetwork(tx, code, {});
        if (area) requirePeople(area);
        return area && { area, mine: await readMine(tx, code, area) };
      });
      return c.json(withoutMe(code, area, mine));
    },
  )
  .post(
    '/:code/network/what-if',
    describe('network', 'What planned ties would change', whatIfAnswer),
    input('param', path),
    input('json', whatIfQuestion),
    async (c) => {
      const { code } = c.req.valid('param');
      const { ties, persons } = c.req.valid('json');
      const { area, weave } = await find(c, 'read', async (tx) => {
        const area = await readNetwork(tx, code, { persons });
        if (!area) return null;
        return { area, weave: area.mayShowPersons ? await readWeave(tx, area) : null };
      });
      const weavable = weave && weavableOf(shaped(area), area, weave);
      return c.json(whatIf(code, area, ties, weavable));
    },
  );
