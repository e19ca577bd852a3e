import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('on paper: the numbers of the list stand on the map, and no buttons', async () => {
  const page = await house.visit('/gebied/WK099501/afdruk', { viewport: desk });
  await page.getByRole('heading', { level: 1, name: 'Atolwijk' }).waitFor();
  await mapIsReady(page);
  const rows = page.locator('ol > li');
  const numbers = await rows.locator('b').allTextContents();
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
  expect(numbers.length).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: nl.take.printNow }).isVisible()).toBe(false);
  expect(await page.locator('.map button').first().isVisible()).toBe(false);
  // What is drawn can be read back: else the paper would stay white.
  const colours = await page.evaluate(() => {
    const map = document.querySelector('canvas')!;
    const copy = document.createElement('canvas').getContext('2d')!;
    copy.drawImage(map, 0, 0, 300, 150);
    return new Set(copy.getImageData(0, 0, 300, 150).data).size;
  });
  expect(colours).toBeGreaterThan(10);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(2);
});

test('what is seen is taken along as a file, never people', async () => {
  const page = await house.visit('/gebied/GM0995', { as: 'connector', viewport: desk });
  await page.getByRole('button', { name: new RegExp(nl.kinds.place.short) }).click();
  await page.waitForURL(/soort=place/);
  await page.getByText(nl.take.heading).click();
  for (const [name, isPart] of [
    [nl.take.csv, (text: string) => text.startsWith('id,kind,title')],
    [nl.take.geojson, (text: string) => JSON.parse(text).type === 'FeatureCollection'],
  ] as const) {
    await page.waitForFunction(
      (label) =>
        [...document.querySelectorAll('a')].some(
          (a) => a.textContent?.includes(label) && a.href.includes('kind=place'),
        ),
      name,
    );
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const text = await (await page.request.get(house.server.url + href)).text();
    expect(isPart(text)).toBe(true);
    expect(text).toContain('Binnentuin');
    expect(text).not.toContain('Wandelclub');
  }
  const all = await page.request.get(`${house.server.url}/api/v1/exports/assets.csv`);
  expect(await all.text()).not.toContain('person');
});
