import { Hono, type Context } from 'hono';
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
import type { Transaction } from '../../db/port.ts';
import { find, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { figuresOf, graphAnswer } from './figures.ts';
import { readNetwork, readWeave, type AreaNetwork } from './queries.ts';
import { shaped } from './shape.ts';
import { suggest, weavableOf } from './suggestions.ts';
import { whatIf } from './what-if.ts';

const path = z.object({ code: areaCode });

/** Of a network with people: what is suggested is told to who sees them. */
function requirePeople({ mayShowPersons }: AreaNetwork): void {
  if (!mayShowPersons)
    throw new Problem(403, 'Only a connector of this area is told whom to introduce.');
}

const weaveOf = (tx: Transaction, { nodes }: AreaNetwork) =>
  readWeave(
    tx,
    nodes.map(({ id }) => id),
  );

const read = (c: Context<Env>, code: string, query: Parameters<typeof readNetwork>[2]) =>
  find(c, 'read', (tx) => readNetwork(tx, code, query));

/** Under /neighbourhoods. */
export const networkRoutes = new Hono<Env>()
  .get(
    '/:code/network',
    describe('network', 'How a neighbourhood hangs together: MEASURES B', network),
    input('param', path),
    input('query', networkQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      return c.json(await figuresOf(code, await read(c, code, c.req.valid('query'))));
    },
  )
  .get(
    '/:code/network/graph',
    describe('network', 'The assets and ties of an area that you may see', networkGraph),
    input('param', path),
    input('query', networkQuery),
    async (c) => {
      const { code } = c.req.valid('param');
      return c.json(await graphAnswer(code, await read(c, code, c.req.valid('query'))));
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
        return area && { area, weave: await weaveOf(tx, area) };
      });
      return c.json({ items: suggest(found.area, found.weave, limit) });
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
        return { area, weave: area.mayShowPersons ? await weaveOf(tx, area) : null };
      });
      const weavable = weave && weavableOf(shaped(area), area, weave);
      return c.json(whatIf(code, area, ties, weavable));
    },
  );
