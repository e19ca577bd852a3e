import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { calendarLink, reminderChange, reminders } from '../../contracts/reminders.ts';
import { act, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import { calendarOf } from './calendar.ts';
import {
  accountOfCalendar,
  dropCalendar,
  makeCalendarSecret,
  readLanguage,
  readReminders,
  readSteps,
  remindByMail,
} from './queries.ts';

const originOf = (c: Context<Env>): string =>
  new URL(c.var.services.config.PUBLIC_URL ?? c.req.url).origin;

const answer = async (c: Context<Env>) => ({
  ...(await act(c, 'fresh', readReminders)),
  mailWorks: c.var.services.config.SMTP_URL !== undefined,
});

export const reminderRoutes = new Hono<Env>()
  .get('/', describe('reminders', 'How you are reminded of next steps', reminders), async (c) => {
    requireAccount(c);
    return c.json(await answer(c));
  })
  .patch(
    '/',
    describe('reminders', 'Be told by e-mail, or no more', reminders),
    input('json', reminderChange),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => remindByMail(tx, c.req.valid('json').byMail));
      return c.json(await answer(c));
    },
  )
  .post(
    '/calendar',
    describe('reminders', 'A new secret link for a calendar; the old one ends', calendarLink, {
      status: 201,
    }),
    async (c) => {
      requireAccount(c);
      const secret = await act(c, 'write', makeCalendarSecret);
      return c.json({ url: `${originOf(c)}/api/v1/calendar/${secret}.ics` }, 201);
    },
  )
  .delete(
    '/calendar',
    describe('reminders', 'End the link of your calendar', undefined, { status: 204 }),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', dropCalendar);
      return c.body(null, 204);
    },
  );

const file = z.object({ file: z.string() });
const SECRET = /^([A-Za-z0-9_-]{43})\.ics$/;

/** For calendars: no session, the link is the key. */
export const calendarRoutes = new Hono<Env>().get(
  '/:file',
  describe('reminders', 'Your next steps as a calendar, without a name', undefined, {
    givesFile: 'text/calendar',
  }),
  input('param', file),
  async (c) => {
    const { database } = c.var.services;
    const [, secret] = SECRET.exec(c.req.valid('param').file) ?? [];
    const accountId = secret
      ? await database.asSystem((tx) => accountOfCalendar(tx, secret))
      : null;
    if (accountId === null) throw notFound();
    const [steps, language] = await database.asActor({ accountId }, 'read', async (tx) => [
      await readSteps(tx),
      await readLanguage(tx),
    ]);
    return c.body(calendarOf(steps, language, `${originOf(c)}/week`), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, no-store',
    });
  },
);
