import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/messages/en.ts';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, signInCode, tabTo, type House } from './visit.ts';

/** A name that nothing answers to, unless a test does. */
const BASEMAP = 'http://basemap.invalid/style.json';
const FIRST_LOAD_BYTES = 100_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({ BASEMAP_STYLE_URL: BASEMAP });
});
afterAll(() => house.close());

// The bug: words for screen readers in the list made the page longer than the screen, and empty there.
test('on a desk the list scrolls, and the page does not', async () => {
  const page = await house.visit('/', { viewport: desk });
  await page.getByRole('heading', { name: nl.list.heading, exact: true }).waitFor();
  await page.getByRole('link', { name: /Schakelteam/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(desk.height);
});

test('before the map is asked for, scripts weigh at most 100 kB gzipped', async () => {
  const page = await house.visit('/');
  await page.getByRole('heading', { name: nl.list.heading, exact: true }).waitFor();
  await mapIsReady(page);
  // In the order in which the page asked for them.
  const urls = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .sort((a, b) => a.startTime - b.startTime)
      .map(({ name }) => name)
      .filter((name) => /\.m?js$/.test(new URL(name).pathname)),
  );
  const map = urls.findIndex((url) => url.includes('/engine-'));
  // In two files and the bundler's own half kilobyte, which comes along with them: a third would be
  // another wait, and something that not everybody needs at once.
  const files = urls.slice(0, map).map((url) => /[a-z]+-/.exec(url.split('/').at(-1)!)?.[0]);
  expect(files.toSorted()).toEqual(['app-', 'index-', 'rolldown-']);
  let before = 0;
  for (const url of urls.slice(0, map)) {
    const script = await (await fetch(url)).arrayBuffer();
    before += gzipSync(Buffer.from(script), { level: 9 }).length;
  }
  expect(before).toBeGreaterThan(10_000);
  expect(before).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

test('a phone fetches the map when it shows one, and not before', async () => {
  const page = await house.visit('/over');
  await page.getByRole('heading', { name: nl.about.heading }).waitFor();
  await page.waitForLoadState('networkidle');
  const engines = () =>
    page.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('/engine-'))
          .length,
    );
  expect(await engines()).toBe(0);
  await page.getByRole('main').getByRole('link', { name: nl.shell.toMap }).first().click();
  await mapIsReady(page);
  expect(await engines()).toBeGreaterThan(0);
});

test('without its basemap the page draws our own and says so', async () => {
  const page = await house.visit('/gebied/GM0995');
  await mapIsReady(page);
  await page.getByText(nl.map.plain).waitFor();
  expect(await page.getByRole('listitem').count()).toBeGreaterThan(5);
});

test('a basemap that answers is drawn, and one that keeps silent for four seconds is not', async () => {
  const answering = await house.visit('/over', { viewport: desk });
  await answering.route(BASEMAP, (route) =>
    route.fulfill({
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: {
        version: 8,
        sources: {},
        layers: [{ id: 'b', type: 'background', paint: { 'background-color': '#fff' } }],
      },
    }),
  );
  const answered = answering.waitForResponse(BASEMAP);
  await answering.goto(`${house.server.url}/gebied/GM0995`);
  await answered;
  await mapIsReady(answering);
  expect(await answering.getByText(nl.map.plain).count()).toBe(0);

  const silent = await house.visit('/over', { viewport: desk });
  await silent.route(BASEMAP, () => undefined);
  await silent.goto(`${house.server.url}/gebied/GM0995`);
  await silent.getByText(nl.map.plain).waitFor();
});

test('the language switches, and stays after a reload', async () => {
  const page = await house.visit('/gebied/GM0995');
  await page.getByRole('heading', { name: nl.list.heading, exact: true }).waitFor();
  await page.getByRole('button', { name: nl.shell.menu }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: en.list.heading, exact: true }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await page.reload();
  await page.getByRole('link', { name: en.shell.add }).waitFor();
});

test('Back undoes a filter, and a shared link brings filter and place of the map', async () => {
  const page = await house.visit('/gebied/GM0995', { viewport: desk });
  await mapIsReady(page);
  const chip = page.getByRole('button', { name: nl.kinds.exchange.short });
  await chip.click();
  expect(await chip.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('link', { name: /Gereedschap lenen/ }).waitFor();
  await page.getByRole('button', { name: nl.map.zoomIn }).click();
  await page.waitForURL(/kaart=/);
  const shared = page.url();
  expect(shared).toContain('soort=exchange');

  await page.goBack();
  await page.getByRole('link', { name: /Wandelclub/ }).waitFor();
  expect(await chip.getAttribute('aria-pressed')).toBe('false');

  const other = await house.visit(shared.slice(house.server.url.length), { viewport: desk });
  await mapIsReady(other);
  await other.getByRole('link', { name: /Gereedschap lenen/ }).waitFor();
  expect(await other.getByRole('link', { name: /Wandelclub/ }).count()).toBe(0);
  expect(other.url()).toBe(shared);
});

test('a wijk is found by name, and the map can be skipped', async () => {
  const page = await house.visit('/', { viewport: desk });
  await mapIsReady(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(nl.shell.skipMap);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel');
  await page.getByRole('combobox').fill('atol');
  await page.getByRole('option', { name: /^Atolwijk/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Atolwijk', level: 1 }).waitFor();
  await tabTo(page, new RegExp(`^${nl.area.inside.wijk}`));
});

test('"waar ben ik" finds my wijk and sorts by walking time, and the address tells nobody', async () => {
  const page = await house.visit('/', {
    geolocation: { longitude: 5.463219, latitude: 52.502111 },
    permissions: ['geolocation'],
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('button', { name: nl.filters.whereAmI }).click();
  await page.waitForURL(/gebied\/WK/);
  await page.getByText(nl.list.walk(1)).first().waitFor();
  expect(asked.filter((url) => /5\.4632\d|52\.5021\d/.test(url))).toEqual([]);
  expect(asked.some((url) => /near=5\.463(,|%2C)52\.502/.test(url))).toBe(true);
  expect(page.url()).not.toContain('5.463');
});

test('somebody signs in with a code from the e-mail', async () => {
  const page = await house.visit('/inloggen');
  await page.getByLabel(nl.signIn.email).fill('geen adres');
  await page.getByRole('button', { name: nl.signIn.send }).click();
  await page.getByText(nl.server['is not an e-mail address']!).waitFor();
  await page.getByLabel(nl.signIn.email).fill('buur@voorbeeld.invalid');
  await page.getByRole('button', { name: nl.signIn.send }).click();
  await page.getByLabel(nl.signIn.code).fill('000000');
  await page.getByLabel(nl.signIn.code).fill(await signInCode(house));
  await page.getByRole('button', { name: nl.signIn.verify }).click();
  await page.getByRole('button', { name: new RegExp(nl.shell.signedInAs('')) }).waitFor();
});

// Its chunk comes after the click: the focus waits for the heading.
test('help is found in the menu, and who tabs goes on at its heading', async () => {
  const page = await house.visit('/');
  await page.getByRole('button', { name: nl.shell.menu }).click();
  await page.getByRole('link', { name: nl.help.heading, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1, name: nl.help.heading });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((h) => h === document.activeElement)).toBe(true);
  await page.getByText(nl.help.questions[0]!.question).click();
  await page.getByText(nl.help.questions[0]!.lines[0]!).waitFor();
});

test('an address that asks for what the map shows alone is answered', async () => {
  const page = await house.visit('/gebied/WK099501?beeld', { viewport: desk });
  await page
    .getByRole('link', { name: /Wandelclub/ })
    .first()
    .waitFor();
});
