import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, openHouse, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('a talentenkaart: sign-in keeps what was typed, consent is asked in full, withdrawal acts at once', async () => {
  const page = await house.visit('/toevoegen');
  const next = () => page.getByRole('button', { name: nl.add.next, exact: true }).click();
  await page.getByText(nl.kinds.person.what).click();
  await page.getByText(nl.talent.signInFirst).waitFor();
  await page.getByRole('link', { name: nl.shell.signIn }).last().click();
  await page.getByRole('button', { name: nl.signIn.roles.resident.label }).click();

  await page.getByRole('heading', { name: nl.add.kind }).waitFor();
  expect(await page.getByRole('radio', { name: /^talentenkaart/ }).isChecked()).toBe(true);
  await next();
  await page.getByRole('combobox').fill('rode klif');
  await page.getByRole('option').first().click();
  await next();
  await next();
  await page.getByText(nl.talent.giftsNone).waitFor();
  await page.getByLabel(nl.talent.hands).fill('brood bakken, fietsen maken');
  await next();
  await page.getByLabel(nl.add.talentTitle).fill('Joke');
  await page.getByLabel(nl.add.contactEmail).fill('joke@voorbeeld.invalid');
  await next();
  for (const line of nl.talent.consent) await page.getByText(line).waitFor();
  await page.getByRole('button', { name: nl.talent.send }).click();
  await page.getByText(nl.talent.agreeMissing).waitFor();
  await page.getByLabel(nl.talent.agree).check();
  await page.getByRole('button', { name: nl.talent.send }).click();
  await page.getByRole('heading', { name: nl.talent.saved }).waitFor();
  await page.getByRole('link', { name: nl.done.look }).click();
  await page.getByRole('heading', { name: 'Joke', level: 1 }).waitFor();
  const card = new URL(page.url()).pathname;

  const connector = await house.visit(card, { as: 'connector', viewport: desk });
  await connector.getByText('brood bakken').waitFor();
  const stranger = await house.visit(card);
  await stranger.getByRole('heading', { name: nl.asset.missing }).waitFor();

  await page.getByRole('button', { name: nl.asset.withdraw }).click();
  await page.getByRole('button', { name: nl.asset.withdrawYes }).click();
  await page.getByText(nl.asset.withdrawn).first().waitFor();
  await connector.reload();
  await connector.getByRole('heading', { name: nl.asset.missing }).waitFor();

  await page.getByRole('button', { name: nl.asset.remove }).click();
  await page.getByRole('button', { name: nl.asset.removeYes }).click();
  await page.getByRole('heading', { name: nl.asset.removed }).waitFor();
});
