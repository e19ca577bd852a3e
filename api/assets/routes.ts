import { Hono } from 'hono';
import { z } from 'zod';
import {
  asset,
  assetChange,
  assetCounts,
  assetHistory,
  assetList,
  assetQuery,
  consent,
  duplicateQuestion,
  duplicates,
  newAsset,
  report,
  undo,
  type Asset,
  type NewAsset,
} from '../contracts/assets.ts';
import { queue, twins } from '../contracts/queue.ts';
import type { Transaction } from '../db/port.ts';
import { act, find, requireAccount } from '../http/act.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { etagOf, ifMatch } from '../http/etag.ts';
import { input } from '../http/input.ts';
import { usedId } from '../http/write.ts';
import { ofNobodySeldom } from '../http/limit.ts';
import { toFeatures } from './geojson.ts';
import { readHistory, undoTo } from './history.ts';
import { keepApart, readQueue, settleReports } from './queue.ts';
import { countAssets, findDuplicates, listAssets, readAsset } from './read.ts';
import {
  changeAsset,
  confirmAsset,
  giveConsent,
  insertAsset,
  removeAsset,
  reportAsset,
  withdrawConsent,
} from './write.ts';
import { actAndShow } from './show.ts';

const path = z.object({ id: z.uuid('is not a UUID') });
const GEOJSON = 'application/geo+json';
const CRS84 = '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>';

