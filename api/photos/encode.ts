import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import sharp, { type Sharp } from 'sharp';
import { photoSizes } from '../contracts/photos.ts';
import { Problem } from '../http/problem.ts';
import type { Picture } from './store.ts';

/** What cameras, phones and browsers make; not what draws (SVG) or is a document (PDF). */
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif'];
/**
 * A small file can unfold to gigabytes. What cameras write as JPEG is read row by row; of the others
 * the whole picture stands in memory at once.
 */
const MOST_PIXELS = { jpeg: 150_000_000, others: 50_000_000 };
const PATIENCE_MS = 60_000;

const unreadable = () =>
  new Problem(400, 'This photo cannot be read. Choose another, or save it as JPEG first.', [
    { at: 'file', says: 'is no photo that can be read' },
  ]);

const tooManyPixels = () =>
  new Problem(400, 'This photo has too many pixels. Make it smaller first.', [
    { at: 'file', says: 'has too many pixels' },
  ]);

// Unfolded, a photo takes hundreds of megabytes: one after the other.
let turn: Promise<unknown> = Promise.resolve();

/**
 * Draws a photo anew, upright, in two sizes as WebP, and nothing but its pixels: whatever the camera
 * wrote beside them (EXIF, XMP, IPTC, comments, a film behind the picture) is not carried over.
 * Throws Problem 400 when it is no photo.
 */
export function encodePhoto(
  bytes: Uint8Array,
): Promise<{ picture: Picture; width: number; height: number }> {
  const mine = turn.then(() => encode(bytes));
  turn = mine.catch(() => undefined);
  return mine;
}

async function encode(bytes: Uint8Array) {
  try {
    const upright = await open(bytes);
    const draw = (side: number) =>
      upright
        .clone()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80 })
        .timeout({ seconds: PATIENCE_MS / 1000 })
        .toBuffer({ resolveWithObject: true });
    const large = await draw(photoSizes.large);
    const small = await draw(photoSizes.small);
    const { width, height } = large.info;
    return {
      picture: { small: new Uint8Array(small.data), large: new Uint8Array(large.data) },
      width,
      height,
    };
  } catch (error) {
    throw error instanceof Problem ? error : unreadable();
  }
}

async function open(bytes: Uint8Array): Promise<Sharp> {
  const options = { limitInputPixels: MOST_PIXELS.jpeg, failOn: 'error' } as const;
  const image = sharp(bytes, options);
  // Only the head of the file is read for this, so without a limit it can be said what is wrong.
  const {
    format,
    compression,
    width: across,
    height: down,
  } = await sharp(bytes, {
    limitInputPixels: false,
  }).metadata();
  if (!FORMATS.includes(format)) throw unreadable();
  if (across * down > (format === 'jpeg' ? MOST_PIXELS.jpeg : MOST_PIXELS.others))
    throw tooManyPixels();
  if (format !== 'heif' || compression === 'av1') return image.autoOrient();
  // What iPhones make: its patents keep the decoder out of sharp.
  const { data, width, height } = await decodeHeic(bytes);
  return sharp(data, { ...options, raw: { width, height, channels: 4 } });
}

interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** In a thread of its own: it takes seconds, and whatever goes wrong in it stays there. */
function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  const worker = new Worker(fileURLToPath(new URL('./heic-worker.mjs', import.meta.url)), {
    workerData: { bytes, mostPixels: MOST_PIXELS.others },
  });
  return new Promise<Pixels>((decoded, failed) => {
    const patience = setTimeout(() => failed(new Error('it took too long')), PATIENCE_MS);
    worker.once('message', decoded);
    worker.once('error', failed);
    worker.once('exit', () => {
      clearTimeout(patience);
      failed(new Error('it ended without a picture'));
    });
  }).finally(() => void worker.terminate());
}
