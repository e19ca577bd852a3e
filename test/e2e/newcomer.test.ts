import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Role } from '../../api/contracts/session.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/messages/en.ts';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, overflow, pageOf, tabTo, type House } from './visit.ts';

/** What somebody new to it once stumbled on; each test is one fault. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const question = (page: Page, name: string) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

/** Signed in as another, on this very device. */
async function become(page: Page, role: Role): Promise<void> {
  await page.context().request.delete(`${house.server.url}/api/v1/session`);
  const sent = await page
    .context()
    .request.post(`${house.server.url}/api/v1/session/demo`, { data: { role } });
  expect(sent.status()).toBe(200);
}

async function aPlace(page: Page, title: string): Promise<void> {
  await page.getByText(nl.kinds.place.what).click();
  await page.getByLabel(nl.add.asks.place.title).fill(title);
  await press(page, nl.add.next);
  await question(page, nl.add.asks.place.where);
  await mapIsReady(page);
}

test('what one began on a tablet that goes round is not for the next account, nor there after signing out', async () => {
  const page = await house.visit('/toevoegen', { as: 'resident' });
  const begin = async () => {
    await page.getByText(nl.kinds.place.what).click();
    await page.getByLabel(nl.add.asks.place.title).fill('Geheim bankje');
    await page.waitForFunction(() => sessionStorage.getItem('draft')?.includes('Geheim'));
  };
  await begin();
  await become(page, 'municipality');
  await page.reload();
  await page.getByText(nl.kinds.place.what).click();
  expect(await page.getByLabel(nl.add.asks.place.title).inputValue()).toBe('');

  await begin();
  await page.goto(`${house.server.url}/inloggen`);
  await page.getByRole('main').getByRole('button', { name: nl.shell.signOut }).click();
  await page.getByLabel(nl.signIn.email).waitFor();
  expect(await page.evaluate(() => sessionStorage.getItem('draft'))).toBeNull();
});

test('what waits of one account is not named to another', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  await aPlace(page, 'Stil plekje');
  await press(page, nl.add.where.centre);
  await page.context().setOffline(true);
  await press(page, nl.add.send);
  await page.getByRole('heading', { name: nl.offline.kept }).waitFor();
  await page.route('**/api/v1/assets', (route) => route.abort());
  await page.context().setOffline(false);
  await become(page, 'municipality');
  await page.goto(`${house.server.url}/wachtrij`);
  await page.getByText(nl.offline.ofOthers(1)).waitFor();
  expect(await page.getByRole('main').textContent()).not.toContain('Stil plekje');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('a photo that cannot be read holds no other back, and is told where the place is shown', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  const buffer = await readFile('test/fixtures/photos/turned.jpg');
  const file = { name: 'goed.jpg', mimeType: 'image/jpeg', buffer };
  await aPlace(page, 'Bankje met een foto');
  await press(page, nl.add.where.centre);
  await press(page, nl.add.tellMore);
  await page
    .getByLabel(nl.photos.add)
    .setInputFiles([{ ...file, name: 'half.jpg', buffer: buffer.subarray(0, 200) }, file]);
  await page.getByLabel(`${nl.photos.one(2)}: ${nl.photos.alt}`).fill('De goede');
  await press(page, nl.add.next);
  await press(page, nl.add.send);
  await page.getByText(nl.offline.photoRefused).waitFor();
  await page.getByRole('link', { name: nl.done.look }).click();
  await page.getByRole('img', { name: 'De goede' }).waitFor();
});

test('a photo that was chosen is still there after the page was read anew', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  await aPlace(page, 'Bankje met een foto');
  await press(page, nl.add.where.centre);
  await press(page, nl.add.tellMore);
  await page.getByLabel(nl.photos.add).setInputFiles('test/fixtures/photos/turned.jpg');
  const alt = page.getByLabel(`${nl.photos.one(1)}: ${nl.photos.alt}`);
  await alt.fill('Onder de linde');
  await page.waitForFunction(
    () =>
      new Promise((told) => {
        const opening = indexedDB.open('buurtweefsel');
        opening.onsuccess = () => {
          const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            opening.result.close();
            told(all.result[0]?.photos[0]?.alt === 'Onder de linde');
          };
        };
      }),
  );
  await page.reload();
  expect(await alt.inputValue()).toBe('Onder de linde');
});

test('a fault goes once it is mended', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  await aPlace(page, 'Bankje');
  await press(page, nl.add.send);
  await page.getByText(nl.add.where.none).waitFor();
  await press(page, nl.add.where.centre);
  await page.getByText(nl.add.where.chosen).waitFor();
  await page.getByText(nl.add.where.none).waitFor({ state: 'detached' });
});

