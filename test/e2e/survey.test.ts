import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askNumber } from './asking.ts';
import { loseAnswer, openHouse, openWave, overflow, phone, waveOf, type House } from './visit.ts';

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
    await page.getByText('Met deze link is al geantwoord. Hij werkt één keer.').waitFor();
  }
});

// The bug: who took back what had come in unheard was refused for as long as the page was open.
test('who takes an answer back, of which nobody heard, answers anew', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const { wave, survey } = await askNumber(house, researcher, 'Opnieuw');
  const page = await house.visit(survey, { viewport: phone });
  const codes: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') codes.push((request.postDataJSON() as { code: string }).code);
  });
  await page.getByLabel('Hoe vaak kwam je buiten?').fill('12');
  await loseAnswer(page, /\/surveys\//);
  const send = page.getByRole('button', { name: 'Verstuur' });
  await send.click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  const taken = await page.request.post(`${house.server.url}/api/v1/surveys/withdraw`, {
    data: { code: codes[0] },
  });
  expect(await taken.json()).toEqual({ waves: 1 });
  await send.click();
  await page.getByText('Wil je opnieuw antwoorden? Verstuur het dan nog eens.').waitFor();
  await send.click();
  await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  // As somebody else than before: what was taken back has no code any more.
  expect(codes[2]).not.toBe(codes[0]);
  expect(await page.locator('.code').textContent()).toBe(
    `${codes[2]!.slice(0, 4)}-${codes[2]!.slice(4)}`,
  );
  const held = await researcher.request.get(
    `${house.server.url}/api/v1/waves/${wave.split('/')[2]!}`,
  );
  expect(((await held.json()) as { counts: object }).counts).toMatchObject({ answers: 1 });
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

/** What stands as a code on what is printed, in its order. */
const codesOn = (page: Page) => page.locator('.code').allTextContents();
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

test('each sheet of paper has a code of its own, on itself and on a strip that says what it is for', async () => {
  const page = await house.visit('/metingen', { as: 'researcher', viewport: phone });
  const { wave, survey } = await askNumber(house, page, 'Op papier');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
  await page.goto(house.server.url + wave);
  await page.getByRole('link', { name: 'Formulieren op papier' }).click();
  await page.getByRole('heading', { level: 1, name: 'Formulieren op papier' }).waitFor();
  const count = page.getByLabel('Hoeveel formulieren?');
  expect(await count.inputValue()).toBe('10');
  // As the browser's own menu does.
  await page.evaluate(() => (window.print = () => void dispatchEvent(new Event('beforeprint'))));
  const printed = async () => {
    await page.getByRole('button', { name: 'Afdrukken' }).click();
    return codesOn(page);
  };
  for (const wrong of ['', 'tien', '0', '101', '2,5']) {
    await count.fill(wrong);
    expect(await printed()).toHaveLength(2);
    await page.getByText('Vul een heel getal in van 1 tot 100.').waitFor();
    await expect.poll(() => count.evaluate((el) => el === document.activeElement)).toBe(true);
  }
  await count.fill('3');
  const codes = await printed();
  expect(codes).toHaveLength(6);
  for (const code of codes) expect(code).toMatch(CODE);
  // On the sheet, and on its strip; on no other sheet, nor on one of another time.
  for (const at of [0, 2, 4]) expect(codes[at]).toBe(codes[at + 1]);
  expect(new Set([...codes, ...(await printed())]).size).toBe(6);
  const last = (await codesOn(page)).at(-1)!;

  // To look at there is one; on paper all of them, and nothing else.
  const sheets = page.locator('article');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect([await sheets.nth(0).isVisible(), await sheets.nth(2).isVisible()]).toEqual([true, false]);
  await page.emulateMedia({ media: 'print' });
  expect(await sheets.nth(2).isVisible()).toBe(true);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  const breaks = sheets.evaluateAll((all) => all.map((one) => getComputedStyle(one).breakBefore));
  expect(await breaks).toEqual(['auto', 'page', 'page']);
  const sheet = await sheets.nth(2).innerText();
  for (const says of [
    ...['Onderzoekers en coördinatoren zien de uitkomst.', 'Hoe vaak kwam je buiten?'],
    ...['Wie dit overtypt, ziet de code en je antwoorden.', 'Bewaar dit strookje'],
    ...['Streep hem door.', `${house.server.url}/antwoorden-weghalen`],
  ])
    expect(sheet).toContain(says);
  expect(sheet).not.toContain('Niemand ziet');
  // Made in the browser, and kept nowhere.
  const plain = last.replace('-', '');
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
  );
  for (const place of [kept, sent.join()])
    expect(place).not.toMatch(new RegExp(`${last}|${plain}`));

  // Typed over by its code, and taken back at the address on the strip.
  await page.emulateMedia({ media: 'screen' });
  const api = `${house.server.url}/api/v1/surveys/${survey.split('/')[2]!}`;
  const asked = (await (await page.request.get(api)).json()) as { instruments: { key: string }[] };
  await page.goto(house.server.url + wave);
  await page.getByText('Papier overtypen').click();
  const lines = `${asked.instruments[0]!.key}.op,code\n3,${last}\n`;
  await page.getByLabel('Plak hier de regels (CSV)').fill(lines);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.getByText('1 formulier toegevoegd.').waitFor();
  const reader = await house.visit('/antwoorden-weghalen', { viewport: phone });
  await reader.getByLabel('Met welke code antwoordde je?').fill(last);
  await reader.getByRole('button', { name: 'Haal ze weg' }).click();
  await reader.getByRole('heading', { level: 1, name: 'Je antwoorden zijn weg.' }).waitFor();
});

test('sheets are printed by who holds an open wave, and by nobody else', async () => {
  const open = `${openWave}/papier`;
  const closed = `${await waveOf(house, '1-meting (voorbeeld)')}/papier`;
  for (const [address, as] of [[open], [open, 'connector'], [closed]] as const) {
    const other = await house.visit(address, as && { as });
    await other.getByRole('heading', { level: 1, name: 'Deze ronde is er niet.' }).waitFor();
    expect(await codesOn(other)).toEqual([]);
  }
  const holder = await house.visit(closed, { as: 'researcher' });
  await holder.getByText('Je print formulieren zolang de ronde open is.').waitFor();
  expect(await codesOn(holder)).toEqual([]);
});

test('a survey that is printed has a strip with a code, and the next that is printed another', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher' });
  const { survey } = await askNumber(house, researcher, 'Zelf geprint');
  const page = await house.visit(survey, { viewport: phone });
  await page.getByLabel('Hoe vaak kwam je buiten?').fill('4');
  expect(await page.locator('.code').first().isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  const codes = await codesOn(page);
  expect(codes).toEqual([expect.stringMatching(CODE), codes[0]]);
  expect(await page.locator('.code').last().isVisible()).toBe(true);
  await page.getByText(`${house.server.url}/antwoorden-weghalen`).waitFor();
  expect(await page.getByText('Niemand ziet wie wat antwoordde.').isVisible()).toBe(false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => codesOn(page)).not.toEqual(codes);
  const [next] = await codesOn(page);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  expect(await codesOn(page)).toEqual([next]);
});
