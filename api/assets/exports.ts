import { Hono, type Context } from 'hono';
import { exportQuery, type Asset } from '../contracts/assets.ts';
import { kinds } from '../contracts/kinds.ts';
import { act } from '../http/act.ts';
import { describe } from '../http/describe.ts';
import type { Env } from '../http/environment.ts';
import { input } from '../http/input.ts';
import { cell } from '../imports/formula.ts';
import { toFeature } from './geojson.ts';
import { listAssets, type AssetFilter } from './read.ts';

const PAGE = 500;

/**
 * All assets that the visitor may see and the filter finds, a page at a time: memory stays flat, and
 * no transaction waits for a slow line. Never a person: a file is out of reach of their consent.
 */
async function* pages(c: Context<Env>, filter: AssetFilter): AsyncGenerator<Asset[]> {
  const kind = (filter.kind ?? [...kinds]).filter((one) => one !== 'person');
  let after: [string, string] | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAssets>> = await act(c, 'read', (tx) =>
      listAssets(tx, { ...filter, kind }, after, PAGE),
    );
    yield page.items;
    after = page.next;
  } while (after);
}

/** As `npm run import` and POST /imports/assets read them back, and three for who looks at them. */
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
  ['languages', ({ languages }) => languages.join(';')],
  ['lastUsedOn', ({ lastUsedOn }) => lastUsedOn],
  ['lastUsedFor', ({ lastUsedFor }) => lastUsedFor],
  // Without these, what is for a few would be read back as public.
  ['status', ({ status }) => status],
  ['visibility', ({ visibility }) => visibility],
  ['buurt', ({ buurt }) => buurt?.code],
  ['buurtName', ({ buurt }) => buurt?.name],
  ['lastConfirmedAt', ({ lastConfirmedAt }) => lastConfirmedAt],
];

/** Of a point; an area has no single place, and its shape is in the GeoJSON. */
function coordinate(geometry: unknown, axis: 0 | 1): number | undefined {
  const point = geometry as { type: string; coordinates: number[] } | null;
  return point?.type === 'Point' ? point.coordinates[axis] : undefined;
}

async function* csv(found: AsyncIterable<Asset[]>): AsyncGenerator<string> {
  const line = (cells: string[]) => `${cells.join(',')}\r\n`;
  yield line(COLUMNS.map(([name]) => name));
  for await (const items of found)
    yield items.map((asset) => line(COLUMNS.map(([, value]) => cell(value(asset))))).join('');
}

/**
 * A feature without people: no contact, nothing of a talent. Nor what hangs on who asked. A file is
 * passed on, out of reach of who may see what. The id also among the properties: programs keep those.
 */
function featureOf(asset: Asset) {
  const { contact, consent, gifts, wishes, mine, steward, editable, metres, ...rest } = asset;
  const { properties, ...feature } = toFeature(rest);
  return { ...feature, properties: { id: asset.id, ...properties } };
}

async function* geojson(found: AsyncIterable<Asset[]>): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let separator = '';
  for await (const items of found)
    for (const asset of items) {
      yield `${separator}${JSON.stringify(featureOf(asset))}`;
      separator = ',\n';
    }
  yield ']}';
}

/** The answer begins with what came of the first page: a refusal is still a problem, not half a file. */
async function asFile(c: Context<Env>, name: string, type: string, text: AsyncGenerator<string>) {
  const opening = [await text.next(), await text.next()];
  const encoder = new TextEncoder();
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = opening.shift() ?? (await text.next());
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void text.return(undefined),
  });
  return c.body(bytes, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });
}

export const exportRoutes = new Hono<Env>()
  .get(
    '/assets.csv',
    describe('exports', 'Assets you may see, as CSV', undefined, { givesFile: 'text/csv' }),
    input('query', exportQuery),
    (c) => {
      const found = pages(c, c.req.valid('query'));
      return asFile(c, 'krachtbronnen.csv', 'text/csv; charset=utf-8', csv(found));
    },
  )
  .get(
    '/assets.geojson',
    describe('exports', 'Assets you may see, as GeoJSON', undefined, {
      givesFile: 'application/geo+json',
    }),
    input('query', exportQuery),
    (c) => {
      const found = pages(c, c.req.valid('query'));
      return asFile(c, 'krachtbronnen.geojson', 'application/geo+json', geojson(found));
    },
  );
