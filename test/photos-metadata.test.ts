import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { chunksOf, fixtures, photoForm } from './support/photos.ts';

test('there are at least thirty containers', () =>
  expect(fixtures.length).toBeGreaterThanOrEqual(30));

forEachDatabase('where somebody was is in no stored and no served photo', (open) => {
  let folder: string;
  let api: ReturnType<typeof testApi>;
  let owner: Actor;
  const at = randomUUID();

  beforeAll(async () => {
    const database = await open();
    folder = await mkdtemp(join(tmpdir(), 'photos-'));
    owner = (await neighbours(database)).actors.owner;
    api = testApi(database, { photos: folder });
    const geometry = { type: 'Point', coordinates: middleOf(HERE) };
    await api.as(owner)('POST', '/assets', { id: at, kind: 'place', title: 'Tuin', geometry });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  afterEach(async () => {
    const { photos } = (await api.as(owner)('GET', `/assets/${at}`)).json;
    for (const { id } of photos) await api.as(owner)('DELETE', `/assets/${at}/photos/${id}`);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(fixtures)('%s', async (name) => {
    const bytes = await readFile(join('test/fixtures/photos', name));
    const id = randomUUID();
    const form = photoForm(id, new Blob([new Uint8Array(bytes)]));
    const { status, text } = await api.as(owner)('POST', `/assets/${at}/photos`, form);
    expect(status, text).toBe(201);
    const stored = await readdir(folder);
    expect(stored).toHaveLength(2);
    const served = await Promise.all(
      ['small', 'large'].map((size) => api.as(owner)('GET', `/assets/${at}/photos/${id}/${size}`)),
    );
    const files = await Promise.all(stored.map((file) => readFile(join(folder, file))));
    for (const file of [...files, ...served.map((answer) => Buffer.from(answer.bytes))]) {
      // A WebP that holds nothing but a picture has these chunks alone.
      expect(['VP8 ', 'VP8L', 'VP8X', 'ALPH']).toEqual(expect.arrayContaining(chunksOf(file)));
      expect(file.includes('52.5177')).toBe(false);
      const { exif, xmp, iptc, icc, width, height } = await sharp(file).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
      expect([width, height]).toEqual(name === 'turned.jpg' ? [48, 64] : [64, 48]);
      const { entropy } = await sharp(file).stats();
      if (!name.startsWith('moving'))
        expect(entropy, 'the drawing is still there').toBeGreaterThan(0.4);
    }
  });
});
