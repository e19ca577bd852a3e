/** Counts under this are not told (MEASURES D); that no two answers of one year differ by so few, private.lived_within sees to. */
export const LEAST_COUNT = 5;
/** Are they so few that how many is not told? */
export const isFew = (people: number): boolean => people > 0 && people < LEAST_COUNT;
