import type { Context } from 'hono';
import { contextOf } from '../../area-figures.ts';
import type { Env } from '../../http/environment.ts';
import { act } from '../../http/act.ts';
import { contextToRead, writeContext } from './queries.ts';

/**
 * Keeps the figures of the wijk on the day of an entry beside it, as everybody sees them: of that day they are, also
 * when the wijk changes. What fails here is put right by the next change; nobody's words are lost for it.
 */
export async function noteContext(c: Context<Env>, entry: string): Promise<void> {
  const { services } = c.var;
  const at = await act(c, 'fresh', (tx) => contextToRead(tx, entry));
  if (!at) return;
  try {
    const figures = contextOf(await services.areaFigures(at.area, at.on));
    await services.database.asSystem((tx) => writeContext(tx, entry, at, figures));
  } catch (error) {
    services.log('warn', `The figures of ${at.area} could not be kept: ${String(error)}`);
  }
}
