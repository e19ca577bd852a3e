import type { Answers, Asked } from '../../api/contracts/surveys.ts';
import { readNumber } from '../ui/number.ts';

/** As they are sent: numbers as numbers, without what was left open. Null where a number is no number. */
export function answersOf(given: Answers, asked: Asked): Answers | null {
  const numbers = new Set(
    asked.flatMap(({ key, definition }) =>
      definition.items.flatMap((item) => (item.kind === 'number' ? [`${key}.${item.key}`] : [])),
    ),
  );
  const read = Object.entries(given).map(([at, answer]) => [
    at,
    numbers.has(at) ? readNumber(String(answer ?? '')) : (answer ?? null),
  ]);
  return read.some(([, answer]) => answer === undefined)
    ? null
    : (Object.fromEntries(read.filter(([, answer]) => answer !== null)) as Answers);
}
