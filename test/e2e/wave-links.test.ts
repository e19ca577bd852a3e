import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askNumber } from './asking.ts';
import { openHouse, overflow, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

test('addresses for one answer are made, taken along, and good for one answer each', async () => {
  const page = await house.visit('/metingen', { as: 'researcher', viewport: phone });
  const { wave } = await askNumber(house, page, 'Buiten');
  await page.goto(house.server.url + wave);
  const count = page.getByLabel('Hoeveel adressen?');
  const make = page.getByRole('button', { name: 'Maak adressen' });
  for (const wrong of ['', 'een paar', '0', '501', '2,5']) {
    await count.fill(wrong);
    await make.click();
    await page.getByText('Vul een heel getal in van 1 tot 500.').waitFor();
    await expect.poll(() => count.evaluate((el) => el === document.activeElement)).toBe(true);
  }
  await count.fill('2');
  await make.click();
  await page.getByText('0 van 2 gebruikt').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const take = async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Adressen die nog niet gebruikt zijn (CSV)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('adressen.csv');
    return (await readFile(await file.path(), 'utf8')).split('\r\n');
  };
  const [column, first, second, ...rest] = await take();
  expect([column, rest]).toEqual(['adres', ['']]);
  expect(first).toMatch(new RegExp(`^${house.server.url}/vragen/[\\w-]{16,64}$`));

  const address = new URL(first!).pathname;
  const [one, other] = [
    await house.visit(address, { viewport: phone }),
    await house.visit(address, { viewport: phone }),
  ];
  for (const answering of [one, other]) {
    await answering.getByLabel('Hoe vaak kwam je buiten?').fill('12');
    await answering.getByRole('button', { name: 'Verstuur' }).click();
    if (answering === one)
      await answering.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  }
  await other.getByText('Deze link is al gebruikt. Hij werkt één keer.').waitFor();
  await other.reload();
  await other.getByText('Met deze link is al geantwoord. Hij werkt één keer.').waitFor();
  await page.reload();
  await page.getByText('1 van 2 gebruikt').waitFor();
  expect(await take()).toEqual(['adres', second, '']);
});
