import { Hono } from 'hono';
import { z } from 'zod';
import {
  conversation,
  conversationChange,
  conversationList,
  conversationQuery,
  conversationReach,
  newConversation,
  reachQuery,
} from '../../contracts/conversations.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { input } from '../../http/input.ts';
import {
  changeConversation,
  insertConversation,
  listConversations,
  readConversation,
  removeConversation,
} from './queries.ts';
import { readReach } from './reach.ts';

const path = z.object({ id: z.uuid('is not a UUID') });

export const conversationRoutes = new Hono<Env>()
  .get(
    '/',
    describe('conversations', 'Your conversations, and those shared with you', conversationList),
    input('query', conversationQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 1);
      const { items, next } = await act(c, 'read', (tx) =>
        listConversations(tx, filter, after, limit),
      );
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('conversations', 'Write a conversation down', conversation, { status: 201 }),
    input('json', newConversation),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertConversation(tx, c.var.actor, given);
        return readConversation(tx, given.id);
      });
      c.header('Location', `/api/v1/conversations/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get(
    '/reach',
    describe(
      'conversations',
      'Where people were talked with, against who live there',
      conversationReach,
    ),
    input('query', reachQuery),
    async (c) => {
      requireAccount(c);
      const { neighbourhood, since } = c.req.valid('query');
      return c.json(await find(c, 'read', (tx) => readReach(tx, neighbourhood, since)));
    },
  )
  .patch(
    '/:id',
    describe('conversations', 'Change your conversation', conversation, { changes: true }),
    input('param', path),
    input('json', conversationChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeConversation(tx, id, version, c.req.valid('json'));
        return readConversation(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('conversations', 'Take your conversation away', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeConversation(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );
