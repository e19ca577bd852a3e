import { afterAll, beforeAll, expect, test } from 'vitest';
import { askNumber } from './asking.ts';
import { openHouse, overflow, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

// The bug: what was typed became "NaN" in the field, and was sent as nothing.
test('what is no number stays as it was typed, and is told at its own field', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const { survey } = await askNumber(house, researcher, 'Buiten');
  const page = await house.visit(survey, { viewport: phone });
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

test('who has a code and no link any more finds from the privacy page where to withdraw', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const { survey } = await askNumber(house, researcher, 'Binnen');
  const api = `${house.server.url}/api/v1`;
  const answer = await researcher.request.get(`${api}/surveys/${survey.split('/')[2]!}`);
  const { instruments } = (await answer.json()) as { instruments: { key: string }[] };
  const sent = await researcher.request.post(`${api}/surveys/${survey.split('/')[2]!}`, {
    data: {
      ...{ id: crypto.randomUUID(), code: 'K7QM-2XPD' },
      answers: { [`${instruments[0]!.key}.op`]: 3 },
    },
  });
  expect(sent.status()).toBe(201);

  const page = await house.visit('/privacy', { viewport: phone });
  await page.getByRole('link', { name: 'Haal mijn antwoorden weg' }).click();
  await page.getByRole('heading', { level: 1, name: 'Haal mijn antwoorden weg' }).waitFor();
  expect(await page.title()).toContain('Haal mijn antwoorden weg');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('Met welke code antwoordde je?').fill('K7QM-2XPD');
  await page.getByRole('button', { name: 'Haal ze weg' }).click();
  await page.getByRole('heading', { level: 1, name: 'Je antwoorden zijn weg.' }).waitFor();
});
