/** Crockford's alphabet: no I, L, O or U, which are mistaken for others. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code, of eight signs that nobody guesses (40 bits). Made on the device of whoever holds it. */
export const newCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => SIGNS[byte % 32]).join('');

/** As it is read and written down: K7QM-2XPD. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
