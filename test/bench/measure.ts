import autocannon from 'autocannon';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import postgres from 'postgres';

export const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

export const round = (n: number): number => Number(n.toPrecision(3));

export function timed<T>(work: () => T): { seconds: number; answer: T } {
  const start = performance.now();
  const answer = work();
  return { seconds: (performance.now() - start) / 1000, answer };
}

/** How far two answers are apart at most; of values above one, in parts of them. */
export const furthest = (ours: ArrayLike<number>, theirs: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < theirs.length; i++) {
    const scale = Math.max(1, Math.abs(theirs[i]!));
    most = Math.max(most, Math.abs(ours[i]! - theirs[i]!) / scale);
  }
  return most;
};

export function requireEqual(what: string, difference: number): void {
  if (!(difference <= 1e-9)) throw new Error(`${what} differs by ${difference}`);
}

/** What a benchmark must hold, and what was measured: the ratio of medians. */
export interface Finding {
  what: string;
  mustHold: string;
  ratio: number;
  holds: boolean;
  details: Record<string, unknown>;
}

/** Requests per second of one address, over a few seconds on ten connections; all must answer 200. */
export async function requestsPerSecond(url: string): Promise<number> {
  const result = await autocannon({ url, connections: 10, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  return result.requests.average;
}

/** Starts a program and waits for the line that tells its address. */
export async function startProgram(
  file: string,
  env: Record<string, string>,
): Promise<{ url: string; process: ChildProcess; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (!url || !line.includes('ready')) continue;
    child.stdout.resume();
    const stop = async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    };
    return { url, process: child, stop };
  }
  throw new Error(`${file} ended before it was ready`);
}

/** A database of its own on the server of TEST_DATABASE_URL, dropped afterwards. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('This benchmark needs TEST_DATABASE_URL.');
  const name = `bench_${process.pid}`;
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await sql.unsafe(`drop database ${name} with (force)`);
    await sql.end();
  }
}

export async function serverVersions(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`select current_setting('server_version') as postgresql,
    extensions.postgis_lib_version() as postgis`;
  await sql.end();
  return { node: process.version, postgresql: row!.postgresql, postgis: row!.postgis };
}
