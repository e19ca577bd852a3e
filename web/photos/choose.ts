import { v4 as uuid } from 'uuid';
import { PHOTO_BYTES, PHOTOS_AT_MOST } from '../../api/contracts/photo-limits.ts';
import type { Messages } from '../messages/nl.ts';
import type { ChosenPhoto } from '../offline/entries.ts';

/**
 * How files begin that the server can read, as hexadecimal digits: JPEG, PNG, GIF, TIFF, WebP, and HEIC
 * or AVIF. Names and types are what somebody calls a file.
 */
const BEGINNINGS =
  /^(ffd8ff|89504e470d0a1a0a|47494638|49492a00|4d4d002a|52494646.{8}57454250|.{8}66747970)/;

async function looksLikePhoto(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const digits = [...head].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return BEGINNINGS.test(digits);
}

/** Those of the chosen files that can be photos, and a sentence about each that cannot. */
export async function choosePhotos(
  files: File[],
  there: number,
  t: Messages,
): Promise<{ photos: ChosenPhoto[]; faults: string[] }> {
  const faults: string[] = [];
  const good: File[] = [];
  for (const file of files) {
    if (file.size > PHOTO_BYTES) faults.push(t.photos.tooLarge(file.name));
    else if (!(await looksLikePhoto(file).catch(() => false)))
      faults.push(t.photos.noPhoto(file.name));
    else good.push(file);
  }
  const room = Math.max(0, PHOTOS_AT_MOST - there);
  if (good.length > room) faults.push(t.photos.tooMany);
  return { photos: good.slice(0, room).map((file) => ({ id: uuid(), file, alt: '' })), faults };
}
