/** With dots between thousands: 1.500 and 1.500.000,25. */
const GROUPED = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
/** With a comma or a dot before the decimals: 2,5 and 2.5. */
const PLAIN = /^-?\d+([.,]\d+)?$/;

/**
 * A number as Dutch people write it, in whatever unit its field asks for: "1.500" is fifteen hundred, "2,5" and "2.5"
 * are two and a half. Null where nothing was typed; undefined for what is no number, as "ongeveer 8".
 */
export function readNumber(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const plain = GROUPED.test(text) ? text.replaceAll('.', '') : text;
  const number = PLAIN.test(plain) ? Number(plain.replace(',', '.')) : NaN;
  // Of hundreds of digits JSON would make nothing.
  return Number.isFinite(number) ? number : undefined;
}

/** The same where people are counted: undefined for half a person, or less than nobody, too. */
export function readCount(typed: string): number | null | undefined {
  const count = readNumber(typed);
  return count == null || (Number.isInteger(count) && count >= 0) ? count : undefined;
}

/** As readNumber reads it back: what is 1.125 would be read as thousands. Empty for null. */
export const numberText = (number: number | null): string =>
  number === null ? '' : String(number).replace('.', ',');
