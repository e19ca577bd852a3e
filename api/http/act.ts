import type { Context } from 'hono';
import type { Mode, Work } from '../db/port.ts';
import type { Env } from './environment.ts';
import { notFound, Problem } from './problem.ts';

/** One transaction as whoever asks. */
export const act = <T>(c: Context<Env>, mode: Mode, work: Work<T>): Promise<T> =>
  c.var.services.database.asActor(c.var.actor, mode, work);

/** What the work finds. Throws Problem 404 when it is null: not there, or not for this visitor. */
export async function find<T>(c: Context<Env>, mode: Mode, work: Work<T | null>): Promise<T> {
  const found = await act(c, mode, work);
  if (found === null) throw notFound();
  return found;
}

/** The account that asks. Throws Problem 401 when nobody is signed in. */
export function requireAccount(c: Context<Env>): string {
  const { accountId } = c.var.actor;
  if (accountId === null) throw new Problem(401, 'Sign in to do this.');
  return accountId;
}
