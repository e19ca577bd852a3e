import type { Context } from 'hono';
import type { Initiative } from '../contracts/initiatives.ts';
import type { Work } from '../db/port.ts';
import { find } from '../http/act.ts';
import type { Env } from '../http/environment.ts';
import { etagOf } from '../http/etag.ts';
import { readInitiative } from './queries.ts';

/** Does the work, if any, then answers the initiative as it is now and sets its entity tag. */
export async function actAndShow(
  c: Context<Env>,
  id: string,
  work?: Work<unknown>,
): Promise<Initiative> {
  const shown = await find(c, work ? 'write' : 'fresh', async (tx) => {
    await work?.(tx);
    return readInitiative(tx, id);
  });
  c.header('ETag', etagOf(shown));
  return shown;
}
