import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { openHouse, shareTalent, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('consent that was withdrawn is shown after a reload, and given anew', async () => {
  const page = await house.visit('/', { as: 'resident' });
  const id = await shareTalent(page);
  await page.goto(`${house.server.url}/krachtbron/${id}`);
  await page.getByRole('button', { name: nl.asset.withdraw }).click();
  await page.getByRole('button', { name: nl.asset.withdrawYes }).click();
  await page.getByText(nl.asset.consentWithdrawn).waitFor();
  await page.reload();
  await page.getByText(nl.asset.consentWithdrawn).waitFor();
  expect(await page.getByRole('button', { name: nl.asset.withdraw }).count()).toBe(0);
  await page.getByRole('button', { name: nl.asset.consentAgain }).click();
  await page.getByText(nl.talent.consent[0]!).waitFor();
  await page.getByRole('button', { name: nl.talent.agree }).click();
  await page.getByText(nl.asset.consentGiven).first().waitFor();
  await page.getByRole('button', { name: nl.asset.withdraw }).waitFor();
});
