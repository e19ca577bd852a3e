import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Role } from '../../api/contracts/session.ts';
import { differs } from '../support/looks.ts';
import { openHouse, overflow, type House } from './visit.ts';

/**
 * Every screen as it was last looked at and found good, and nothing on it that axe finds wrong.
 * `KEEP_LOOKS=1 npx vitest run --project e2e test/e2e/screens.test.ts` keeps what is there now; look
 * at it before it is committed.
 *
 * Tolerance: 1 % of the pixels. Letters and the map are drawn a little differently by each version
 * of the browser; a button that moved or a colour that changed is more than that.
 */
const TOLERANCE = 0.01;
/** Up to so wide a screen is a phone's: 55rem. */
const NARROW = 880;
const keep = process.env['KEEP_LOOKS'] === '1';
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folders = { kept: at('looks/'), seen: at('../../looks-seen/'), keep };

const screens: [name: string, address: string, as?: Role][] = [
  ['home', '/'],
  ['wijk', '/gebied/WK099501'],
  ['nothing-found', '/?zoek=zeppelin'],
  ['asset', '/krachtbron/ID'],
  ['asset-to-manage', '/krachtbron/ID', 'connector'],
  ['add', '/toevoegen'],
  ['sign-in', '/inloggen'],
  ['mine', '/mijn', 'resident'],
  ['mine-of-connector', '/mijn', 'connector'],
  ['queue', '/aandacht', 'connector'],
  ['queue-of-nobody', '/aandacht'],
  ['waiting', '/wachtrij'],
  ['help', '/hulp'],
  ['about', '/over'],
  ['privacy', '/privacy'],
  ['accessibility', '/toegankelijkheid'],
  ['print', '/gebied/WK099501/afdruk'],
  ['embed', '/embed/gebied/WK099501'],
  ['missing', '/nergens'],
];

let house: House;
let asset = '';
beforeAll(async () => {
  house = await openHouse();
  const answer = await fetch(`${house.server.url}/api/v1/assets?q=wandelclub`);
  asset = ((await answer.json()) as { items: { id: string }[] }).items[0]!.id;
});
afterAll(() => house.close());

/** Days pass; what is looked at here should not. */
const onOneDay = (page: Page) =>
  page.route(/\/api\/v1\/(?!tiles)[^?]*(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replace(/20\d\d-\d\d-\d\d(?=["T ])/g, '2026-06-01');
    await route.fulfill({ response, body: text });
  });

async function calm(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  // A phone fetches no map where it shows none.
  const isPhone = page.viewportSize()!.width <= NARROW;
  await page.waitForSelector(isPhone ? '[data-ready], .page.none' : '[data-ready]', {
    state: 'attached',
  });
  await page.waitForLoadState('networkidle');
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

// Each width in both themes, and both languages at the narrowest and the widest.
describe.each([
  ['light', 'nl', 360, 740],
  ['dark', 'en', 360, 740],
  ['light', 'nl', 768, 1024],
  ['dark', 'nl', 768, 1024],
  ['light', 'en', 1280, 800],
  ['dark', 'nl', 1280, 800],
] as const)('%s, in %s, %i wide', (colorScheme, language, width, height) => {
  // One visitor of each sort looks at screen after screen: a browser that knows our scripts is quicker.
  const visitors = new Map<Role | undefined, BrowserContext>();
  afterAll(() => Promise.all([...visitors.values()].map((visitor) => visitor.close())));

  async function newPage(as: Role | undefined): Promise<Page> {
    const visitor =
      visitors.get(as) ??
      (await house.visitor({
        viewport: { width, height },
        locale: language === 'nl' ? 'nl-NL' : 'en-GB',
        colorScheme,
        ...(as && { as }),
      }));
    visitors.set(as, visitor);
    const page = await visitor.newPage();
    onTestFinished(() => page.close());
    return page;
  }

  test.each(screens)('%s', async (name, address, as) => {
    const page = await newPage(as);
    await onOneDay(page);
    await page.clock.setFixedTime('2026-06-02T10:00:00');
    await page.goto(house.server.url + address.replace('ID', asset));
    await calm(page);
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const off = await differs(shot, `${name}-${width}-${colorScheme}`, folders);
    expect(off, `see looks-seen/${name}-${width}-${colorScheme}.png`).toBeLessThan(TOLERANCE);
    if (width !== 768) expect(await faults(page)).toEqual([]);
    if (width !== 360) return;
    // A screen of 1280 by 1024 enlarged four times.
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});
