import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { folderStore } from '../api/photos/store.ts';
import { sweepPhotos } from '../api/photos/sweep.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { photoForm } from './support/photos.ts';

forEachDatabase('Photos of an initiative', (open) => {
  let database: Database;
  let folder: string;
  let api: ReturnType<typeof testApi>;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let assets: Awaited<ReturnType<typeof neighbours>>['assets'];
  let file: Blob;

  beforeAll(async () => {
    database = await open();
    folder = await mkdtemp(join(tmpdir(), 'photos-'));
    ({ actors, assets } = await neighbours(database));
    api = testApi(database, { photos: folder });
    const green = {
      create: { width: 60, height: 40, channels: 3 as const, background: '#a9c48a' },
    };
    file = new Blob([new Uint8Array(await sharp(green).jpeg().toBuffer())]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A new initiative of this actor, by default a proposal of a resident. */
  async function begun(actor: Actor = actors.here, more: object = {}): Promise<string> {
    const id = randomUUID();
    const { status, text } = await api.as(actor)('POST', '/initiatives', {
      ...{ id, title: 'De tuin', buurt: HERE, beganOn: '2024-03-01', ...more },
    });
    expect(status, text).toBe(201);
    return id;
  }
  const send = (to: string, as: Actor = actors.here, id: string = randomUUID()) =>
    api.as(as)('POST', `/initiatives/${to}/photos`, photoForm(id, file, 'Een bak sla'));
  const look = (initiative: string, photo: string, as?: Actor) =>
    api.as(as)('GET', `/initiatives/${initiative}/photos/${photo}/small`);

  test('stand before those of what it is tied to, once however often they are sent', async () => {
    const ofPlace = photoForm(randomUUID(), file, 'De plek');
    const place = await api.as(actors.owner)('POST', `/assets/${assets.open}/photos`, ofPlace);
    expect(place.status, place.text).toBe(201);
    const id = await begun(actors.connector, { status: 'published', assets: [assets.open] });
    const photo = randomUUID();
    expect((await send(id, actors.connector, photo)).status).toBe(201);
    const again = await send(id, actors.connector, photo);
    expect([again.status, again.json.photos.length]).toEqual([201, 2]);
    const seen = await api.as(undefined)('GET', `/initiatives/${id}`);
    expect(seen.json.photos).toMatchObject([
      { id: photo, asset: null, alt: 'Een bak sla', width: 60, height: 40 },
      { asset: assets.open, alt: 'De plek' },
    ]);
    expect(seen.json.photo).toMatchObject({ id: photo, asset: null });
    const answer = await look(id, photo);
    expect((await sharp(answer.bytes).metadata()).format).toBe('webp');
    const other = await send(await begun(actors.connector), actors.connector, photo);
    expect(other.status, 'the same id with another initiative').toBe(409);
  });

  test('are seen with it: those of a proposal by who keeps it alone', async () => {
    const id = await begun();
    const photo = randomUUID();
    expect((await send(id, actors.here, photo)).status).toBe(201);
    for (const [actor, status] of [
      [actors.here, 200],
      [actors.connector, 200],
      [actors.coordinator, 200],
      [actors.there, 404],
      [actors.far, 404],
      [actors.researcher, 404],
      [actors.municipality, 404],
      [undefined, 404],
    ] as const)
      expect((await look(id, photo, actor)).status).toBe(status);
    // Nor under an asset or another initiative that they may see.
    const shown = await begun(actors.connector, { status: 'published' });
    expect((await look(shown, photo)).status).toBe(404);
    expect((await api.as()('GET', `/assets/${assets.open}/photos/${photo}/small`)).status).toBe(
      404,
    );
  });

  test('are added, described and taken away by who keeps it, five at most', async () => {
    const id = await begun(actors.connector, { status: 'published' });
    const path = `/initiatives/${id}/photos`;
    expect((await send(id, actors.there)).status).toBe(403);
    expect((await api.as()('POST', path, photoForm(randomUUID(), file))).status).toBe(401);
    expect((await send(randomUUID(), actors.connector)).status).toBe(404);
    const photos = Array.from({ length: 5 }, () => randomUUID());
    for (const photo of photos) expect((await send(id, actors.connector, photo)).status).toBe(201);
    const sixth = await send(id, actors.connector);
    expect([sixth.status, sixth.text]).toEqual([
      400,
      expect.stringContaining('there are five photos already'),
    ]);
    const [one] = photos;
    const described = { alt: 'Oogst' };
    expect((await api.as(actors.there)('PATCH', `${path}/${one}`, described)).status).toBe(404);
    expect((await api.as(actors.there)('DELETE', `${path}/${one}`)).status).toBe(404);
    const renamed = await api.as(actors.connector)('PATCH', `${path}/${one}`, described);
    expect(renamed.json.photos[0]).toMatchObject({ id: one, alt: 'Oogst' });
    const there = (await readdir(folder)).length;
    const left = await api.as(actors.connector)('DELETE', `${path}/${one}`);
    expect(left.json.photos.map(({ id: photo }: { id: string }) => photo)).not.toContain(one);
    expect((await readdir(folder)).length).toBe(there - 2);
  });

  test('go with the initiative, and with who added them; until then they can be taken along', async () => {
    const id = await begun();
    const photo = randomUUID();
    const before = await readdir(folder);
    await send(id, actors.here, photo);
    const kept = await api.as(actors.here)('GET', '/me/data');
    expect(kept.json.photos).toContainEqual(
      expect.objectContaining({ id: photo, initiative_id: id, alt: 'Een bak sla' }),
    );
    await api.as(actors.here)('DELETE', `/initiatives/${id}`);
    const log = () => undefined;
    await sweepPhotos({ database, photos: folderStore(folder), log });
    expect(await readdir(folder)).toEqual(before);
    expect((await look(id, photo, actors.here)).status).toBe(404);

    const shown = await begun(actors.connector, { status: 'published' });
    const leaver = await account(database, { roles: [{ role: 'connector', area: 'GM9001' }] });
    expect((await send(shown, leaver, photo)).status).toBe(201);
    expect((await api.as(leaver)('DELETE', '/me')).status).toBe(204);
    expect((await api.as()('GET', `/initiatives/${shown}`)).json.photos).toEqual([]);
  });
});
