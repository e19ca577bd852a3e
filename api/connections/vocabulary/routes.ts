import { Hono } from 'hono';
import { newTerm, termOf, vocabularyList } from '../../contracts/vocabulary.ts';
import { act, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { addTerm, listTerms, removeTerm } from './queries.ts';

/** By which words gifts and wishes meet. */
export const vocabularyRoutes = new Hono<Env>()
  .get('/', describe('vocabulary', 'Which words count as the same', vocabularyList), async (c) =>
    c.json({ items: await act(c, 'read', listTerms) }),
  )
  .post(
    '/',
    describe('vocabulary', 'Say what a word counts as', vocabularyList, { status: 201 }),
    input('json', newTerm),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await addTerm(tx, c.req.valid('json'));
        return listTerms(tx);
      });
      return c.json({ items }, 201);
    },
  )
  .post(
    '/remove',
    describe('vocabulary', 'Take a word away that was added', vocabularyList),
    input('json', termOf),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await removeTerm(tx, c.req.valid('json').term);
        return listTerms(tx);
      });
      return c.json({ items });
    },
  );
