/** Names that the page and its service worker share. */

/** The cache of the API's answers; depends on who looks. */
export const ANSWERS = 'answers';
/** The cache of the basemap, which is anybody's. */
export const BASEMAP = 'basemap';
/** A header on what came from the cache since the network did not answer. */
export const KEPT = 'X-Kept';
