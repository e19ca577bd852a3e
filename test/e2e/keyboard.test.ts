import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { frameOf, siteWith } from './site.ts';
import {
  addPlace,
  desk,
  mapIsReady,
  openHouse,
  pageOf,
  shareTalent,
  signInCode,
  tabTo,
  type House,
} from './visit.ts';

/** Journeys without a mouse. Those of adding are beside the other tests of adding. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const press = async (page: Page, name: string | RegExp) => {
  const tabs = await tabTo(page, name);
  await page.keyboard.press('Enter');
  return tabs;
};

/** The focus did not fall off the page when what had it went away. */
const hasPlace = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => !!document.activeElement?.closest('main, header')))
    .toBe(true);

test('a resident offers a gift, from the first question to the consent', async () => {
  const page = await house.visit('/toevoegen', { as: 'resident', viewport: desk });
  const fill = async (label: string, text: string) => {
    await tabTo(page, label);
    await page.keyboard.type(text);
  };
  await page.getByRole('heading', { name: nl.add.kind }).waitFor();
  // Tab comes to the answer that is chosen; the arrows choose another.
  await tabTo(page, /^plek/);
  const card = page.getByRole('radio', { name: new RegExp(`^${nl.kinds.person.one}`, 'i') });
  for (let n = 0; n < 6 && !(await card.isChecked()); n++) await page.keyboard.press('ArrowDown');
  await press(page, nl.add.next);
  await page.getByRole('combobox', { name: nl.talent.buurtSearch }).waitFor();
  await fill(nl.talent.buurtSearch, 'rode klif');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press(page, nl.add.next);
  await page.getByLabel(nl.talent.hands).waitFor();
  await fill(nl.talent.hands, 'brood bakken');
  await press(page, nl.add.next);
  await page.getByLabel(nl.add.talentName).waitFor();
  await fill(nl.add.talentName, 'Joke');
  await press(page, nl.add.next);
  await page.getByText(nl.talent.consent[0]!).waitFor();
  await tabTo(page, nl.talent.agree);
  await page.keyboard.press('Space');
  await press(page, nl.talent.send);
  await page.getByRole('heading', { name: nl.talent.saved }).waitFor();
  await press(page, nl.done.look);
  await page.getByRole('heading', { name: 'Joke', level: 1 }).waitFor();
});

test('somebody puts a place on the map without a signal, and it goes when that returns', async () => {
  const page = await house.visit('/toevoegen', { as: 'resident', viewport: desk });
  const fill = async (label: string, text: string) => {
    await tabTo(page, label);
    await page.keyboard.type(text);
  };
  await mapIsReady(page);
  await tabTo(page, /^plek/);
  await page.keyboard.press('Space');
  await page.context().setOffline(true);
  await fill(nl.add.asks.place.title, 'Leesbankje bij de sluis');
  await press(page, nl.add.next);
  await page.getByRole('heading', { name: nl.add.asks.place.where }).waitFor();
  await press(page, nl.add.where.coordinates);
  await fill(nl.add.where.lat, '52,5');
  await fill(nl.add.where.lon, '5,46');
  await page.keyboard.press('Enter');
  await page.getByText(nl.add.where.chosen).waitFor();
  await press(page, nl.add.send);
  await page.getByRole('heading', { name: nl.offline.kept }).waitFor();
  await hasPlace(page);
  await page.context().setOffline(false);
  await press(page, nl.offline.look);
  await page.getByText(nl.offline.none).waitFor();
  const found = await page.request.get(`${house.server.url}/api/v1/assets?q=leesbankje&mine=true`);
  expect(await found.text()).toContain('Leesbankje bij de sluis');
});

test('somebody asks for a sheet of paper of a wijk', async () => {
  const page = await house.visit('/gebied/WK099501', { viewport: desk });
  await page.getByText(nl.take.heading).waitFor();
  await press(page, nl.take.heading);
  const opened = page.context().waitForEvent('page');
  await press(page, new RegExp(nl.take.print));
  const sheet = await opened;
  await sheet.getByRole('heading', { level: 1, name: 'Atolwijk' }).waitFor();
  await tabTo(sheet, nl.take.printNow);
});

