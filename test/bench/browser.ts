import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openHouse } from '../e2e/visit.ts';
import { noteTasks, tasksOf } from './browser-tasks.ts';
import { importByCoordinator } from './coordinator.ts';
import { median, round, RUNS, type Finding } from './measure.ts';

const SLOWER = 4;
const ASSETS = 5000;
const library = fileURLToPath(new URL('../../node_modules/maplibre-gl/dist/', import.meta.url));

/** The one basemap of both pages: water with some land in it, and nothing to wait for. */
const STYLE = {
  version: 8,
  sources: {
    polder: {
      type: 'geojson',
      data: {
        type: 'Polygon',
        coordinates: [
          [
            [4, 51],
            [7, 51],
            [7, 53],
            [4, 53],
            [4, 51],
          ],
        ],
      },
    },
  },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#cfe0e6' } },
    { id: 'polder', type: 'fill', source: 'polder', paint: { 'fill-color': '#efe8db' } },
  ],
};

/** MapLibre's example "Display a map", on its own distribution. */
const MINIMAL = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Display a map</title>
<link rel="stylesheet" href="/maplibre-gl.css" />
<style>body { margin: 0 } #map { height: 100vh }</style></head><body><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const map = new Map({ container: 'map', style: '/style.json', center: [5.5, 52.5], zoom: 9 });
map.once('idle', () => document.body.setAttribute('data-ready', ''));
</script></body></html>`;

const types: Record<string, string> = {
  css: 'text/css',
  mjs: 'text/javascript',
  json: 'application/json',
};

/** Serves the peer's page and the style, gzipped and to be kept as ours are. */
async function servePeer(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url!, 'http://peer').pathname;
      const isFile = /^\/maplibre-gl[\w-]*\.(mjs|css)$/.test(path);
      const body = isFile
        ? await readFile(join(library, path))
        : path === '/style.json'
          ? JSON.stringify(STYLE)
          : MINIMAL;
      response.writeHead(200, {
        'Content-Type': types[path.split('.').at(-1)!] ?? 'text/html',
        'Content-Encoding': 'gzip',
        'Access-Control-Allow-Origin': '*',
        ...(isFile && { 'Cache-Control': 'public, max-age=31536000, immutable' }),
      });
      response.end(gzipSync(body));
    })().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A new visitor on a slow machine; long tasks are noted from the first moment on. */
async function slowVisitor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'nl-NL',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await noteTasks(page);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

/** To see whether it is visible would have the page lay itself out: a task of ours, not of the page. */
const unseen = { state: 'attached' } as const;

/** Milliseconds by which tasks are longer than 50, until everything is drawn. */
async function blockingTime(browser: Browser, address: string): Promise<number> {
  const page = await slowVisitor(browser);
  await page.goto(address);
  await page.waitForSelector('[data-ready]', unseen);
  await page.waitForLoadState('networkidle');
  const tasks = await tasksOf(page);
  await page.context().close();
  return tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0);
}

/** The longest task, in milliseconds, while a list of 5,000 is filtered by kind and by word. */
async function longestWhileFiltering(browser: Browser, url: string): Promise<number> {
  const page = await slowVisitor(browser);
  await page.goto(`${url}/gebied/GM0995`);
  await page.waitForSelector('[data-ready]', unseen);
  await page.waitForLoadState('networkidle');
  const from = await page.evaluate(() => performance.now());
  const chips = page.locator('.chips button');
  for (let n = 1; n < (await chips.count()); n++) {
    await counted(page, () => chips.nth(n).click());
  }
  await counted(page, () => chips.first().click());
  await counted(page, () => page.getByRole('combobox').pressSequentially('plek 12'), 'plek 12');
  const tasks = (await tasksOf(page)).filter(({ start }) => start > from);
  await page.context().close();
  return Math.max(0, ...tasks.map(({ ms }) => ms));
}

/** Does it, and waits for the answer to this search to be counted, listed and drawn. */
async function counted(page: Page, act: () => Promise<unknown>, q: string | null = null) {
  const answer = page.waitForResponse((response) => {
    const { pathname, searchParams } = new URL(response.url());
    return pathname.endsWith('/assets/counts') && searchParams.get('q') === q;
  });
  await act();
  await answer;
  await page.waitForSelector('section[aria-busy=false]', unseen);
  await page.waitForSelector('[data-ready]', unseen);
}

/** 5,000 assets spread over Lelystad, as a coordinator imports them. */
async function importMany(url: string): Promise<void> {
  const kinds = ['association', 'institution', 'place', 'exchange', 'story'];
  const rows = Array.from({ length: ASSETS }, (_, n) => {
    const [lon, lat] = [5.42 + ((n * 37) % 500) / 5000, 52.48 + ((n * 91) % 500) / 6000];
    return `,${kinds[n % 5]},Plek ${n},Iets voor de buurt,${lon},${lat},,`;
  });
  await importByCoordinator(
    url,
    'assets?allowOutside=true',
    'id,kind,title,description,lon,lat,tags,capacity',
    rows,
  );
}

/** What a visitor with a slow machine waits for, against a page that holds nothing but a map. */
export async function run(): Promise<Finding[]> {
  const peer = await servePeer();
  const house = await openHouse({ BASEMAP_STYLE_URL: `${peer.url}/style.json` });
  const browser = await openBrowser();
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let n = 0; n < RUNS; n++) {
      // Theirs first: whoever comes first starts the browser's graphics, and ours has the server start too.
      theirs.push(await blockingTime(browser, peer.url));
      ours.push(await blockingTime(browser, house.server.url));
    }
    await importMany(house.server.url);
    const longest: number[] = [];
    for (let n = 0; n < RUNS; n++)
      longest.push(await longestWhileFiltering(browser, house.server.url));
    const versions = {
      runs: RUNS,
      slower: SLOWER,
      chromium: browser.version(),
      maplibre: JSON.parse(await readFile(join(library, '../package.json'), 'utf8'))
        .version as string,
    };
    const ratio = round(median(ours) / median(theirs));
    const task = round(median(longest));
    return [
      {
        what: 'total blocking time of home / of MapLibre’s minimal page',
        mustHold: '<= 1',
        ratio,
        holds: ratio <= 1,
        details: { ms: ours.map(round), peerMs: theirs.map(round), ...versions },
      },
      {
        what: 'longest task in ms while a list of 5,000 assets is filtered',
        mustHold: '<= 200',
        ratio: task,
        holds: task <= 200,
        details: { ms: longest.map(round), ...versions },
      },
    ];
  } finally {
    await browser.close();
    await house.close();
    peer.server.close();
  }
}
