import postgres from 'postgres';
import { parsers } from './values.mjs';
import {
  claimsOf,
  DatabaseError,
  ENTER_ROLE,
  StartError,
  type Change,
  type Database,
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

function pool(url: string, max: number): postgres.Sql {
  return postgres(url, {
    max,
    types: types as never,
    onnotice: () => {},
    connect_timeout: 10,
    connection: {
      application_name: 'buurtweefsel',
      TimeZone: 'UTC',
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

function handleOf(sql: postgres.ReservedSql | postgres.TransactionSql): Transaction {
  const send = (text: string, params: readonly unknown[] = []) =>
    sql.unsafe(text, params as never[], { prepare: true });
  return {
    query: async <Row extends object>(text: string, params?: readonly unknown[]) =>
      [...(await send(text, params))] as unknown as Row[],
    run: async (text, params) => (await send(text, params)).count,
    script: async (text) => void (await sql.unsafe(text)),
    batches: async function* <Row extends object>(
      text: string,
      params: readonly unknown[],
      size: number,
    ) {
      for await (const rows of send(text, params).cursor(size)) yield [...rows] as unknown as Row[];
    },
    copyIn: async (target, chunks) => {
      const stream = await sql.unsafe(`copy ${target} from stdin`).writable();
      const failed = new Promise<never>((_, reject) => stream.once('error', reject));
      const finished = new Promise<void>((resolve) => stream.once('finish', resolve));
      for await (const lines of chunks)
        if (!stream.write(lines))
          await Promise.race([failed, new Promise((resolve) => stream.once('drain', resolve))]);
      stream.end();
      await Promise.race([failed, finished]);
    },
  };
}

class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  private readonly primary: postgres.Sql;
  private readonly replica: postgres.Sql;

  constructor(primary: postgres.Sql, replica: postgres.Sql) {
    this.primary = primary;
    this.replica = replica;
  }

  // Signed-in people read from the primary: what they just wrote must be there.
  asActor: Database['asActor'] = (actor, mode, work) => {
    const { role, claims } = claimsOf(actor);
    const server = mode === 'read' && actor.accountId === null ? this.replica : this.primary;
    return this.transaction(server, mode === 'read' ? 'read only' : '', work, [role, claims]);
  };

  asSystem: Database['asSystem'] = (work) =>
    this.unlimited(work, ['service_role', '{"role":"service_role"}']);

  asOwner: Database['asOwner'] = (work) => this.unlimited(work, null);

  private unlimited<T>(work: Work<T>, entering: string[] | null): Promise<T> {
    return this.transaction(
      this.primary,
      '',
      async (tx) => {
        await tx.script(
          'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
        );
        return work(tx);
      },
      entering,
    );
  }

  private async transaction<T>(
    server: postgres.Sql,
    mode: string,
    work: Work<T>,
    entering: string[] | null,
  ): Promise<T> {
    try {
      return (await server.begin(mode, (sql) => {
        // Sent ahead without waiting: should it fail, the transaction is aborted and so is the work.
        if (entering)
          sql
            .unsafe(ENTER_ROLE, entering, { prepare: true })
            .execute()
            .catch(() => undefined);
        return work(handleOf(sql));
      })) as T;
    } catch (error) {
      throw translated(error);
    }
  }

  private readonly listeners = new Set<(change: Change) => void>();

  onChange: Database['onChange'] = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async listen(): Promise<void> {
    await this.primary.listen('changes', (payload) => {
      const change = JSON.parse(payload) as Change;
      for (const listener of this.listeners) listener(change);
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.primary.end({ timeout: 10 }), this.replica.end({ timeout: 10 })]);
  }
}

/**
 * Connects to PostgreSQL with PostGIS. `readUrl` may name a replica.
 * Throws StartError, without the URL's password, when it cannot be reached.
 */
export async function openPostgres(url: string, readUrl?: string): Promise<Database> {
  const primary = pool(url, POOL_SIZE);
  const database = new PostgresDatabase(primary, readUrl ? pool(readUrl, POOL_SIZE) : primary);
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
