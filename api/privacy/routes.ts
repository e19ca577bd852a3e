import { Hono, type Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { act, requireAccount } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { figureViewList, figureViewQuery } from '../contracts/privacy.ts';
import { input } from '../http/input.ts';
import { leave, noteFigureView, readFigureViews, readMyData } from './queries.ts';

export const privacyRoutes = new Hono<Env>()
  .get(
    '/data',
    describe('me', 'Everything that is kept about me', z.record(z.string(), z.unknown())),
    async (c) => {
      requireAccount(c);
      const data = await act(c, 'fresh', readMyData);
      return c.json(data, 200, {
        'Cache-Control': 'no-store',
        'Content-Disposition': 'attachment; filename="buurtweefsel-mijn-gegevens.json"',
      });
    },
  )
  .delete(
    '/',
    describe('me', 'Leave: my account, talents and contacts go', undefined, { status: 204 }),
    async (c) => {
      const accountId = requireAccount(c);
      const { services } = c.var;
      await services.database.asSystem((tx) => leave(tx, accountId));
      await services.signIn.forget(accountId);
      services.tiles.forgetViewer(accountId);
      deleteCookie(c, 'session', { path: '/' });
      return c.body(null, 204);
    },
  );

export const figureViewRoutes = new Hono<Env>().get(
  '/',
  describe('privacy', 'Which figures were looked at, by which role', figureViewList),
  input('query', figureViewQuery),
  async (c) => {
    const { limit } = c.req.valid('query');
    return c.json({ items: await act(c, 'read', (tx) => readFigureViews(tx, limit)) });
  },
);

/** The area that is asked for: in the path, or by name. */
const areaAsked = (c: Context<Env>) =>
  c.req.param('code') ?? c.req.query('neighbourhood') ?? c.req.query('area');
/** The area that the answer, in JSON, names. */
export const areaAnswered = async (c: Context<Env>): Promise<string> =>
  ((await c.res.clone().json()) as { area: string }).area;

/** Notes in the public log that a figure of an area was looked at. */
export const noted = (
  figure: string,
  areaOf: (c: Context<Env>) => string | undefined | Promise<string> = areaAsked,
) =>
  createMiddleware<Env>(async (c, next) => {
    await next();
    const { actor, services } = c.var;
    const { accountId } = actor;
    if (!accountId || !c.res.ok) return;
    const area = await areaOf(c);
    if (!area) return;
    await services.database.asSystem((tx) => noteFigureView(tx, accountId, figure, area));
  });
