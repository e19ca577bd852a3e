import { createMiddleware } from 'hono/factory';
import type { Database } from '../db/port.ts';
import type { Env, Services } from '../http/environment.ts';

/** Tells that files under this name are about to be written: should no photo get them, they go. */
export async function announcePicture(database: Database, file: string): Promise<void> {
  await database.asSystem((tx) =>
    tx.run('insert into private.loose_pictures (file) values ($1)', [file]),
  );
}

/**
 * Removes the files of photos that went, and of sendings that broke off an hour ago or longer. Only
 * what the database knows to be loose: a file that it never heard of may belong to a copy of it that
 * is still to be restored. What fails is logged, and tried again with the next sweep.
 */
export async function sweepPhotos({
  database,
  photos,
  log,
}: Pick<Services, 'database' | 'photos' | 'log'>): Promise<void> {
  try {
    const loose = await database.asSystem((tx) =>
      tx.query<{ file: string }>(
        `select file from private.loose_pictures l
         where remove_from <= now()
           and not exists (select from public.asset_photos p where p.file = l.file)
           and not exists (select from public.initiative_photos p where p.file = l.file)`,
      ),
    );
    const files = loose.map(({ file }) => file);
    await photos.remove(files);
    await database.asSystem((tx) =>
      tx.run('delete from private.loose_pictures where file = any ($1::uuid[])', [files]),
    );
  } catch (error) {
    log('error', `sweeping photos: ${(error as Error).stack}`);
  }
}

/** After something was taken away that may have had photos. */
export const sweptAfterwards = createMiddleware<Env>(async (c, next) => {
  await next();
  if (c.req.method === 'DELETE' && c.res.ok) await sweepPhotos(c.var.services);
});
