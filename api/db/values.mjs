// One reading of PostgreSQL's text values for both adapters, by type number (pg_type.oid).
// Plain JavaScript because the database thread reads it too.
// @ts-check

/** @param {string} text such as "2026-11-23 03:36:47.032+00" */
const rfc3339 = (text) =>
  new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();

/** @type {Record<number, (text: string) => unknown>} */
export const parsers = {
  20: Number, // bigint: ours stay below 2^53
  1700: Number, // numeric
  1082: (text) => text, // date
  1184: rfc3339, // timestamptz
};
