import { Hono } from 'hono';
import { z } from 'zod';
import {
  answer,
  introduction,
  introductionChange,
  introductionList,
  introductionPath,
  introductionQuery,
  invitationList,
  newIntroduction,
  pathQuery,
} from '../../contracts/introductions.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { input } from '../../http/input.ts';
import {
  answerInvitation,
  changeIntroduction,
  insertIntroduction,
  listIntroductions,
  listInvitations,
  readIntroduction,
  readPath,
  removeIntroduction,
} from './queries.ts';

const path = z.object({ id: z.uuid('is not a UUID') });

export const introductionRoutes = new Hono<Env>()
  .get(
    '/',
    describe('introductions', 'Introductions of your areas, by their next step', introductionList),
    input('query', introductionQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 1);
      const { items, next } = await act(c, 'read', (tx) =>
        listIntroductions(tx, filter, after, limit),
      );
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('introductions', 'Plan to introduce two', introduction, { status: 201 }),
    input('json', newIntroduction),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertIntroduction(tx, c.var.actor, given);
        return readIntroduction(tx, given.id);
      });
      c.header('Location', `/api/v1/introductions/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get(
    '/invitations',
    describe('introductions', 'What you are asked', invitationList),
    async (c) => {
      requireAccount(c);
      return c.json({ items: await act(c, 'fresh', listInvitations) });
    },
  )
  .get(
    '/path',
    describe('introductions', 'From idea to connection, of the team together', introductionPath),
    input('query', pathQuery),
    async (c) => {
      requireAccount(c);
      const { neighbourhood, since } = c.req.valid('query');
      return c.json(await find(c, 'read', (tx) => readPath(tx, neighbourhood, since)));
    },
  )
  .post(
    '/:id/answer',
    describe('introductions', 'Yes or no to being introduced', invitationList),
    input('param', path),
    input('json', answer),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const items = await act(c, 'write', async (tx) => {
        await answerInvitation(tx, id, c.req.valid('json').yes);
        return listInvitations(tx);
      });
      return c.json({ items });
    },
  )
  .get(
    '/:id',
    describe('introductions', 'One introduction', introduction),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const found = await find(c, 'read', (tx) => readIntroduction(tx, c.req.valid('param').id));
      c.header('ETag', etagOf(found));
      return c.json(found);
    },
  )
  .patch(
    '/:id',
    describe('introductions', 'A step further', introduction, { changes: true }),
    input('param', path),
    input('json', introductionChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeIntroduction(tx, id, version, c.req.valid('json'));
        return readIntroduction(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('introductions', 'Drop a plan', undefined, { status: 204, changes: true }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const version = ifMatch(c);
      await act(c, 'write', (tx) => removeIntroduction(tx, c.req.valid('param').id, version));
      return c.body(null, 204);
    },
  );
