import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QUICK_TO_BEGIN } from './machine.ts';

export type Server = {
  url: string;
  pid: number;
  /** Everything it wrote so far, both streams. */
  output: () => string;
  /** Asks it to end (SIGTERM), waits, and removes the folder that was made for it. */
  stop: () => Promise<void>;
  /** Ends it at once (SIGKILL); its folder stays for a next start, until `stop`. */
  kill: () => Promise<void>;
};

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY = /^Buurtweefsel is ready on (http:\/\/\S+)$/m;

/**
 * Starts the server as a process of its own, on a free port and, unless `env` names one, on a new
 * data folder; resolves when it says that it is ready. No network: areas are the schematic ones.
 * `like` is a data folder to begin from instead of an empty one.
 * Throws with its output when it ends before.
 */
export async function startServer(
  env: Record<string, string> = {},
  like?: string,
): Promise<Server> {
  const made = env['DATA_DIR'] ? undefined : await mkdtemp(join(tmpdir(), 'buurtweefsel-'));
  if (made && like) cpSync(like, made, { recursive: true });
  const child = spawn(process.execPath, [...QUICK_TO_BEGIN, '--import', 'tsx', 'api/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      CBS_AREAS_URL: 'http://127.0.0.1:9',
      BASEMAP_STYLE_URL: 'http://127.0.0.1:9',
      ...(made ? { DATA_DIR: made } : {}),
      ...env,
    },
  });
  let text = '';
  const exited = once(child, 'exit');
  const url = await new Promise<string>((ready, failed) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      const found = READY.exec(text)?.[1];
      if (found) ready(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => failed(new Error(`the server ended before it was ready:\n${text}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    url,
    pid: child.pid!,
    output: () => text,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await end('SIGTERM');
      if (made) await rm(made, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
  };
}
