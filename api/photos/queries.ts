import type { Photo } from '../contracts/photos.ts';
import type { Transaction } from '../db/port.ts';
import { notFound } from '../http/problem.ts';

/** Whose photos: their table, and which of its columns names the owner. */
export type PhotosOf =
  | { table: 'public.asset_photos'; owner: 'asset_id' }
  | { table: 'public.initiative_photos'; owner: 'initiative_id' };

interface NewPhoto extends Photo {
  file: string;
  digest: string;
}

export async function insertPhoto(
  tx: Transaction,
  { table, owner }: PhotosOf,
  of: string,
  { id, alt, width, height, file, digest }: NewPhoto,
): Promise<void> {
  await tx.run(
    `insert into ${table} (id, ${owner}, alt, width, height, file, digest)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, of, alt, width, height, file, digest],
  );
}

/** The name of its files; null when there is no such photo, or not for this visitor. */
export async function readFileName(
  tx: Transaction,
  { table, owner }: PhotosOf,
  of: string,
  photo: string,
): Promise<string | null> {
  const [row] = await tx.query<{ file: string }>(
    `select file from ${table} where id = $1 and ${owner} = $2`,
    [photo, of],
  );
  return row?.file ?? null;
}

export async function describePhoto(
  tx: Transaction,
  { table, owner }: PhotosOf,
  of: string,
  photo: string,
  alt: string,
): Promise<void> {
  const written = await tx.run(`update ${table} set alt = $3 where id = $1 and ${owner} = $2`, [
    ...[photo, of, alt],
  ]);
  if (written === 0) throw notFound();
}

/** Its files go with the next sweep. */
export async function removePhoto(
  tx: Transaction,
  { table, owner }: PhotosOf,
  of: string,
  photo: string,
): Promise<void> {
  const written = await tx.run(`delete from ${table} where id = $1 and ${owner} = $2`, [photo, of]);
  if (written === 0) throw notFound();
}
