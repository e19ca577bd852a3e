import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import {
  accountChange,
  codeAnswer,
  codeRequest,
  demoRequest,
  session,
  type Session,
} from '../contracts/session.ts';
import { act, requireAccount } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { senderOf } from '../http/limit.ts';
import { notFound } from '../http/problem.ts';
import { changeAccount, readAccount } from './queries.ts';
import { exampleAccountId } from './example.ts';

const COOKIE = 'session';
const THIRTY_DAYS = 30 * 24 * 3600;

const isHttps = (c: Context<Env>): boolean =>
  c.var.services.config.PUBLIC_URL?.startsWith('https:') ?? false;

export const readSessionCookie = (c: Context<Env>): string | undefined => getCookie(c, COOKIE);

export function writeSessionCookie(c: Context<Env>, value: string): void {
  setCookie(c, COOKIE, value, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(c),
    path: '/',
    maxAge: THIRTY_DAYS,
  });
}

async function sessionOf(c: Context<Env>): Promise<Session> {
  const account = c.var.actor.accountId ? await act(c, 'read', readAccount) : null;
  return { account, demo: c.var.services.demo };
}

export const sessionRoutes = new Hono<Env>()
  .get('/', describe('session', 'Who is signed in', session), async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await sessionOf(c));
  })
  .post(
    '/code',
    describe('session', 'Send a sign-in code by e-mail', undefined, { status: 204 }),
    input('json', codeRequest),
    async (c) => {
      await c.var.services.signIn.requestCode(c.req.valid('json').email, senderOf(c));
      return c.body(null, 204);
    },
  )
  .post(
    '/verify',
    describe('session', 'Sign in with the code', session),
    input('json', codeAnswer),
    async (c) => {
      const { email, code } = c.req.valid('json');
      const { signIn } = c.var.services;
      const cookie = await signIn.verifyCode(email, code, senderOf(c));
      writeSessionCookie(c, cookie);
      c.set('actor', (await signIn.read(cookie))!.actor);
      return c.json(await sessionOf(c));
    },
  )
  .post(
    '/demo',
    describe('session', 'Sign in as an example account', session),
    input('json', demoRequest),
    async (c) => {
      const { demo, signIn } = c.var.services;
      if (!demo || !signIn.startFor) throw notFound();
      const accountId = exampleAccountId(c.req.valid('json').role);
      writeSessionCookie(c, await signIn.startFor(accountId));
      c.set('actor', { accountId });
      return c.json(await sessionOf(c));
    },
  )
  .delete('/', describe('session', 'Sign out', undefined, { status: 204 }), async (c) => {
    const cookie = readSessionCookie(c);
    if (cookie) await c.var.services.signIn.end(cookie);
    deleteCookie(c, COOKIE, { path: '/' });
    return c.body(null, 204);
  });

export const accountRoutes = new Hono<Env>().patch(
  '/',
  describe('me', 'Change my name, language or home', session),
  input('json', accountChange),
  async (c) => {
    const accountId = requireAccount(c);
    await act(c, 'write', (tx) => changeAccount(tx, c.req.valid('json')));
    c.var.services.tiles.forgetViewer(accountId);
    return c.json(await sessionOf(c));
  },
);
