/** Counts that are made of what has a title and a day, and of nobody in person: those open as a list. */
export const listed = ['assets', 'activities', 'attended', 'examples'] as const;
export type Listed = (typeof listed)[number];
