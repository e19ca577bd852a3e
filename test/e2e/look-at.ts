import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { differs } from '../support/looks.ts';
import { overflow } from './visit.ts';

/**
 * Tolerance: 1 % of the pixels. Letters and the map are drawn a little differently by each version
 * of the browser; a button that moved or a colour that changed is more than that.
 */
const TOLERANCE = 0.01;
/** Up to so wide a screen is a phone's: 55rem. */
const NARROW = 880;
const keep = process.env['KEEP_LOOKS'] === '1';
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folders = { kept: at('looks/'), seen: at('../../looks-seen/'), keep };

export type View = [theme: 'light' | 'dark', language: 'nl' | 'en', width: number, height: number];

/** Both themes and languages at the narrowest and the widest; a tablet in between once. */
export const views: View[] = [
  ['light', 'nl', 360, 740],
  ['dark', 'en', 360, 740],
  ['light', 'nl', 768, 1024],
  ['light', 'en', 1280, 800],
  ['dark', 'nl', 1280, 800],
];
/** With the first of them a pair: each theme, language and width once. */
export const OTHER_CORNER: View = ['dark', 'en', 1280, 800];

/** Requests of a page that are under way, and when that last changed. */
const traffic = new WeakMap<Page, { open: number; at: number }>();

/** Days pass; what is looked at here should not. Before the page goes anywhere. */
export async function onOneDay(page: Page): Promise<void> {
  const mine = { open: 0, at: Date.now() };
  traffic.set(page, mine);
  const count = (by: number) => () => Object.assign(mine, { open: mine.open + by, at: Date.now() });
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  await page.route(/\/api\/v1\/(?!tiles)[^?]*(\?.*)?$/, async (route) => {
    // The server may close a connection at rest just when it is used again; a browser asks again too.
    const response = await route.fetch({ maxRetries: 2 });
    if (response.headers()['content-type']?.startsWith('image/'))
      return route.fulfill({ response });
    const text = (await response.text()).replace(/20\d\d-\d\d-\d\d(?=["T ])/g, '2026-06-01');
    await route.fulfill({ response, body: text });
  });
  await page.clock.setFixedTime('2026-06-02T10:00:00');
}

/** It is as it was found good, nothing is wider than the screen, and axe finds nothing wrong. */
export async function looksRight(page: Page, name: string, view: View): Promise<void> {
  const [theme, , width, height] = view;
  await calm(page);
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const off = await differs(shot, `${name}-${width}-${theme}`, folders);
  expect(off, `see looks-seen/${name}-${width}-${theme}.png`).toBeLessThan(TOLERANCE);
  expect(await overflow(page), name).toBeLessThanOrEqual(0);
  if (width !== 768) expect(await faults(page), name).toEqual([]);
  if (width !== 360) return;
  // A screen of 1280 by 1024 enlarged four times.
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await overflow(page), `${name} at 320`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width, height });
}

async function calm(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  // A phone fetches no map where it shows none.
  const isPhone = page.viewportSize()!.width <= NARROW;
  await page.waitForSelector(isPhone ? '[data-ready], .page.none' : '[data-ready]', {
    state: 'attached',
  });
  // Half a second less than the browser's own "networkidle", which adds up.
  const isQuiet = () => {
    const { open, at } = traffic.get(page)!;
    return open === 0 && Date.now() - at > 100;
  };
  await expect.poll(isQuiet, { interval: 25, timeout: 10_000 }).toBe(true);
}

/** What axe finds wrong, as rule and place. */
async function faults(page: Page): Promise<string[]> {
  // Not as a script of the page: its own rules let only our files run.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: typeof import('axe-core') }
    ).axe.run();
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }));
  });
  return found.map(({ id, at }) => `${id}: ${JSON.stringify(at)}`);
}
