import { Hono } from 'hono';
import { z } from 'zod';
import {
  activity,
  activityChange,
  activityList,
  activityQuery,
  initiative,
  initiativeChange,
  initiativeList,
  initiativeQuery,
  newActivity,
  newInitiative,
} from '../contracts/initiatives.ts';
import { act, find, requireAccount } from '../http/act.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { etagOf, ifMatch } from '../http/etag.ts';
import { input } from '../http/input.ts';
import {
  changeActivity,
  insertActivity,
  listActivities,
  readActivity,
  removeActivity,
} from './activities.ts';
import {
  changeInitiative,
  insertInitiative,
  listInitiatives,
  removeInitiative,
} from './queries.ts';
import { actAndShow } from './show.ts';

const path = z.object({ id: z.uuid('is not a UUID') });
const activityPath = path.extend({ activity: z.uuid('is not a UUID') });

/** What residents began together, and what was done in it. */
export const initiativeRoutes = new Hono<Env>()
  .get(
    '/',
    describe('initiatives', 'Initiatives that you may see', initiativeList),
    input('query', initiativeQuery),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 1);
      const { items, next } = await act(c, 'read', (tx) =>
        listInitiatives(tx, filter, after, limit),
      );
      return c.json({ items, next: next && writeCursor(filter, next) });
    },
  )
  .post(
    '/',
    describe('initiatives', 'Put an initiative in', initiative, { status: 201 }),
    input('json', newInitiative),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await actAndShow(c, given.id, (tx) =>
        insertInitiative(tx, c.var.actor, given),
      );
      c.header('Location', `/api/v1/initiatives/${given.id}`);
      return c.json(written, 201);
    },
  )
  .get(
    '/:id',
    describe('initiatives', 'One initiative', initiative),
    input('param', path),
    async (c) => c.json(await actAndShow(c, c.req.valid('param').id)),
  )
  .patch(
    '/:id',
    describe('initiatives', 'Change an initiative', initiative, { changes: true }),
    input('param', path),
    input('json', initiativeChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const change = c.req.valid('json');
      return c.json(await actAndShow(c, id, (tx) => changeInitiative(tx, id, version, change)));
    },
  )
  .delete(
    '/:id',
    describe('initiatives', 'Take an initiative away', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeInitiative(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  )
  .get(
    '/:id/activities',
    describe('initiatives', 'What was done, newest first', activityList),
    input('param', path),
    input('query', activityQuery),
    async (c) => {
      const { id } = c.req.valid('param');
      const { limit, cursor } = c.req.valid('query');
      const after = readCursor(cursor, id, 2);
      const { items, next } = await find(c, 'read', (tx) => listActivities(tx, id, after, limit));
      return c.json({ items, next: next && writeCursor(id, next) });
    },
  )
  .post(
    '/:id/activities',
    describe('initiatives', 'Write an activity down', activity, { status: 201 }),
    input('param', path),
    input('json', newActivity),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertActivity(tx, c.var.actor, id, given);
        return readActivity(tx, id, given.id);
      });
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .patch(
    '/:id/activities/:activity',
    describe('initiatives', 'Change an activity', activity, { changes: true }),
    input('param', activityPath),
    input('json', activityChange),
    async (c) => {
      requireAccount(c);
      const { id, activity } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeActivity(tx, id, activity, version, c.req.valid('json'));
        return readActivity(tx, id, activity);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id/activities/:activity',
    describe('initiatives', 'Take an activity away', undefined, { status: 204 }),
    input('param', activityPath),
    async (c) => {
      requireAccount(c);
      const { id, activity } = c.req.valid('param');
      await act(c, 'write', (tx) => removeActivity(tx, id, activity));
      return c.body(null, 204);
    },
  );
