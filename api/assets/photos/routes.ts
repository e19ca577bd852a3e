import { createHash, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { asset } from '../../contracts/assets.ts';
import { newPhoto, photoChange, photoSize } from '../../contracts/photos.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import { actAndShow } from '../show.ts';
import { encodePhoto } from './encode.ts';
import {
  describePhoto,
  insertPhoto,
  readFileName,
  removePhoto,
  requireEditor,
  wasAdded,
} from './queries.ts';
import { announcePicture } from './sweep.ts';

const ofAsset = z.object({ id: z.uuid('is not a UUID') });
const ofPhoto = ofAsset.extend({ photo: z.uuid('is not a UUID') });
const ofFile = ofPhoto.extend({ size: photoSize });

/** Photos of an asset; each answers the whole asset. */
export const photoRoutes = new Hono<Env>()
  .post(
    '/:id/photos',
    describe('assets', 'Add a photo', asset, { status: 201 }),
    input('param', ofAsset),
    input('form', newPhoto),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const { id: photo, alt, file: sent } = c.req.valid('form');
      const { database, photos } = c.var.services;
      const bytes = new Uint8Array(await sent.arrayBuffer());
      const digest = createHash('sha256').update(bytes).digest('hex');
      const repeated = await act(c, 'fresh', async (tx) => {
        await requireEditor(tx, id);
        return wasAdded(tx, id, photo, digest);
      });
      if (repeated) return c.json(await actAndShow(c, id), 201);
      const { picture, width, height } = await encodePhoto(bytes);
      // First the files: a photo that is named is there.
      const file = randomUUID();
      await announcePicture(database, file);
      await photos.write(file, picture);
      try {
        const added = { id: photo, alt, width, height, file, digest };
        return c.json(await actAndShow(c, id, (tx) => insertPhoto(tx, id, added)), 201);
      } catch (error) {
        await photos.remove([file]);
        // The same photo, sent twice at the same moment.
        if (!(await act(c, 'fresh', (tx) => wasAdded(tx, id, photo, digest)))) throw error;
        return c.json(await actAndShow(c, id), 201);
      }
    },
  )
  .patch(
    '/:id/photos/:photo',
    describe('assets', 'Say what a photo shows', asset),
    input('param', ofPhoto),
    input('json', photoChange),
    async (c) => {
      requireAccount(c);
      const { id, photo } = c.req.valid('param');
      const { alt } = c.req.valid('json');
      return c.json(await actAndShow(c, id, (tx) => describePhoto(tx, id, photo, alt)));
    },
  )
  .delete(
    '/:id/photos/:photo',
    describe('assets', 'Take a photo away, for good', asset),
    input('param', ofPhoto),
    async (c) => {
      requireAccount(c);
      const { id, photo } = c.req.valid('param');
      return c.json(await actAndShow(c, id, (tx) => removePhoto(tx, id, photo)));
    },
  )
  .get(
    '/:id/photos/:photo/:size',
    describe('assets', 'The photo itself, as WebP', undefined, { givesFile: 'image/webp' }),
    input('param', ofFile),
    async (c) => {
      const { id, photo, size } = c.req.valid('param');
      const file = await find(c, 'read', (tx) => readFileName(tx, id, photo));
      // Never another picture under the same name; whether it may be seen is asked each time.
      const etag = `"${file}-${size}"`;
      c.header('ETag', etag);
      if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
      const bytes = await c.var.services.photos.read(file, size);
      if (!bytes) throw notFound();
      return c.body(bytes, 200, { 'Content-Type': 'image/webp' });
    },
  );
