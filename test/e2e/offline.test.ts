import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { offlineHouse } from './offline-house.ts';
import { desk, mapIsReady, openHouse, pageOf, tabTo, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const heading = (text: string | RegExp) => ({ name: text, level: 1 }) as const;
const keeping = { serviceWorkers: 'allow' } as const;

/** The app is kept, and this page is served by its worker. */
const kept = (page: Page) =>
  page.waitForFunction(
    async () =>
      navigator.serviceWorker.controller?.state === 'activated' &&
      (await caches.keys()).some((name) => name.includes('precache')),
  );

/** Every address and text that the device keeps of the API's answers. */
const keptAnswers = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('answers');
    const found: { url: string; text: string }[] = [];
    for (const request of await cache.keys())
      found.push({ url: request.url, text: await (await cache.match(request))!.text() });
    return found;
  });

async function visitKept(address: string, as?: 'connector' | 'resident'): Promise<Page> {
  const page = await house.visit(address, { ...keeping, viewport: desk, ...(as && { as }) });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await kept(page);
  await page.waitForLoadState('networkidle');
  return page;
}

test('twelve adds without a signal, the tab killed at every step: none lost, none doubled', async () => {
  const { kept, kills, lost, doubled } = await offlineHouse(12);
  expect({ kept, lost, doubled }).toEqual({ kept: 12, lost: 0, doubled: 0 });
  expect(kills).toBeGreaterThan(4);
}, 180_000);

describe('without a signal', () => {
  test('a wijk that was visited is read again, with the map', async () => {
    const page = await visitKept('/gebied/WK099501');
    const names = () => page.getByRole('main').getByRole('link').allTextContents();
    await page.getByRole('heading', { name: nl.list.heading }).waitFor();
    const before = await names();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(nl.offline.lost).first().waitFor();
    await page.waitForSelector('[data-ready]');
    expect((await names()).filter((name) => before.includes(name)).length).toBeGreaterThan(3);
  });

  test('an area that was never visited says so kindly', async () => {
    const page = await visitKept('/gebied/WK099501');
    await page.context().setOffline(true);
    await page.goto(`${house.server.url}/gebied/GM0034`);
    await page.getByText(nl.offline.lost).first().waitFor();
    await page.getByRole('main').getByText(nl.list.failed).waitFor();
    await page.context().setOffline(false);
    await page.getByText(nl.list.failed).waitFor({ state: 'detached' });
    await page.getByText(nl.offline.lost).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Almere', level: 1 }).waitFor();
  });

  // The bug: a screen that did not come left the panel empty.
  test('a screen that cannot be fetched says so, and comes when the signal does', async () => {
    const page = await house.visit('/over', { viewport: desk });
    const link = page.getByRole('main').getByRole('link', { name: nl.privacy.heading });
    await link.first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await link.first().click();
    await page.getByRole('main').getByText(nl.offline.notKept).waitFor();
    await page.getByRole('main').getByRole('button', { name: nl.list.again }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: nl.privacy.heading, level: 1 }).waitFor();
  });

  // The bug: nothing came and nothing was said.
  test('nor do the menu and what is nearest stay away without a word', async () => {
    const page = await house.visit('/gebied/WK099501', { viewport: desk });
    await mapIsReady(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: nl.shell.menu }).click();
    const top = page.getByRole('banner');
    await top.getByText(nl.offline.notKept).waitFor();
    await page.context().setOffline(false);
    await top.getByRole('link', { name: nl.help.heading }).waitFor();
    await page.keyboard.press('Escape');

    await page.context().setOffline(true);
    await page.getByText(nl.offline.lost).first().waitFor();
    await tabTo(page, nl.map.keys);
    const map = page.getByRole('region', { name: nl.map.label });
    await map.getByText(nl.offline.notKept).waitFor();
    await page.context().setOffline(false);
    await map.getByText(nl.nearest.heading).waitFor();
  });

  test('people are never kept on a device, nor where somebody was or what they looked for', async () => {
    const page = await visitKept('/gebied/GM0995?soort=person', 'connector');
    await page
      .getByRole('link', { name: /talentenkaart/ })
      .first()
      .click();
    await page.getByText(nl.asset.gifts.hands).first().waitFor();
    await page.goto(`${house.server.url}/gebied/GM0995`);
    await page.getByRole('combobox').fill('tuin');
    await page.waitForURL(/zoek=tuin/);
    await page.waitForLoadState('networkidle');
    const answers = await keptAnswers(page);
    expect(answers.length).toBeGreaterThan(5);
    for (const { url, text } of answers) {
      expect(text).not.toContain('"kind":"person","title"');
      expect(url).not.toMatch(/[?&](near|q|at|mine)=/);
    }
  });

  test('signing out takes what was kept along', async () => {
    const page = await visitKept('/gebied/WK099501', 'connector');
    expect((await keptAnswers(page)).some(({ url }) => url.includes('/assets?'))).toBe(true);
    await page.getByRole('button', { name: new RegExp(nl.shell.menu) }).click();
    await page.route('**/api/v1/assets**', (route) => route.abort());
    await page.getByRole('button', { name: nl.shell.signOut }).click();
    await page.getByRole('link', { name: nl.shell.signIn }).waitFor();
    expect(
      (await keptAnswers(page)).filter(({ text }) => text.includes('"editable":true')),
    ).toEqual([]);
  });
});

