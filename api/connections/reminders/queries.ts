import { createHash, randomBytes } from 'node:crypto';
import type { IntroductionStage } from '../../contracts/introductions.ts';
import type { Reminders } from '../../contracts/reminders.ts';
import type { Transaction } from '../../db/port.ts';

export async function readReminders(tx: Transaction): Promise<Omit<Reminders, 'mailWorks'>> {
  const [row] = await tx.query<Omit<Reminders, 'mailWorks'>>(
    `select by_mail as "byMail", calendar_since as "calendarSince" from public.reminders
     where account_id = (select auth.uid())`,
  );
  return row ?? { byMail: false, calendarSince: null };
}

/** Turning it on throws what the wall says to who is no connector; off is for everyone. */
export const remindByMail = (tx: Transaction, byMail: boolean): Promise<unknown> =>
  byMail
    ? tx.run(
        `insert into public.reminders (by_mail) values ($1)
     on conflict (account_id) do update set by_mail = excluded.by_mail`,
        [true],
      )
    : tx.run('update public.reminders set by_mail = false where account_id = (select auth.uid())');

/** A new secret for the calendar's link; the one before it opens nothing from then on. */
export async function makeCalendarSecret(tx: Transaction): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await tx.run(
    `insert into public.reminders (calendar_hash, calendar_since) values ($1, now())
     on conflict (account_id) do update set calendar_hash = $1, calendar_since = now()`,
    [hashOf(secret)],
  );
  return secret;
}

export const dropCalendar = (tx: Transaction): Promise<unknown> =>
  tx.run(
    `update public.reminders set calendar_hash = null, calendar_since = null
     where account_id = (select auth.uid())`,
  );

/** Whose calendar a secret opens, or null; asked as the system. */
export async function accountOfCalendar(tx: Transaction, secret: string): Promise<string | null> {
  const [row] = await tx.query<{ account: string | null }>(
    'select private.account_of_calendar($1) as account',
    [hashOf(secret)],
  );
  return row!.account;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A next step that has a day, without a word of whom it is about. */
export interface Step {
  id: string;
  stage: Exclude<IntroductionStage, 'no' | 'connection'>;
  /** ISO date. */
  on: string;
  updatedAt: string;
}

/** The visitor's own open steps, as far as they see both sides still. */
export const readSteps = (tx: Transaction): Promise<Step[]> =>
  tx.query<Step>(
    `select id, stage, next_step_on::text as "on", updated_at as "updatedAt" from public.introductions
     where connector_id = (select auth.uid()) and next_step_on is not null
       and stage not in ('no', 'connection')
     order by next_step_on, id`,
  );

export async function readLanguage(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ language: string }>(
    'select language from public.accounts where id = (select auth.uid())',
  );
  return row?.language ?? 'nl';
}
