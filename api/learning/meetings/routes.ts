import { Hono } from 'hono';
import { z } from 'zod';
import {
  intentionChange,
  meeting,
  meetingChange,
  meetingList,
  meetingQuery,
  newIntention,
  newMeeting,
  reply,
} from '../../contracts/learning.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { asFile } from '../../http/file.ts';
import { input } from '../../http/input.ts';
import { changeIntention, insertIntention } from './intentions.ts';
import { invitationOf } from './invitation.ts';
import {
  changeMeeting,
  insertMeeting,
  listMeetings,
  readMeeting,
  removeMeeting,
  replyTo,
} from './queries.ts';

const path = z.object({ id: z.uuid('is not a UUID') });
const ofMeeting = path.extend({ intention: z.uuid('is not a UUID') });

/** Meetings of the learning community, and what each takes along from them. */
export const meetingRoutes = new Hono<Env>()
  .get(
    '/',
    describe('learning', 'Learning meetings of where you learn, the last one first', meetingList),
    input('query', meetingQuery),
    async (c) => {
      requireAccount(c);
      const { limit, cursor } = c.req.valid('query');
      const after = readCursor(cursor, 'meetings', 2);
      const { items, next } = await act(c, 'fresh', (tx) => listMeetings(tx, after, limit));
      return c.json({ items, next: next && writeCursor('meetings', next) });
    },
  )
  .post(
    '/',
    describe('learning', 'Call a meeting', meeting, { status: 201 }),
    input('json', newMeeting),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertMeeting(tx, c.var.actor, given);
        return readMeeting(tx, given.id);
      });
      c.header('Location', `/api/v1/learning/meetings/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get('/:id', describe('learning', 'One meeting', meeting), input('param', path), async (c) => {
    requireAccount(c);
    const found = await find(c, 'fresh', (tx) => readMeeting(tx, c.req.valid('param').id));
    c.header('ETag', etagOf(found));
    return c.json(found);
  })
  .get(
    '/:id/invitation.ics',
    describe('learning', 'A meeting for your calendar', undefined, { givesFile: 'text/calendar' }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const found = await find(c, 'read', (tx) => readMeeting(tx, c.req.valid('param').id));
      const origin = new URL(c.var.services.config.PUBLIC_URL ?? c.req.url).origin;
      const file = invitationOf(found, `${origin}/leerbijeenkomst/${found.id}`);
      return asFile(c, 'leerbijeenkomst.ics', 'text/calendar; charset=utf-8', file);
    },
  )
  .patch(
    '/:id',
    describe('learning', 'Change a meeting, or count who came', meeting, { changes: true }),
    input('param', path),
    input('json', meetingChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeMeeting(tx, id, version, c.req.valid('json'));
        return readMeeting(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('learning', 'Call a meeting off', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeMeeting(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/reply',
    describe('learning', 'Say whether you come', meeting),
    input('param', path),
    input('json', reply),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const answered = await find(c, 'write', async (tx) => {
        await replyTo(tx, id, c.req.valid('json').comes);
        return readMeeting(tx, id);
      });
      return c.json(answered);
    },
  )
  .post(
    '/:id/intentions',
    describe('learning', 'Say what you take along, and are going to do', meeting, { status: 201 }),
    input('param', path),
    input('json', newIntention),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const written = await find(c, 'write', async (tx) => {
        await insertIntention(tx, id, c.req.valid('json'));
        return readMeeting(tx, id);
      });
      return c.json(written, 201);
    },
  )
  .patch(
    '/:id/intentions/:intention',
    describe('learning', 'Change what you take along, or look back on it', meeting, {
      changes: true,
    }),
    input('param', ofMeeting),
    input('json', intentionChange),
    async (c) => {
      requireAccount(c);
      const { id, intention } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeIntention(tx, id, intention, version, c.req.valid('json'));
        return readMeeting(tx, id);
      });
      return c.json(changed);
    },
  );
