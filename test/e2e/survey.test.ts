import { afterAll, beforeAll, expect, test } from 'vitest';
import { askNumber } from './asking.ts';
import { loseAnswer, openHouse, overflow, phone, type House } from './visit.ts';

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

// The bug: whoever sent again after a bad connection was told that the link was used, and their code was gone.
test('an answer of which nobody heard is sent again as the same, with the same code', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const { wave } = await askNumber(house, researcher, 'Op straat');
  const api = `${house.server.url}/api/v1/waves/${wave.split('/')[2]!}`;
  const made = await researcher.request.post(`${api}/links`, { data: { count: 2 } });
  const { items } = (await made.json()) as { items: { token: string; once: boolean }[] };
  const counted = async () =>
    ((await (await researcher.request.get(api)).json()) as { counts: object }).counts;
  const links = items.filter(({ once }) => once).map(({ token }) => token);

  for (const [n, link] of links.entries()) {
    const page = await house.visit(`/vragen/${link}`, { viewport: phone });
    const field = page.getByLabel('Hoe vaak kwam je buiten?');
    await field.fill('12');
    await loseAnswer(page, /\/surveys\//);
    const codes: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST')
        codes.push((request.postDataJSON() as { code: string }).code);
    });
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe('12');
    // What is changed after that comes too late, and is not told to be kept.
    if (n === 1) await field.fill('13');
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
    await page
      .getByText(n === 1 ? 'Wat je eerder stuurde, was toch' : 'Je antwoord is bewaard.')
      .waitFor();
    const code = (await page.locator('.code').textContent())!.replace('-', '');
    expect(codes).toEqual([code, code]);
    expect(await counted()).toMatchObject({ answers: n + 1 });
    // Nothing of it stays on the device.
    await page.reload();
    await page.getByText('Deze link is al gebruikt. Je eerste antwoord telt.').waitFor();
  }
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
