import { Hono } from 'hono';
import {
  behind,
  behindQuery,
  learningSummary,
  programme,
  programmeQuery,
  quoteChoice,
  quoteList,
  quotesQuery,
} from '../contracts/programme.ts';
import { act, find, requireAccount } from '../http/act.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { readBehind } from './behind.ts';
import { chooseQuotes, readLearning, readProgramme, readQuotes } from './queries.ts';

/** What the programme does and brings about, in counts; for who connects, coordinates or studies, of their areas. */
export const programmeRoutes = new Hono<Env>()
  .get(
    '/',
    describe('programme', 'What was done, by quarter and area', programme),
    input('query', programmeQuery),
    async (c) => {
      requireAccount(c);
      const query = c.req.valid('query');
      return c.json(await find(c, 'read', (tx) => readProgramme(tx, query)));
    },
  )
  .get(
    '/behind',
    describe('programme', 'What a number of a quarter is made of', behind),
    input('query', behindQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor, ...asked } = c.req.valid('query');
      const after = readCursor(cursor, asked, 2);
      const { items, next } = await act(c, 'read', (tx) => readBehind(tx, asked, after, limit));
      return c.json({ items, next: next && writeCursor(asked, next) });
    },
  )
  .get(
    '/learning',
    describe('programme', 'What was learned together, in these quarters', learningSummary),
    input('query', programmeQuery),
    async (c) => {
      requireAccount(c);
      const { area, from, until } = c.req.valid('query');
      return c.json(await act(c, 'read', (tx) => readLearning(tx, area, from, until)));
    },
  )
  .get(
    '/quotes',
    describe('programme', 'Quotes for the report of a quarter', quoteList),
    input('query', quotesQuery),
    async (c) => {
      requireAccount(c);
      const { area, quarter } = c.req.valid('query');
      return c.json(await act(c, 'fresh', (tx) => readQuotes(tx, area, quarter)));
    },
  )
  .put(
    '/quotes',
    describe('programme', 'Choose the quotes of a report', quoteList),
    input('json', quoteChoice),
    async (c) => {
      requireAccount(c);
      const { area, quarter, quotes } = c.req.valid('json');
      const chosen = await act(c, 'write', async (tx) => {
        await chooseQuotes(tx, area, quarter, quotes);
        return readQuotes(tx, area, quarter);
      });
      return c.json(chosen);
    },
  );
