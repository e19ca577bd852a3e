import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { keepFigures } from '../../area-figures.ts';
import {
  example,
  exampleChange,
  exampleList,
  exampleQuery,
  newExample,
  newReflection,
  reflection,
  reflectionChange,
  reflectionList,
  reflectionQuery,
} from '../../contracts/learning.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { input } from '../../http/input.ts';
import {
  changeExample,
  exampleContextToRead,
  insertExample,
  listExamples,
  readExample,
  removeExample,
  writeExampleContext,
} from './examples.ts';
import {
  changeReflection,
  insertReflection,
  listReflections,
  readReflection,
  removeReflection,
} from './reflections.ts';

const path = z.object({ id: z.uuid('is not a UUID') });

/** What somebody thinks of it: for themselves, for the group of a meeting, or for everyone who learns. */
export const reflectionRoutes = new Hono<Env>()
  .get(
    '/',
    describe('learning', 'Reflections that you may read, newest first', reflectionList),
    input('query', reflectionQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 2);
      const { items, next } = await act(c, 'fresh', (tx) =>
        listReflections(tx, filter, after, limit),
      );
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('learning', 'Write a reflection', reflection, { status: 201 }),
    input('json', newReflection),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertReflection(tx, c.var.actor, given);
        return readReflection(tx, given.id);
      });
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .patch(
    '/:id',
    describe('learning', 'Change a reflection', reflection, { changes: true }),
    input('param', path),
    input('json', reflectionChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeReflection(tx, id, version, c.req.valid('json'));
        return readReflection(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('learning', 'Take a reflection away', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeReflection(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );

/** The library of practice examples. */
export const exampleRoutes = new Hono<Env>()
  .get(
    '/',
    describe('learning', 'Practice examples, by words, factor and context', exampleList),
    input('query', exampleQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 2);
      const { items, next } = await act(c, 'fresh', (tx) => listExamples(tx, filter, after, limit));
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('learning', 'Tell a practice example', example, { status: 201 }),
    input('json', newExample),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      await act(c, 'write', (tx) => insertExample(tx, c.var.actor, given));
      await noteContext(c, given.id);
      const written = await find(c, 'fresh', (tx) => readExample(tx, given.id));
      c.header('Location', `/api/v1/learning/examples/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get(
    '/:id',
    describe('learning', 'One practice example', example),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const found = await find(c, 'fresh', (tx) => readExample(tx, c.req.valid('param').id));
      c.header('ETag', etagOf(found));
      return c.json(found);
    },
  )
  .patch(
    '/:id',
    describe('learning', 'Change a practice example', example, { changes: true }),
    input('param', path),
    input('json', exampleChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      await act(c, 'write', (tx) => changeExample(tx, id, version, c.req.valid('json')));
      await noteContext(c, id);
      const changed = await find(c, 'fresh', (tx) => readExample(tx, id));
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('learning', 'Take a practice example away', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeExample(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );

/** Keeps the figures of its wijk beside an example. */
const noteContext = async (c: Context<Env>, id: string): Promise<void> =>
  keepFigures(
    c.var.services,
    await act(c, 'fresh', (tx) => exampleContextToRead(tx, id)),
    (tx, place, figures) => writeExampleContext(tx, id, place, figures),
  );
