import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './lock.ts';
import {
  claimsOf,
  DatabaseError,
  ENTER_ROLE,
  notCommitted,
  type Change,
  type Database,
  type Transaction,
  type Work,
} from './port.ts';
import { leanPostgis } from './postgis-bundle.ts';

type Answer = { rows: object[]; affectedRows?: number; command: string };
type Message =
  | { change: string }
  | { id: number; value: unknown; error?: { message: string; code: string; constraint?: string } };

/** The one connection to PGlite in its thread: operations are answered in the order they came. */
class Connection {
  private readonly worker: Worker;
  private readonly waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  private lastId = 0;
  readonly listeners = new Set<(change: Change) => void>();

  constructor(folder: string, postgis: string | undefined) {
    // No execArgv: the thread needs no loader, whatever this process was started with.
    this.worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
      workerData: { folder, postgis },
      execArgv: [],
    });
    this.worker.on('message', (message: Message) => this.receive(message));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('the embedded database has stopped')));
  }

  call<T>(operation: string, message: object = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const id = ++this.lastId;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, operation, ...message });
    });
  }

  async end(): Promise<void> {
    await this.call('close');
    const ended = once(this.worker, 'exit');
    await this.worker.terminate();
    await ended;
  }

  private receive(message: Message): void {
    if ('change' in message) {
      const change = JSON.parse(message.change) as Change;
      for (const listener of this.listeners) listener(change);
      return;
    }
    const { id, value, error } = message;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new DatabaseError(error.message, error.code, error.constraint));
    else waiting?.resolve(value as never);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values())
      reject(new DatabaseError(error.message, '08006', undefined, error));
    this.waiting.clear();
  }
}

/** PGlite in a worker thread, on a folder of its own. One transaction at a time, first come first. */
class EmbeddedDatabase implements Database {
  readonly kind = 'embedded';
  private last: Promise<unknown> = Promise.resolve();
  private lastCursor = 0;
  private readonly connection: Connection;
  private readonly release: () => void;

  constructor(connection: Connection, release: () => void) {
    this.connection = connection;
    this.release = release;
  }

  asActor: Database['asActor'] = (actor, mode, work) => {
    const { role, claims } = claimsOf(actor);
    return this.transaction(mode === 'write' ? 'begin' : 'begin read only', [role, claims], work);
  };

  asSystem: Database['asSystem'] = (work) =>
    this.transaction('begin', ['service_role', '{"role":"service_role"}'], work);

  asOwner: Database['asOwner'] = (work) => this.transaction('begin', ['none', ''], work);

  onChange: Database['onChange'] = (listener) => {
    this.connection.listeners.add(listener);
    return () => this.connection.listeners.delete(listener);
  };

  async close(): Promise<void> {
    await this.last;
    await this.connection.end();
    this.release();
  }

  private transaction<T>(begin: string, entering: unknown[], work: Work<T>): Promise<T> {
    const mine = this.last.then(async () => {
      await this.query(begin);
      try {
        await this.query(ENTER_ROLE, entering);
        const result = await work(this.handle);
        const { command } = await this.query('commit');
        if (command !== 'COMMIT') throw notCommitted();
        return result;
      } catch (error) {
        await this.query('rollback');
        throw error;
      }
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private query(text: string, params: readonly unknown[] = []): Promise<Answer> {
    return this.connection.call<Answer>('query', { text, params });
  }

  private readonly handle: Transaction = {
    query: async <Row extends object>(text: string, params?: readonly unknown[]) =>
      (await this.query(text, params)).rows as Row[],
    run: async (text, params) => (await this.query(text, params)).affectedRows ?? 0,
    script: (text) => this.connection.call('script', { text }),
    batches: <Row extends object>(text: string, params: readonly unknown[], size: number) =>
      this.cursor<Row>(text, params, size),
    copyIn: async (target, chunks) => {
      for await (const lines of chunks) await this.connection.call('copy', { target, lines });
    },
  };

  private async *cursor<Row extends object>(
    text: string,
    params: readonly unknown[],
    size: number,
  ): AsyncGenerator<Row[]> {
    // A reader may stop half-way: its cursor then stays until the transaction ends.
    const name = `batches_${++this.lastCursor}`;
    await this.query(`declare ${name} no scroll cursor for ${text}`, params);
    for (;;) {
      const { rows } = await this.query(`fetch ${size} from ${name}`);
      if (rows.length > 0) yield rows as Row[];
      if (rows.length < size) break;
    }
    await this.query(`close ${name}`);
  }
}

/**
 * Opens the database in `folder` (made when empty), after taking its lock.
 * Throws StartError when another process holds it.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const release = lockFolder(folder);
  try {
    const path = join(folder, 'database');
    const connection = new Connection(path, existsSync(path) ? await leanPostgis() : undefined);
    await connection.call('open');
    return new EmbeddedDatabase(connection, release);
  } catch (error) {
    release();
    throw error;
  }
}
