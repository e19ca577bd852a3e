import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AreaFeature } from './area-files.ts';

/** What goes wrong with one request, instead of an answer. */
export type Trouble =
  | { status: number; retryAfter?: string }
  /** The connection breaks after this share of the page. */
  | { breaksAt: number };

export interface AreasServer {
  /** The base of the API, as in CBS_AREAS_URL. */
  url: string;
  /** Path and query of every request so far. */
  requests: string[];
  /** Troubles of the next requests, one each. */
  troubles: Trouble[];
  close: () => Promise<void>;
}

const KNOWN_KEYS = ['f', 'limit', 'cursor', 'gemeentecode', 'bbox', 'crs'];

/**
 * A stand-in for PDOK's OGC API on loopback: pages with an opaque cursor, at most `longest` features
 * each, filters by gemeentecode, and status 400 for query keys that it does not know.
 */
export async function areasServer(
  collections: Record<string, AreaFeature[]>,
  longest = 1000,
): Promise<AreasServer> {
  const requests: string[] = [];
  const troubles: Trouble[] = [];
  const cursors = new Map<string, number>();
  let base = '';

  const pageOf = (url: URL, response: ServerResponse): string | undefined => {
    const name = /\/collections\/([^/]+)\/items$/.exec(url.pathname)?.[1];
    const all = name === undefined ? undefined : collections[name];
    const unknown = [...url.searchParams.keys()].filter((key) => !KNOWN_KEYS.includes(key));
    const cursor = url.searchParams.get('cursor');
    if (!all || unknown.length > 0 || (cursor !== null && !cursors.has(cursor))) {
      const detail = all ? `unknown query parameter(s) found: ${unknown.join('&')}` : 'not found';
      response.writeHead(all ? 400 : 404, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Bad Request', detail }));
      return undefined;
    }
    const gemeente = url.searchParams.get('gemeentecode');
    const found = all.filter(
      ({ properties }) => gemeente === null || properties['gemeentecode'] === gemeente,
    );
    const from = cursor === null ? 0 : cursors.get(cursor)!;
    const to = from + Math.min(Number(url.searchParams.get('limit') ?? 10), longest);
    const links = [{ rel: 'self', href: url.href }];
    if (to < found.length) {
      const next = new URL(url);
      const opaque = Buffer.from(`${requests.length}|${to}`).toString('base64url');
      cursors.set(opaque, to);
      next.searchParams.set('cursor', opaque);
      links.push({ rel: 'next', href: next.href });
    }
    const features = found.slice(from, to);
    return JSON.stringify({
      type: 'FeatureCollection',
      timeStamp: '2026-01-01T00:00:00Z',
      features,
      links,
      numberReturned: features.length,
    });
  };

  const server = createServer((request, response) => {
    requests.push(request.url!);
    const trouble = troubles.shift();
    if (trouble && 'status' in trouble) {
      const { status, retryAfter } = trouble;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      response.end();
      return;
    }
    const page = pageOf(new URL(request.url!, base), response);
    if (page === undefined) return;
    response.writeHead(200, {
      'content-type': 'application/geo+json',
      'content-length': Buffer.byteLength(page),
    });
    if (!trouble) response.end(page);
    else response.write(page.slice(0, page.length * trouble.breaksAt), () => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${base}/cbs/wijken-en-buurten-2024/ogc/v1`,
    requests,
    troubles,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
