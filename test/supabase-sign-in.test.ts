import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { supabaseSignIn } from '../api/accounts/supabase.ts';
import type { SignIn } from '../api/accounts/sign-in.ts';
import { testApi } from './support/api.ts';
import { startAuthServer } from './support/auth-server.ts';
import { forEachDatabase } from './support/database.ts';

const SECRET = 'a secret of at least thirty-two characters';
const email = 'bewoner@example.org';

// One for both databases: the client remembers published keys by host name.
let auth: Awaited<ReturnType<typeof startAuthServer>>;
beforeAll(async () => {
  auth = await startAuthServer();
});
afterAll(() => auth.close());

forEachDatabase('sign-in by Supabase Auth', (open) => {
  let signIn: SignIn;

  beforeAll(async () => {
    const database = await open();
    signIn = supabaseSignIn(
      database,
      auth.url,
      { publishable: 'sb_publishable', secret: 'sb_secret' },
      SECRET,
    );
  });
  beforeEach(() => {
    auth.lifetime.seconds = 3600;
    auth.asked.length = 0;
  });

  /** On hosted Supabase the user is there already: here, as its administration would make it. */
  async function enter(): Promise<string> {
    await signIn.requestCode(email, '');
    return signIn.verifyCode(email, '123456', '');
  }

  beforeAll(async () => {
    // auth.users belongs to Supabase; the stand-in has no database, so its users are let in here.
    await (
      await open()
    ).asOwner((tx) =>
      tx.script(`
        create function auth.let_in() returns trigger language plpgsql security definer as $$
        begin
          insert into auth.users (id) values (new.id) on conflict do nothing;
          return new;
        end $$;
        create trigger let_in before insert on public.accounts for each row execute function auth.let_in();
        grant execute on function auth.let_in() to service_role;`),
    );
  });

  test('a code signs in; the cookie hides the tokens', async () => {
    const cookie = await enter();
    expect(cookie).not.toContain('eyJhbGciOiJFUzI1NiI'); // the head of an access token
    const session = await signIn.read(cookie);
    expect(session?.actor.accountId).toMatch(/^[0-9a-f-]{36}$/);
    expect(session?.renewed).toBeUndefined();
    expect(auth.asked).toContain('POST /otp');
    expect(auth.asked).toContain('POST /verify');
  });

  test('tokens are checked here, by the keys that Supabase publishes', async () => {
    const cookie = await enter();
    await signIn.read(cookie);
    auth.asked.length = 0;
    for (let i = 0; i < 5; i += 1) await signIn.read(cookie);
    expect(auth.asked).toEqual([]);
  });

  test('an expired access token is renewed once, however many requests come at once', async () => {
    auth.lifetime.seconds = -60;
    const cookie = await enter();
    auth.lifetime.seconds = 3600;
    auth.asked.length = 0;
    const sessions = await Promise.all([1, 2, 3].map(() => signIn.read(cookie)));
    expect(auth.asked.filter((line) => line === 'POST /token')).toHaveLength(1);
    for (const session of sessions) expect(session?.renewed).toBeDefined();
    const again = await signIn.read(sessions[0]!.renewed!);
    expect(again?.actor).toEqual(sessions[0]!.actor);
  });

  test('a wrong code, a made-up cookie and another secret are nobody', async () => {
    await signIn.requestCode(email, '');
    await expect(signIn.verifyCode(email, '654321', '')).rejects.toMatchObject({ status: 400 });
    const cookie = await enter();
    const other = supabaseSignIn(
      await open(),
      auth.url,
      { publishable: 'p', secret: 's' },
      `${SECRET} other`,
    );
    expect(await other.read(cookie)).toBeNull();
    expect(await signIn.read('made up')).toBeNull();
  });

  test('over HTTP a renewed session comes back as a new cookie', async () => {
    auth.lifetime.seconds = -60;
    const cookie = await enter();
    auth.lifetime.seconds = 3600;
    const send = testApi(await open(), { signIn }).as();
    const answer = await send('GET', '/session', undefined, { Cookie: `session=${cookie}` });
    expect(answer.json.account).not.toBeNull();
    expect(answer.headers.get('Set-Cookie')).toMatch(/^session=.+HttpOnly/);
  });
});
