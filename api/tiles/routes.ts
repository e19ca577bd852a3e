import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import type { Tile } from './cache.ts';
import { encodeTile } from './encode.ts';
import { assetAreas, assetPoints, boundaries, type TileAddress } from './queries.ts';

const whole = z
  .string()
  .regex(/^\d{1,8}$/, 'is a whole number')
  .transform(Number);
const path = z
  .object({
    z: whole,
    x: whole,
    y: z
      .string()
      .regex(/^\d{1,8}\.mvt$/, 'ends in .mvt')
      .transform((text) => parseInt(text, 10)),
  })
  .refine(({ z, x, y }) => z <= 20 && x < 2 ** z && y < 2 ** z, 'there is no such tile')
  .transform(({ z, x, y }): TileAddress => [z, x, y]);

function answer(c: Context<Env>, tile: Tile, cacheControl: string): Response {
  c.header('ETag', tile.etag);
  c.header('Cache-Control', cacheControl);
  if (c.req.header('If-None-Match') === tile.etag) return c.body(null, 304);
  if (tile.body.byteLength === 0) return c.body(null, 204);
  return c.body(tile.body, 200, { 'Content-Type': 'application/vnd.mapbox-vector-tile' });
}

export const tileRoutes = new Hono<Env>()
  .get(
    '/assets/:z/:x/:y',
    describe('tiles', 'Assets you may see, as a Mapbox Vector Tile'),
    input('param', path),
    async (c) => {
      const address = c.req.valid('param');
      const { tiles, database } = c.var.services;
      const viewer = c.var.actor.accountId ?? '';
      const tile = await tiles.get('assets', viewer, address, async () => {
        const [assets, areas] = await database.asActor(c.var.actor, 'fresh', async (tx) => [
          await assetPoints(tx, address),
          await assetAreas(tx, address),
        ]);
        return encodeTile({ assets: assets!, areas: areas! }, address);
      });
      return answer(c, tile, 'private, no-cache');
    },
  )
  .get(
    '/neighbourhoods/:z/:x/:y',
    describe('tiles', 'Boundaries, as a Mapbox Vector Tile'),
    input('param', path),
    async (c) => {
      const address = c.req.valid('param');
      const { tiles, database } = c.var.services;
      const tile = await tiles.get('neighbourhoods', '', address, async () =>
        encodeTile(
          await database.asActor(c.var.actor, 'fresh', (tx) => boundaries(tx, address)),
          address,
        ),
      );
      return answer(c, tile, 'public, max-age=300');
    },
  );
