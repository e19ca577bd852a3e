import { randomInt, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type Server } from './server.ts';

/** Where the example connector works: longitude, latitude. */
const PLACE = { type: 'Point', coordinates: [5.4632, 52.5021] };
const WRITERS = 4;
/** The kill comes at most so long after the first write of its round. */
const LONGEST_MS = 1000;

export type Kills = { kills: number; acknowledged: number; lost: string[] };

/**
 * Starts the server, writes assets over HTTP, kills it (SIGKILL) at a random moment while it writes,
 * and starts it again on the same folder, `times` times. What it acknowledged must be there after
 * each start, and at the end all of it. `say` hears of each round.
 */
export async function killUnderWrites(times: number, say: (line: string) => void): Promise<Kills> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtweefsel-'));
  const start = () => startServer({ DATA_DIR: folder, DEMO: '1', LOG_LEVEL: 'error' });
  const all: string[] = [];
  const lost = new Set<string>();
  let server = await start();
  try {
    for (let round = 1; round <= times; round++) {
      const cookie = await signIn(server);
      const acknowledged: string[] = [];
      const told = new EventEmitter();
      const first = once(told, 'written');
      const writing = Array.from({ length: WRITERS }, () =>
        writeUntilGone(server, cookie, (id) => {
          acknowledged.push(id);
          told.emit('written');
        }),
      );
      await Promise.race([first, Promise.all(writing)]);
      await new Promise((resolve) => setTimeout(resolve, randomInt(LONGEST_MS)));
      await server.kill();
      await Promise.all(writing);
      server = await start();
      for (const id of await missing(server, acknowledged)) lost.add(id);
      all.push(...acknowledged);
      say(`kill ${round}: ${acknowledged.length} writes acknowledged, ${lost.size} lost so far`);
    }
    for (const id of await missing(server, all)) lost.add(id);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return { kills: times, acknowledged: all.length, lost: [...lost] };
}

async function signIn({ url }: Server): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ role: 'connector' }),
  });
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Ends when the server does; what it answers 201 to is acknowledged. */
async function writeUntilGone(
  { url }: Server,
  cookie: string,
  acknowledge: (id: string) => void,
): Promise<void> {
  for (;;) {
    const id = randomUUID();
    let answer: Response;
    try {
      answer = await fetch(`${url}/api/v1/assets`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: url },
        body: JSON.stringify({ id, kind: 'place', title: 'A bench', geometry: PLACE }),
      });
    } catch {
      return; // killed
    }
    if (answer.status !== 201)
      throw new Error(`writing answered ${answer.status}: ${await answer.text()}`);
    acknowledge(id);
    await answer.arrayBuffer().catch(() => undefined); // killed after the acknowledgement
  }
}

/** Which of these assets the server does not have. */
async function missing(server: Server, ids: string[]): Promise<string[]> {
  const cookie = await signIn(server);
  const found: string[] = [];
  const left = [...ids];
  const look = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      const answer = await fetch(`${server.url}/api/v1/assets/${id}`, {
        headers: { Cookie: cookie },
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) found.push(id);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, look));
  return found;
}
