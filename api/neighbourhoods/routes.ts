import { readFile } from 'node:fs/promises';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import {
  addressChoice,
  addressPlace,
  addressQuestion,
  addressSuggestions,
} from '../contracts/addresses.ts';
import { areaCode } from '../contracts/common.ts';
import { mapSettings } from '../contracts/map.ts';
import {
  activity,
  giftCounts,
  neighbourhood,
  neighbourhoodList,
  neighbourhoodQuery,
} from '../contracts/neighbourhoods.ts';
import { act, find } from '../http/act.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { locatieserver } from './addresses.ts';
import {
  listNeighbourhoods,
  readActivity,
  readExtent,
  readGeometry,
  readGiftCounts,
  readNeighbourhood,
} from './queries.ts';
import { logoFile, themesFolder } from './themes.ts';

const path = z.object({ code: areaCode });
// Boundaries do not change within a year; a new year may come any day.
const ONE_HOUR = 'public, max-age=3600';

export const neighbourhoodRoutes = new Hono<Env>()
  .get(
    '/',
    describe('neighbourhoods', 'Areas by level, name or place', neighbourhoodList),
    input('query', neighbourhoodQuery),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const after = readCursor(cursor, filter, 2);
      const found = await act(c, 'read', (tx) => listNeighbourhoods(tx, filter, after, limit + 1));
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const next =
        found.length > limit && last ? writeCursor(filter, [last.level, last.code]) : null;
      return c.json({ items, next });
    },
  )
  .get(
    '/:code',
    describe('neighbourhoods', 'One area', neighbourhood),
    input('param', path),
    async (c) => {
      const { code } = c.req.valid('param');
      const found = await find(c, 'read', (tx) => readNeighbourhood(tx, code));
      return c.json(found);
    },
  )
  .get(
    '/:code/geometry',
    describe('neighbourhoods', 'The boundary of one area, GeoJSON in CRS84'),
    input('param', path),
    async (c) => {
      const { code } = c.req.valid('param');
      const geojson = await find(c, 'read', (tx) => readGeometry(tx, code));
      return c.body(geojson, 200, {
        'Content-Type': 'application/geo+json',
        'Content-Crs': '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>',
        'Cache-Control': ONE_HOUR,
      });
    },
  )
  .get(
    '/:code/activity',
    describe('neighbourhoods', 'What happens here, of what everyone may see', activity),
    input('param', path),
    async (c) => {
      const { code } = c.req.valid('param');
      const found = await find(c, 'read', (tx) => readActivity(tx, code));
      return c.json(found);
    },
  )
  .get(
    '/:code/gifts',
    describe('neighbourhoods', 'Gift cards as counts; under five is not shown', giftCounts),
    input('param', path),
    async (c) => {
      const { code } = c.req.valid('param');
      const counts = await find(c, 'read', (tx) => readGiftCounts(tx, code));
      return c.json(counts);
    },
  );

export const mapRoutes = new Hono<Env>()
  .get('/', describe('map', 'What a map needs to start', mapSettings), async (c) => {
    const { config, themes } = c.var.services;
    const bbox = await act(c, 'read', readExtent);
    return c.json({ basemapStyleUrl: config.BASEMAP_STYLE_URL, themes, bbox });
  })
  .get(
    '/themes/:code/logo',
    describe('map', 'The logo of a gemeente', undefined, { givesFile: 'image/svg+xml' }),
    input('param', path),
    async (c) => {
      const logo = logoFile(themesFolder(c.var.services.config), c.req.valid('param').code);
      if (!logo) throw notFound();
      return c.body(new Uint8Array(await readFile(logo.path)), 200, {
        'Content-Type': logo.type,
        'Cache-Control': ONE_HOUR,
      });
    },
  );

// POST, though nothing is written: what people type stays out of addresses, and so out of logs.
export const addressRoutes = new Hono<Env>()
  .post(
    '/suggestions',
    describe('addresses', 'Addresses like a text', addressSuggestions),
    input('json', addressQuestion),
    async (c) => {
      const { text } = c.req.valid('json');
      return c.json({ items: await addressesOf(c).suggest(text) });
    },
  )
  .post(
    '/place',
    describe('addresses', 'Where a suggested address lies', addressPlace),
    input('json', addressChoice),
    async (c) => c.json(await addressesOf(c).locate(c.req.valid('json').id)),
  );

const addressesOf = (c: Context<Env>) => locatieserver(c.var.services.config.LOCATIESERVER_URL);
