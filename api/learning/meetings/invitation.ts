import { generateIcsCalendar } from 'ts-ics';
import type { Meeting } from '../../contracts/learning.ts';

const HOURS = 2;

/** The moment at which it is this time on the clocks of the Netherlands; `day` as YYYY-MM-DD, `time` as HH:MM. */
export function momentOf(day: string, time: string): Date {
  const guess = new Date(`${day}T${time}:00Z`);
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'Europe/Amsterdam', hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const there = new Date(`${clock.format(guess).replace(' ', 'T')}:00Z`);
  return new Date(guess.getTime() - (there.getTime() - guess.getTime()));
}

/** A meeting for somebody's own calendar, as iCalendar (RFC 5545). `url` is where it is told in full. */
export const invitationOf = (
  { id, theme, place, programme, heldOn, beginsAt }: Meeting,
  url: string,
): string =>
  generateIcsCalendar({
    ...{ prodId: '-//Buurtweefsel//NL', version: '2.0', method: 'PUBLISH' },
    events: [
      {
        uid: `${id}@buurtweefsel`,
        stamp: { date: new Date() },
        start: beginsAt
          ? { date: momentOf(heldOn, beginsAt) }
          : { date: new Date(`${heldOn}T00:00:00Z`), type: 'DATE' },
        duration: beginsAt ? { hours: HOURS } : { days: 1 },
        summary: theme,
        location: place,
        description: [programme, url].filter(Boolean).join('\n\n'),
        url,
      },
    ],
  });
