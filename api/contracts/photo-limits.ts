/** What a photo may be. Apart from the schemas, so that the web needs no zod for it. */

/** What a photo may weigh when it is sent, in bytes. */
export const PHOTO_BYTES = 20 * 1024 * 1024;
/** Of one asset. */
export const PHOTOS_AT_MOST = 5;
