/** The day it is, in UTC as the database has it. */
export const today = (): string => new Date().toISOString().slice(0, 10);
