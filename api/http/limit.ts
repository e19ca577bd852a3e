import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Database } from '../db/port.ts';
import type { Env } from './environment.ts';
import { Problem } from './problem.ts';

/** Counts one more of something by somebody. Throws Problem 429 beyond so many within an hour. */
export type Limit = (what: string, who: string, most: number, says: string) => Promise<void>;

/** `hash` keeps addresses out of the database. Commits even when over the limit: each try counts. */
export const hourlyLimit =
  (database: Database, hash: (...parts: string[]) => string): Limit =>
  async (what, who, most, says) => {
    const within = await database.asSystem(async (tx) => {
      const [row] = await tx.query<{ within: boolean }>(
        'select private.within_limit($1, $2, 3600) as within',
        [hash(what, who), most],
      );
      return row!.within;
    });
    if (!within) throw new Problem(429, says);
  };

/** As many as a room of people may do in an hour; a program would do as many in a second. */
const NOBODY_AN_HOUR = 60;

/** Who is signed in answers for what they do; of others only so much is taken from one address. */
export const ofNobodySeldom = (what: string, most = NOBODY_AN_HOUR) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.var.actor.accountId === null)
      await c.var.services.limit(
        what,
        senderOf(c),
        most,
        'Much was sent from here without an account. Sign in, or try again in an hour.',
      );
    await next();
  });

/**
 * The sender's address, for rate limits. A proxy on this machine passes it on as the last entry of
 * X-Forwarded-For; from anywhere else that header is somebody's own invention.
 */
export function senderOf(c: Context<Env>): string {
  const peer = peerOf(c);
  const passedOn = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
  return passedOn && /^(127\.|::1$|::ffff:127\.)/.test(peer) ? passedOn : peer;
}

function peerOf(c: Context<Env>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown'; // called without a socket, by tests
  }
}
