import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** What a screen reader says of the field that has the focus: its own text, and what is wrong with it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    return {
      value: field.value,
      invalid: field.ariaInvalid,
      says: ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' '),
    };
  });

test('a code that is wrong or expired: said beside the field, and what was typed stays', async () => {
  const page = await house.visit('/inloggen');
  await page.getByLabel(nl.signIn.email).fill('buur@voorbeeld.invalid');
  await page.getByRole('button', { name: nl.signIn.send }).click();
  await page.getByLabel(nl.signIn.code).fill('000 000');
  await page.getByRole('button', { name: nl.signIn.verify }).click();
  await page.getByText(nl.signIn.wrong).waitFor();
  const { value, invalid, says } = await focused(page);
  expect([value, invalid]).toEqual(['000 000', 'true']);
  expect(says).toContain(nl.signIn.wrong);
});

test('an asset that is put away while it is edited: said so, and what was typed stays', async () => {
  const page = await house.visit('/gebied/GM0995?zoek=wandelclub', { as: 'connector' });
  await page.getByRole('link', { name: /Wandelclub/ }).click();
  await page.getByRole('button', { name: nl.asset.edit }).click();
  await page.getByLabel(nl.add.openingHours).fill('vr 10:00');

  const other = await house.visit(new URL(page.url()).pathname, {
    as: 'connector',
    viewport: desk,
  });
  await other.getByRole('button', { name: nl.asset.archive }).click();
  await other.getByRole('button', { name: nl.asset.archiveYes }).click();
  await other.getByText(nl.asset.archived).waitFor();

  await page.getByRole('button', { name: nl.edit.save }).click();
  await page.getByText(nl.edit.archivedMeanwhile).waitFor();
  await page.getByRole('button', { name: nl.edit.showNew }).click();
  await page.getByText(nl.edit.archived).waitFor();
  expect(await page.getByLabel(nl.add.openingHours).inputValue()).toBe('vr 10:00');
});

// The bug: whatever went wrong at the start was called a lost signal.
test('a server that cannot just now is not called a lost signal, and is asked again', async () => {
  const page = await house.visit(null);
  await page.route('**/api/v1/map', (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(house.server.url);
  await page.getByText(nl.wrong.server).waitFor();
  expect(await page.getByText(nl.offline.notKept).count()).toBe(0);
  await page.unroute('**/api/v1/map');
  await page.getByRole('button', { name: nl.list.again }).click();
  await page.getByRole('heading', { name: nl.list.heading, exact: true }).waitFor();
});

// The bug: a style without sources broke the whole page.
test('a basemap that is no style is told, and the page draws its own', async () => {
  const page = await house.visit(null, { viewport: desk });
  await page.route('http://127.0.0.1:9/**', (route) =>
    route.fulfill({
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: { version: 8, layers: [] },
    }),
  );
  await page.goto(`${house.server.url}/gebied/GM0995`);
  await mapIsReady(page);
  await page.getByText(nl.map.plain).waitFor();
});
