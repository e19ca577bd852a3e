import { Hono, type Context } from 'hono';
import { networkExportQuery } from '../../contracts/network.ts';
import { find } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { readNetwork, readWeave } from '../network/queries.ts';
import { edgeList, gexf, graphml } from './formats.ts';
import { withoutPeople, withPeopleMerged, type Leaving } from './network.ts';

type Question = { neighbourhood: string; on?: string | undefined; persons: 'dropped' | 'merged' };

/** What may leave the house. Throws Problem 403 when people are asked for by who does not see them. */
const leaving = (c: Context<Env>, { neighbourhood, on, persons }: Question): Promise<Leaving> =>
  find(c, 'read', async (tx) => {
    const area = await readNetwork(tx, neighbourhood, { on, persons: persons === 'merged' });
    if (!area) return null;
    if (persons === 'dropped') return withoutPeople(area);
    if (!area.mayShowPersons)
      throw new Problem(403, 'Only a connector of this area takes people along, merged.');
    return withPeopleMerged(area, await readWeave(tx, area));
  });

const asFile = (c: Context<Env>, name: string, type: string, text: Iterable<string>) =>
  c.body([...text].join(''), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });

const GRAPHML = 'application/graphml+xml';
const GEXF = 'application/gexf+xml';

/** Under /exports. */
export const networkExportRoutes = new Hono<Env>()
  .get(
    '/network.graphml',
    describe('exports', 'A network as GraphML, never with a person', undefined, {
      givesFile: GRAPHML,
    }),
    input('query', networkExportQuery),
    async (c) =>
      asFile(c, 'weefsel.graphml', GRAPHML, graphml(await leaving(c, c.req.valid('query')))),
  )
  .get(
    '/network.gexf',
    describe('exports', 'A network as GEXF, never with a person', undefined, { givesFile: GEXF }),
    input('query', networkExportQuery),
    async (c) => asFile(c, 'weefsel.gexf', GEXF, gexf(await leaving(c, c.req.valid('query')))),
  )
  .get(
    '/network.csv',
    describe('exports', 'The ties of a network as CSV, never with a person', undefined, {
      givesFile: 'text/csv',
    }),
    input('query', networkExportQuery),
    async (c) =>
      asFile(
        c,
        'verbindingen.csv',
        'text/csv; charset=utf-8',
        edgeList(await leaving(c, c.req.valid('query'))),
      ),
  );
