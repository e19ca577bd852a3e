import { createHash, randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { newPhoto, photoChange, photoSize } from '../contracts/photos.ts';
import type { Transaction, Work } from '../db/port.ts';
import { act, find, requireAccount } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { isRepeat } from '../http/write.ts';
import { encodePhoto } from './encode.ts';
import { describePhoto, insertPhoto, readFileName, removePhoto, type PhotosOf } from './queries.ts';
import { announcePicture, sweptAfterwards } from './sweep.ts';

const ofOwner = z.object({ id: z.uuid('is not a UUID') });
const ofPhoto = ofOwner.extend({ photo: z.uuid('is not a UUID') });
const ofFile = ofPhoto.extend({ size: photoSize });

interface Owner<Shown> {
  of: PhotosOf;
  tag: string;
  shape: z.ZodType<Shown>;
  /** Throws Problem 404 or 403 unless the visitor may change it. */
  requireEditor: (tx: Transaction, id: string) => Promise<void>;
  /** Does the work, if any, and answers the owner as it is now; throws Problem 404. */
  actAndShow: (c: Context<Env>, id: string, work?: Work<unknown>) => Promise<Shown>;
}

/** Photos of an asset or an initiative; each answers the whole of it. */
export const photoRoutes = <Shown extends object>({
  of,
  tag,
  shape,
  requireEditor,
  actAndShow,
}: Owner<Shown>) =>
  new Hono<Env>()
    .use('/:id/photos/:photo', sweptAfterwards)
    .post(
      '/:id/photos',
      describe(tag, 'Add a photo', shape, { status: 201 }),
      input('param', ofOwner),
      input('form', newPhoto),
      async (c) => {
        requireAccount(c);
        const { id } = c.req.valid('param');
        const { id: photo, alt, file: sent } = c.req.valid('form');
        const { database, photos } = c.var.services;
        const bytes = new Uint8Array(await sent.arrayBuffer());
        const digest = createHash('sha256').update(id).update(bytes).digest('hex');
        const repeated = await act(c, 'fresh', async (tx) => {
          await requireEditor(tx, id);
          return isRepeat(tx, of.table, photo, digest);
        });
        if (repeated) return c.json(await actAndShow(c, id), 201);
        const { picture, width, height } = await encodePhoto(bytes);
        // First the files: a photo that is named is there.
        const file = randomUUID();
        await announcePicture(database, file);
        await photos.write(file, picture);
        try {
          const added = { id: photo, alt, width, height, file, digest };
          return c.json(await actAndShow(c, id, (tx) => insertPhoto(tx, of, id, added)), 201);
        } catch (error) {
          await photos.remove([file]);
          // The same photo, sent twice at the same moment.
          if (!(await act(c, 'fresh', (tx) => isRepeat(tx, of.table, photo, digest)))) throw error;
          return c.json(await actAndShow(c, id), 201);
        }
      },
    )
    .patch(
      '/:id/photos/:photo',
      describe(tag, 'Say what a photo shows', shape),
      input('param', ofPhoto),
      input('json', photoChange),
      async (c) => {
        requireAccount(c);
        const { id, photo } = c.req.valid('param');
        const { alt } = c.req.valid('json');
        return c.json(await actAndShow(c, id, (tx) => describePhoto(tx, of, id, photo, alt)));
      },
    )
    .delete(
      '/:id/photos/:photo',
      describe(tag, 'Take a photo away, for good', shape),
      input('param', ofPhoto),
      async (c) => {
        requireAccount(c);
        const { id, photo } = c.req.valid('param');
        return c.json(await actAndShow(c, id, (tx) => removePhoto(tx, of, id, photo)));
      },
    )
    .get(
      '/:id/photos/:photo/:size',
      describe(tag, 'The photo itself, as WebP', undefined, { givesFile: 'image/webp' }),
      input('param', ofFile),
      async (c) => {
        const { id, photo, size } = c.req.valid('param');
        const file = await find(c, 'read', (tx) => readFileName(tx, of, id, photo));
        // Never another picture under the same name; whether it may be seen is asked each time.
        const etag = `"${file}-${size}"`;
        c.header('ETag', etag);
        if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
        const bytes = await c.var.services.photos.read(file, size);
        if (!bytes) throw notFound();
        return c.body(bytes, 200, { 'Content-Type': 'image/webp' });
      },
    );