export const assetRoutes = new Hono<Env>()
  .get(
    '/',
    describe('assets', 'Assets you may see, also as GeoJSON', assetList),
    input('query', assetQuery),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 2);
      const { items, next } = await act(c, 'read', (tx) => listAssets(tx, filter, after, limit));
      const answer = { items, next: next && writeCursor(filter, next) };
      c.header('Vary', 'Accept', { append: true });
      if (!c.req.header('Accept')?.includes(GEOJSON)) return c.json(answer);
      return c.json(toFeatures(answer), 200, {
        'Content-Type': GEOJSON,
        'Content-Crs': CRS84,
      }) as never;
    },
  )
  .get(
    '/counts',
    describe('assets', 'How many of each kind, for the same filters', assetCounts),
    input('query', assetQuery),
    async (c) => {
      const { limit: _, cursor: __, ...filter } = c.req.valid('query');
      return c.json(await act(c, 'read', (tx) => countAssets(tx, filter)));
    },
  )
  .post(
    '/',
    describe('assets', 'Put something on the map', asset, { status: 201 }),
    ofNobodySeldom('add'),
    input('json', newAsset),
    async (c) => {
      const given = c.req.valid('json');
      const shown = await act(c, 'write', async (tx) => {
        await insertAsset(tx, c.var.actor, given);
        const written = await readAsset(tx, given.id);
        if (written) return written;
        // It was written before, and may not be seen any more.
        if (c.var.actor.accountId) throw usedId();
        // A proposal of nobody in particular is not seen again until somebody confirms it.
        return proposalOf(tx, given);
      });
      c.header('Location', `/api/v1/assets/${given.id}`);
      c.header('ETag', etagOf(shown));
      return c.json(shown, 201);
    },
  )
  .post(
    '/duplicates',
    describe('assets', 'What looks like this and lies within 100 m', duplicates),
    input('json', duplicateQuestion),
    async (c) => {
      const { title, geometry } = c.req.valid('json');
      return c.json({ items: await act(c, 'read', (tx) => findDuplicates(tx, title, geometry)) });
    },
  )
  .get('/queue', describe('assets', 'What asks for a connector’s attention', queue), async (c) => {
    requireAccount(c);
    return c.json(await act(c, 'read', readQueue));
  })
  .post(
    '/twins-apart',
    describe('assets', 'Two that look alike are two', undefined, { status: 204 }),
    input('json', twins),
    async (c) => {
      requireAccount(c);
      const { one, other } = c.req.valid('json');
      await act(c, 'write', (tx) => keepApart(tx, one, other));
      return c.body(null, 204);
    },
  )
  .get('/:id', describe('assets', 'One asset', asset), input('param', path), async (c) => {
    const found = await find(c, 'read', (tx) => readAsset(tx, c.req.valid('param').id));
    const etag = etagOf(found);
    c.header('ETag', etag);
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304) as never;
    return c.json(found);
  })
  .patch(
    '/:id',
    describe('assets', 'Change an asset', asset, { changes: true }),
    input('param', path),
    input('json', assetChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      return c.json(
        await actAndShow(c, id, (tx) =>
          changeAsset(tx, c.var.actor, id, version, c.req.valid('json')),
        ),
      );
    },
  )
  .delete(
    '/:id',
    describe('assets', 'Archive an asset; take a talent away', undefined, {
      status: 204,
      changes: true,
    }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const version = ifMatch(c);
      await act(c, 'write', (tx) => removeAsset(tx, c.req.valid('param').id, version));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/confirm',
    describe('assets', 'It is still so', asset),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      return c.json(await actAndShow(c, id, (tx) => confirmAsset(tx, id)));
    },
  )
  .post(
    '/:id/report',
    describe('assets', 'Something is wrong with it', undefined, { status: 204 }),
    ofNobodySeldom('report'),
    input('param', path),
    input('json', report),
    async (c) => {
      const { id } = c.req.valid('param');
      await act(c, 'write', (tx) => reportAsset(tx, id, c.req.valid('json')));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/settle',
    describe('assets', 'What was reported about it is looked at', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => settleReports(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  )
  .get(
    '/:id/history',
    describe('assets', 'All versions, newest first', assetHistory),
    input('param', path),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ items: await act(c, 'read', (tx) => readHistory(tx, id)) });
    },
  )
  .post(
    '/:id/undo',
    describe('assets', 'Back to an earlier version', asset, { changes: true }),
    input('param', path),
    input('json', undo),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const seen = ifMatch(c);
      return c.json(
        await actAndShow(c, id, (tx) => undoTo(tx, id, seen, c.req.valid('json').version)),
      );
    },
  )
  .post(
    '/:id/consent',
    describe('assets', 'Give consent for a talent, anew', asset),
    input('param', path),
    input('json', consent),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      return c.json(await actAndShow(c, id, (tx) => giveConsent(tx, id, c.req.valid('json'))));
    },
  )
  .delete(
    '/:id/consent',
    describe('assets', 'Withdraw consent for a talent, at once', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => withdrawConsent(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );

/** What an anonymous visitor hears of their own proposal: what they sent, and the buurt it fell in. */
async function proposalOf(tx: Transaction, given: NewAsset): Promise<Asset> {
  const [buurt] = await tx.query<NonNullable<Asset['buurt']>>(
    `select b.code, b.name, w.name as wijk, g.name as gemeente
     from private.buurt_at(extensions.st_pointonsurface(extensions.st_geomfromgeojson($1))) at
     join public.neighbourhoods b on b.year = at.year and b.code = at.code
     left join public.neighbourhoods w on w.year = b.year and w.code = b.parent_code
     left join public.neighbourhoods g on g.year = b.year and g.code = b.gemeente_code`,
    [JSON.stringify(given.geometry)],
  );
  const now = new Date().toISOString();
  return {
    ...given,
    gifts: null,
    openingHours: given.openingHours ?? null,
    accessibility: given.accessibility ?? null,
    capacity: given.capacity ?? null,
    webLink: given.webLink ?? null,
    source: given.source ?? null,
    lastConfirmedAt: null,
    lastUsedOn: given.lastUsedOn ?? null,
    lastUsedFor: given.lastUsedFor ?? null,
    status: 'proposed',
    visibility: given.visibility ?? 'public',
    geometry: given.geometry,
    buurt: buurt ?? null,
    contact: null,
    photos: [],
    consent: null,
    mine: false,
    steward: false,
    editable: false,
    metres: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
