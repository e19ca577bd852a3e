import type { PhotoOfInitiative } from '../../api/contracts/initiatives.ts';
import type { PhotoSize } from '../../api/contracts/photos.ts';

/** Where a photo of this initiative lies: its own, or of an asset that it is tied to. */
export const photoAddress = (
  initiative: string,
  { asset, id }: Pick<PhotoOfInitiative, 'asset' | 'id'>,
  size: PhotoSize,
): string =>
  asset === null
    ? `/api/v1/initiatives/${initiative}/photos/${id}/${size}`
    : `/api/v1/assets/${asset}/photos/${id}/${size}`;
