import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, openHouse, overflow, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

test('a wave from its code on a poster to what came out of it', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher', viewport: desk });
  await researcher.getByRole('link', { name: 'Bereid een ronde voor' }).click();
  await researcher.getByRole('heading', { level: 1, name: 'Een meetronde' }).waitFor();
  await researcher.getByRole('button', { name: 'Bewaar' }).click();
  await researcher.getByText('Vul een naam in, kies een gebied').waitFor();
  await researcher.getByLabel('Hoe heet de ronde?').fill('0-meting Lelystad');
  await researcher.getByLabel('Van welk gebied?').selectOption('Lelystad');
  await researcher.getByLabel('Meedoen').check();
  await researcher.getByLabel('Wie ziet de uitkomst?').selectOption('Iedereen');
  await researcher.getByRole('button', { name: 'Bewaar' }).click();
  await researcher.getByRole('button', { name: 'Zet open' }).click();
  await researcher.getByRole('img', { name: 'QR-code van het adres' }).waitFor();
  const address = (await researcher.locator('.address a').getAttribute('href'))!;
  const wave = new URL(researcher.url()).pathname;

  // On a phone, without an account.
  const page = await house.visit(new URL(address).pathname, { viewport: phone });
  await page.getByRole('heading', { level: 1, name: '0-meting Lelystad' }).waitFor();
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByText('Beantwoord minstens één vraag.').waitFor();
  const home = page.getByRole('group', { name: 'Ik voel me thuis bij de mensen in deze buurt.' });
  await home.getByText('Helemaal eens').click();
  // What was chosen outlives a page that is read anew.
  await page.reload();
  await expect.poll(() => home.getByLabel('Helemaal eens').isChecked()).toBe(true);
  await page.getByLabel('Nieuwe mensen').check();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  const code = await page.locator('.code').textContent();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

  // The same code again: the first answer stands, and what was chosen is still there.
  const again = await house.visit(new URL(address).pathname, { viewport: phone });
  await again.getByLabel('Nieuwe mensen').check();
  await again.getByText('Ik heb al een code').click();
  await again.getByLabel('Je code').fill(code!);
  await again.getByRole('button', { name: 'Verstuur' }).click();
  await again.getByText('Met deze code is al geantwoord.').waitFor();
  expect(await again.getByLabel('Nieuwe mensen').isChecked()).toBe(true);

  // On paper: with a fault nothing is added, and nothing that was typed is lost.
  await researcher.reload();
  await researcher.getByText('Papier overtypen').click();
  const box = researcher.getByLabel('Plak hier de regels (CSV)');
  await box.fill('cohesion.home,cohesion.contact\n4,3\n9,3\n');
  await researcher.getByRole('button', { name: 'Voeg toe' }).click();
  await researcher.getByText('Regel 2, cohesion.home').waitFor();
  expect(await box.inputValue()).toContain('9,3');
  await box.fill('cohesion.home,cohesion.contact\n4,3\n3,3\n3,3\n3,3\n3,3\n');
  await researcher.getByRole('button', { name: 'Voeg toe' }).click();
  await researcher.getByText('6 antwoorden · 5 op papier').waitFor();

  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  await researcher.getByText('6 mensen antwoordden.').waitFor();

  const visitor = await house.visit(wave, { viewport: phone });
  const item = visitor.locator('article', {
    hasText: 'Ik voel me thuis bij de mensen in deze buurt.',
  });
  await item.getByText('6 mensen · gemiddeld 3,3 op een schaal van 0 tot 4').waitFor();
  // Of fewer than five nobody is told what they chose.
  expect(await item.getByRole('listitem').count()).toBe(0);
  await visitor.getByText('te weinig antwoorden').first().waitFor();
  expect(await overflow(visitor)).toBeLessThanOrEqual(0);

  // Who answered takes it back, by the code that only they hold.
  await page.getByRole('button', { name: 'Haal mijn antwoorden weg' }).click();
  await page.getByRole('button', { name: 'Haal mijn antwoorden weg' }).click();
  await page.getByRole('heading', { level: 1, name: 'Je antwoorden zijn weg.' }).waitFor();
  await visitor.reload();
  await visitor.getByText(/Iemand trok antwoorden in/).waitFor();
  await visitor.getByText('5 mensen antwoordden.').waitFor();
});
