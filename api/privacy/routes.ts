import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { z } from 'zod';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { Problem } from '../http/problem.ts';
import { leave, readMyData } from './queries.ts';

export const privacyRoutes = new Hono<Env>()
  .get(
    '/data',
    describe('me', 'Everything that is kept about me', z.record(z.string(), z.unknown())),
    async (c) => {
      const { actor, services } = c.var;
      if (!actor.accountId) throw new Problem(401, 'Sign in to do this.');
      const data = await services.database.asActor(actor, 'read', readMyData);
      return c.json(data, 200, {
        'Cache-Control': 'no-store',
        'Content-Disposition': 'attachment; filename="buurtweefsel-mijn-gegevens.json"',
      });
    },
  )
  .delete(
    '/',
    describe('me', 'Leave: my account, talents and contacts go', undefined, 204),
    async (c) => {
      const { actor, services } = c.var;
      const { accountId } = actor;
      if (!accountId) throw new Problem(401, 'Sign in to do this.');
      await services.database.asSystem((tx) => leave(tx, accountId));
      await services.signIn.forget(accountId);
      services.tiles.forgetViewer(accountId);
      deleteCookie(c, 'session', { path: '/' });
      return c.body(null, 204);
    },
  );
