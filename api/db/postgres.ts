import postgres from 'postgres';
import { parsers } from './values.mjs';
import {
  claimsOf,
  DatabaseError,
  ENTER_ROLE,
  notCommitted,
  StartError,
  type Change,
  type Database,
  type Mode,
  type Transaction,
  type Work,
} from './port.ts';

/** A visitor's statement may take this long; imports and exports have no limit. */
const STATEMENT_TIMEOUT_MS = 15_000;
const POOL_SIZE = 10;

const types = Object.fromEntries(
  Object.entries(parsers).map(([oid, parse]) => [
    `oid${oid}`,
    { to: Number(oid), from: [Number(oid)], serialize: String, parse },
  ]),
);

/**
 * Connections of visitors start out as `anon` and only ever leave that role within a transaction:
 * whatever goes wrong, a statement never runs as the owner. The owner has a connection of its own.
 */
function pool(url: string, max: number, role?: 'anon'): postgres.Sql {
  return postgres(url, {
    max,
    types: types as never,
    onnotice: () => {},
    connect_timeout: 10,
    connection: {
      application_name: 'buurtweefsel',
      TimeZone: 'UTC',
      ...(role && { role }),
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
}

/** postgres.js names the parts of an error differently; `code` is an SQLSTATE or a socket's code. */
function translated(error: unknown): unknown {
  if (error instanceof postgres.PostgresError)
    return new DatabaseError(error.message, error.code, error.constraint_name, error);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && /^(E[A-Z]+|CONNECT|CONNECTION_)/.test(code))
    return new DatabaseError('the database cannot be reached', '08006', undefined, error);
  return error;
}

const rethrow = (error: unknown): never => {
  throw translated(error);
};

function handleOf(sql: postgres.ReservedSql | postgres.TransactionSql): Transaction {
  const send = (text: string, params: readonly unknown[] = []) =>
    sql.unsafe(text, params as never[], { prepare: true });
  return {
    query: async <Row extends object>(text: string, params?: readonly unknown[]) =>
      [...(await send(text, params).catch(rethrow))] as unknown as Row[],
    run: async (text, params) => (await send(text, params).catch(rethrow)).count,
    script: async (text) => void (await sql.unsafe(text).catch(rethrow)),
    batches: async function* <Row extends object>(
      text: string,
      params: readonly unknown[],
      size: number,
    ) {
      for await (const rows of send(text, params).cursor(size)) yield [...rows] as unknown as Row[];
    },
    copyIn: async (target, chunks) => {
      const copy = sql.unsafe(`copy ${target} from stdin`);
      const stream = await copy.writable();
      const failed = new Promise<never>((_, reject) => {
        stream.once('error', reject);
        // What the server refuses after the last line, postgres.js tells the query alone.
        void Object.assign(copy, { reject });
      });
      failed.catch(() => undefined); // told below
      const finished = new Promise<void>((resolve) => stream.once('finish', resolve));
      try {
        for await (const lines of chunks)
          if (!stream.write(lines))
            await Promise.race([failed, new Promise((resolve) => stream.once('drain', resolve))]);
      } catch (error) {
        stream.destroy(error as Error);
        throw error;
      }
      stream.end();
      await Promise.race([failed, finished]);
    },
  };
}

const SYSTEM = ['service_role', '{"role":"service_role"}'];

class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  private readonly owner: postgres.Sql;
  private readonly primary: postgres.Sql;
  private readonly replica: postgres.Sql;

  constructor(owner: postgres.Sql, primary: postgres.Sql, replica: postgres.Sql) {
    this.owner = owner;
    this.primary = primary;
    this.replica = replica;
  }

  // Signed-in people read from the primary: what they just wrote must be there.
  asActor: Database['asActor'] = (actor, mode, work) => {
    const { role, claims } = claimsOf(actor);
    const server = mode === 'read' && actor.accountId === null ? this.replica : this.primary;
    return this.counted(this.pipelined(server, mode, [role, claims], work));
  };

  asSystem: Database['asSystem'] = (work) =>
    this.counted(this.unlimited(this.primary, work, SYSTEM));

  asOwner: Database['asOwner'] = (work) => this.counted(this.unlimited(this.owner, work, null));

  private readonly running = new Set<Promise<unknown>>();

  private async counted<T>(transaction: Promise<T>): Promise<T> {
    this.running.add(transaction);
    try {
      return await transaction;
    } catch (error) {
      throw translated(error);
    } finally {
      this.running.delete(transaction);
    }
  }

  /**
   * A transaction whose opening is sent ahead of its first statement, without waiting for answers.
   * Should the opening fail, the statements behind it fail too, or run as nobody in particular.
   */
  private async pipelined<T>(
    server: postgres.Sql,
    mode: Mode,
    entering: string[],
    work: Work<T>,
  ): Promise<T> {
    const connection = await server.reserve();
    const opening = Promise.all([
      connection.unsafe(mode === 'write' ? 'begin' : 'begin read only').execute(),
      connection.unsafe(ENTER_ROLE, entering, { prepare: true }).execute(),
    ]);
    opening.catch(() => undefined); // told below, or by the statement that follows
    try {
      const result = await work(handleOf(connection));
      await opening;
      const commit = connection.unsafe('commit').execute();
      // Nothing was written, so nothing can be lost: the answer need not wait.
      if (mode === 'write' && (await commit).command !== 'COMMIT') throw notCommitted();
      commit.catch(() => undefined);
      return result;
    } catch (error) {
      await connection.unsafe('rollback').catch(() => undefined);
      throw error;
    } finally {
      connection.release();
    }
  }

  private async unlimited<T>(
    server: postgres.Sql,
    work: Work<T>,
    entering: string[] | null,
  ): Promise<T> {
    return (await server.begin(async (sql) => {
      await sql.unsafe(
        'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
      );
      if (entering) await sql.unsafe(ENTER_ROLE, entering, { prepare: true });
      return work(handleOf(sql));
    })) as T;
  }

  private readonly listeners = new Set<(change: Change) => void>();

  onChange: Database['onChange'] = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async listen(): Promise<void> {
    const tell = (change: Change) => {
      for (const listener of this.listeners) listener(change);
    };
    await this.owner.listen(
      'changes',
      (payload) => tell(JSON.parse(payload) as Change),
      // Heard again after a connection that was lost: what was told meanwhile nobody knows.
      () => tell({ what: 'neighbourhoods' }),
    );
  }

  async close(): Promise<void> {
    // postgres.js would wait in vain for a connection that was reserved.
    await Promise.allSettled(this.running);
    await Promise.all(
      [this.owner, this.primary, this.replica].map((server) => server.end({ timeout: 10 })),
    );
  }
}

/**
 * Connects to PostgreSQL with PostGIS. `readUrl` may name a replica.
 * Throws StartError, without the URL's password, when it cannot be reached.
 */
export async function openPostgres(url: string, readUrl?: string): Promise<Database> {
  const primary = pool(url, POOL_SIZE, 'anon');
  const replica = readUrl ? pool(readUrl, POOL_SIZE, 'anon') : primary;
  const database = new PostgresDatabase(pool(url, 1), primary, replica);
  try {
    await database.listen();
  } catch (error) {
    await database.close();
    throw new StartError(
      `The database in DATABASE_URL does not answer (${(error as Error).message}). Is it running, and is the address right?`,
    );
  }
  return database;
}
