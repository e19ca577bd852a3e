import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { daysOf, quarterOf } from '../../api/contracts/quarters.ts';
import { desk, initiativeOf, openHouse, overflow, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const DAY = 24 * 3600 * 1000;
/** A quarter in which the example data hold lessons. */
const quarter = quarterOf(new Date(Date.now() - 20 * DAY).toLocaleDateString('sv-SE'));
const { from, until } = daysOf(quarter);
const lookOf = (page: Page) => new URL(page.url()).searchParams;

// The bug: the number of a factor opened all lessons there are, of every factor and from the beginning.
test('the number of a factor opens its lessons of that quarter, and they go along as a file', async () => {
  const page = await house.visit(`/programma?gebied=GM0995&periode=${quarter}`, {
    ...{ as: 'coordinator' as const, viewport: desk },
  });
  await heading(page, 'Het programma in cijfers: Lelystad');
  const factor = page.locator('details', { hasText: 'Vertrouwen en eigenaarschap' });
  const told = Number(await factor.locator('summary .n').textContent());
  expect(told).toBeGreaterThan(0);
  await factor.locator('summary').click();
  await factor.getByRole('link', { name: 'Bekijk het zelf' }).click();
  await heading(page, 'Wat leren we? Lelystad');
  expect(Object.fromEntries(lookOf(page))).toEqual({
    ...{ gebied: 'GM0995', factor: 'vertrouwen', vanaf: from, tot: until },
  });
  await page
    .getByText(new RegExp(`^${told} leerregels? van`))
    .first()
    .waitFor();
  await expect.poll(() => page.getByLabel('Factor').inputValue()).toBe('trust_and_ownership');

  // The bug: the file held the lessons of every area and factor.
  const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(Object.fromEntries(new URL(file!, house.server.url).searchParams)).toEqual({
    ...{ neighbourhood: 'GM0995', factor: 'trust_and_ownership', from, until },
  });
  const answer = await page.request.get(house.server.url + file!);
  expect((await answer.text()).match(/^[0-9a-f-]{36},/gm)).toHaveLength(told);

  // What is chosen here stands in the address, and Back undoes it.
  await page.getByLabel('Factor').selectOption('Alle factoren');
  await expect.poll(() => lookOf(page).get('factor')).toBe(null);
  await page.getByLabel('Vanaf').fill('');
  await expect.poll(() => lookOf(page).get('vanaf')).toBe(null);
  await page.goBack();
  await expect.poll(() => lookOf(page).get('factor')).toBe('vertrouwen');
  // The quarter that was looked at is still there.
  await page.goBack();
  await heading(page, 'Het programma in cijfers: Lelystad');
  expect(lookOf(page).get('periode')).toBe(quarter);
});

// The bug: the number of lessons that chafe opened those that work, too.
test('the number of lessons that chafe opens as many, and they go along as a file', async () => {
  const page = await house.visit(`/programma?periode=${quarter}`, {
    ...{ as: 'coordinator' as const, viewport: desk },
  });
  await heading(page, 'Het programma in cijfers');
  const numberOf = async (name: string) =>
    Number(
      await page.locator('details', { hasText: name }).locator('summary .n').first().textContent(),
    );
  const told = await numberOf('Leerregels: het schuurt');
  expect(told).toBeGreaterThan(0);
  const working = await numberOf('Leerregels: het werkt');
  expect(working).toBeGreaterThan(0);
  const chafes = page.locator('details', { hasText: 'Leerregels: het schuurt' });
  await chafes.locator('summary').click();
  await chafes.getByRole('link', { name: 'Bekijk het zelf' }).click();
  await heading(page, 'Wat leren we?');
  expect(Object.fromEntries(lookOf(page))).toEqual({
    ...{ richting: 'schuurt', vanaf: from, tot: until },
  });
  const counted = (n: number) =>
    page.locator('.lead', { hasText: new RegExp(`^\\s*${n} leerregels? van`) }).waitFor();
  await counted(told);
  await expect.poll(() => page.getByLabel('Werkt of schuurt').inputValue()).toBe('chafes');
  const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const answer = await page.request.get(house.server.url + file!);
  expect((await answer.text()).match(/^[0-9a-f-]{36},/gm)).toHaveLength(told);

  await page.getByLabel('Werkt of schuurt').selectOption('Allebei');
  await counted(told + working);
  await page.goBack();
  await counted(told);
  expect(lookOf(page).get('richting')).toBe('schuurt');
});

// The bug: activities and practice examples of a quarter opened the lists of their area, of whatever quarter.
test('the number of activities opens those of that quarter, each with its page', async () => {
  const page = await house.visit(`/programma?gebied=GM0995&periode=${quarter}`, {
    ...{ as: 'coordinator' as const, viewport: phone },
  });
  await heading(page, 'Het programma in cijfers: Lelystad');
  const activities = page.locator('details', { hasText: 'Activiteiten' }).first();
  const told = Number(await activities.locator('summary .n').textContent());
  expect(told).toBeGreaterThan(0);
  await activities.locator('summary').click();
  const each = activities.getByRole('listitem').filter({ hasText: ' · ' });
  await expect.poll(() => each.count()).toBe(told);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const { items } = (await (
    await page.request.get(
      `${house.server.url}/api/v1/programme/behind?area=GM0995&measure=activities&quarter=${quarter}`,
    )
  ).json()) as { items: { title: string; where: string; on: string }[] };
  for (const { on } of items) expect(on >= from && on <= until).toBe(true);
  await each.first().getByRole('link').click();
  await heading(page, items[0]!.where);
  await page.getByText(items[0]!.title).first().waitFor();
});

// The bug: a quarter without lessons was told of as if there were none at all.
test('where a choice has no lessons, that is said of the choice', async () => {
  const page = await house.visit('/leren?gebied=GM0995&vanaf=2001-01-01&tot=2001-03-31', {
    ...{ as: 'coordinator' as const, viewport: phone },
  });
  await page.getByText('Met deze keuze zijn er geen leerregels.').waitFor();
});

// The bug: grouped otherwise, the headline told of as many initiatives as the fullest mechanism has.
test('lessons are of as many initiatives however they are grouped', async () => {
  const page = await house.visit('/leren', { as: 'researcher', viewport: desk });
  const headline = page.locator('.lead');
  await headline.waitFor();
  const counted = /^\s*\d+ leerregels van (\d+) initiatieven/.exec(
    (await headline.textContent())!,
  )![0];
  for (const by of ['Gemeente', 'Weefsel']) {
    await page.getByLabel('Naast elkaar per').selectOption(by);
    await expect.poll(() => lookOf(page).get('per')).toBe(by.toLowerCase());
    await page.waitForLoadState('networkidle');
    expect(await headline.textContent()).toContain(counted.trim());
  }
});

// The bug: a mechanism was said to contradict itself, and what speaks against it was nowhere to be read.
test('what speaks against a mechanism stands with it', async () => {
  const page = await house.visit('/leren', { as: 'researcher', viewport: phone });
  const doubted = page.locator('article', { hasText: 'Wat ertegen spreekt' }).first();
  await doubted.getByText('Spreekt zichzelf tegen').waitFor();
  expect(await doubted.locator('.said').first().textContent()).toMatch(/\w{3}/);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

// The bug: who connects and what was begun in an area were figures that opened nothing.
test('of each area its connectors and initiatives open what lies behind them, and no person', async () => {
  const page = await house.visit('/programma', { as: 'coordinator', viewport: desk });
  await heading(page, 'Het programma in cijfers');
  const now = page.locator('li', { has: page.getByRole('heading', { name: 'Lelystad' }) });
  const figure = (name: string) => now.locator('dl div', { hasText: name }).getByRole('link');
  const begun = Number(await figure('Initiatieven').textContent());
  await figure('Verbinders').click();
  await heading(page, 'Het programma in cijfers: Lelystad');
  // The bug: of a wijk it opened nothing.
  const inWijk = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Atolwijk' }) })
    .getByRole('link', { name: 'Verbinders: 1' });
  await inWijk.click();
  await heading(page, 'Het programma in cijfers: Atolwijk');
  await inWijk.click();
  await page.getByRole('heading', { name: 'Wie verbindt hier?' }).waitFor();
  await page.goBack();
  await page.goBack();
  await heading(page, 'Het programma in cijfers: Lelystad');
  await page.goBack();
  await figure('Initiatieven').click();
  await heading(page, 'Buurtinitiatieven: Lelystad');
  await expect.poll(() => page.locator('main li').count()).toBeGreaterThanOrEqual(begun);
  expect(await page.getByText('Almere').count()).toBe(0);
  await page.getByRole('link', { name: 'Alle buurtinitiatieven' }).click();
  await heading(page, 'Buurtinitiatieven');
  await page
    .getByText(/Almere/)
    .first()
    .waitFor();
});

// The bug: "Of 8 introductions this year 5 became a tie", of ties that came of earlier ones too.
test('introductions of this year and ties of this year are told apart', async () => {
  const page = await house.visit('/programma', { as: 'coordinator', viewport: desk });
  const lead = page.locator('.lead');
  await lead.waitFor();
  expect(await lead.textContent()).toMatch(
    /dit jaar .*(bedacht|geen kennismakingen)\S*\. Er kwam/s,
  );
  expect(await lead.textContent()).not.toContain('werden er');
});

// The bug: on a phone the last quarters and the year itself lay out of sight, and nothing said so.
test('on a phone the whole of a report is in sight, with the year', async () => {
  const page = await house.visit(`/verslag?gebied=GM0995&periode=${quarter.slice(0, 4)}`, {
    ...{ as: 'coordinator' as const, viewport: phone },
  });
  await heading(page, 'Lelystad');
  const wide = await page.locator('.wide').evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  for (const cell of await page.locator('tbody tr:first-child td').all()) {
    const { x, width } = (await cell.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(phone.width);
  }
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

// The bug: a report did not say that its figures changed since, by answers that somebody withdrew.
test('a report says of a wave that answers were withdrawn, as the wave itself does', async () => {
  const page = await house.visit(null, { as: 'coordinator', viewport: desk });
  await page.route('**/api/v1/waves/*/snapshot', async (route) => {
    const response = await route.fetch();
    const snapshot = (await response.json()) as object;
    await route.fulfill({ response, json: { ...snapshot, changed: [{ on: '2026-03-02' }] } });
  });
  const year = new Date(Date.now() - 20 * DAY).getFullYear();
  await page.goto(`${house.server.url}/verslag?gebied=GM0995&periode=${year}`);
  await heading(page, 'Lelystad');
  await page.getByText('Iemand trok antwoorden in: 2 maart 2026.').first().waitFor();
});

// The bug: the report of an initiative left out how much money there is, and cut its photo off.
test('the report of an initiative says how much it lives on, and shows its photo whole', async () => {
  const address = await initiativeOf(house, 'De binnentuin van Het Rode Klif');
  const page = await house.visit(`${address}/verslag?periode=${quarter.slice(0, 4)}`, {
    ...{ as: 'coordinator' as const, viewport: phone },
  });
  await heading(page, 'De binnentuin van Het Rode Klif');
  await page.getByText(/€\s3\.500/).waitFor();
  const photo = page.locator('article img');
  const [drawn, own] = await photo.evaluate(async (img: HTMLImageElement) => {
    await img.decode();
    return [img.clientWidth / img.clientHeight, img.naturalWidth / img.naturalHeight] as const;
  });
  expect(drawn).toBeCloseTo(own, 1);
  // Who may not see what it lives on does not see it on paper either.
  const visitor = await house.visit(`${address}/verslag?periode=${quarter.slice(0, 4)}`);
  await visitor.locator('h1').waitFor();
  expect(await visitor.getByText(/3\.500/).count()).toBe(0);
});

// The bug: on the paper of a survey stood "Inloggen" and the menu.
test('a survey on paper is the survey alone', async () => {
  const page = await house.visit('/vragen/voorbeeld-binnentuin', { viewport: desk });
  await heading(page, /Meedoen/);
  const menu = page.locator('header.top');
  await menu.getByRole('link', { name: 'Inloggen' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await menu.waitFor({ state: 'hidden' });
  expect(await page.locator('.stage').isVisible()).toBe(false);
  await page.getByText('Ik voel me hier welkom.').waitFor();
  const { x, width } = (await page.locator('main').boundingBox())!;
  expect([x, width]).toEqual([0, desk.width]);
});
