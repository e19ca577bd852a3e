import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** How far a colour may be off before a pixel counts (0 to 1, of pixelmatch), for letters drawn anew. */
const THRESHOLD = 0.2;

async function pixels(image: Buffer) {
  const { data, info } = await sharp(image)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * The share of pixels (0 to 1) in which a screenshot differs from the one that is kept under this
 * name. With `keep` it becomes that one, and differs in nothing. What differs is written to `seen`.
 */
export async function differs(
  shot: Buffer,
  name: string,
  { kept, seen, keep }: { kept: string; seen: string; keep: boolean },
): Promise<number> {
  const path = join(kept, `${name}.webp`);
  if (keep) {
    await mkdir(kept, { recursive: true });
    await sharp(shot).webp({ quality: 60 }).toFile(path);
    return 0;
  }
  if (!existsSync(path))
    throw new Error(`${path} is not there: run with KEEP_LOOKS=1 and look at it.`);
  // The kept one was compressed; so is the new one, before they are laid on each other.
  const now = await pixels(await sharp(shot).webp({ quality: 60 }).toBuffer());
  const then = await pixels(await readFile(path));
  if (now.width !== then.width || now.height !== then.height) return 1;
  const marks = new Uint8Array(now.data.length);
  const off = pixelmatch(then.data, now.data, marks, now.width, now.height, {
    threshold: THRESHOLD,
  });
  const share = off / (now.width * now.height);
  if (share > 0.005) {
    await mkdir(seen, { recursive: true });
    await writeFile(join(seen, `${name}.png`), shot);
    await sharp(marks, { raw: { width: now.width, height: now.height, channels: 4 } })
      .png()
      .toFile(join(seen, `${name}-marks.png`));
  }
  return share;
}
