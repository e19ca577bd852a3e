import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../api/contracts/waves.ts';
import { nl } from '../../web/messages/nl.ts';
import { desk, isInSight, openHouse, overflow, phone, waveOf, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

test('a wave from its code on a poster to what came out of it', async () => {
  const researcher = await house.visit('/metingen', { as: 'researcher', viewport: desk });
  await researcher.getByRole('link', { name: 'Bereid een ronde voor' }).click();
  await researcher.getByRole('heading', { level: 1, name: 'Een meetronde' }).waitFor();
  await researcher.getByRole('button', { name: 'Bewaar' }).click();
  await researcher.getByText('Vul een naam in, kies een gebied').waitFor();
  await researcher.getByLabel('Hoe heet de ronde?').fill('0-meting Lelystad');
  await researcher.getByLabel('Van welk gebied?').selectOption('Lelystad');
  await researcher.getByLabel('Meedoen').check();
  await researcher.getByLabel('Wie ziet de uitkomst?').selectOption('Iedereen');
  await researcher.getByRole('button', { name: 'Bewaar' }).click();
  await researcher.getByRole('button', { name: 'Zet open' }).click();
  await researcher.getByRole('img', { name: 'QR-code van het adres' }).waitFor();
  const address = (await researcher.locator('.address a').getAttribute('href'))!;
  const wave = new URL(researcher.url()).pathname;

  // On a phone, without an account.
  const page = await house.visit(new URL(address).pathname, { viewport: phone });
  await page.getByRole('heading', { level: 1, name: '0-meting Lelystad' }).waitFor();
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByText('Beantwoord minstens één vraag.').waitFor();
  const home = page.getByRole('group', { name: 'Ik voel me thuis bij de mensen in deze buurt.' });
  await home.getByText('Helemaal eens').click();
  // What was chosen outlives a page that is read anew.
  await page.reload();
  await expect.poll(() => home.getByLabel('Helemaal eens').isChecked()).toBe(true);
  await page.getByLabel('Nieuwe mensen').check();
  // Who reads what they write is said where they write it.
  const more = page.getByLabel('Wat wil je nog zeggen? Noem geen namen.');
  expect(
    await more.evaluate(
      (field) => document.getElementById(field.getAttribute('aria-describedby')!)!.textContent,
    ),
  ).toBe('Onderzoekers en coördinatoren lezen dit, zonder te weten van wie.');
  await more.fill('Ik wil koken.');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dank je wel' }).waitFor();
  const code = await page.locator('.code').textContent();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

  // The same code again: the first answer stands, and what was chosen is still there.
  const again = await house.visit(new URL(address).pathname, { viewport: phone });
  await again.getByLabel('Nieuwe mensen').check();
  await again.getByText('Ik heb al een code').click();
  await again.getByLabel('Je code').fill(code!);
  await again.getByRole('button', { name: 'Verstuur' }).click();
  await again.getByText('Met deze code is al geantwoord.').waitFor();
  expect(await again.getByLabel('Nieuwe mensen').isChecked()).toBe(true);

  // On paper: with a fault nothing is added, and nothing that was typed is lost.
  await researcher.reload();
  await researcher.getByText('Papier overtypen').click();
  await researcher.getByText('Wat typ je voor welk antwoord?').click();
  await researcher.getByText('0 = Helemaal oneens').first().waitFor();
  const box = researcher.getByLabel('Plak hier de regels (CSV)');
  await box.fill('cohesion.home,cohesion.contact\n4,3\n9,3\n');
  await researcher.getByRole('button', { name: 'Voeg toe' }).click();
  await researcher
    .getByText('Regel 2, cohesion.home: hier hoort een cijfer van 0 tot en met 4')
    .waitFor();
  expect(await box.inputValue()).toContain('9,3');
  await box.fill('cohesion.home,cohesion.contact\n4,3\n3,3\n3,3\n3,3\n3,3\n');
  await researcher.getByRole('button', { name: 'Voeg toe' }).click();
  await researcher.getByText('6 antwoorden · 5 op papier').waitFor();

  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  const invited = researcher.getByLabel('Aan hoeveel mensen is het gevraagd?');
  await invited.fill('ongeveer 20');
  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  await researcher.getByText('Vul een heel getal in, zoals 8.').waitFor();
  expect(await invited.inputValue()).toBe('ongeveer 20');
  await invited.fill('5');
  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  // The bug: it stood far above the button, which seemed dead.
  const wrong = researcher.getByText('Er antwoordden meer mensen dan dit aantal.');
  await wrong.waitFor();
  await expect.poll(() => isInSight(wrong)).toBe(true);
  await invited.fill('20');
  await researcher.getByRole('button', { name: 'Sluit de ronde' }).click();
  await researcher
    .getByText('6 mensen antwoordden. 30% van de 20 aan wie het is gevraagd.')
    .waitFor();
  await researcher.getByText('Mensen kunnen namen hebben opgeschreven').waitFor();
  const file = { name: 'Open antwoorden als bestand (CSV)' };
  const [download] = await Promise.all([
    researcher.waitForEvent('download'),
    researcher.getByRole('link', file).click(),
  ]);
  expect(download.suggestedFilename()).toBe('in-eigen-woorden.csv');
  expect(await readFile(await download.path(), 'utf8')).toMatch(/,Ik wil koken\.\r\n$/);

  const visitor = await house.visit(wave, { viewport: phone });
  const item = visitor.locator('article', {
    hasText: 'Ik voel me thuis bij de mensen in deze buurt.',
  });
  await item.getByText('Gemiddeld het dichtst bij ‘Eens’: 3,3 van 4.').waitFor();
  // Of fewer than five nobody is told what they chose.
  expect(await item.getByRole('listitem').count()).toBe(0);
  await visitor.getByText(nl.results.notTold).first().waitFor();
  expect(await visitor.getByRole('link', file).count()).toBe(0);
  expect(await overflow(visitor)).toBeLessThanOrEqual(0);

  // Who answered takes it back, by the code that only they hold: from the thank-you, or later by typing it.
  await page.getByText('Haal mijn antwoorden weg').click();
  const typed = page.getByLabel('Met welke code antwoordde je?');
  expect(await typed.inputValue()).toBe(code);
  await page.reload();
  await page.getByText('Haal mijn antwoorden weg').click();
  const away = page.getByRole('button', { name: 'Haal ze weg' });
  await typed.fill('K7QM');
  await away.click();
  await page.getByText('Een code heeft acht letters en cijfers.').waitFor();
  await typed.fill('00000000');
  await away.click();
  await page.getByText('Bij deze code horen geen antwoorden.').waitFor();
  await expect.poll(() => typed.evaluate((el) => el === document.activeElement)).toBe(true);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await typed.fill(code!.toLowerCase());
  await away.click();
  await page.getByRole('heading', { level: 1, name: 'Je antwoorden zijn weg.' }).waitFor();
  await visitor.reload();
  await visitor.getByText(/Iemand trok antwoorden in/).waitFor();
  // What is told holds whatever they answered.
  await item.getByText(/^Gemiddeld tussen \d,\d en \d(,\d)? van 4\.$/).waitFor();
  await item.getByText('ten minste 5 mensen').waitFor();
  const left = await researcher.request.get(download.url());
  expect(left.status()).toBe(409);
  await researcher.reload();
  await researcher.getByText('Daarom geven we de woorden niet meer.').waitFor();
});

test('what came out is said in words, and then drawn beside the time before', async () => {
  const page = await house.visit(null, { viewport: phone });
  const told = { pairs: 36, before: 5.2 };
  await page.route(/\/snapshot$/, async (route) => {
    const response = await route.fetch();
    const snapshot = (await response.json()) as Snapshot;
    const [scale] = snapshot.survey.scales;
    expect([scale!.n, scale!.change!.pairs]).toEqual([36, 36]);
    expect(scale!.mean! - scale!.change!.figures!.difference).toBeCloseTo(told.before, 9);
    scale!.change!.pairs = told.pairs;
    await route.fulfill({ json: snapshot });
  });
  await page.goto(house.server.url + (await waveOf(house, '1-meting (voorbeeld)')));
  const article = page.locator('article', { hasText: 'Sociale samenhang' });
  await article.getByText('Gemiddeld boven het midden: 6,8 van 10.').waitFor();
  const lines = (await article.innerText()).split('\n').filter(Boolean);
  expect(lines.slice(0, 3)).toEqual([
    ...['Sociale samenhang', 'Gemiddeld boven het midden: 6,8 van 10.'],
    expect.stringMatching(/^Hoger dan de vorige keer\. Verschil \+1,6/) as string,
  ]);
  expect(lines.slice(3, 7)).toEqual(['0', '10', 'vorige keer', 'nu 6,8']);
  const places = () =>
    article
      .locator('.line .sign')
      .evaluateAll((signs) => signs.map((sign) => parseFloat((sign as HTMLElement).style.left)));
  const [before, now] = await places();
  expect(before).toBeCloseTo(52, 6);
  expect(now).toBeCloseTo(68, 6);
  const question = page.locator('article', { hasText: 'Ik voel me thuis' });
  expect((await question.innerText()).split('\n').filter(Boolean)).toEqual([
    ...['Ik voel me thuis bij de mensen in deze buurt.'],
    ...['Gemiddeld het dichtst bij ‘Eens’: 2,7 van 4.', 'Helemaal oneens', 'Helemaal eens'],
  ]);
  // The difference is of who answered both times: beside the mean of others it tells no time before.
  told.pairs = 35;
  await page.reload();
  await article.getByText('niet iedereen deed beide keren mee').waitFor();
  expect(await places()).toEqual([now]);
  expect(await article.getByText('vorige keer', { exact: true }).count()).toBe(0);
});

// The bug: "vorige keer 5,2", of two rounded figures, where the wave of that time says 5,1.
test('no other figure is told of the time before than was told then', async () => {
  const page = await house.visit(await waveOf(house, '0-meting (voorbeeld)'));
  const article = page.locator('article', { hasText: 'Sociale samenhang' });
  await article.getByText('5,1 van 10.').waitFor();
  await page.goto(house.server.url + (await waveOf(house, '1-meting (voorbeeld)')));
  await article.getByText('vorige keer', { exact: true }).waitFor();
  const figures = (await article.innerText()).match(/\d+,\d/g);
  expect(figures?.slice(0, 2)).toEqual(['6,8', '1,6']);
  expect(figures).not.toContain('5,2');
});

test('own questions are made on the way to a wave, and nothing of it is lost', async () => {
  const page = await house.visit('/meting', { as: 'coordinator', viewport: phone });
  await page.getByLabel('Hoe heet de ronde?').fill('Na het buurtfeest');
  await page.getByLabel('Van welk gebied?').selectOption('Lelystad');
  await page.getByLabel('Wijk').selectOption({ index: 1 });
  const wijk = await page.getByLabel('Wijk').inputValue();
  await page.getByRole('link', { name: 'Stel eigen vragen' }).click();

  // All that is wrong is said at once.
  await page.getByRole('heading', { level: 1, name: 'Eigen vragen' }).waitFor();
  const save = page.getByRole('button', { name: 'Bewaar en vraag dit' });
  await page.getByRole('button', { name: 'Vraag erbij' }).click();
  const [one, two] = [1, 2].map((n) =>
    page.getByRole('group', { name: `Vraag ${n}`, exact: true }),
  ) as [Locator, Locator];
  await two.getByLabel('Hoe antwoordt iemand?').selectOption('Eén uit een lijst');
  await page.getByRole('button', { name: 'Cijfer erbij' }).click();
  await save.click();
  expect(await page.getByRole('alert').getByRole('listitem').allTextContents()).toEqual([
    ...['Geef de vragenlijst een naam.', 'Schrijf op wat je vooraf zegt.'],
    ...['Vraag 1: Schrijf de vraag op.', 'Vraag 2: Schrijf de vraag op.'],
    ...Array(2).fill('Vraag 2: Schrijf elk antwoord op, of haal het weg.'),
    ...['Cijfer 1: Geef het cijfer een naam.', 'Cijfer 1: Kies één tot dertig vragen.'],
  ]);
  const title = page.getByLabel('Hoe heet de vragenlijst?');
  await expect.poll(() => title.evaluate((el) => el === document.activeElement)).toBe(true);

  await title.fill('Het buurtfeest');
  await page.getByLabel('Wat zeg je vooraf?').fill('Over het feest <b>van zaterdag</b>.');
  await one.getByLabel('Wat vraag je?').fill('Ik kende er niemand.');
  await two.getByLabel('Wat vraag je?').fill('Kom je weer?');
  await two.getByLabel('Antwoord 1', { exact: true }).fill('Ja');
  await two.getByLabel('Antwoord 2', { exact: true }).fill('Nee');
  await page.getByRole('button', { name: 'Vraag erbij' }).click();
  const three = page.getByRole('group', { name: 'Vraag 3', exact: true });
  await three.getByLabel('Wat vraag je?').fill('Ik hoor erbij.');
  await page.getByLabel('Ook in het Engels.').check();
  await three.getByLabel('Wat vraag je? (Engels)').fill('I belong.');
  const scale = page.getByRole('group', { name: 'Cijfer 1' });
  await scale.getByLabel('Hoe heet het cijfer?', { exact: true }).fill('Erbij horen');
  await scale.getByLabel('Ik kende er niemand.').check();
  await scale.getByLabel('Zegt het omgekeerde').check();
  await scale.getByLabel('Ik hoor erbij.').check();
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  // By keyboard: the last to the first place, and the focus goes along.
  await three.getByRole('button', { name: 'Vraag 3 omhoog' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Nu is het vraag 2.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Nu is het vraag 1.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(
    'Vraag 1 omlaag',
  );
  expect(await one.getByLabel('Wat vraag je?', { exact: true }).inputValue()).toBe(
    'Ik hoor erbij.',
  );
  // What went is put back where it was, and what was typed outlives a page that is read anew.
  await page.getByRole('button', { name: 'Vraag 2 weg' }).click();
  await page.getByRole('button', { name: 'Zet terug' }).click();
  await page.reload();
  expect(await two.getByLabel('Wat vraag je?', { exact: true }).inputValue()).toBe(
    'Ik kende er niemand.',
  );

  // As who answers sees it, and what the server finds wrong is told by its place.
  await page.getByText('Bekijk als wie antwoordt').click();
  const shown = page.getByRole('group', { name: 'Kom je weer?' });
  await shown.getByText('Ja', { exact: true }).click();
  expect(await shown.getByLabel('Ja', { exact: true }).isChecked()).toBe(true);
  await save.click();
  await page
    .getByText('Wat zeg je vooraf?: Gebruik gewone tekst, zonder HTML.', { exact: true })
    .waitFor();
  await page.getByLabel('Wat zeg je vooraf?', { exact: true }).fill('Over het feest.');
  await save.click();

  // Back where they were, with it chosen.
  await page.getByRole('heading', { level: 1, name: 'Een meetronde' }).waitFor();
  await page.getByLabel(/Het buurtfeest.*versie 1/s).waitFor();
  expect(await page.getByLabel(/Het buurtfeest/).isChecked()).toBe(true);
  expect(await page.getByLabel('Hoe heet de ronde?').inputValue()).toBe('Na het buurtfeest');
  await expect.poll(() => page.getByLabel('Wijk').inputValue()).toBe(wijk);

  // A change is another version; a wave asks one of them.
  await page.getByRole('link', { name: /Pas aan.*Het buurtfeest/ }).click();
  await page.getByText('Dit wordt versie 2. Versie 1 blijft zoals hij is').waitFor();
  await page.getByRole('button', { name: 'Vraag 3 weg' }).click();
  await save.click();
  await page.getByLabel(/Het buurtfeest.*versie 2/s).waitFor();
  expect(await page.getByLabel(/Het buurtfeest.*versie 2/s).isChecked()).toBe(true);
  expect(await page.getByLabel(/Het buurtfeest.*versie 1/s).isChecked()).toBe(false);
  await page.getByLabel(/Samenleven in de buurt/).uncheck();
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByRole('button', { name: 'Zet open' }).click();
  const answering = await page.locator('.address a').getAttribute('href');
  const visitor = await house.visit(new URL(answering!).pathname, { locale: 'en-GB' });
  await visitor.getByText('I belong.').waitFor();
  // Of what is not there in English the Dutch is shown.
  await visitor.getByText('Ik kende er niemand.').waitFor();
  expect(await visitor.getByText('Kom je weer?').count()).toBe(0);
  // It was sent: the next wave begins anew.
  await page.goto(`${house.server.url}/meting`);
  expect(await page.getByLabel('Hoe heet de ronde?').inputValue()).toBe('');
});

test('who made a version meanwhile is told of, and nobody else makes questions', async () => {
  const page = await house.visit('/vragenlijst', { as: 'researcher' });
  const make = async (version: number, title: string) => {
    const words = { nl: title };
    const answer = await page.request.post(`${house.server.url}/api/v1/instruments`, {
      data: {
        ...{ key: 'samen-eten', version },
        definition: { title: words, intro: words, items: [{ key: 'op', kind: 'words', words }] },
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  };
  await make(1, 'Samen eten');
  await page.goto(`${house.server.url}/vragenlijst/samen-eten`);
  await page.getByLabel('Hoe heet de vragenlijst?').fill('Samen aan tafel');
  await make(2, 'Samen koken');
  const save = page.getByRole('button', { name: 'Bewaar en vraag dit' });
  await save.click();
  await page.getByText('Iemand was net eerder met deze versie.').waitFor();
  await page.getByText('Intussen maakte iemand versie 2. Wat hier staat').waitFor();
  expect(await page.getByLabel('Hoe heet de vragenlijst?').inputValue()).toBe('Samen aan tafel');
  await save.click();
  await page.getByLabel(/Samen aan tafel.*versie 3/s).waitFor();

  await page.goto(`${house.server.url}/vragenlijst/cohesion`);
  await page.getByText('Deze vragenlijst is er niet.').waitFor();
  for (const as of [undefined, 'resident', 'connector', 'municipality'] as const) {
    const other = await house.visit('/vragenlijst', as && { as });
    await other.getByText('Coördinatoren en onderzoekers maken vragenlijsten.').waitFor();
    expect(await other.getByRole('textbox').count()).toBe(0);
  }
});

test('the day of a closed wave is marked where a network is looked at as it was', async () => {
  const api = `${house.server.url}/api/v1`;
  const [wave] = (
    (await (await fetch(`${api}/waves`)).json()) as {
      items: { title: string; closedAt: string; area: { code: string } }[];
    }
  ).items.filter(({ title }) => title === '1-meting (voorbeeld)');
  const address = `/gebied/${wave!.area.code}/weefsel`;
  const day = wave!.closedAt.slice(0, 10);
  const page = await house.visit(address, { viewport: desk });
  const jump = page.getByRole('button', { name: '1-meting (voorbeeld)' });
  await jump.click();
  await expect.poll(() => page.url()).toContain(`dag=${day}`);
  expect(await jump.getAttribute('aria-pressed')).toBe('true');
  const spoken = new Date(day).toLocaleDateString('nl-NL', { dateStyle: 'long' });
  expect((await jump.textContent())!.trim()).toBe(`1-meting (voorbeeld), ${spoken}`);
  const slider = page.getByLabel('Het weefsel van toen');
  expect(await slider.getAttribute('aria-valuetext')).toBe(spoken);
  // It may be of this very month, where the slider stands on today: there is a way back.
  await page.getByRole('button', { name: 'Vandaag' }).click();
  await expect.poll(() => page.url()).not.toContain('dag=');
  expect(await slider.getAttribute('aria-valuetext')).toBe('vandaag');
  // From a day before anything was there, too.
  await page.goto(`${house.server.url}${address}?dag=2020-01-01`);
  await page.getByText('Zet eerst iets op de kaart.').waitFor();
  await jump.click();
  await expect.poll(() => page.url()).toContain(`dag=${day}`);
  // One that is open has no day yet.
  expect(await page.getByRole('button', { name: 'Meedoen in de binnentuin' }).count()).toBe(0);

  // A wave for researchers is marked for them, and for nobody else; not either once they signed out.
  const researcher = await house.visit('/', { as: 'researcher', viewport: phone });
  const id = crypto.randomUUID();
  await researcher.request.post(`${api}/waves`, {
    data: {
      ...{ id, title: 'Stille meting', area: wave!.area.code, visibleTo: 'researchers' },
      instruments: [{ key: 'cohesion', version: 1 }],
    },
  });
  await researcher.request.patch(`${api}/waves/${id}`, {
    ...{ data: { state: 'open' }, headers: { 'If-Match': '"v1"' } },
  });
  expect((await researcher.request.post(`${api}/waves/${id}/close`)).status()).toBe(200);
  await page.goto(house.server.url + address);
  await jump.waitFor();
  expect(await page.getByRole('button', { name: 'Stille meting' }).count()).toBe(0);
  await researcher.goto(house.server.url + address);
  const silent = researcher.getByRole('button', { name: 'Stille meting' });
  await silent.waitFor();
  await researcher.getByRole('button', { name: /^Menu/ }).click();
  await researcher.getByRole('button', { name: 'Uitloggen' }).click();
  await researcher.getByRole('button', { name: '1-meting (voorbeeld)' }).waitFor();
  await expect.poll(() => silent.count()).toBe(0);
});
