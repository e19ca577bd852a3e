import { createApp } from '../../api/app.ts';
import { areaFigures } from '../../api/area-figures.ts';
import type { SignIn } from '../../api/accounts/sign-in.ts';
import type { Theme } from '../../api/contracts/themes.ts';
import { folderStore } from '../../api/photos/store.ts';
import { hourlyLimit } from '../../api/http/limit.ts';
import { readConfig } from '../../api/config.ts';
import type { Actor, Database } from '../../api/db/port.ts';
import { CoverageState } from '../../api/coverage/state.ts';
import { TileCache } from '../../api/tiles/cache.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  bytes: Uint8Array;
  /** The body as JSON; tests look into it as they expect it. */
  json: ReturnType<typeof JSON.parse>;
}

type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** A session is its account's id: who somebody is, is another test's matter. */
const trusting: SignIn = {
  requestCode: async () => undefined,
  verifyCode: async () => '',
  read: async (cookie) => ({ actor: { accountId: cookie } }),
  end: async () => undefined,
  forget: async () => undefined,
};

/** The API on a database, without a socket. `as` answers what one visitor can send. */
export function testApi(
  database: Database,
  {
    signIn = trusting,
    demo = false,
    env = {},
    photos = '',
    themes = [],
  }: {
    signIn?: SignIn;
    demo?: boolean;
    env?: Record<string, string>;
    themes?: Theme[];
    /** The folder for pictures, where a test makes some. */
    photos?: string;
  } = {},
): { as: (actor?: Actor) => Send; tiles: TileCache; logged: string[] } {
  const tiles = new TileCache();
  const logged: string[] = [];
  database.onChange((change) => tiles.changed(change));
  const coverage = new CoverageState(database);
  const app = createApp({
    config: readConfig(env),
    database,
    signIn,
    limit: hourlyLimit(database, (...parts) => parts.join('\n')),
    tiles,
    coverage,
    areaFigures: areaFigures(database, coverage),
    photos: folderStore(photos),
    themes,
    demo,
    log: (_, line) => logged.push(line),
  });
  const as =
    (actor: Actor = { accountId: null }): Send =>
    async (method, path, body, headers = {}) => {
      const response = await app.request(path.startsWith('/') ? `/api/v1${path}` : path, {
        method,
        headers: {
          ...(actor.accountId && { Cookie: `session=${actor.accountId}` }),
          ...(body !== undefined &&
            !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && {
          body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body),
        }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      const isJson = response.headers.get('Content-Type')?.includes('json');
      return {
        status: response.status,
        headers: response.headers,
        text,
        bytes,
        json: isJson ? JSON.parse(text) : undefined,
      };
    };
  return { as, tiles, logged };
}

/** What a change is made of: the version that was seen. */
export const seen = (version: number) => ({ 'If-Match': `"v${version}"` });

export const point = ([lon, lat]: readonly [number, number]) => ({
  type: 'Point',
  coordinates: [lon, lat],
});
