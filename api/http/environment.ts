import type { Theme } from '../contracts/themes.ts';
import type { ReadAreaFigures } from '../area-figures.ts';
import type { Config } from '../config.ts';
import type { Actor, Database } from '../db/port.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import type { CoverageState } from '../coverage/state.ts';
import type { PhotoStore } from '../photos/store.ts';
import type { Limit } from './limit.ts';
import type { TileCache } from '../tiles/cache.ts';

/** What every route has at hand; made once at the start, in main.ts. */
export interface Services {
  config: Config;
  database: Database;
  signIn: SignIn;
  limit: Limit;
  tiles: TileCache;
  coverage: CoverageState;
  areaFigures: ReadAreaFigures;
  themes: Theme[];
  photos: PhotoStore;
  /** Example accounts can be used. */
  demo: boolean;
  log: (level: 'debug' | 'info' | 'warn' | 'error', line: string) => void;
}

/** Hono's environment: c.var of every handler. */
export interface Env {
  Variables: { services: Services; actor: Actor };
}
