import { Hono } from 'hono';
import { z } from 'zod';
import {
  confirmation,
  connection,
  connectionChange,
  connectionList,
  connectionQuery,
  newConnection,
} from '../contracts/connections.ts';
import { act, find, requireAccount } from '../http/act.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { etagOf, ifMatch } from '../http/etag.ts';
import { input } from '../http/input.ts';
import {
  changeConnection,
  confirmConnection,
  insertConnection,
  listConnections,
  readConnection,
  removeConnection,
} from './queries.ts';

const path = z.object({ id: z.uuid('is not a UUID') });

export const connectionRoutes = new Hono<Env>()
  .get(
    '/',
    describe('connections', 'Ties of which you may see both ends', connectionList),
    input('query', connectionQuery),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 2);
      const { items, next } = await act(c, 'read', (tx) =>
        listConnections(tx, filter, after, limit),
      );
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('connections', 'Tie two assets', connection, { status: 201 }),
    input('json', newConnection),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertConnection(tx, c.var.actor, given);
        return readConnection(tx, given.id);
      });
      c.header('Location', `/api/v1/connections/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get('/:id', describe('connections', 'One tie', connection), input('param', path), async (c) => {
    const found = await find(c, 'read', (tx) => readConnection(tx, c.req.valid('param').id));
    c.header('ETag', etagOf(found));
    return c.json(found);
  })
  .patch(
    '/:id',
    describe('connections', 'Change a tie', connection, { changes: true }),
    input('param', path),
    input('json', connectionChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeConnection(tx, id, version, c.req.valid('json'));
        return readConnection(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('connections', 'Take a tie away that never was; what is over, ends', undefined, {
      status: 204,
      changes: true,
    }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const version = ifMatch(c);
      await act(c, 'write', (tx) => removeConnection(tx, c.req.valid('param').id, version));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/confirm',
    describe('connections', 'It is so, for the side that you speak for', connection),
    input('param', path),
    input('json', confirmation),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const { asset } = c.req.valid('json');
      const confirmed = await find(c, 'write', async (tx) => {
        await confirmConnection(tx, id, asset);
        return readConnection(tx, id);
      });
      c.header('ETag', etagOf(confirmed));
      return c.json(confirmed);
    },
  );
