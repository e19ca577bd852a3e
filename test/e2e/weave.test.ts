import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desk, openHouse, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

const WEAVE = '/gebied/WK099501/weefsel';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const drawn = (page: Page) => page.waitForSelector('.weave[data-ready]');

describe('The weave of a wijk', () => {
  test('from two talents to a tie: the figures move', async () => {
    const page = await house.visit(WEAVE, { as: 'connector', viewport: desk });
    await drawn(page);
    await expect
      .poll(() => heading(page).textContent())
      .toBe('8 van de 15 hangen samen; 5 staan los');
    const proposal = page.locator('section', { hasText: 'Voorstel: breng samen' });
    const another = page.getByRole('button', { name: 'Een ander voorstel' });
    // Two talents, because one offers what the other asks for.
    const two = /Buur \d .*en Buur \d/;
    for (let n = 0; n < 10; n++) {
      const text = (await proposal.textContent()) ?? '';
      if (two.test(text) && text.includes('past bij')) break;
      await another.click();
    }
    const names = (await proposal.getByRole('heading').textContent())!;
    expect(names).toMatch(two);
    expect(await proposal.textContent()).toContain('past bij');
    await page.getByRole('button', { name: 'Stel ze voor' }).click();
    await page.getByRole('link', { name: 'Naar deze week' }).click();
    await expect.poll(() => heading(page).textContent()).toBe('Deze week');
    const item = page.locator('article', { hasText: names.split(' en ')[0]! });
    for (const name of [/Ik heb het gevraagd/, /Ik heb het gevraagd/, /Zegt ja/, /Zegt ja/])
      await item.getByRole('button', { name }).first().click();
    await item.getByRole('button', { name: 'Ze hebben elkaar ontmoet' }).click();
    await item.getByRole('button', { name: 'Er is een verbinding' }).click();
    await item.getByText('De verbinding staat in het weefsel.').waitFor();
    await page.goto(house.server.url + WEAVE);
    // Who was tied joins what was apart, or who stood alone is tied.
    await expect
      .poll(() => heading(page).textContent())
      .toMatch(/^((9|10) van de 15 hangen samen; .*|.*; [34] staan los)$/);
  });

  test('says to a screen reader what it draws, and in any order', async () => {
    const page = await house.visit(`${WEAVE}?toon=lijst`, { viewport: desk });
    const rows = page.locator('.stage-list tbody tr');
    await rows.first().waitFor();
    const names = () => page.locator('.stage-list tbody th').allTextContents();
    await page.getByRole('button', { name: 'Naam' }).click();
    const sorted = (await names()).map((name) => name.trim());
    expect(sorted).toEqual(sorted.toSorted((a, b) => a.localeCompare(b, 'nl')));
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Naam');
    // Nobody in particular sees no people.
    expect(sorted.join()).not.toContain('Buur 1');
  });

  test('is one selection in three views, each with an address', async () => {
    const page = await house.visit(WEAVE, { viewport: desk });
    await drawn(page);
    await page.getByRole('link', { name: 'Lijst', exact: true }).click();
    await expect.poll(() => page.url()).toContain('toon=lijst');
    await page.getByLabel('Zoek in het weefsel').fill('tuin');
    await expect.poll(() => page.locator('.stage-list tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: 'Kaart', exact: true }).click();
    await page.waitForSelector('.map[data-ready]');
    await page.goBack();
    await expect.poll(() => page.url()).toContain('toon=lijst');
  });

  test('of an earlier day lacks what came later', async () => {
    const page = await house.visit(`${WEAVE}?dag=2020-01-01`, { viewport: desk });
    await expect
      .poll(() => heading(page).textContent())
      .toBe('Hier staat nog niets om te verbinden');
  });
});

test('a tie is told on the page of an asset', async () => {
  const page = await house.visit('/?zoek=speelveld', { as: 'connector', viewport: desk });
  await page
    .getByRole('link', { name: /Speelveld/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Voeg een verbinding toe' }).click();
  await page.getByRole('button', { name: 'Bewaar de verbinding' }).click();
  await page.getByText('Kies eerst een krachtbron uit de lijst.').waitFor();
  await page.getByLabel(/Waarmee is Speelveld/).fill('koor');
  await page.getByRole('button', { name: 'Koor De Zuiderzee' }).click();
  await page.getByLabel('Hoe?').selectOption('works_together');
  await page.getByRole('button', { name: 'Bewaar de verbinding' }).click();
  await page.getByRole('link', { name: 'Koor De Zuiderzee' }).waitFor();
  await page.getByText('doen dingen samen').waitFor();
});

test('a conversation at a door, on a phone', async () => {
  const page = await house.visit('/gesprek', { as: 'connector', viewport: phone });
  await page.getByRole('button', { name: 'Bewaar het gesprek' }).click();
  await page.getByText('Schrijf bij één van de vragen iets op.').waitFor();
  await page.getByLabel('Wat doe je graag?').fill('Vissen, en soep koken');
  await page.getByRole('button', { name: 'Bewaar het gesprek' }).click();
  await page.getByText('Kies eerst de buurt.').waitFor();
  // Read anew, what was typed is there still.
  await page.reload();
  await page.getByLabel('In welke buurt?').selectOption('Het Rode Klif');
  await page.getByRole('button', { name: 'Bewaar het gesprek' }).click();
  await expect.poll(() => heading(page).textContent()).toBe('Bewaard. Dank je wel.');
  await page.getByText('Alleen jij kunt dit lezen.').waitFor();
});

test('this week is for connectors', async () => {
  const page = await house.visit('/week', { as: 'resident' });
  await page.getByText('Deze pagina is voor buurtverbinders.').waitFor();
});

test('who is tapped on the drawing is told of, and dragging taps nobody', async () => {
  const page = await house.visit(WEAVE, { viewport: desk });
  await drawn(page);
  const sign = await signOn(page);
  const told = page.getByRole('button', { name: 'Toon weer alles' });
  await page.mouse.move(sign.x, sign.y);
  await page.mouse.down();
  await page.mouse.move(sign.x + 60, sign.y + 40, { steps: 4 });
  await page.mouse.up();
  expect(await told.count()).toBe(0);
  // The sign came along.
  await page.mouse.click(sign.x + 60, sign.y + 40);
  await told.waitFor();
  await page.getByText(/Kent er|Staat nog los/).waitFor();
});

/** Where a sign is drawn: the middle of something in full colour. */
async function signOn(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.weave').boundingBox())!;
  const shot = sharp(await page.screenshot({ clip: box })).removeAlpha();
  const { data, info } = await shot.raw().toBuffer({ resolveWithObject: true });
  const isVivid = (x: number, y: number) => {
    const [r = 0, g = 0, b = 0] = data.subarray((y * info.width + x) * 3);
    return Math.max(r, g, b) - Math.min(r, g, b) > 60;
  };
  for (let y = 60; y < info.height - 60; y += 4)
    for (let x = 60; x < info.width - 100; x += 4)
      if ([-6, 0, 6].every((dx) => [-6, 0, 6].every((dy) => isVivid(x + dx, y + dy))))
        return { x: box.x + x, y: box.y + y };
  throw new Error('no sign is drawn');
}
