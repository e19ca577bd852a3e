import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initiativeOf, loseAnswer, openHouse, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

const GARDEN = 'De binnentuin van Het Rode Klif';
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

// The bug: an entry of which the answer was lost was written twice, once it was sent again after a reload.
test('a lesson of which nobody heard is sent again as the same', async () => {
  const address = await initiativeOf(house, GARDEN);
  const page = await house.visit(`${address}/leerregel`, { as: 'connector', viewport: phone });
  const happened = page.getByLabel('Wat gebeurde er?');
  await happened.fill('De regenton liep over.');
  await page.getByText('Het schuurt', { exact: true }).click();
  await loseAnswer(page, /\/cimo/);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await page.reload();
  await expect.poll(() => happened.inputValue()).toBe('De regenton liep over.');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await heading(page, 'Bewaard');
  const written = async (happened: string) => {
    const answer = await page.request.get(
      `${house.server.url}/api/v1/initiatives/${address.split('/')[2]!}/cimo?limit=100`,
    );
    const { items } = (await answer.json()) as { items: { happened: string }[] };
    return items.filter((one) => one.happened === happened).length;
  };
  expect(await written('De regenton liep over.')).toBe(1);

  // Another one is another write; and what was changed too late is told, and can still be kept as a new one.
  await page.getByRole('button', { name: 'Nog een' }).click();
  await happened.fill('De bank stond in de weg.');
  await page.getByText('Het schuurt', { exact: true }).click();
  await loseAnswer(page, /\/cimo/);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await happened.fill('De bank stond in de zon.');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Dit kwam al eerder binnen.').waitFor();
  expect(await written('De bank stond in de weg.')).toBe(1);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await heading(page, 'Bewaard');
  expect(await written('De bank stond in de zon.')).toBe(1);
});