// The bug: the button went with its row, the focus with the button, and who tabbed began again.
test('a connector empties the queue, and goes on at the next row each time', async () => {
  const passerBy = await house.visit('/over');
  const titles = ['Zwerfboekenkast', 'Fietspomp', 'Koffietafel'];
  for (const [n, title] of titles.entries()) await addPlace(passerBy, title, 5.45 + n / 100);
  const page = await house.visit('/aandacht', { as: 'connector', viewport: desk });
  await page.getByText(titles[0]!).first().waitFor();
  const publish = new RegExp(`^${nl.asset.publish}\\s*: (${titles.join('|')})`);
  for (const [n] of titles.entries()) {
    const tabs = await press(page, publish);
    if (n > 0) expect(tabs).toBeLessThan(8);
    await expect.poll(() => page.getByRole('button', { name: publish }).count()).toBe(2 - n);
    await hasPlace(page);
  }
});

test('a resident withdraws consent and is gone, also for connectors', async () => {
  const page = await house.visit('/over', { as: 'resident', viewport: desk });
  const id = await shareTalent(page);
  const connector = await house.visit('/over', { as: 'connector' });
  const seen = () => connector.request.get(`${house.server.url}/api/v1/assets/${id}`);
  expect((await seen()).status()).toBe(200);
  await page.goto(`${house.server.url}/krachtbron/${id}`);
  await page.getByRole('button', { name: nl.asset.withdraw }).waitFor();
  await press(page, nl.asset.withdraw);
  await hasPlace(page);
  expect(await press(page, nl.asset.withdrawYes)).toBe(1);
  await page.getByText(nl.asset.consentWithdrawn).waitFor();
  await hasPlace(page);
  expect((await seen()).status()).toBe(404);
});

test('somebody reports what is wrong, thinks better of it, and does it after all', async () => {
  const page = await house.visit(await pageOf(house, 'wandelclub'), { viewport: desk });
  await page.getByRole('button', { name: nl.report.open }).waitFor();
  await press(page, nl.report.open);
  await hasPlace(page);
  await press(page, nl.asset.cancel);
  await hasPlace(page);
  await page.keyboard.press('Shift+Tab');
  await press(page, nl.report.open);
  await press(page, nl.report.send);
  await page.getByText(nl.report.sent).waitFor();
  await hasPlace(page);
});

test('somebody signs in', async () => {
  const page = await house.visit('/inloggen', { viewport: desk });
  await tabTo(page, nl.signIn.email);
  await page.keyboard.type('buur@voorbeeld.invalid');
  await page.keyboard.press('Enter');
  const field = page.getByLabel(nl.signIn.code);
  await field.waitFor();
  await expect.poll(() => field.evaluate((f) => f === document.activeElement)).toBe(true);
  await page.keyboard.type(await signInCode(house));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: new RegExp(nl.shell.signedInAs('')) }).waitFor();
});

test('who tabs through a site goes into its wijk, to the way on, and out again', async () => {
  const frame = frameOf(`${house.server.url}/embed/gebied/WK099501`);
  const site = await siteWith(`<a href="#">Vooraf</a>${frame}<a href="#">Verderop</a>`);
  onTestFinished(() => site.close());
  const page = await house.visit('/over', { viewport: desk });
  await page.goto(site.url);
  const inside = page.frameLocator('iframe');
  await inside.getByRole('link', { name: nl.take.whole }).waitFor();
  // What is drawn anew loses the focus, and with it the place in the row.
  await inside.getByText('Wandelclub').first().waitFor();
  await tabTo(page, 'Vooraf');
  const passed: string[] = [];
  const focused = () => document.activeElement?.textContent?.trim() ?? '';
  while (!passed.includes('Verderop') && passed.length < 90) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(focused);
    passed.push(outside || (await page.frames()[1]!.evaluate(focused)));
  }
  expect(passed).toContain('Verderop');
  expect(passed.some((words) => words.includes(nl.take.whole))).toBe(true);
  expect(passed.some((words) => words.includes('Wandelclub'))).toBe(true);
});

test('the menu takes the focus, gives it back, and closes behind who goes on', async () => {
  const page = await house.visit('/over', { viewport: desk });
  const button = page.getByRole('button', { name: nl.shell.menu });
  await button.waitFor();
  const help = page.getByRole('banner').getByRole('link', { name: nl.help.heading, exact: true });
  await press(page, nl.shell.menu);
  await help.waitFor();
  const inPanel = () => page.evaluate(() => !!document.activeElement?.closest('.panel[id]'));
  await expect.poll(inPanel).toBe(true);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  expect(await button.evaluate((b) => b === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(inPanel).toBe(true);
  await tabTo(page, nl.shell.about);
  await page.keyboard.press('Tab');
  await help.waitFor({ state: 'detached' });
  // The map is next, or what of it is there yet.
  expect(await page.evaluate(() => !!document.activeElement?.closest('main, .stage'))).toBe(true);
  await button.click();
  await help.waitFor();
  await button.click();
  await help.waitFor({ state: 'detached' });
});
