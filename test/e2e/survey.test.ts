import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

/** Opens a wave that asks for a number, as who visits this page; answers where it is answered. */
async function askNumber(page: Page, title: string): Promise<string> {
  const api = `${house.server.url}/api/v1`;
  const send = async (method: 'POST' | 'PATCH', path: string, data: object, headers = {}) => {
    const answer = await page.request.fetch(`${api}${path}`, { method, data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const words = { nl: title };
  const key = `q${crypto.randomUUID().slice(0, 8)}`;
  const items = [
    { key: 'op', kind: 'number', words: { nl: 'Hoe vaak kwam je buiten?' }, most: 2000 },
    { key: 'meer', kind: 'words', words: { nl: 'Wat wil je nog zeggen?' } },
  ];
  await send('POST', '/instruments', {
    ...{ key, version: 1, definition: { title: words, intro: words, items } },
  });
  const id = crypto.randomUUID();
  await send('POST', '/waves', {
    ...{ id, title, area: 'GM0995', visibleTo: 'researchers' },
    instruments: [{ key, version: 1 }],
  });
  await send('PATCH', `/waves/${id}`, { state: 'open' }, { 'If-Match': '"v1"' });
  const links = (await (await page.request.get(`${api}/waves/${id}/links`)).json()) as {
    items: { token: string }[];
  };
  return `/vragen/${links.items[0]!.token}`;
}

// The bug: what was typed became "NaN" in the field, and was sent as nothing.
test('what is no number stays as it was typed, and is told at its own field', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const page = await house.visit(await askNumber(researcher, 'Buiten'), { viewport: phone });
  const field = page.getByLabel('Hoe vaak kwam je buiten?');
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postDataJSON());
  });
  await field.fill('heel vaak');
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByText('Vul een getal in, zoals 8 of 2,5.').waitFor();
  expect(await field.inputValue()).toBe('heel vaak');
  await expect.poll(() => field.evaluate((el) => el === document.activeElement)).toBe(true);
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe('heel vaak');
  expect(sent).toEqual([]);
  await field.fill('1.500,5');
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  expect(sent).toMatchObject([{ answers: expect.anything() as unknown }]);
  expect(Object.values((sent[0] as { answers: object }).answers)).toEqual([1500.5]);
});
