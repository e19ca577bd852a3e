import { v4 as uuid } from 'uuid';
import { PHOTO_BYTES, PHOTOS_AT_MOST } from '../../../api/contracts/photo-limits.ts';
import type { Messages } from '../../messages/nl.ts';
import type { ChosenPhoto } from '../../offline/outbox.svelte.ts';

/** What a browser knows nothing of (HEIC on most) has no type: then its name decides. */
const looksLikePhoto = ({ type, name }: File): boolean =>
  /^image\/(?!svg)/.test(type) || (!type && /\.(heic|heif|avif|jpe?g|png|webp|tiff?)$/i.test(name));

/** Those of the chosen files that can be photos, and a sentence about each that cannot. */
export function choosePhotos(
  files: File[],
  there: number,
  t: Messages,
): { photos: ChosenPhoto[]; faults: string[] } {
  const faults: string[] = [];
  const good = files.filter((file) => {
    if (file.size > PHOTO_BYTES) faults.push(t.photos.tooLarge(file.name));
    else if (!looksLikePhoto(file)) faults.push(t.photos.noPhoto(file.name));
    else return true;
    return false;
  });
  const room = Math.max(0, PHOTOS_AT_MOST - there);
  if (good.length > room) faults.push(t.photos.tooMany);
  return { photos: good.slice(0, room).map((file) => ({ id: uuid(), file, alt: '' })), faults };
}
