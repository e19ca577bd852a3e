import { createHash } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { EncryptJWT, jwtDecrypt } from 'jose';
import WebSocket from 'ws';
import type { Database } from '../db/port.ts';
import { Problem } from '../http/problem.ts';
import type { SignIn } from './sign-in.ts';

const SESSION_DAYS = 30;
type Tokens = { access: string; refresh: string };

/**
 * Sign-in by Supabase Auth. Its tokens never reach the browser as such: the cookie holds them
 * encrypted with SESSION_SECRET. Access tokens are checked here by the project's JWKS and renewed
 * by the refresh token when they ran out.
 */
export function supabaseSignIn(
  database: Database,
  url: string,
  keys: { publishable: string; secret: string },
  secret: string,
): SignIn {
  const key = createHash('sha256').update(`cookie ${secret}`).digest();
  // One client a flow: each remembers the session it started, and people must not share one.
  const client = (apiKey = keys.publishable): SupabaseClient =>
    createClient(url, apiKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      realtime: { transport: WebSocket as never }, // Node 20 has no WebSocket of its own
    });
  const verifier = client();
  const administrator = client(keys.secret);
  const renewing = new Map<string, Promise<Tokens | null>>();

  const seal = ({ access, refresh }: Tokens): Promise<string> =>
    new EncryptJWT({ access, refresh })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${SESSION_DAYS}d`)
      .encrypt(key);

  const open = (cookie: string): Promise<Tokens | null> =>
    jwtDecrypt<Tokens>(cookie, key).then(
      ({ payload }) => ({ access: payload.access, refresh: payload.refresh }),
      () => null,
    );

  async function subjectOf(access: string): Promise<string | null> {
    const { data, error } = await verifier.auth.getClaims(access);
    return error || !data ? null : data.claims.sub;
  }

  /** One renewal at a time for a refresh token: it is good for one use. */
  function renew(refresh: string): Promise<Tokens | null> {
    const under = renewing.get(refresh);
    if (under) return under;
    const renewal = client()
      .auth.refreshSession({ refresh_token: refresh })
      .then(({ data }) =>
        data.session
          ? { access: data.session.access_token, refresh: data.session.refresh_token }
          : null,
      )
      .finally(() => renewing.delete(refresh));
    renewing.set(refresh, renewal);
    return renewal;
  }

  return {
    async requestCode(email) {
      const { error } = await client().auth.signInWithOtp({ email });
      if (error) throw problemOf(error);
    },

    async verifyCode(email, code) {
      const { data, error } = await client().auth.verifyOtp({ email, token: code, type: 'email' });
      if (error || !data.session || !data.user) throw problemOf(error);
      const { id } = data.user;
      await database.asSystem((tx) =>
        tx.run('insert into public.accounts (id) values ($1) on conflict do nothing', [id]),
      );
      return seal({ access: data.session.access_token, refresh: data.session.refresh_token });
    },

    async read(cookie) {
      const tokens = await open(cookie);
      if (!tokens) return null;
      const accountId = await subjectOf(tokens.access);
      if (accountId) return { actor: { accountId } };
      const renewed = await renew(tokens.refresh);
      const renewedId = renewed && (await subjectOf(renewed.access));
      if (!renewed || !renewedId) return null;
      return { actor: { accountId: renewedId }, renewed: await seal(renewed) };
    },

    async end(cookie) {
      const tokens = await open(cookie);
      if (tokens)
        await client()
          .auth.admin.signOut(tokens.access, 'local')
          .catch(() => undefined);
    },

    async forget(accountId) {
      // Their access tokens stay valid for at most an hour; the account behind them is gone, and
      // with it every right. The user itself is removed by its own administration.
      await administrator.auth.admin.deleteUser(accountId);
    },
  };
}

function problemOf(error: { status?: number; code?: string } | null): Problem {
  if (error?.status === 429)
    return new Problem(429, 'We sent this address several codes already. Try again later.');
  if (error?.status !== undefined && error.status >= 500)
    return new Problem(503, 'Signing in does not work just now. Try again in a moment.');
  return new Problem(400, 'This code is not right, or it is too old. Ask for a new one.', [
    { at: 'code', says: 'is not right, or it is too old' },
  ]);
}
