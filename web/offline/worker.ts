/// <reference lib="webworker" />
/**
 * The service worker: keeps the app itself and what was last looked at, for where there is no signal.
 * https://developer.chrome.com/docs/workbox
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { ANSWERS, BASEMAP, KEPT } from './kept.ts';

/** What the build made, with a word that changes with each file; put here by the build. */
declare const FILES: { url: string; revision: string | null }[];

const PATIENCE_SECONDS = 4;

precacheAndRoute(FILES);
// What other sites may frame comes with a permission of its own, which the kept page lacks.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(api|healthz|embed\/)/],
  }),
);

/** People are never kept on a device, nor where somebody was or what they looked for. */
const mayBeKept = ({ pathname, searchParams }: URL): boolean =>
  /^\/api\/v1\/(session|map|neighbourhoods|tiles|assets)(\/|$)/.test(pathname) &&
  !/\/(queue|history|exports)$/.test(pathname) &&
  !['near', 'q', 'mine', 'at'].some((name) => searchParams.has(name));

interface Answer {
  kind?: string;
  items?: { kind?: string }[];
}

async function withoutPeople(response: Response): Promise<Response | null> {
  if (response.status !== 200) return null;
  if (!response.headers.get('Content-Type')?.includes('json')) return response;
  const answer = (await response.clone().json()) as Answer;
  if (answer.kind === 'person') return null;
  if (!answer.items?.some(({ kind }) => kind === 'person')) return response;
  const items = answer.items.filter(({ kind }) => kind !== 'person');
  return new Response(JSON.stringify({ ...answer, items }), { headers: response.headers });
}

/** So that the page can say that it shows what was, and not what is. */
function marked(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(KEPT, '1');
  return new Response(response.body, { status: response.status, headers });
}

registerRoute(
  // Asked as nobody in particular, the answer is another than the visitor's own at this address.
  ({ url, sameOrigin, request }) => sameOrigin && request.credentials !== 'omit' && mayBeKept(url),
  new NetworkFirst({
    cacheName: ANSWERS,
    networkTimeoutSeconds: PATIENCE_SECONDS,
    plugins: [
      new ExpirationPlugin({ maxEntries: 1500, maxAgeSeconds: 60 * 24 * 3600 }),
      {
        cacheWillUpdate: ({ response }) => withoutPeople(response),
        // What is gone, or may not be seen any more, is not kept either.
        fetchDidSucceed: async ({ request, response }) => {
          if ([401, 403, 404, 410].includes(response.status))
            await (await caches.open(ANSWERS)).delete(request);
          return response;
        },
        cachedResponseWillBeUsed: async ({ cachedResponse }) =>
          cachedResponse && marked(cachedResponse),
      },
    ],
  }),
);
registerRoute(
  ({ sameOrigin, request }) => !sameOrigin && request.mode === 'cors',
  new StaleWhileRevalidate({
    cacheName: BASEMAP,
    plugins: [new ExpirationPlugin({ maxEntries: 600, purgeOnQuotaError: true })],
  }),
);
