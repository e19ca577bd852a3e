import { Hono, type Context } from 'hono';
import type { Asset } from '../contracts/assets.ts';
import { exportQuery } from '../contracts/imports.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { toFeatures } from './geojson.ts';
import { listAssets } from './read.ts';

const PAGE = 1000;

/** All assets that the visitor may see in an area, in one transaction. */
function everything(c: Context<Env>, neighbourhood: string | undefined): Promise<Asset[]> {
  return c.var.services.database.asActor(c.var.actor, 'read', async (tx) => {
    const items: Asset[] = [];
    let after: [string, string] | null = null;
    do {
      const page = await listAssets(tx, { neighbourhood }, after, PAGE);
      items.push(...page.items);
      after = page.next;
    } while (after);
    return items;
  });
}

const COLUMNS: [name: string, value: (asset: Asset) => unknown][] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['title', ({ title }) => title],
  ['description', ({ description }) => description],
  ['lon', ({ geometry }) => coordinate(geometry, 0)],
  ['lat', ({ geometry }) => coordinate(geometry, 1)],
  ['tags', ({ tags }) => tags.join(';')],
  ['capacity', ({ capacity }) => capacity],
  ['openingHours', ({ openingHours }) => openingHours],
  ['wheelchair', ({ wheelchair }) => wheelchair],
  ['webLink', ({ webLink }) => webLink],
  ['source', ({ source }) => source],
  ['buurt', ({ buurt }) => buurt?.code],
  ['buurtName', ({ buurt }) => buurt?.name],
  ['lastConfirmedAt', ({ lastConfirmedAt }) => lastConfirmedAt],
];

/** Of a point; an area has no single place, and its shape is in the GeoJSON. */
function coordinate(geometry: unknown, axis: 0 | 1): number | undefined {
  const point = geometry as { type: string; coordinates: number[] } | null;
  return point?.type === 'Point' ? point.coordinates[axis] : undefined;
}

/** A cell of CSV (RFC 4180). What a spreadsheet would run as a formula is made text. */
function cell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(items: Asset[]): string {
  const rows = items.map((asset) => COLUMNS.map(([, value]) => cell(value(asset))).join(','));
  return [COLUMNS.map(([name]) => name).join(','), ...rows, ''].join('\r\n');
}

const asFile = (name: string, type: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name}"`,
  'Cache-Control': 'private, no-store',
});

export const exportRoutes = new Hono<Env>()
  .get(
    '/assets.csv',
    describe('exports', 'Assets you may see, as CSV'),
    input('query', exportQuery),
    async (c) => {
      const items = await everything(c, c.req.valid('query').neighbourhood);
      return c.body(toCsv(items), 200, asFile('krachtbronnen.csv', 'text/csv; charset=utf-8'));
    },
  )
  .get(
    '/assets.geojson',
    describe('exports', 'Assets you may see, as GeoJSON'),
    input('query', exportQuery),
    async (c) => {
      const items = await everything(c, c.req.valid('query').neighbourhood);
      const features = JSON.stringify(toFeatures({ items, next: null }));
      return c.body(features, 200, asFile('krachtbronnen.geojson', 'application/geo+json'));
    },
  );
