/** A quarter is written 2026-Q1. */
const parts = (quarter: string): [year: number, nth: number] => [
  Number(quarter.slice(0, 4)),
  Number(quarter.slice(6)),
];
const two = (n: number) => String(n).padStart(2, '0');
/** The last day of the month in which each quarter ends. */
const LAST = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as Record<number, string>;

/** ISO dates: the day on which it begins, and that on which it ends. */
export function daysOf(quarter: string): { from: string; until: string } {
  const [year, nth] = parts(quarter);
  return { from: `${year}-${two(3 * nth - 2)}-01`, until: `${year}-${LAST[nth]}` };
}

/** The quarter of a day, as an ISO date. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** From one to another, both included. */
export function quartersBetween(from: string, until: string): string[] {
  const found: string[] = [];
  for (let [year, nth] = parts(from); `${year}-Q${nth}` <= until;) {
    found.push(`${year}-Q${nth}`);
    [year, nth] = nth === 4 ? [year + 1, 1] : [year, nth + 1];
  }
  return found;
}

/** So many quarters up to that of a day, the last one last. */
export function lastQuarters(day: string, count: number): string[] {
  let [year, nth] = parts(quarterOf(day));
  const found: string[] = [];
  for (let n = 0; n < count; n += 1) {
    found.unshift(`${year}-Q${nth}`);
    [year, nth] = nth === 1 ? [year - 1, 4] : [year, nth - 1];
  }
  return found;
}

/** A year or a quarter, as its first and last quarter. */
export const quartersOf = (period: string): { from: string; until: string } =>
  period.length === 4
    ? { from: `${period}-Q1`, until: `${period}-Q4` }
    : { from: period, until: period };
