import { identityOf } from '../../api/imports/staged.ts';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import type { Role } from '../../api/contracts/session.ts';
import { expect, onTestFinished } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { chromiumPath } from '../support/machine.ts';
import { HOUSE_FOLDER } from '../support/prepare-house.ts';
import prepareWeb from '../support/prepare-web.ts';
import { startServer, type Server } from '../support/server.ts';

/** A server with example data and a browser to visit it with. */
export interface House {
  server: Server;
  /**
   * A new visitor, on a phone unless told otherwise, with nothing kept from before. At an address;
   * null: to be sent there by the test.
   */
  visit: (address: string | null, options?: VisitOptions) => Promise<Page>;
  /** The same without a page; whoever asks for it closes it. */
  visitor: (options?: VisitOptions) => Promise<BrowserContext>;
  close: () => Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Signed in as this example account. */
  as?: Role;
}

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The page itself is drawn without the stand-in for a graphics card: half the work.
      '--disable-gpu-compositing',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // The headless shell asks the system nothing: letters as a whole Chromium draws them on Debian.
      '--font-render-hinting=slight',
    ],
  });

/** Builds the web where it changed, and starts server and browser. */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  prepareWeb();
  const server = await startServer({ DEMO: '1', ...env }, process.env[HOUSE_FOLDER]);
  const browser = await openBrowser();
  /** What no page caught: a screen may look right all the same. */
  const uncaught: string[] = [];
  const visitor = async ({ as, ...options }: VisitOptions = {}) => {
    const context = await browser.newContext({
      viewport: phone,
      locale: 'nl-NL',
      reducedMotion: 'reduce',
      // It would answer in place of the server: only where that is what is tried.
      serviceWorkers: 'block',
      ...options,
    });
    context.setDefaultTimeout(30_000);
    context.on('weberror', (error) => uncaught.push(error.error().stack ?? error.error().message));
    if (as) await context.request.post(`${server.url}/api/v1/session/demo`, { data: { role: as } });
    return context;
  };
  return {
    server,
    visitor,
    visit: async (address, options) => {
      const context = await visitor(options);
      // A page left open goes on drawing.
      onTestFinished(() => context.close());
      const page = await context.newPage();
      if (address !== null) await page.goto(server.url + address);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      expect(uncaught).toEqual([]);
    },
  };
}

/** Shares a talent as whoever visits this page; answers its id. */
export async function shareTalent(page: Page): Promise<string> {
  const answer = await page.request.post(new URL('/api/v1/assets', page.url()).href, {
    data: {
      id: crypto.randomUUID(),
      kind: 'person',
      title: 'Rachida',
      gifts: { hands: ['bakken'] },
      buurt: 'BU09950101',
      consent: { textVersion: nl.talent.consentVersion },
    },
  });
  if (answer.status() !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}

/** Puts a place on the map as whoever visits this page; answers its id. */
export async function addPlace(
  page: Page,
  title: string,
  lon: number,
  lat = 52.5,
): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await page.request.post(new URL('/api/v1/assets', page.url()).href, {
    data: { id, kind: 'place', title, geometry: { type: 'Point', coordinates: [lon, lat] } },
  });
  if (answer.status() !== 201) throw new Error(await answer.text());
  return id;
}

/** Address of the page of an asset that everybody finds with these words. */
export async function pageOf({ server }: House, words: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/assets?${new URLSearchParams({ q: words })}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return `/krachtbron/${items[0]!.id}`;
}

const named = async (
  { server }: House,
  list: 'initiatives' | 'waves',
  title: string,
): Promise<string> => {
  const { items } = (await (await fetch(`${server.url}/api/v1/${list}`)).json()) as {
    items: { id: string; title: string }[];
  };
  return items.find((one) => one.title === title)!.id;
};
/** Address of the page of what has this name, and is for everyone. */
export const initiativeOf = async (house: House, title: string): Promise<string> =>
  `/initiatief/${await named(house, 'initiatives', title)}`;
export const waveOf = async (house: House, title: string): Promise<string> =>
  `/meting/${await named(house, 'waves', title)}`;

/** Of the example that is open, which only who holds it finds in a list: its id follows from its name. */
export const openWave = `/meting/${identityOf(['voorbeeld', 'wave', 'Meedoen in de binnentuin (voorbeeld)']).uuid}`;

/** Of the example with this theme: its id follows from it. */
export const meetingOf = (theme: string): string =>
  `/leerbijeenkomst/${identityOf(['voorbeeld', 'samen leren', 'meeting', theme]).uuid}`;

/** The code in the last e-mail that the server wrote, as soon as there is one. */
export async function signInCode({ server }: House): Promise<string> {
  const found = () => /\b\d{6}\b(?=[^\n]*$)/m.exec(server.output())?.[0];
  await expect.poll(found).toBeTruthy();
  return found()!;
}

/** The next thing that is posted there arrives, and its answer is lost on the way back. */
export async function loseAnswer(page: Page, address: RegExp): Promise<void> {
  let isLost = false;
  await page.route(address, async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}

/** All that was asked for is drawn. */
export const mapIsReady = (page: Page): Promise<unknown> => page.waitForSelector('[data-ready]');

/** Is it on the part of the page that is shown? */
export const isInSight = (one: Locator) =>
  one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

/** Pixels by which the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Presses Tab until the focus is on what a screen reader calls this; fails after 60. Answers how often. */
export async function tabTo(page: Page, name: string | RegExp): Promise<number> {
  const heard: string[] = [];
  for (let i = 1; i <= 60; i++) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => {
      const at = document.activeElement;
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
      const words =
        at?.getAttribute('aria-label') ?? labels[0]?.textContent ?? at?.textContent ?? '';
      return words.trim().replace(/\s+/g, ' ');
    });
    heard.push(said);
    if (typeof name === 'string' ? said === name : name.test(said)) return i;
  }
  throw new Error(`Tab never reached ${String(name)}; it passed ${heard.join(' | ')}`);
}
