// One reading of PostgreSQL's text values for both adapters, by type number (pg_type.oid).
// Plain JavaScript because the database thread reads it too.
// @ts-check

/**
 * Sessions run in UTC, so the text ends in +00; it is cut to milliseconds, without a Date between,
 * which would cost more than the query did.
 * @param {string} text such as "2026-11-23 03:36:47.032123+00"
 */
function rfc3339(text) {
  if (!text.endsWith('+00')) return new Date(text).toISOString(); // infinity and the like: an error
  const fraction = text.slice(20, -3).padEnd(3, '0').slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/** @type {Record<number, (text: string) => unknown>} */
export const parsers = {
  20: Number, // bigint: ours stay below 2^53
  1700: Number, // numeric
  1082: (text) => text, // date
  1184: rfc3339, // timestamptz
};
