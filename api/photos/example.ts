import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { photoSizes } from '../contracts/photos.ts';
import type { Database } from '../db/port.ts';
import { encodePhoto } from './encode.ts';
import { insertPhoto } from './queries.ts';
import type { PhotoStore } from './store.ts';
import { announcePicture } from './sweep.ts';

interface Drawing {
  id: string;
  initiative: string;
  alt: string;
  /** An SVG file of ours. */
  from: URL;
}

/** Puts these drawings with initiatives that are there and have no photo; twice changes nothing. */
export async function writeExamplePhotos(
  database: Database,
  store: PhotoStore,
  drawings: Drawing[],
): Promise<void> {
  const bare = await database.asSystem((tx) =>
    tx.query<{ id: string }>(
      `select id from public.initiatives i where id = any ($1::uuid[])
         and not exists (select from public.initiative_photos p where p.initiative_id = i.id)`,
      [drawings.map(({ initiative }) => initiative)],
    ),
  );
  for (const { id, initiative, alt, from } of drawings) {
    if (!bare.some((one) => one.id === initiative)) continue;
    const drawn = await sharp(await readFile(from))
      .resize({ width: photoSizes.large })
      .png()
      .toBuffer();
    const { picture, width, height } = await encodePhoto(new Uint8Array(drawn));
    const file = randomUUID();
    await announcePicture(database, file);
    await store.write(file, picture);
    const of = { table: 'public.initiative_photos', owner: 'initiative_id' } as const;
    await database.asSystem((tx) =>
      insertPhoto(tx, of, initiative, { id, alt, width, height, file, digest: '' }),
    );
  }
}
