import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localSignIn } from '../api/accounts/local.ts';
import { assignRole, endRole, readAccount } from '../api/accounts/queries.ts';
import { keyed } from '../api/accounts/secret.ts';
import { codeSender } from '../api/accounts/mail.ts';
import type { SignIn } from '../api/accounts/sign-in.ts';
import type { Transaction } from '../api/db/port.ts';
import { hourlyLimit } from '../api/http/limit.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';

const SECRET = 'a secret of at least thirty-two characters';

forEachDatabase('sign-in by code', (open) => {
  let signIn: Required<SignIn>;
  const sent = new Map<string, string>();
  let n = 0;
  let email = '';

  beforeAll(async () => {
    const database = await open();
    const limit = hourlyLimit(database, (...parts) => keyed(SECRET, ...parts));
    signIn = localSignIn(database, SECRET, limit, async (to, code) => void sent.set(to, code));
  });
  beforeEach(() => {
    email = `bewoner${(n += 1)}@example.org`;
  });

  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const ask = async () => {
    await signIn.requestCode(email, 'somewhere');
    return sent.get(email)!;
  };

  test('a code of six digits signs in, once', async () => {
    const code = await ask();
    expect(code).toMatch(/^\d{6}$/);
    const cookie = await signIn.verifyCode(email, code, 'somewhere');
    const session = await signIn.read(cookie);
    expect(session?.actor.accountId).toMatch(/^[0-9a-f-]{36}$/);
    await expect(signIn.verifyCode(email, code, 'somewhere')).rejects.toMatchObject({
      status: 400,
    });
  });

  test('the same address is the same account', async () => {
    const first = await signIn.read(await signIn.verifyCode(email, await ask(), 'x'));
    const second = await signIn.read(await signIn.verifyCode(email, await ask(), 'x'));
    expect(second?.actor).toEqual(first?.actor);
  });

  test('after five wrong tries even the right code is refused', async () => {
    const code = await ask();
    for (let i = 0; i < 5; i += 1)
      await expect(signIn.verifyCode(email, wrong(code), 'x')).rejects.toMatchObject({
        status: 400,
      });
    await expect(signIn.verifyCode(email, code, 'x')).rejects.toMatchObject({ status: 400 });
  });

  test('a code is worth nothing after ten minutes', async () => {
    const code = await ask();
    const [left] = await (
      await open()
    ).asSystem((tx) =>
      tx.query<{ seconds: number }>(
        'select extract(epoch from max(expires_at) - now())::int as seconds from private.sign_in_codes',
      ),
    );
    expect(left!.seconds).toBeGreaterThan(590);
    expect(left!.seconds).toBeLessThanOrEqual(600);
    await (
      await open()
    ).asSystem((tx) =>
      tx.run("update private.sign_in_codes set expires_at = now() - interval '1 second'"),
    );
    await expect(signIn.verifyCode(email, code, 'x')).rejects.toMatchObject({ status: 400 });
  });

  test('only hashes stand in the database', async () => {
    const code = await ask();
    const cookie = await signIn.verifyCode(email, await ask(), 'x');
    const rows = await (
      await open()
    ).asSystem(async (tx) => [
      ...(await tx.query('select * from private.sign_in_codes')),
      ...(await tx.query('select * from private.sessions')),
      ...(await tx.query('select * from private.rate_limits')),
    ]);
    const all = JSON.stringify(rows);
    for (const secret of [code, cookie, email]) expect(all).not.toContain(secret);
  });

  test('an address gets five codes an hour, then is asked to wait', async () => {
    for (let i = 0; i < 5; i += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ status: 429 });
  });

  test('one sender cannot ask for many addresses without end', async () => {
    const from = `sender ${Math.random()}`;
    for (let i = 0; i < 60; i += 1) await signIn.requestCode(`${i}.${email}`, from);
    await expect(signIn.requestCode(email, from)).rejects.toMatchObject({ status: 429 });
  });

  test('signing out ends the session', async () => {
    const cookie = await signIn.verifyCode(email, await ask(), 'x');
    await signIn.end(cookie);
    expect(await signIn.read(cookie)).toBeNull();
    expect(await signIn.read('made up')).toBeNull();
  });

  test('a role is given, made trusted, and ended, to who signed in before', async () => {
    const database = await open();
    const change = (work: (tx: Transaction) => Promise<boolean>) => database.asSystem(work);
    const [area, role] = ['WK900101', 'resident'] as const;
    expect(await change((tx) => assignRole(tx, email, role, area, false))).toBe(false);
    const session = await signIn.read(await signIn.verifyCode(email, await ask(), 'x'));
    const held = async () =>
      (await database.asActor(session!.actor, 'read', readAccount))?.roles.map(
        ({ role, area, trusted }) => ({ role, area, trusted }),
      );
    expect(await change((tx) => assignRole(tx, email.toUpperCase(), role, area, false))).toBe(true);
    expect(await held()).toEqual([{ role, area, trusted: false }]);
    await change((tx) => assignRole(tx, email, role, area, true));
    expect(await held()).toEqual([{ role, area, trusted: true }]);
    expect(await change((tx) => endRole(tx, email, role, area))).toBe(true);
    expect(await change((tx) => endRole(tx, email, role, area))).toBe(false);
    expect(await held()).toEqual([]);
  });

  describe('over HTTP', () => {
    test('the session is a cookie that scripts cannot read, and says who I am', async () => {
      const api = testApi(await open(), { signIn });
      const send = api.as();
      expect((await send('POST', '/session/code', { email })).status).toBe(204);
      const verified = await send('POST', '/session/verify', { email, code: sent.get(email) });
      const cookie = verified.headers.get('Set-Cookie')!;
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      const headers = { Cookie: cookie.split(';')[0]! };
      expect((await send('GET', '/session', undefined, headers)).json.account.roles).toEqual([]);
      const home = await send('PATCH', '/me', { home: 'WK999999' }, headers);
      expect(home.json.detail).toBe('home is a wijk or buurt that is on the map');
      expect((await send('DELETE', '/session', undefined, headers)).status).toBe(204);
      expect((await send('GET', '/session', undefined, headers)).json.account).toBeNull();
    });

    test('example accounts are there in a demo only', async () => {
      const send = testApi(await open(), { signIn }).as();
      expect((await send('POST', '/session/demo', { role: 'coordinator' })).status).toBe(404);
    });
  });
});

test('without SMTP a code is printed when embedded, and refused elsewhere', async () => {
  const lines: string[] = [];
  await codeSender(null, true, (line) => lines.push(line))('a@example.org', '123456');
  expect(lines).toEqual(['Sign-in code for a@example.org: 123456']);
  const sending = codeSender(null, false, () => {})('a@example.org', '123456');
  await expect(sending).rejects.toMatchObject({ status: 503 });
});
