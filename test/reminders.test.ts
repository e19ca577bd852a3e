import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { sendReminders } from '../api/connections/reminders/mail.ts';
import type { Database } from '../api/db/port.ts';
import type { Mail } from '../api/mail.ts';
import { testApi } from './support/api.ts';
import { askingOf } from './support/asking.ts';
import { forEachDatabase } from './support/database.ts';
import { card, neighbours, place } from './support/neighbours.ts';

const DAY = '2026-12-01';
/** At eight in the morning in the Netherlands. */
const MORNING = new Date(`${DAY}T07:00:00Z`);

forEachDatabase('Reminders of next steps', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  let one = '';
  let introduction: { id: string; version: number };
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database, { env: { PUBLIC_URL: 'https://weefsel.example' } }));
    one = await card(database, { consent: 'holds' });
    const { json, status } = await as(actors.connector)('POST', '/introductions', {
      ...{ id: randomUUID(), one, other: await place(database) },
      ...{ nextStep: 'Sanne bellen', nextStepOn: DAY, note: 'Sanne houdt van tuinen' },
    });
    expect(status).toBe(201);
    introduction = json;
  });
  const { refusal, whoFinds } = askingOf(
    () => database,
    () => actors,
  );
  const newLink = async () => {
    const { json } = await as(actors.connector)('POST', '/reminders/calendar');
    return new URL(json.url).pathname;
  };
  const eventsAt = async (path: string) => {
    const { text, status, headers } = await as()('GET', path.replace('/api/v1', ''));
    expect(status, text).toBe(200);
    expect(headers.get('Cache-Control')).toBe('private, no-store');
    expect(text).not.toContain('Sanne');
    return new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((found) => new ICAL.Event(found));
  };

  describe('A calendar', () => {
    test('follows a secret link, names nobody, and moves along with the step', async () => {
      const path = await newLink();
      const [event, ...more] = await eventsAt(path);
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        summary: 'Kennismaking: vraag de eerste of die wil',
        description: 'Om wie het gaat, staat in je week: https://weefsel.example/week',
      });
      expect([event!.startDate.toString(), event!.startDate.isDate]).toEqual([DAY, true]);
      await as(actors.connector)(
        'PATCH',
        `/introductions/${introduction.id}`,
        { oneAsked: true },
        { 'If-Match': `"v${introduction.version}"` },
      );
      expect((await eventsAt(path))[0]!.summary).toBe('Kennismaking: vraag ook de ander');
    });

    test('ends when its link is made anew, or taken away', async () => {
      const [first, second] = [await newLink(), await newLink()];
      expect(first).not.toBe(second);
      const statusOf = async (path: string) =>
        (await as(actors.connector)('GET', path.replace('/api/v1', ''))).status;
      expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
      expect((await as(actors.connector)('GET', '/reminders')).json).toMatchObject({
        ...{ byMail: false, mailWorks: false, calendarSince: expect.any(String) },
      });
      expect((await as(actors.connector)('DELETE', '/reminders/calendar')).status).toBe(204);
      expect([await statusOf(second), await statusOf('/calendar/x.ics')]).toEqual([404, 404]);
    });

    test('is empty for who sees the two no more', async () => {
      const path = await newLink();
      const hide = (until: string) =>
        database.asSystem((tx) =>
          tx.run(`update public.consents set until = ${until} where asset_id = $1`, [one]),
        );
      await hide(`now() - interval '1 minute'`);
      expect(await eventsAt(path)).toEqual([]);
      await hide(`now() + interval '1 year'`);
      expect(await eventsAt(path)).toHaveLength(1);
    });
  });

  describe('An e-mail', () => {
    const sent: Mail[] = [];
    const logged: string[] = [];
    const remind = (now: Date, send = async (mail: Mail) => void sent.push(mail)) =>
      sendReminders({
        ...{ database, send, now, weekUrl: 'https://weefsel.example/week' },
        log: (_, line) => logged.push(line),
      });
    test('goes once a day to who asked for it, from seven in the morning, and names nobody', async () => {
      expect(await remind(MORNING)).toBe(0);
      const asked = await as(actors.connector)('PATCH', '/reminders', { byMail: true });
      expect(asked.json).toMatchObject({ byMail: true });
      expect(await remind(new Date(`${DAY}T05:59:00Z`))).toBe(0);
      expect(await remind(new Date(`2026-11-30T07:00:00Z`))).toBe(0);
      expect(await remind(MORNING)).toBe(1);
      expect(await remind(new Date(`${DAY}T12:00:00Z`))).toBe(0);
      expect(sent).toEqual([
        {
          to: `${actors.connector.accountId}@example.org`,
          subject: 'Eén stap voor vandaag',
          text: expect.stringMatching(
            /^Er staat één stap van een kennismaking voor je klaar\.\n\nKijk in je week: https:\/\/weefsel\.example\/week\n\n/,
          ),
        },
      ]);
      expect(JSON.stringify(sent)).not.toContain('Sanne');
      // The step stays open, and is not told again.
      expect(await remind(new Date('2026-12-02T07:00:00Z'))).toBe(0);
    });

    test('that cannot be sent is tried again, and its address is not logged', async () => {
      await database.asSystem((tx) =>
        tx.run(`update public.reminders set mailed_until = '2026-11-30'`),
      );
      const fail = () => Promise.reject(new Error('refused: somebody@example.org'));
      expect(await remind(MORNING, fail)).toBe(0);
      expect(logged).toEqual([
        'A reminder could not be sent by e-mail; it is tried again in an hour.',
      ]);
      expect(await remind(MORNING)).toBe(1);
    });
  });

  test('are for connectors, each about themselves', async () => {
    const { accountId } = actors.connector;
    expect(
      await whoFinds(accountId!, 'select account_id from public.reminders where account_id = $1', [
        'anon',
      ]),
    ).toEqual(['connector']);
    const write = `insert into public.reminders (by_mail) values (true)`;
    for (const actor of [actors.here, actors.municipality, actors.coordinator])
      expect(await refusal(actor, write)).toContain('row-level security');
    expect(await refusal(actors.far, write)).toBe('1 written');
    for (const name of ['connector', 'coordinator', 'anon'] as const) {
      expect(await refusal(actors[name], `select private.take_reminders(current_date)`)).toContain(
        'permission denied',
      );
      expect(await refusal(actors[name], `select calendar_hash from public.reminders`)).toContain(
        'permission denied',
      );
    }
    expect((await as(actors.here)('POST', '/reminders/calendar')).status).toBe(403);
    expect((await as()('GET', '/reminders')).status).toBe(401);
  });
});
