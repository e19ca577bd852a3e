import type { Context } from 'hono';
import { keepFigures } from '../../area-figures.ts';
import type { Env } from '../../http/environment.ts';
import { act } from '../../http/act.ts';
import { contextToRead, writeContext } from './queries.ts';

/** Keeps the figures of its wijk beside an entry. */
export const noteContext = async (c: Context<Env>, entry: string): Promise<void> =>
  keepFigures(
    c.var.services,
    await act(c, 'fresh', (tx) => contextToRead(tx, entry)),
    (tx, place, figures) => writeContext(tx, entry, place, figures),
  );
