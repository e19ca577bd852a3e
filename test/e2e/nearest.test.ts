import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, tabTo, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the map by keyboard and ear: what is near is named, and opened by its number', async () => {
  const page = await house.visit('/gebied/WK099501', { viewport: desk });
  await mapIsReady(page);
  await tabTo(page, nl.map.keys);
  const heard = page.getByRole('status').filter({ hasText: nl.nearest.heading });
  await heard.waitFor();
  const first = await heard.locator('li').first().textContent();
  expect(first?.replace(/\s+/g, ' ')).toMatch(
    /^ ?1 .+, .+, (\d+ (kilo)?meter naar het |\d,\d kilometer naar het |precies hier)/,
  );
  const title = first!.trim().slice(1).split(',')[0]!.trim();

  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  await page.waitForFunction(
    (was) => !document.querySelector('.nearest li')?.textContent?.includes(was),
    first!.trim(),
  );
  await page.keyboard.press('Escape');
  await heard.waitFor({ state: 'detached' });

  // Neither Escape nor Tab is a trap.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(nl.map.credits);
  await page.keyboard.press('Shift+Tab');
  await heard.waitFor();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  // Back where it began. It is told once the map came to rest, and not before.
  await heard.locator('li').first().filter({ hasText: title }).waitFor();
  await mapIsReady(page);
  await page.keyboard.press('1');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
});
