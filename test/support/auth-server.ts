import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A stand-in for Supabase Auth with its documented endpoints: /otp, /verify, /token?grant_type=
 * refresh_token, /logout, /admin/users/{id} and /.well-known/jwks.json. A refresh token is good once.
 */
export async function startAuthServer(): Promise<{
  url: string;
  codes: Map<string, string>;
  /** What was asked, as "METHOD path". */
  asked: string[];
  /** How long the next access tokens live, in seconds; below zero they are expired at birth. */
  lifetime: { seconds: number };
  close: () => Promise<void>;
}> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: 'test',
    alg: 'ES256',
    use: 'sig',
    key_ops: ['verify'],
  };
  const codes = new Map<string, string>();
  const users = new Map<string, string>();
  const refreshTokens = new Map<string, string>();
  const asked: string[] = [];
  const lifetime = { seconds: 3600 };
  let url = '';

  async function sessionFor(email: string) {
    const id = users.get(email) ?? randomUUID();
    users.set(email, id);
    const refresh = randomUUID();
    refreshTokens.set(refresh, email);
    const expires = Math.floor(Date.now() / 1000) + lifetime.seconds;
    const access = await new SignJWT({ role: 'authenticated', email, session_id: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'JWT' })
      .setSubject(id)
      .setIssuer(`${url}/auth/v1`)
      .setAudience('authenticated')
      .setIssuedAt(expires - 3600)
      .setExpirationTime(expires)
      .sign(privateKey);
    return {
      access_token: access,
      token_type: 'bearer',
      expires_in: lifetime.seconds,
      expires_at: expires,
      refresh_token: refresh,
      user: {
        id,
        email,
        aud: 'authenticated',
        app_metadata: {},
        user_metadata: {},
        created_at: new Date().toISOString(),
      },
    };
  }

  async function answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
    const { pathname, searchParams } = new URL(request.url!, url);
    const path = pathname.replace('/auth/v1', '');
    asked.push(`${request.method} ${path}`);
    if (path === '/.well-known/jwks.json') return [200, { keys: [jwk] }];
    if (!request.headers.apikey) return [401, { message: 'No API key found in request' }];
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = (text ? JSON.parse(text) : {}) as Record<string, string>;
    if (path === '/otp') {
      codes.set(body.email!, '123456');
      return [200, {}];
    }
    if (path === '/verify') {
      if (codes.get(body.email!) !== body.token || body.type !== 'email')
        return [
          403,
          { code: 403, error_code: 'otp_expired', msg: 'Token has expired or is invalid' },
        ];
      codes.delete(body.email!);
      return [200, await sessionFor(body.email!)];
    }
    if (path === '/token' && searchParams.get('grant_type') === 'refresh_token') {
      const email = refreshTokens.get(body.refresh_token!);
      if (!email)
        return [400, { error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }];
      refreshTokens.delete(body.refresh_token!);
      return [200, await sessionFor(email)];
    }
    if (path === '/logout') return [204, undefined];
    if (path.startsWith('/admin/users/')) return [200, {}];
    return [404, { msg: 'not found' }];
  }

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return { url, codes, asked, lifetime, close };
}
