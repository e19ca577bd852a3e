import { createMiddleware } from 'hono/factory';
import type { Env } from '../http/environment.ts';
import { readSessionCookie, writeSessionCookie } from './routes.ts';

/** Sets who asks, from the session cookie; a worthless cookie is nobody. */
export const identify = createMiddleware<Env>(async (c, next) => {
  const cookie = readSessionCookie(c);
  if (cookie) {
    const session = await c.var.services.signIn.read(cookie);
    if (session) c.set('actor', session.actor);
    if (session?.renewed) writeSessionCookie(c, session.renewed);
  }
  await next();
});
