import { createHash, randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asset } from '../../contracts/assets.ts';
import { newPhoto, photoChange, photoSize } from '../../contracts/photos.ts';
import type { Transaction } from '../../db/port.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf } from '../../http/etag.ts';
import { input } from '../../http/input.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { readAsset } from '../read.ts';
import { encodePhoto } from './encode.ts';
import {
  describePhoto,
  insertPhoto,
  readFileName,
  removePhoto,
  requireEditor,
  wasAdded,
} from './queries.ts';

const ofAsset = z.object({ id: z.uuid('is not a UUID') });
const ofPhoto = ofAsset.extend({ photo: z.uuid('is not a UUID') });
const ofFile = ofPhoto.extend({ size: photoSize });

const act = <T>(c: Context<Env>, mode: 'read' | 'write', work: (tx: Transaction) => Promise<T>) => {
  if (mode === 'write' && !c.var.actor.accountId) throw new Problem(401, 'Sign in to do this.');
  return c.var.services.database.asActor(c.var.actor, mode, work);
};

async function show(c: Context<Env>, id: string) {
  const shown = await act(c, 'write', (tx) => readAsset(tx, id));
  if (!shown) throw notFound();
  c.header('ETag', etagOf(shown));
  return shown;
}

/** Photos of an asset; each answers the whole asset. */
export const photoRoutes = new Hono<Env>()
  .post(
    '/:id/photos',
    describe('assets', 'Add a photo', asset, { status: 201 }),
    input('param', ofAsset),
    input('form', newPhoto),
    async (c) => {
      const { id } = c.req.valid('param');
      const { id: photo, alt, file: sent } = c.req.valid('form');
      const { photos } = c.var.services;
      const bytes = new Uint8Array(await sent.arrayBuffer());
      const digest = createHash('sha256').update(bytes).digest('hex');
      const repeated = await act(c, 'write', async (tx) => {
        await requireEditor(tx, id);
        return wasAdded(tx, id, photo, digest);
      });
      if (repeated) return c.json(await show(c, id), 201);
      const { picture, width, height } = await encodePhoto(bytes);
      // First the files: a photo that is named is there. A file that nobody names is swept up later.
      const file = randomUUID();
      await photos.write(file, picture);
      try {
        await act(c, 'write', (tx) =>
          insertPhoto(tx, id, { id: photo, alt, width, height, file, digest }),
        );
      } catch (error) {
        await photos.remove([file]);
        // The same photo, sent twice at the same moment.
        if (!(await act(c, 'write', (tx) => wasAdded(tx, id, photo, digest)))) throw error;
      }
      return c.json(await show(c, id), 201);
    },
  )
  .patch(
    '/:id/photos/:photo',
    describe('assets', 'Say what a photo shows', asset),
    input('param', ofPhoto),
    input('json', photoChange),
    async (c) => {
      const { id, photo } = c.req.valid('param');
      await act(c, 'write', (tx) => describePhoto(tx, id, photo, c.req.valid('json').alt));
      return c.json(await show(c, id));
    },
  )
  .delete(
    '/:id/photos/:photo',
    describe('assets', 'Take a photo away, for good', asset),
    input('param', ofPhoto),
    async (c) => {
      const { id, photo } = c.req.valid('param');
      const file = await act(c, 'write', (tx) => removePhoto(tx, id, photo));
      await c.var.services.photos.remove([file]);
      return c.json(await show(c, id));
    },
  )
  .get(
    '/:id/photos/:photo/:size',
    describe('assets', 'The photo itself, as WebP', undefined, { givesFile: 'image/webp' }),
    input('param', ofFile),
    async (c) => {
      const { id, photo, size } = c.req.valid('param');
      const file = await act(c, 'read', (tx) => readFileName(tx, id, photo));
      if (!file) throw notFound();
      // Never another picture under the same name; whether it may be seen is asked each time.
      const etag = `"${file}-${size}"`;
      c.header('ETag', etag);
      if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
      const bytes = await c.var.services.photos.read(file, size);
      if (!bytes) throw notFound();
      return c.body(bytes, 200, { 'Content-Type': 'image/webp' });
    },
  );
