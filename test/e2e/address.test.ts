import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { locatieserver } from '../support/locatieserver.ts';
import { overflow, openHouse, tabTo, type House } from './visit.ts';

let service: Awaited<ReturnType<typeof locatieserver>>;
let house: House;
beforeAll(async () => {
  service = await locatieserver();
  house = await openHouse({ LOCATIESERVER_URL: service.url });
});
beforeEach(() => service.fail(null));
afterAll(async () => {
  await house.close();
  await service.close();
});

const { address, chosen } = nl.add.where;

async function whereIsIt() {
  const page = await house.visit('/toevoegen');
  await page.getByText(nl.kinds.place.what).click();
  await page.getByLabel(nl.add.asks.place.title).fill('Buurtkast');
  await page.getByRole('button', { name: nl.add.next, exact: true }).click();
  return page;
}

test('a place is put at an address, by keyboard alone', async () => {
  const page = await whereIsIt();
  await tabTo(page, address.label);
  await page.keyboard.type('neringweg');
  await page.getByRole('option', { name: /Neringweg 8/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText(chosen).waitFor();
  expect(await page.getByRole('main').textContent()).toContain('Neringweg 8, 8224KA Lelystad');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  // what was typed is nobody's to log
  expect(house.server.output()).not.toContain('eringweg');
});

test('a suggestion that was given the focus hears the keys itself', async () => {
  const page = await whereIsIt();
  await page.getByRole('combobox').fill('neringweg');
  await page.getByRole('option', { name: /Postcode/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(chosen).waitFor();
  expect(await page.getByRole('main').textContent()).toContain('Neringweg, 8224KA Lelystad');
});

test('an address that is not found, or a service that is silent, says what to do instead', async () => {
  const page = await whereIsIt();
  await page.getByRole('combobox').fill('Wolvenpad 1');
  await page.getByText(address.none).first().waitFor();
  service.fail('broken');
  await page.getByRole('combobox').fill('Neringweg 8');
  await page.getByText(address.failed).first().waitFor();
  await page.getByText(nl.add.where.coordinates).waitFor();
});

test('what a place would change is asked at an address, which is nobody’s to log', async () => {
  const page = await house.visit('/gebied/GM0995/bereik');
  const { whatIf, a } = nl.coverage;
  await page.getByRole('button', { name: whatIf.start(a.place) }).click();
  await page.getByRole('combobox', { name: address.label }).fill('neringweg');
  await page.getByRole('option', { name: /Neringweg 8/ }).click();
  await page.getByText(/^(\+ [\d.]+ bewoners?|Geen nieuwe bewoners)$/).waitFor();
  expect(page.url()).not.toContain('5.46');
  expect(house.server.output()).not.toContain('eringweg');
});
