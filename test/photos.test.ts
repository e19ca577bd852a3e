import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderStore } from '../api/photos/store.ts';
import { announcePicture, sweepPhotos } from '../api/photos/sweep.ts';
import { PHOTO_BYTES } from '../api/contracts/photo-limits.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { middleOf } from './support/areas.ts';
import { account } from './support/people.ts';
import { photoForm } from './support/photos.ts';

forEachDatabase('photos', (openDatabase) => {
  let database: Database;
  let folder: string;
  let api: ReturnType<typeof testApi>;
  let owner: Actor;
  let asset: string;
  let card: string;
  let open: string;

  beforeAll(async () => {
    database = await openDatabase();
    folder = await mkdtemp(join(tmpdir(), 'photos-'));
    const world = await neighbours(database);
    owner = world.actors.owner;
    ({ card, open } = world.assets);
    api = testApi(database, { photos: folder });
    asset = await place();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function place(more: Record<string, unknown> = {}): Promise<string> {
    const id = randomUUID();
    const geometry = { type: 'Point', coordinates: middleOf(HERE) };
    const sent = { id, kind: 'place', title: 'Buurtmoestuin', geometry, ...more };
    const { status, text } = await api.as(owner)('POST', '/assets', sent);
    expect(status, text).toBe(201);
    return id;
  }
  const send = async (to: string, file: Blob, id: string = randomUUID(), as: Actor = owner) =>
    api.as(as)('POST', `/assets/${to}/photos`, photoForm(id, file, 'Een tuin'));

  const picture = { small: new Uint8Array([1]), large: new Uint8Array([2]) };

  const garden = async (width = 64, height = 48) =>
    new Blob([
      new Uint8Array(
        await sharp({ create: { width, height, channels: 3, background: '#a9c48a' } })
          .jpeg()
          .toBuffer(),
      ),
    ]);

  test('a photo is served small and large, and asked for anew each time', async () => {
    const id = randomUUID();
    const { json } = await send(asset, await garden(2400, 1800), id);
    expect(json.photos).toEqual([{ id, alt: 'Een tuin', width: 1600, height: 1200 }]);
    for (const [size, width] of [
      ['small', 480],
      ['large', 1600],
    ] as const) {
      const path = `/assets/${asset}/photos/${id}/${size}`;
      const answer = await api.as(owner)('GET', path);
      expect((await sharp(answer.bytes).metadata()).width).toBe(width);
      expect(answer.headers.get('Cache-Control')).toBe('private, no-cache');
      const etag = answer.headers.get('ETag')!;
      expect((await api.as(owner)('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(
        304,
      );
    }
  });

  test('is seen by whom the asset is for, and by nobody else', async () => {
    const closed = await place({ visibility: 'connectors' });
    const id = randomUUID();
    expect((await send(closed, await garden(), id)).status).toBe(201);
    const path = `/assets/${closed}/photos/${id}/large`;
    expect((await api.as(owner)('GET', path)).status).toBe(200);
    expect((await api.as()('GET', path)).status).toBe(404);
    const other = `/assets/${asset}/photos/${id}/large`;
    expect((await api.as(owner)('GET', other)).status).toBe(404);
  });

  test('sent twice it is one; its id is not another’s', async () => {
    const [at, id] = [await place(), randomUUID()];
    const photo = await garden();
    const answers = await Promise.all([send(at, photo, id), send(at, photo, id)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await send(at, photo, id)).json.photos).toHaveLength(1);
    expect((await send(at, await garden(99, 99), id)).status).toBe(409);
    expect((await readdir(folder)).filter((file) => file.includes('.part'))).toEqual([]);
  });

  test('five, and not a sixth', async () => {
    const at = await place();
    for (let n = 0; n < 5; n++) expect((await send(at, await garden())).status).toBe(201);
    const before = (await readdir(folder)).length;
    const { status, json } = await send(at, await garden());
    expect([status, json.detail]).toEqual([400, 'there are five photos already']);
    expect((await readdir(folder)).length).toBe(before);
  });

  test('a talent has none', async () => {
    const sharer = { accountId: (await ownerOf(card))! };
    const { status, json } = await send(card, await garden(), randomUUID(), sharer);
    expect([status, json.detail]).toEqual([400, 'a talent has no photo']);
  });

  const ownerOf = (id: string) =>
    database.asSystem(async (tx) => {
      const [row] = await tx.query<{ owner: string }>(
        'select owner_id as owner from public.assets where id = $1',
        [id],
      );
      return row?.owner;
    });

  test('only who may change the asset adds, describes and removes', async () => {
    const [at, id] = [await place(), randomUUID()];
    await send(at, await garden(), id);
    const stranger = await account(database);
    expect((await send(open, await garden(), randomUUID(), stranger)).status).toBe(403);
    expect((await send(at, await garden(), randomUUID(), stranger)).status).toBe(404);
    expect((await send(open, await garden(), randomUUID(), { accountId: null })).status).toBe(401);
    const path = `/assets/${at}/photos/${id}`;
    for (const method of ['PATCH', 'DELETE']) {
      const { status } = await api.as(stranger)(method, path, { alt: 'Van mij' });
      expect(status).toBe(404);
    }
    const { json } = await api.as(owner)('PATCH', path, { alt: 'De moestuin in mei' });
    expect(json.photos[0].alt).toBe('De moestuin in mei');
  });

  describe('what is no photo gets one clear sentence', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    test.each([
      ['text', 'Dit is geen foto'],
      ['half a photo', async () => (await garden(800, 600)).slice(0, 900)],
      ['a drawing that may hold scripts', svg],
      ['a broken HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ])('%s', async (_, made) => {
      const file = typeof made === 'string' ? new Blob([made]) : await made();
      const { status, json } = await send(await place(), file);
      expect([status, json.faults]).toEqual([
        400,
        [{ at: 'file', says: 'is no photo that can be read' }],
      ]);
    });

    test('a small file that unfolds to far too many pixels', async () => {
      const side = 13_000;
      const huge = await sharp({
        create: { width: side, height: side, channels: 3, background: 'white' },
        limitInputPixels: false,
      })
        .png({ compressionLevel: 9 })
        .toBuffer();
      expect((await send(await place(), new Blob([new Uint8Array(huge)]))).status).toBe(400);
    });

    test('20 MB to the byte is a photo, one more is not', async () => {
      const whole = new Uint8Array(PHOTO_BYTES);
      whole.set(new Uint8Array(await (await garden()).arrayBuffer()));
      expect((await send(await place(), new Blob([whole]))).status).toBe(201);
      const { status, json } = await send(asset, new Blob([whole, 'x']));
      expect([status, json.faults]).toEqual([400, [{ at: 'file', says: 'is larger than 20 MB' }]]);
    });

    test('much more than 20 MB', async () => {
      const { status, json } = await send(asset, new Blob([new Uint8Array(21 * 1024 * 1024)]));
      expect([status, json.detail]).toEqual([413, 'This is larger than 20 MB.']);
    });
  });

  const sweep = () =>
    sweepPhotos({ database, photos: folderStore(folder), log: (_, line) => expect.fail(line) });
  const filesOf = async (name: string) =>
    (await readdir(folder)).filter((file) => file.startsWith(name)).length;

  test('what a broken sending left behind is swept up, what is under way is not', async () => {
    const store = folderStore(folder);
    const [old, young] = [randomUUID(), randomUUID()];
    for (const name of [old, young]) {
      await announcePicture(database, name);
      await store.write(name, picture);
    }
    await database.asOwner((tx) =>
      tx.run('update private.loose_pictures set remove_from = now() where file = $1', [old]),
    );
    const others = (await readdir(folder)).length - 4;
    await sweep();
    expect([await filesOf(old), await filesOf(young)]).toEqual([0, 2]);
    expect(await readdir(folder)).toHaveLength(others + 2);
  });

  test('files that this database never heard of are left alone', async () => {
    const restoredLater = randomUUID();
    await folderStore(folder).write(restoredLater, picture);
    await sweep();
    expect(await filesOf(restoredLater)).toBe(2);
  });

  test('who leaves takes their photos along, also of what belongs to others', async () => {
    const leaver = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    const at = await place();
    const [mine, theirs] = [randomUUID(), randomUUID()];
    await send(at, await garden(), mine);
    expect((await send(at, await garden(9, 9), theirs, leaver)).status).toBe(201);
    const rolesGone = 'delete from public.role_assignments where account_id = $1';
    await database.asSystem((tx) => tx.run(rolesGone, [leaver.accountId]));
    await api.as(owner)(
      'PATCH',
      `/assets/${at}`,
      { visibility: 'connectors' },
      { 'If-Match': '*' },
    );
    const { json } = await api.as(leaver)('GET', '/me/data');
    expect(json.photos.map((photo: { id: string }) => photo.id)).toEqual([theirs]);

    const files = (await readdir(folder)).length;
    expect((await api.as(leaver)('DELETE', '/me')).status).toBe(204);
    expect(await readdir(folder)).toHaveLength(files - 2);
    const left = (await api.as(owner)('GET', `/assets/${at}`)).json.photos;
    expect(left.map((photo: { id: string }) => photo.id)).toEqual([mine]);
  });

  test('a store that does not answer holds nothing up, and is asked again', async () => {
    const [gone, logged] = [randomUUID(), [] as string[]];
    await announcePicture(database, gone);
    await database.asOwner((tx) =>
      tx.run('update private.loose_pictures set remove_from = now() where file = $1', [gone]),
    );
    const broken = { ...folderStore(folder), remove: () => Promise.reject(new Error('no answer')) };
    await sweepPhotos({ database, photos: broken, log: (_, line) => logged.push(line) });
    expect(logged.join()).toContain('no answer');
    await folderStore(folder).write(gone, picture);
    await sweep();
    expect(await filesOf(gone)).toBe(0);
  });
});
