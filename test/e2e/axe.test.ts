import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../api/contracts/session.ts';
import { desk, openHouse, phone, type House } from './visit.ts';

let house: House;
let asset = '';
beforeAll(async () => {
  house = await openHouse();
  const answer = await fetch(`${house.server.url}/api/v1/assets?neighbourhood=GM0995&limit=1`);
  asset = ((await answer.json()) as { items: { id: string }[] }).items[0]!.id;
});
afterAll(() => house.close());

const screens: [name: string, address: () => string, as?: Role][] = [
  ['home', () => '/'],
  ['an area', () => '/gebied/GM0995'],
  ['a search without an answer', () => '/?zoek=zeppelin'],
  ['an asset', () => `/krachtbron/${asset}`],
  ['an asset to manage', () => `/krachtbron/${asset}`, 'connector'],
  ['adding', () => '/toevoegen'],
  ['signing in', () => '/inloggen'],
  ['what is mine', () => '/mijn', 'resident'],
  ['the queue', () => '/aandacht', 'connector'],
  ['the queue of nobody', () => '/aandacht'],
  ['what waits', () => '/wachtrij'],
  ['about', () => '/over'],
  ['privacy', () => '/privacy'],
  ['accessibility', () => '/toegankelijkheid'],
  ['help', () => '/hulp'],
  ['nothing', () => '/nergens'],
];

/** What axe finds wrong, as rule and place. */
async function faults(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
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

describe.each([
  ['nl-NL', 'light', phone],
  ['en-GB', 'dark', phone],
  ['nl-NL', 'dark', desk],
  ['en-GB', 'light', desk],
] as const)('axe, in %s, %s, %j', (locale, colorScheme, viewport) => {
  test.each(screens)('finds nothing on %s', async (_, address, as) => {
    const options = { locale, colorScheme, viewport, ...(as && { as }) };
    const page = await house.visit(address(), options);
    expect(await faults(page)).toEqual([]);
  });
});
