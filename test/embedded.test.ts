import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbedded } from '../api/db/embedded.ts';
import { StartError } from '../api/db/port.ts';
import { startServer } from '../api/server.ts';
import { dataFolder } from './support/database.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const node = (...args: string[]) => [process.execPath, ['--import', 'tsx', ...args]] as const;

describe('The embedded database', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ folder, remove } = await dataFolder()));
  afterEach(() => remove());

  test('is refused to a second process, in one sentence', async () => {
    const database = await openEmbedded(folder);
    const sentence = `The data folder ${folder} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`;
    const [command, args] = node('api/commands/migrate.ts');
    const second = promisify(execFile)(command, args, {
      cwd: root,
      env: { PATH: process.env['PATH'], DATA_DIR: folder },
    });
    await expect(second).rejects.toMatchObject({ code: 1, stdout: '', stderr: `${sentence}\n` });
    await expect(openEmbedded(folder)).rejects.toThrow(sentence);
    expect(await database.asSystem((tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);

    await database.close();
    const next = await openEmbedded(folder);
    await next.close();
  });

  test('is closed again when the port is in use, which is said in one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const env = { DATA_DIR: folder, PORT: String(port), DEMO: '0', DATABASE_URL: '' };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value || undefined);
    vi.stubEnv('CBS_AREAS_URL', 'http://127.0.0.1:9');
    await expect(startServer(new PassThrough())).rejects.toThrow(
      new StartError(`Port ${port} is in use: end what listens there, or set PORT to another.`),
    );
    vi.unstubAllEnvs();
    other.close();
    const database = await openEmbedded(folder);
    await database.close();
  });

  test('leaves the event loop free while a heavy query runs', async () => {
    const database = await openEmbedded(folder);
    await database.asSystem((tx) => tx.query('select 1'));
    const before = performance.eventLoopUtilization();
    const started = performance.now();
    await database.asSystem((tx) =>
      tx.query('select sum(sqrt(i)) from generate_series(1, 2000000) as i'),
    );
    const took = performance.now() - started;
    const { active } = performance.eventLoopUtilization(before);
    await database.close();
    // All that the loop did in that time together, so no single turn of it took longer; unlike a
    // delay, this does not grow when other processes want the processor.
    expect(took).toBeGreaterThan(100);
    expect(active).toBeLessThan(50);
  });

  test('keeps what was committed when its process is killed', async () => {
    const writer = spawn(...node('test/support/writer.ts', folder), { cwd: root });
    let last = 0;
    for await (const line of createInterface(writer.stdout)) {
      last = Number(line);
      if (last === 200) writer.kill('SIGKILL');
    }
    if (writer.signalCode === null) await once(writer, 'exit');
    expect(writer.signalCode).toBe('SIGKILL');
    expect(last).toBeGreaterThanOrEqual(200);

    const database = await openEmbedded(folder);
    const [row] = await database.asOwner((tx) =>
      tx.query<{ n: number }>('select count(*) as n from written where id <= $1', [last]),
    );
    await database.close();
    expect(row!.n).toBe(last);
  });

  test('waits on closing for what is running', async () => {
    const database = await openEmbedded(folder);
    const running = [1, 2, 3].map((i) =>
      database.asOwner((tx) => tx.query('select $1::int as i, pg_sleep(0.1)::text as done', [i])),
    );
    await database.close();
    expect((await Promise.all(running)).flat()).toEqual([1, 2, 3].map((i) => ({ i, done: '' })));
  });
});
