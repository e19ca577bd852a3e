import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { en } from '../../web/messages/en.ts';
import { nl } from '../../web/messages/nl.ts';
import { looksRight, onOneDay, views } from './look-at.ts';
import { openHouse, pageOf, type House, type VisitOptions } from './visit.ts';

/** Screens without an address of their own, as in screens.test.ts but on a phone and a desk alone. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const phoneAndDesk = views.filter(
  ([theme, , width]) =>
    (width === 360 && theme === 'light') || (width === 1280 && theme === 'dark'),
);

describe.each(phoneAndDesk)('%s, in %s, %i wide', (...view) => {
  const [colorScheme, language, width, height] = view;
  const t = { nl, en }[language];

  async function visit(address: string, as?: VisitOptions['as']) {
    const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
    const page = await house.visit(null, {
      viewport: { width, height },
      locale,
      colorScheme,
      ...(as && { as }),
    });
    await onOneDay(page);
    await page.goto(house.server.url + address);
    return page;
  }
  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click();

  test('a place, proposed by who passes by', async () => {
    const page = await visit('/toevoegen');
    const asks = t.add.asks.place;
    await page.getByText(t.kinds.place.what).click();
    await press(page, t.add.next);
    await page.locator('[aria-invalid=true]').waitFor();
    await looksRight(page, 'add-without-name', view);
    await page.getByLabel(asks.title).fill('Boekenruilkast');
    await press(page, t.add.next);
    await page.getByRole('heading', { name: asks.where }).waitFor();
    await page.getByText(t.add.where.coordinates).click();
    await page.getByLabel(t.add.where.lat).fill('52,52');
    await page.getByLabel(t.add.where.lon).fill('5,47');
    await press(page, t.add.where.use);
    await page.getByText(t.add.where.chosen).waitFor();
    await looksRight(page, 'add-where', view);
    await press(page, t.add.tellMore);
    await page.getByLabel(asks.description).fill('Neem er een mee, zet er een neer.');
    await looksRight(page, 'add-more', view);
    await press(page, t.add.next);
    await page.getByRole('heading', { name: t.add.check }).waitFor();
    await looksRight(page, 'add-check', view);
    await press(page, t.add.sendAnonymous);
    await page.getByText(t.done.waiting).waitFor();
    await looksRight(page, 'add-done', view);
  });

  test('a talent', async () => {
    const page = await visit('/toevoegen', 'resident');
    await page.getByText(t.kinds.person.what).click();
    await press(page, t.add.next);
    await page.getByRole('combobox', { name: t.talent.buurtSearch }).fill('rode klif');
    await page.getByRole('option').first().click();
    await looksRight(page, 'talent-buurt', view);
    await press(page, t.add.next);
    await page.getByLabel(t.talent.hands).fill('brood bakken');
    await looksRight(page, 'talent-gifts', view);
    await press(page, t.add.next);
    await page.getByLabel(t.add.talentName).fill('Joke');
    await looksRight(page, 'talent-name', view);
    await press(page, t.add.next);
    await page.getByText(t.talent.consent[0]!).waitFor();
    await looksRight(page, 'talent-consent', view);
    await page.getByLabel(t.talent.agree).check();
    await press(page, t.talent.send);
    await page.getByRole('heading', { name: t.talent.saved }).waitFor();
    await looksRight(page, 'talent-done', view);
  });

  test('changing an asset, with its photos', async () => {
    const page = await visit(await pageOf(house, 'wandelclub'), 'connector');
    await press(page, t.asset.edit);
    await page.getByLabel(t.add.openingHours).waitFor();
    await looksRight(page, 'asset-edit', view);
  });

  test('signing in, the code', async () => {
    const page = await visit('/inloggen');
    await page.getByLabel(t.signIn.email).fill(`buur-${width}-${colorScheme}@voorbeeld.invalid`);
    await press(page, t.signIn.send);
    await page.getByLabel(t.signIn.code).fill('000000');
    await press(page, t.signIn.verify);
    await page.getByText(t.signIn.wrong).waitFor();
    await looksRight(page, 'sign-in-wrong-code', view);
  });
});
