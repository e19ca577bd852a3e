import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storageStore } from '../api/photos/storage.ts';
import type { PhotoStore } from '../api/photos/store.ts';
import { startStorageServer } from './support/storage-server.ts';

const SECRET = 'sb_secret';
let server: Awaited<ReturnType<typeof startStorageServer>>;
let store: PhotoStore;
beforeAll(async () => {
  server = await startStorageServer(SECRET);
  store = await storageStore(server.url, SECRET);
});
afterAll(() => server.close());

const picture = { small: new Uint8Array([1, 2]), large: new Uint8Array([3, 4, 5]) };

test('keeps pictures in a bucket that is closed to everybody', async () => {
  expect(server.isPublic()).toBe(false);
  const name = randomUUID();
  await store.write(name, picture);
  expect(await store.read(name, 'small')).toEqual(picture.small);
  expect(await store.read(name, 'large')).toEqual(picture.large);
  await store.remove([name]);
  expect(await store.read(name, 'large')).toBeNull();
  expect(server.files.size).toBe(0);
});

test('starts again on a bucket that is there', async () => {
  await expect(storageStore(server.url, SECRET)).resolves.toBeDefined();
});

test('says that a key is wrong', async () => {
  await expect(storageStore(server.url, 'another')).rejects.toThrow('Unauthorized');
});
