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
  await page.getByLabel(nl.add.talentName).fill('Joke');
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

test('a connector makes a talentenkaart with somebody, and says how consent was given', async () => {
  const page = await house.visit('/toevoegen', { as: 'connector', viewport: desk });
  const next = () => page.getByRole('button', { name: nl.add.next, exact: true }).click();
  await page.getByText(nl.kinds.person.what).click();
  await page.getByText(nl.talent.behalf.connector.hint).click();
  await next();
  await page.getByRole('combobox').fill('rode klif');
  await page.getByRole('option').first().click();
  await next();
  await page.getByLabel(nl.talent.hands).fill('stoelen matten');
  await next();
  await page.getByLabel(nl.add.talentName).fill('Oom Piet');
  await next();
  await page.getByText(nl.talent.readAloud).waitFor();
  await page.getByLabel(nl.talent.theyAgree).check();
  await page.getByRole('button', { name: nl.talent.theirs.send }).click();
  await page.getByText(nl.talent.givenHowMissing).waitFor();
  const how = page.getByLabel(nl.talent.givenHow);
  expect(await how.evaluate((field) => field === document.activeElement)).toBe(true);
  await how.fill('Aan de koffietafel, met handtekening');
  await page.getByRole('button', { name: nl.talent.theirs.send }).click();
  await page.getByRole('heading', { name: nl.talent.theirs.saved }).waitFor();
  await page.goto(`${house.server.url}/gebied/GM0995?soort=person`);
  await page.getByRole('link', { name: /Oom Piet/ }).waitFor();
  // The connector speaks for who has no account; it is not the connector's own.
  const mine = await page.request.get(`${house.server.url}/api/v1/assets?mine=true`);
  expect(await mine.text()).not.toContain('Oom Piet');
});
