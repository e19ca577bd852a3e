/** The day it is where the visitor is, as an input for a date holds it: 2026-11-27. */
export const today = (): string => new Date().toLocaleDateString('sv-SE');
