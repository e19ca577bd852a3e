/** Seen twice less often than this is too seldom to estimate from (our rule, MEASURES C10). */
const LEAST_SEEN_TWICE = 7;

/**
 * How many there are, from two walks that knew nothing of each other (Chapman 1951): seen in each, and in both.
 * Null where too few were seen in both.
 */
export const chapman = (first: number, second: number, both: number): number | null =>
  both < LEAST_SEEN_TWICE ? null : ((first + 1) * (second + 1)) / (both + 1) - 1;

/**
 * How many there are, of which so many were seen, by one and by two people (Chao 1984, bias-corrected). Not for
 * fewer than five people: the database counts no fewer.
 */
export const chao = (seen: number, byOne: number, byTwo: number): number =>
  seen + (byOne * (byOne - 1)) / (2 * (byTwo + 1));
