import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, overflow, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const photo = async (name: string) => ({
  name,
  mimeType: name.endsWith('.heic') ? '' : 'image/jpeg',
  buffer: await readFile(`test/fixtures/photos/${name}`),
});

async function openEditor(): Promise<Page> {
  const page = await house.visit('/gebied/GM0995?zoek=wandelclub', { as: 'connector' });
  await page.getByRole('link', { name: /Wandelclub/ }).click();
  await page.getByRole('button', { name: nl.photos.add }).click();
  return page;
}

test('a connector adds a photo of an iPhone, says what it shows, and takes it away', async () => {
  const page = await openEditor();
  await page.getByLabel(nl.photos.add).setInputFiles([await photo('both.heic')]);
  await page.getByLabel(new RegExp(nl.photos.alt.replace('?', ''))).fill('De club bij de kerk');
  await page.getByRole('button', { name: nl.edit.save }).click();
  const shown = page.getByRole('img', { name: 'De club bij de kerk' });
  await shown.waitFor();
  await page.waitForFunction(() => document.querySelector('main img')!.clientHeight > 20);
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  const address = (await shown.getAttribute('src'))!;
  const bytes = await (await page.request.get(house.server.url + address)).body();
  expect(bytes.includes('52.5177')).toBe(false);
  expect(await page.evaluate((src) => fetch(src).then((r) => r.status), address)).toBe(200);

  await page.getByRole('button', { name: nl.photos.edit }).click();
  await page.getByRole('button', { name: nl.photos.remove(1) }).click();
  await page.getByRole('button', { name: nl.photos.removeYes }).click();
  await page.getByRole('button', { name: nl.asset.cancel }).last().click();
  await shown.waitFor({ state: 'detached' });
});

test('what is no photo, and what is far too large, is said beside the field', async () => {
  const page = await openEditor();
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  const input = page.getByLabel(nl.photos.add);
  await input.setInputFiles([
    { name: 'notulen.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
    // The bug: whatever was called a photo was taken for one, and held those behind it.
    { name: 'kapot.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('geen foto maar tekst') },
    await photo('turned.jpg'),
  ]);
  await page.getByText(nl.photos.noPhoto('notulen.pdf')).waitFor();
  await page.getByText(nl.photos.noPhoto('kapot.jpg')).waitFor();
  expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByLabel(new RegExp(nl.photos.alt.replace('?', ''))).waitFor();

  // 200 MB, made in the browser: never sent.
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(
      new File([new Uint8Array(200 * 1024 * 1024)], 'film.jpg', { type: 'image/jpeg' }),
    );
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.getByText(nl.photos.tooLarge('film.jpg')).waitFor();
  expect(sent).toEqual([]);
});

test('a photo that cannot be read is named, and the others are added', async () => {
  const page = await openEditor();
  await page.setViewportSize(desk);
  const whole = await photo('turned.jpg');
  await page
    .getByLabel(nl.photos.add)
    .setInputFiles([{ ...whole, name: 'half.jpg', buffer: whole.buffer.subarray(0, 200) }, whole]);
  await page.getByRole('button', { name: nl.edit.save }).click();
  await page.getByText(nl.server['is no photo that can be read']!).waitFor();
  await page.locator('main section img[src^="/api"]').waitFor();
});

// The bug: the page that was read before the photo arrived never showed it.
test('a photo that arrives after its page was read is shown there', async () => {
  const page = await house.visit('/toevoegen?kaart=15/52.5/5.45', { as: 'resident' });
  const next = () => page.getByRole('button', { name: nl.add.next, exact: true }).click();
  let letGo = () => {};
  const held = new Promise<void>((go) => (letGo = go));
  await page.route('**/photos', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByText(nl.kinds.place.what).click();
  await page.getByLabel(nl.add.asks.place.title).fill('Bankje met uitzicht');
  await next();
  await mapIsReady(page);
  await page.getByRole('button', { name: nl.add.where.centre }).click();
  await page.getByRole('button', { name: nl.add.tellMore }).click();
  await page.getByLabel(nl.photos.add).setInputFiles([await photo('turned.jpg')]);
  await page.getByLabel(new RegExp(nl.photos.alt.replace('?', ''))).fill('Het bankje');
  await next();
  await page.getByRole('button', { name: nl.add.send }).click();
  await page.getByRole('link', { name: nl.done.look }).click();
  await page.getByText(nl.photos.waits).waitFor();
  letGo();
  await page.getByRole('img', { name: 'Het bankje' }).waitFor();
});
