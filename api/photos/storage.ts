import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import type { PhotoSize } from '../contracts/photos.ts';
import type { PhotoStore } from './store.ts';

const BUCKET = 'photos';

/**
 * In a private bucket of Supabase Storage, made when it is not there. Reached by the server alone:
 * browsers get pictures from us, so that the database decides who sees them.
 */
export async function storageStore(url: string, secretKey: string): Promise<PhotoStore> {
  const { storage } = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as never }, // Node 20 has no WebSocket of its own
  });
  const bucket = storage.from(BUCKET);
  const path = (name: string, size: PhotoSize) => `${name}-${size}.webp`;

  const { error } = await storage.createBucket(BUCKET, { public: false });
  if (error && !/exist|duplicate/i.test(error.message)) throw error;

  return {
    async write(name, picture) {
      for (const [size, bytes] of Object.entries(picture)) {
        const { error } = await bucket.upload(path(name, size as PhotoSize), bytes, {
          contentType: 'image/webp',
          upsert: true,
        });
        if (error) throw error;
      }
    },

    async read(name, size) {
      const { data, error } = await bucket.download(path(name, size));
      if (!error) return new Uint8Array(await data.arrayBuffer());
      if ('status' in error && (error.status === 404 || error.status === 400)) return null;
      throw error;
    },

    async remove(names) {
      if (names.length === 0) return;
      const { error } = await bucket.remove(
        names.flatMap((name) => [path(name, 'small'), path(name, 'large')]),
      );
      if (error) throw error;
    },
  };
}
