import type { Photo } from '../../contracts/photos.ts';
import type { Transaction } from '../../db/port.ts';
import { notAllowed, notFound } from '../../http/problem.ts';

interface NewPhoto extends Photo {
  file: string;
  digest: string;
}

/** Throws Problem 404 or 403 unless the visitor may change this asset. */
export async function requireEditor(tx: Transaction, asset: string): Promise<void> {
  const [row] = await tx.query<{ editable: boolean }>(
    'select private.may_edit(id) as editable from public.assets where id = $1',
    [asset],
  );
  if (!row) throw notFound();
  if (!row.editable) throw notAllowed();
}

/** Was this sent before? Throws Problem 409 when its id stands for something else. */
export async function wasAdded(
  tx: Transaction,
  asset: string,
  photo: string,
  digest: string,
): Promise<boolean> {
  const [row] = await tx.query<{ same: boolean }>(
    'select private.is_repeated_photo($1, $2, $3) as same',
    [photo, asset, digest],
  );
  return row!.same;
}

export async function insertPhoto(
  tx: Transaction,
  asset: string,
  { id, alt, width, height, file, digest }: NewPhoto,
): Promise<void> {
  await tx.run(
    `insert into public.asset_photos (id, asset_id, alt, width, height, file, digest)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, asset, alt, width, height, file, digest],
  );
}

/** The name of its files; null when there is no such photo, or not for this visitor. */
export async function readFileName(
  tx: Transaction,
  asset: string,
  photo: string,
): Promise<string | null> {
  const [row] = await tx.query<{ file: string }>(
    'select file from public.asset_photos where id = $1 and asset_id = $2',
    [photo, asset],
  );
  return row?.file ?? null;
}

export async function describePhoto(
  tx: Transaction,
  asset: string,
  photo: string,
  alt: string,
): Promise<void> {
  const written = await tx.run(
    'update public.asset_photos set alt = $3 where id = $1 and asset_id = $2',
    [photo, asset, alt],
  );
  if (written === 0) throw notFound();
}

/** Its files go with the next sweep. */
export async function removePhoto(tx: Transaction, asset: string, photo: string): Promise<void> {
  const written = await tx.run('delete from public.asset_photos where id = $1 and asset_id = $2', [
    photo,
    asset,
  ]);
  if (written === 0) throw notFound();
}
