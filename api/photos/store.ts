import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoSize } from '../contracts/photos.ts';

export type Picture = Record<PhotoSize, Uint8Array<ArrayBuffer>>;

/** Keeps pictures by a name that the server made. Who may have them is asked before, elsewhere. */
export interface PhotoStore {
  write(name: string, picture: Picture): Promise<void>;
  /** Null when there is none. */
  read(name: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Removing what is not there is no fault. */
  remove(names: string[]): Promise<void>;
}

const SIZES: PhotoSize[] = ['small', 'large'];

/** In a folder of this machine, each picture as two files. */
export function folderStore(folder: string): PhotoStore {
  const path = (name: string, size: PhotoSize) => join(folder, `${name}-${size}.webp`);
  return {
    async write(name, picture) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const size of SIZES) {
        // Half a file is never found under its name.
        const draft = `${path(name, size)}.part`;
        await writeFile(draft, picture[size]);
        await rename(draft, path(name, size));
      }
    },

    async read(name, size) {
      try {
        return new Uint8Array(await readFile(path(name, size)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },

    async remove(names) {
      for (const name of names)
        for (const size of SIZES) await rm(path(name, size), { force: true });
    },
  };
}
