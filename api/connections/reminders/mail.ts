import type { Database } from '../../db/port.ts';
import type { SendMail } from '../../mail.ts';
import { readSteps } from './queries.ts';
import { wordsIn } from './words.ts';

/** From this hour on, on the clocks of the Netherlands. */
const FROM_HOUR = 7;
const clock = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Amsterdam', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
});

interface Taken {
  account_id: string;
  email: string;
  language: string;
  since: string;
}

/**
 * Tells connectors who asked for it by e-mail how many next steps came up since the last one: once a day,
 * and only when there are some. Neither who they are about nor what was written is in it. Called every hour;
 * of one that could not be sent, `log` hears that, and it is tried again.
 */
export async function sendReminders({
  database,
  send,
  weekUrl,
  log,
  now = new Date(),
}: {
  database: Database;
  send: SendMail;
  weekUrl: string;
  log: (level: 'error', line: string) => void;
  now?: Date;
}): Promise<number> {
  const [day, hour] = clock.format(now).split(' ') as [string, string];
  if (Number(hour) < FROM_HOUR) return 0;
  const taken = await database.asSystem((tx) =>
    tx.query<Taken>(
      'select account_id, email, language, since::text as since from private.take_reminders($1::date)',
      [day],
    ),
  );
  let sent = 0;
  for (const { account_id: accountId, email, language, since } of taken) {
    const steps = await database.asActor({ accountId }, 'fresh', readSteps);
    const today = steps.filter(({ on }) => on > since && on <= day).length;
    if (today === 0) continue;
    const earlier = steps.filter(({ on }) => on <= since).length;
    const words = wordsIn(language);
    try {
      await send({
        to: email,
        subject: words.subject(today),
        text: words.text(today, earlier, weekUrl),
      });
      sent += 1;
    } catch {
      await database.asSystem((tx) =>
        tx.run('update public.reminders set mailed_until = $2::date where account_id = $1', [
          ...[accountId, since],
        ]),
      );
      log('error', 'A reminder could not be sent by e-mail; it is tried again in an hour.');
    }
  }
  return sent;
}