test('a place abroad is said to be abroad, at the field', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45');
  await aPlace(page, 'Big Ben');
  await page.getByText(nl.add.where.coordinates).click();
  await page.getByLabel(nl.add.where.lat).fill('51,5');
  await page.getByLabel(nl.add.where.lon).fill('-0,12');
  await press(page, nl.add.where.use);
  await page.getByText(nl.add.where.abroad).waitFor();
  const field = page.getByLabel(nl.add.where.lat);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
});

test('each question of adding has an address: back and forward go through them', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45');
  await aPlace(page, 'Bankje');
  expect(new URL(page.url()).searchParams.get('stap')).toBe('2');
  await press(page, nl.add.where.centre);
  await press(page, nl.add.tellMore);
  await question(page, nl.add.more);
  await page.goBack();
  await question(page, nl.add.asks.place.where);
  await page.goBack();
  await question(page, nl.add.kind);
  expect(await page.getByLabel(nl.add.asks.place.title).inputValue()).toBe('Bankje');
  await page.goForward();
  await question(page, nl.add.asks.place.where);
  // Whoever is sent such an address answered nothing yet.
  const other = await house.visit('/toevoegen?stap=3');
  await question(other, nl.add.kind);
});

test('who will see it, and the way on, are in view on a phone at every question', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  const inView = async () => {
    await page.getByText(nl.visibility.legend).last().waitFor();
    return page.evaluate(
      (legend) =>
        [...document.querySelectorAll('.foot :is(strong, button[type=submit])')]
          .filter((part) => part.matches('button') || part.textContent === legend)
          .map((part) => part.getBoundingClientRect())
          .filter(({ height }) => height > 0)
          .every(({ top, bottom }) => top >= 0 && bottom <= innerHeight),
      nl.visibility.legend,
    );
  };
  await question(page, nl.add.kind);
  expect(await inView()).toBe(true);
  await aPlace(page, 'Bankje');
  expect(await inView()).toBe(true);
  await press(page, nl.add.where.centre);
  await press(page, nl.add.tellMore);
  await question(page, nl.add.more);
  expect(await inView()).toBe(true);
});

test('who has no work in the queue is told so, and not that all is done', async () => {
  const page = await house.visit('/aandacht', { as: 'resident' });
  await page.getByText(nl.queue.notYours).waitFor();
});

test('choosing a language keeps the focus in the menu', async () => {
  const page = await house.visit('/', { viewport: desk });
  await tabTo(page, nl.shell.menu);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await page.getByRole('link', { name: en.shell.about }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Nederlands');
});

test('what people wrote is read aloud as Dutch, also on an English page', async () => {
  const page = await house.visit(await pageOf(house, 'wandelclub'), { locale: 'en-GB' });
  const heading = page.getByRole('heading', { name: 'Wandelclub De Atollers', level: 1 });
  expect(await heading.getAttribute('lang')).toBe('nl');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});

test('what was sent later is named where it waited, with what is still to be done', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  await aPlace(page, 'Later bankje');
  await press(page, nl.add.where.centre);
  await page.context().setOffline(true);
  await press(page, nl.add.send);
  await page.getByRole('link', { name: nl.offline.look }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: nl.offline.look }).click();
  await page.getByText(nl.offline.none).waitFor();
  await page.getByRole('link', { name: 'Later bankje' }).waitFor();
  await page.getByText(nl.asset.proposedMine).waitFor();
});

test('a change that is kept while the session ended says what to do', async () => {
  const page = await house.visit(await pageOf(house, 'wandelclub'), { as: 'connector' });
  await press(page, nl.asset.edit);
  await page.getByLabel(nl.add.openingHours).fill('zo 15:00');
  await page.context().clearCookies();
  await press(page, nl.edit.save);
  await page.getByText(nl.offline.keptSignIn).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('main').getByRole('link', { name: nl.shell.signIn }).waitFor();
});

test('all nearest places that a digit opens can be read', async () => {
  const page = await house.visit('/gebied/WK099501', { viewport: desk });
  await mapIsReady(page);
  await tabTo(page, nl.map.keys);
  const panel = page.locator('.nearest ol');
  await panel.waitFor();
  const rows = await panel.locator('li').evaluateAll((items) =>
    items.map((item) => {
      const { left, top, bottom } = item.getBoundingClientRect();
      const at = document.elementsFromPoint(left + 12, (top + bottom) / 2);
      return bottom <= innerHeight && at.length > 0;
    }),
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.every(Boolean)).toBe(true);
});

test('searching everywhere says how many share such a talent', async () => {
  const page = await house.visit('/?zoek=koken', { viewport: desk });
  await page.getByText(nl.talents.ask).waitFor();
  await page.getByRole('heading', { name: nl.home.headline(0, 4), level: 1 }).waitFor();
});
