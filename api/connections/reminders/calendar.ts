import { generateIcsCalendar } from 'ts-ics';
import type { Step } from './queries.ts';
import { wordsIn } from './words.ts';

const ONE_HOUR = 'PT1H';

/** Next steps as iCalendar (RFC 5545), a day each; `weekUrl` is where it is told whom they are about. */
export function calendarOf(steps: Step[], language: string, weekUrl: string): string {
  const words = wordsIn(language);
  const text = generateIcsCalendar({
    ...{ prodId: '-//Buurtweefsel//NL', version: '2.0', method: 'PUBLISH', name: words.calendar },
    events: steps.map(({ id, stage, on, updatedAt }) => ({
      uid: `${id}@buurtweefsel`,
      stamp: { date: new Date(updatedAt) },
      start: { date: new Date(`${on}T00:00:00Z`), type: 'DATE' },
      duration: { days: 1 },
      summary: words.step[stage],
      description: `${words.open} ${weekUrl}`,
      url: weekUrl,
      // Whoever has something to do at some hour of the day is not busy all day.
      timeTransparent: 'TRANSPARENT',
    })),
  });
  return text.replace(
    'BEGIN:VEVENT',
    `REFRESH-INTERVAL;VALUE=DURATION:${ONE_HOUR}\r\nX-PUBLISHED-TTL:${ONE_HOUR}\r\nBEGIN:VEVENT`,
  );
}
