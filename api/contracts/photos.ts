import { z } from 'zod';
import { plainText } from './common.ts';
import { PHOTO_BYTES } from './photo-limits.ts';

/** The width of the small and the longest side of both, in pixels. */
export const photoSizes = { small: 480, large: 1600 } as const;
export type PhotoSize = keyof typeof photoSizes;
export const photoSize = z.enum(['small', 'large']);

/** What the photo shows, for who cannot see it. */
const alt = plainText(300);

/** Multipart form: `file` is JPEG, PNG, WebP, HEIC, AVIF, GIF or TIFF. */
export const newPhoto = z.object({
  id: z.uuid('is not a UUID'),
  alt: alt.default(''),
  file: z.file('is a file').max(PHOTO_BYTES, 'is larger than 20 MB').min(1, 'is empty'),
});

export const photoChange = z.strictObject({ alt });

export const photo = z.object({
  id: z.uuid(),
  alt: z.string(),
  /** Of the large one, in pixels. */
  width: z.number().int(),
  height: z.number().int(),
});
export type Photo = z.infer<typeof photo>;
