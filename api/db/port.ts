/**
 * The port to the database. Everything above it sees only this: a transaction as a visitor, whom
 * row-level security judges, or as the system itself, for imports, exports and sign-in.
 */

/** Who asks: an account, or nobody in particular. */
export type Actor = { accountId: string } | { accountId: null };

export const anonymous: Actor = { accountId: null };

/**
 * One transaction. Values come back alike from every adapter: bigint and numeric as number, dates
 * as "YYYY-MM-DD", timestamps as RFC 3339 in UTC, JSON parsed. JSON parameters go in as text
 * (`$1::text::jsonb`). Await nothing but the transaction itself inside one: the embedded database
 * has a single connection.
 */
export interface Transaction {
  /** Runs one statement; its rows. */
  query<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Runs one statement; how many rows it wrote. */
  run(text: string, params?: readonly unknown[]): Promise<number>;
  /** Runs a script of several statements without parameters. */
  script(text: string): Promise<void>;
  /** Rows in batches, read through a cursor: memory stays flat however many there are. */
  batches<Row extends object>(
    text: string,
    params: readonly unknown[],
    size: number,
  ): AsyncIterable<Row[]>;
  /** `copy <target> from stdin` in text format; each chunk is whole lines. */
  copyIn(target: string, chunks: AsyncIterable<string>): Promise<void>;
}

export type Work<T> = (tx: Transaction) => Promise<T>;

/** What changed, as told by triggers: see `pg_notify('changes', ...)` in the migrations. */
export type Change =
  | {
      what: 'assets';
      /** Morton codes at zoom 12, each asset in one; absent means anywhere. */
      cells?: number[];
      /** Some are areas, which reach over other cells, too. */
      areas?: boolean;
    }
  | { what: 'neighbourhoods' }
  | { what: 'roles' }
  | { what: /** Talents and consents: who counts in figures. */ 'people' }
  | { what: /** Who lives where. */ 'population' };

/**
 * `read` may ask a replica when nobody is signed in; `fresh` reads from where everything is written,
 * for what is kept: a replica that lags would be kept, too.
 */
export type Mode = 'read' | 'fresh' | 'write';

export interface Database {
  readonly kind: 'embedded' | 'postgres';
  /** A transaction under row-level security. */
  asActor<T>(actor: Actor, mode: Mode, work: Work<T>): Promise<T>;
  /** A transaction past the wall, without a time limit. Never for a visitor's request as such. */
  asSystem<T>(work: Work<T>): Promise<T>;
  /** A transaction as the owner of the schema. For migrations and restores only. */
  asOwner<T>(work: Work<T>): Promise<T>;
  /** Tells of every committed change, from whichever process; the answer stops the telling. */
  onChange(listener: (change: Change) => void): () => void;
  /** Waits for what is running, then closes. */
  close(): Promise<void>;
}

/** What the database refused. `code` is the SQLSTATE, `constraint` the rule as a sentence. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(message: string, code: string, constraint?: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.constraint = constraint;
  }
}

/** A commit that the database turned into a rollback: an earlier statement failed, unnoticed. */
export const notCommitted = (): DatabaseError =>
  new DatabaseError('nothing was written: an earlier statement failed', '25P02');

/** A start that cannot go on, said in one sentence for the person who runs the server. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The claims of an actor, as Supabase Auth words them. */
export function claimsOf(actor: Actor): { role: string; claims: string } {
  const role = actor.accountId === null ? 'anon' : 'authenticated';
  return { role, claims: JSON.stringify({ role, sub: actor.accountId ?? undefined }) };
}

/** Enters a role for the rest of a transaction; parameters: role, claims. */
export const ENTER_ROLE =
  "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";
