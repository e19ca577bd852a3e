import { serve } from '@hono/node-server';
import { stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { codeSender } from './accounts/mail.ts';
import { localSignIn } from './accounts/local.ts';
import { keyed, sessionSecret } from './accounts/secret.ts';
import type { SignIn } from './accounts/sign-in.ts';
import { createApp } from './app.ts';
import { areaFigures } from './area-figures.ts';
import { folderStore, type PhotoStore } from './photos/store.ts';
import { sweepPhotos } from './photos/sweep.ts';
import { sendReminders } from './connections/reminders/mail.ts';
import { CoverageState } from './coverage/state.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase } from './db/open.ts';
import { StartError, type Database } from './db/port.ts';
import { isDemo, writeExample } from './example.ts';
import { hourlyLimit, type Limit } from './http/limit.ts';
import { logTo } from './http/log.ts';
import { loadFirstAreas } from './neighbourhoods/first-start.ts';
import { smtpMail, type SendMail } from './mail.ts';
import { readThemes, themesFolder } from './neighbourhoods/themes.ts';
import { TileCache } from './tiles/cache.ts';

const ONE_HOUR_MS = 3600 * 1000;
const ONE_DAY_MS = 24 * ONE_HOUR_MS;

/** Starts everything; the ready line is the last it writes. `stop` lets running requests end. */
export async function startServer(
  output: NodeJS.WritableStream,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const say = (line: string) => void output.write(`${line}\n`);
  const config = readConfig();
  const isNew = !config.DATABASE_URL && !(await exists(join(config.DATA_DIR, 'database')));
  const database = await openDatabase(config, say);
  try {
    return await startOn(database, isNew, config, output, say);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(
  database: Database,
  isNew: boolean,
  config: Config,
  output: NodeJS.WritableStream,
  say: (line: string) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const demo = await isDemo(config, isNew);
  if (isNew) await loadFirstAreas(database, config, say);
  const photos = await openPhotos(config);
  const coverage = new CoverageState(database);
  const figures = areaFigures(database, coverage);
  if (demo) await writeExample(database, photos, figures);

  const tiles = new TileCache();
  database.onChange((change) => tiles.changed(change));
  const secret = await sessionSecret(config.SESSION_SECRET, resolve(config.DATA_DIR));
  const limit = hourlyLimit(database, (...parts) => keyed(secret, ...parts));
  const { hostname } = new URL(config.PUBLIC_URL ?? 'http://localhost');
  const send = config.SMTP_URL ? smtpMail(config.SMTP_URL, hostname) : null;
  const signIn = await openSignIn(config, database, secret, limit, send, say);
  const themes = await readThemes(themesFolder(config));
  const log = logTo(output, config.LOG_LEVEL);
  const services = {
    ...{ config, database, signIn, limit, tiles, coverage, photos, themes, demo, log },
    areaFigures: figures,
  };
  const app = createApp(services);

  const { server, port } = await listen(app.fetch, config);
  const tidy = async () => {
    await forget(database);
    await sweepPhotos({ database, photos, log });
  };
  const tidying = setInterval(() => void tidy(), ONE_DAY_MS).unref();
  await tidy();
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  const url = `http://${host}:${port}`;
  const weekUrl = new URL('/week', config.PUBLIC_URL ?? url).href;
  const remind = () =>
    sendReminders({ database, send: send!, weekUrl, log }).catch((error: unknown) =>
      log('error', `The reminders failed: ${String(error)}`),
    );
  const reminding = send ? setInterval(() => void remind(), ONE_HOUR_MS).unref() : undefined;
  say(`Buurtweefsel is ready on ${url}`);

  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      clearInterval(tidying);
      clearInterval(reminding);
      await new Promise<void>((done) => {
        server.close(() => done());
        // Idle connections that browsers keep would hold the server open.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
      await database.close();
    })());
  return { url, stop };
}

const forget = (database: Database) =>
  database.asSystem((tx) => tx.query('select private.forget() as forgotten'));

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function openSignIn(
  config: Config,
  database: Database,
  secret: string,
  limit: Limit,
  send: SendMail | null,
  say: (line: string) => void,
): Promise<SignIn> {
  if (config.SUPABASE_URL) {
    // Loaded only here: the other two ways never need it.
    const { supabaseSignIn } = await import('./accounts/supabase.ts');
    return supabaseSignIn(
      database,
      config.SUPABASE_URL,
      { publishable: config.SUPABASE_PUBLISHABLE_KEY!, secret: config.SUPABASE_SECRET_KEY! },
      secret,
    );
  }
  return localSignIn(database, secret, limit, codeSender(send, database.kind === 'embedded', say));
}

async function openPhotos(config: Config): Promise<PhotoStore> {
  if (!config.SUPABASE_URL) return folderStore(join(resolve(config.DATA_DIR), 'photos'));
  const { storageStore } = await import('./photos/storage.ts');
  return storageStore(config.SUPABASE_URL, config.SUPABASE_SECRET_KEY!);
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { PORT, HOST }: Config) {
  return new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready, refuse) => {
    const server = serve({ fetch, port: PORT, hostname: HOST }, (address: AddressInfo) =>
      ready({ server, port: address.port }),
    );
    server.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE'
          ? new StartError(
              `Port ${PORT} is in use: end what listens there, or set PORT to another.`,
            )
          : error,
      ),
    );
  });
}