describe('a change that waits', () => {
  async function editOffline(page: Page, text: string): Promise<void> {
    await page.getByRole('button', { name: nl.asset.edit }).click();
    await page.getByLabel(nl.add.openingHours).fill(text);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: nl.edit.save }).click();
    await page.getByText(nl.offline.kept).first().waitFor();
  }
  const hours = async (context: BrowserContext, at: string): Promise<string> => {
    const id = at.split('/').at(-1)!;
    const answer = await context.request.get(`${house.server.url}/api/v1/assets/${id}`);
    return ((await answer.json()) as { openingHours: string }).openingHours;
  };

  test('goes by itself when the signal returns', async () => {
    const at = await pageOf(house, 'wandelclub');
    const page = await house.visit(at, { as: 'connector', viewport: desk });
    await editOffline(page, 'za 9:00');
    await page.getByRole('link', { name: nl.offline.waits(1) }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('link', { name: nl.offline.waits(1) }).waitFor({ state: 'detached' });
    expect(await hours(page.context(), at)).toBe('za 9:00');
  });

  test.each([
    ['mine', nl.offline.keepMine, 'wo 19:00', 'wo 19:00'],
    ['theirs', nl.offline.keepTheirs, 'do 20:00', 'ma 8:00'],
  ])('asks when somebody else changed the same: %s', async (_, choice, mine, result) => {
    const at = await pageOf(house, 'wandelclub');
    const page = await house.visit(at, { as: 'connector', viewport: desk });
    await editOffline(page, mine);
    const other = await house.visit(at, { as: 'connector', viewport: desk });
    await other.getByRole('button', { name: nl.asset.edit }).click();
    await other.getByLabel(nl.add.openingHours).fill('ma 8:00');
    await other.getByRole('button', { name: nl.edit.save }).click();
    await other.getByText(nl.edit.saved).first().waitFor();

    await page.context().setOffline(false);
    await page.getByRole('link', { name: nl.offline.waits(1) }).click();
    await page.getByRole('heading', heading(nl.offline.heading)).waitFor();
    await page.getByText(nl.offline.state.conflict).waitFor();
    expect(await page.getByRole('main').textContent()).toContain('ma 8:00');
    await page.getByRole('button', { name: choice }).click();
    await page.getByText(nl.offline.none).waitFor();
    expect(await hours(page.context(), at)).toBe(result);
  });

  test('an add that is refused comes back with all that was typed, and with its photos', async () => {
    const page = await house.visit('/toevoegen', { as: 'resident', viewport: desk });
    const next = () => page.getByRole('button', { name: nl.add.next, exact: true }).click();
    const at = async (lat: string, lon: string, said: string | RegExp) => {
      await page.getByText(nl.add.where.coordinates).click();
      await page.getByLabel(nl.add.where.lat).fill(lat);
      await page.getByLabel(nl.add.where.lon).fill(lon);
      await page.getByRole('button', { name: nl.add.where.use }).click();
      await page.getByText(said).waitFor();
    };
    await mapIsReady(page);
    await page.getByText(nl.kinds.place.what).click();
    await page.getByLabel(nl.add.asks.place.title).fill('Bankje te ver');
    await next();
    // Antwerp
    await at('51,2', '4,4', nl.add.where.outside);
    await page.getByRole('button', { name: nl.add.tellMore }).click();
    await page.getByLabel(nl.add.asks.place.description).fill('Onder de linde');
    await page.getByLabel(nl.photos.add).setInputFiles({
      name: 'bankje.jpg',
      mimeType: 'image/jpeg',
      buffer: await readFile('test/fixtures/photos/xmp.jpg'),
    });
    await page.getByLabel(new RegExp(nl.photos.alt.replace('?', ''))).fill('Een houten bankje');
    await next();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: nl.add.send }).click();
    await page.getByRole('heading', { name: nl.offline.kept }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('link', { name: nl.offline.look }).click();
    await page.getByText(nl.offline.state.refused).first().waitFor();
    await page.getByRole('button', { name: nl.offline.again }).click();

    await page.getByRole('heading', { name: nl.add.check }).waitFor();
    await page.getByText('Onder de linde').waitFor();
    await page.getByRole('button', { name: nl.add.previous }).click();
    expect(await page.getByLabel(new RegExp(nl.photos.alt.replace('?', ''))).inputValue()).toBe(
      'Een houten bankje',
    );
    await page.getByRole('button', { name: nl.add.previous }).click();
    // What is said of the place comes a moment later, and moves what is below it.
    await page.getByText(nl.add.where.outside).waitFor();
    await at('52,51', '5,47', new RegExp(nl.add.where.near('')));
    await page.getByRole('button', { name: nl.add.send }).click();
    await page.getByRole('link', { name: nl.done.look }).click();
    await page.getByRole('heading', { name: 'Bankje te ver', level: 1 }).waitFor();
    await page.getByRole('img', { name: 'Een houten bankje' }).first().waitFor();
    await page.goto(`${house.server.url}/wachtrij`);
    await page.getByText(nl.offline.none).waitFor();
  });

  test('a session that ended half-way a form loses nothing', async () => {
    const at = await pageOf(house, 'wandelclub');
    const page = await house.visit(at, { as: 'connector', viewport: desk });
    await page.getByRole('button', { name: nl.asset.edit }).click();
    await page.getByLabel(nl.add.openingHours).fill('zo 14:00');
    await page.context().clearCookies();
    await page.getByRole('button', { name: nl.edit.save }).click();
    await page.getByRole('link', { name: nl.offline.waits(1) }).click();
    await page.getByText(nl.offline.keptSignIn).waitFor();
    await page.getByRole('main').getByRole('link', { name: nl.shell.signIn }).click();
    await page.getByRole('button', { name: nl.signIn.roles.connector.label }).click();
    await page.getByText(nl.offline.none).waitFor();
    expect(await hours(page.context(), at)).toBe('zo 14:00');
  });
});
