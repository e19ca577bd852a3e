import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, openHouse, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

const WEAVE = '/gebied/WK099501/weefsel';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('two are tied on the drawing by name, and the finding moves', async () => {
  const page = await house.visit(WEAVE, { as: 'connector', viewport: desk });
  await page.waitForSelector('.weave[data-ready]');
  await expect
    .poll(() => heading(page).textContent())
    .toBe('8 van de 15 hangen samen; 5 staan los');
  await page.getByRole('button', { name: 'Verbind twee' }).click();
  const choose = async (name: string) => {
    await page.getByLabel('Zoek een krachtbron').fill(name.slice(0, 6));
    await page.getByRole('list', { name: 'Om uit te kiezen' }).getByText(name).click();
  };
  await choose('Koor De Zuiderzee');
  await page.getByText('Waarmee is Koor De Zuiderzee verbonden?').waitFor();
  await choose('Speelveld aan de dijk');
  await page.getByLabel('Sinds wanneer?').fill('2026-01-15');
  await page.getByRole('button', { name: 'Bewaar de verbinding' }).click();
  await page
    .getByText('Koor De Zuiderzee en Speelveld aan de dijk zijn verbonden.')
    .first()
    .waitFor();
  await expect
    .poll(() => heading(page).textContent())
    .toBe('8 van de 15 hangen samen; 3 staan los');
});

test('two are tied on the map, by tapping them', async () => {
  // In the middle of the map lies the garden, near by.
  const address = `${WEAVE}?toon=kaart&kaart=18/52.5021/5.4632`;
  const page = await house.visit(address, { as: 'connector', viewport: desk });
  await page.waitForSelector('.map[data-ready]');
  await page.getByRole('button', { name: 'Verbind twee' }).click();
  const map = (await page.locator('.map').boundingBox())!;
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await page.getByText('Waarmee is Binnentuin Het Rode Klif verbonden?').waitFor();
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await page.getByText('Kies een andere: dit is dezelfde.').waitFor();
  expect(page.url()).toContain('/weefsel');
});

test('what rests on a connector is shown when they ask, with whom to ring', async () => {
  const page = await house.visit(WEAVE, { as: 'connector', viewport: desk });
  await page.getByRole('link', { name: 'Bel of mail Bibliotheek in de wijk' }).waitFor();
  await page.getByRole('button', { name: 'Kijk wat op jou rust' }).click();
  const part = page.locator('section', { hasText: 'Werkt het zonder mij?' });
  await part.getByText('Zonder jou hangt het weefsel nog even goed samen.').waitFor();
  expect(await part.textContent()).toMatch(/2\s*kennismakingen onderweg/);
});

test('a conversation becomes a talent card with what was said, and shows on the walk', async () => {
  const page = await house.visit('/gesprekken', { as: 'connector', viewport: desk });
  const talk = page.locator('article', { hasText: 'Soep koken leren' });
  await talk.getByRole('button', { name: 'Talentenkaart maken' }).click();
  await expect.poll(() => page.url()).toContain('/toevoegen?stap=3');
  await page.getByText('Koken voor velen').waitFor();
  await page.getByText('Soep koken leren').waitFor();
  await page.getByRole('button', { name: 'Verder', exact: true }).click();
  await page.getByLabel(/naam/i).first().fill('Buur van de soep');
  await page.getByRole('button', { name: 'Verder', exact: true }).click();
  await page.getByRole('checkbox').check();
  await page.getByLabel(/Hoe/).fill('Aan de deur');
  await page.getByRole('button', { name: 'Bewaar de talentenkaart' }).click();
  await page.getByRole('button', { name: 'Nog iets toevoegen' }).waitFor();
  await page.goto(`${house.server.url}/gesprekken`);
  await talk.getByRole('link', { name: 'Bekijk de talentenkaart' }).waitFor();
  await page.getByRole('row', { name: /Het Rode Klif\s*3/ }).waitFor();
});

test('a calendar link is shown once, and opens without signing in', async () => {
  const page = await house.visit('/week', { as: 'connector', viewport: phone });
  await page.getByRole('button', { name: 'Maak een geheime link' }).click();
  const link = await page.getByLabel('Link voor je agenda').inputValue();
  const answer = await fetch(link);
  expect(answer.headers.get('Content-Type')).toContain('text/calendar');
  expect(await answer.text()).not.toContain('Buur 3');
  await page.reload();
  await page.getByRole('button', { name: 'Maak een nieuwe link' }).waitFor();
  expect(await page.getByLabel('Link voor je agenda').count()).toBe(0);
});

test('a word is added, and found by the words that it belongs to', async () => {
  const page = await house.visit('/woorden', { as: 'connector', viewport: phone });
  await page.getByLabel('Woord', { exact: true }).fill('Pannenkoeken');
  await page.getByLabel('Telt als').fill('koken');
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.getByText('Pannenkoeken telt nu mee.').waitFor();
  const group = page.locator('section', { hasText: 'pannenkoeken' });
  await group.getByText('kookles').waitFor();
  await group.getByRole('button', { name: 'Haal pannenkoeken weg' }).click();
  await page.getByText('pannenkoeken is weg.').waitFor();
});
