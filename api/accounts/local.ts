import { randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database, Transaction } from '../db/port.ts';
import type { Limit } from '../http/limit.ts';
import { Problem } from '../http/problem.ts';
import { keyed } from './secret.ts';
import type { SendCode } from './mail.ts';
import type { SignIn } from './sign-in.ts';

const CODE_MINUTES = 10;
const CODE_TRIES = 5;
const CODES_PER_ADDRESS_AN_HOUR = 5;
const REQUESTS_PER_SENDER_AN_HOUR = 60;
const SESSION_DAYS = 30;
/** Another process may end a session: it is looked up again after this long. */
const REMEMBERED_MS = 15_000;

const wrongCode = () =>
  new Problem(400, 'This code is not right, or it is too old. Ask for a new one.', [
    { at: 'code', says: 'is not right, or it is too old' },
  ]);

/** Sign-in on our own database: embedded and plain PostgreSQL. */
export function localSignIn(
  database: Database,
  secret: string,
  limit: Limit,
  send: SendCode,
): Required<SignIn> {
  const known = new LRUCache<string, string>({ max: 10_000, ttl: REMEMBERED_MS });
  const hash = (...parts: string[]) => keyed(secret, ...parts);

  return {
    async requestCode(email, from) {
      await limit(
        'from',
        from,
        REQUESTS_PER_SENDER_AN_HOUR,
        'Too many codes were asked for from here. Try again in an hour.',
      );
      await limit(
        'to',
        email,
        CODES_PER_ADDRESS_AN_HOUR,
        'We sent this address several codes already. Use the newest, or try again in an hour.',
      );
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      await database.asSystem((tx) =>
        tx.run(
          `insert into private.sign_in_codes (email_hash, code_hash, expires_at)
           values ($1, $2, now() + make_interval(mins => $3))
           on conflict (email_hash) do update set
             code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
          [hash('email', email), hash('code', email, code), CODE_MINUTES],
        ),
      );
      await send(email, code);
    },

    async verifyCode(email, code, from) {
      await limit(
        'tries',
        from,
        REQUESTS_PER_SENDER_AN_HOUR,
        'Too many tries from here. Try again in an hour.',
      );
      // The try is counted and committed before the answer is known.
      const expected = await database.asSystem(async (tx) => {
        const [row] = await tx.query<{ code_hash: string }>(
          `update private.sign_in_codes set tries = tries + 1
           where email_hash = $1 and expires_at > now() and tries < $2 returning code_hash`,
          [hash('email', email), CODE_TRIES],
        );
        return row?.code_hash;
      });
      if (!expected || !same(expected, hash('code', email, code))) throw wrongCode();
      return database.asSystem(async (tx) => {
        const used = await tx.run(
          'delete from private.sign_in_codes where email_hash = $1 and code_hash = $2',
          [hash('email', email), expected],
        );
        if (used === 0) throw wrongCode();
        return start(tx, await accountOf(tx, email));
      });
    },

    async read(cookie) {
      const token = hash('session', cookie);
      let accountId = known.get(token);
      if (accountId === undefined) {
        const [row] = await database.asSystem((tx) =>
          tx.query<{ account_id: string }>(
            'select account_id from private.sessions where token_hash = $1 and expires_at > now()',
            [token],
          ),
        );
        if (!row) return null;
        accountId = row.account_id;
        known.set(token, accountId);
      }
      return { actor: { accountId } };
    },

    async end(cookie) {
      const token = hash('session', cookie);
      known.delete(token);
      await database.asSystem((tx) =>
        tx.run('delete from private.sessions where token_hash = $1', [token]),
      );
    },

    async forget(accountId) {
      // The sessions went with the account; here they may still be remembered.
      for (const [token, account] of known.entries())
        if (account === accountId) known.delete(token);
    },

    startFor: (accountId) => database.asSystem((tx) => start(tx, accountId)),
  };

  async function start(tx: Transaction, accountId: string): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    await tx.run(
      `insert into private.sessions (token_hash, account_id, expires_at)
       values ($1, $2, now() + make_interval(days => $3))`,
      [hash('session', cookie), accountId, SESSION_DAYS],
    );
    return cookie;
  }
}

/** The account of an e-mail address, made when it is new. */
async function accountOf(tx: Transaction, email: string): Promise<string> {
  const [user] = await tx.query<{ id: string }>(
    `insert into auth.users (id, email) values ($1, $2)
     on conflict (email) do update set email = excluded.email returning id`,
    [randomUUID(), email],
  );
  await tx.run('insert into public.accounts (id) values ($1) on conflict do nothing', [user!.id]);
  return user!.id;
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
