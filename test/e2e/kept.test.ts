import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askNumber } from './asking.ts';
import { initiativeOf, loseAnswer, meetingOf, openHouse, phone, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

const GARDEN = 'De binnentuin van Het Rode Klif';
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

// The bug: an entry of which the answer was lost was written twice, once it was sent again after a reload.
test('a lesson of which nobody heard is sent again as the same', async () => {
  const address = await initiativeOf(house, GARDEN);
  const page = await house.visit(`${address}/leerregel`, { as: 'connector', viewport: phone });
  const happened = page.getByLabel('Wat gebeurde er?');
  await happened.fill('De regenton liep over.');
  await page.getByText('Het schuurt', { exact: true }).click();
  await loseAnswer(page, /\/cimo/);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await page.reload();
  await expect.poll(() => happened.inputValue()).toBe('De regenton liep over.');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await heading(page, 'Bewaard');
  const written = async (happened: string) => {
    const answer = await page.request.get(
      `${house.server.url}/api/v1/initiatives/${address.split('/')[2]!}/cimo?limit=100`,
    );
    const { items } = (await answer.json()) as { items: { happened: string }[] };
    return items.filter((one) => one.happened === happened).length;
  };
  expect(await written('De regenton liep over.')).toBe(1);

  // Another one is another write; and what was changed too late is told, and can still be kept as a new one.
  await page.getByRole('button', { name: 'Nog een' }).click();
  await happened.fill('De bank stond in de weg.');
  await page.getByText('Het schuurt', { exact: true }).click();
  await loseAnswer(page, /\/cimo/);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await happened.fill('De bank stond in de zon.');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Dit kwam al eerder binnen.').waitFor();
  expect(await written('De bank stond in de weg.')).toBe(1);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await heading(page, 'Bewaard');
  expect(await written('De bank stond in de zon.')).toBe(1);
});

// The bug: what was typed in an initiative that is there already was lost when the page was read anew.
test('what is typed in an initiative and its activities is there after a reload, and gone once it is settled', async () => {
  const address = await initiativeOf(house, GARDEN);
  const page = await house.visit(address, { as: 'connector', viewport: phone });
  const story = page.getByLabel('Vertel het verhaal');
  const edit = page.getByRole('button', { name: 'Wijzig', exact: true }).first();
  await edit.click();
  const before = await story.inputValue();
  await story.fill('De heg is gesnoeid.');
  await page.getByRole('button', { name: 'Nog een rol' }).click();
  await page.getByLabel('Rol', { exact: true }).last().fill('snoeiers');
  await page.reload();
  await expect.poll(() => story.inputValue()).toBe('De heg is gesnoeid.');
  expect(await page.getByLabel('Rol', { exact: true }).last().inputValue()).toBe('snoeiers');
  await page.getByRole('button', { name: 'Laat maar' }).click();
  await edit.click();
  expect(await story.inputValue()).toBe(before);
  // What was only opened is not open again.
  await page.reload();
  await heading(page, GARDEN);

  const what = page.getByLabel('Wat was het?');
  await page.getByRole('button', { name: 'Schrijf een activiteit op' }).click();
  await what.fill('Heg snoeien');
  await loseAnswer(page, /\/activities/);
  await page.getByRole('button', { name: 'Schrijf op', exact: true }).click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await page.reload();
  await expect.poll(() => what.inputValue()).toBe('Heg snoeien');
  await page.getByRole('button', { name: 'Schrijf op', exact: true }).click();
  const change = page.getByRole('button', { name: /^Wijzig.*Heg snoeien/ });
  // Sent again it is the same activity: it was there already, so that only the form says when it came in.
  await expect.poll(() => what.count()).toBe(0);
  expect(await change.count()).toBe(1);
  await change.click();
  await what.fill('Heg geknipt');
  await page.reload();
  await expect.poll(() => what.inputValue()).toBe('Heg geknipt');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await page.getByRole('button', { name: /^Wijzig.*Heg geknipt/ }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Wijzig.*Heg geknipt/ }).waitFor();
  expect(await what.count()).toBe(0);
});

// The bug: what was typed to complete a lesson, or what speaks for it, was lost when the page was read anew.
test('what is typed to complete a lesson is there after a reload', async () => {
  const address = await initiativeOf(house, GARDEN);
  const page = await house.visit(address, { as: 'connector', viewport: phone });
  const id = crypto.randomUUID();
  const noted = await page.request.post(
    `${house.server.url}/api/v1/initiatives/${address.split('/')[2]!}/cimo`,
    { data: { id, happened: 'De poort klemt.', direction: 'chafes' } },
  );
  expect(noted.status()).toBe(201);
  await page.reload();
  const lesson = page.locator('article', { hasText: 'De poort klemt.' });
  const complete = lesson.getByRole('button', { name: 'Maak compleet' });
  const context = lesson.getByLabel('In welke situatie?');
  const mechanism = lesson.getByLabel('Wat zette het in beweging?');
  await complete.click();
  await context.fill('Na een week regen.');
  await mechanism.selectOption('Wie meebeslist, blijft');
  await page.reload();
  await expect.poll(() => context.inputValue()).toBe('Na een week regen.');
  expect(await mechanism.locator(':checked').textContent()).toContain('Wie meebeslist, blijft');
  await lesson.getByRole('button', { name: 'Laat maar' }).click();
  await complete.click();
  expect(await context.inputValue()).toBe('');
  await context.fill('Na een week regen.');
  // The bug: who had saved it elsewhere meanwhile could not save here any more, and was not told how.
  const elsewhere = await page.request.patch(
    `${house.server.url}/api/v1/initiatives/${address.split('/')[2]!}/cimo/${id}`,
    { data: { outcome: 'Iedereen tilt.' }, headers: { 'If-Match': '"v1"' } },
  );
  expect(elsewhere.status()).toBe(200);
  await lesson.getByRole('button', { name: 'Bewaar' }).click();
  await lesson.getByRole('button', { name: 'Haal de nieuwe versie op en houd mijn tekst' }).click();
  await expect.poll(() => lesson.getByLabel('Wat kwam ervan?').inputValue()).toBe('Iedereen tilt.');
  await lesson.getByRole('button', { name: 'Bewaar' }).click();
  await lesson.getByText('Na een week regen.').waitFor();
  await lesson.getByText('Iedereen tilt.').waitFor();

  const seen = lesson.getByLabel('Wat hoorde of zag je?');
  await lesson.getByRole('button', { name: 'Vul aan' }).click();
  await seen.fill('Nu tilt iedereen hem op.');
  await lesson.getByLabel('Dit zei iemand letterlijk').check();
  await lesson.getByLabel('Hoe gaf diegene toestemming?').fill('Gevraagd bij de poort');
  await page.reload();
  await expect.poll(() => seen.inputValue()).toBe('Nu tilt iedereen hem op.');
  expect(await context.count()).toBe(0);
  await lesson.getByRole('button', { name: 'Voeg toe' }).click();
  await lesson.getByText('“Nu tilt iedereen hem op.”').waitFor();
  await page.reload();
  await lesson.getByText('“Nu tilt iedereen hem op.”').waitFor();
  expect(await seen.count()).toBe(0);
});

// The bug: a pile of sheets that was typed over was lost when the page was read anew.
test('sheets that are typed over are there after a reload, until they are in', async () => {
  const page = await house.visit('/metingen', { as: 'researcher' });
  const { wave, survey } = await askNumber(house, page, 'Op papier');
  const asked = await page.request.get(
    `${house.server.url}/api/v1/surveys/${survey.split('/')[2]!}`,
  );
  const { instruments } = (await asked.json()) as { instruments: { key: string }[] };
  const sheets = `${instruments[0]!.key}.op\n3\n4\n`;
  await page.goto(house.server.url + wave);
  const box = page.getByLabel('Plak hier de regels (CSV)');
  await page.getByText('Papier overtypen').click();
  await box.fill(sheets);
  await loseAnswer(page, /\/answers/);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.getByRole('alert').or(page.getByText('geen verbinding')).first().waitFor();
  await page.reload();
  await expect.poll(() => box.inputValue()).toBe(sheets);
  expect(await box.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  // The same pile: each sheet is in once.
  await expect.poll(() => box.inputValue()).toBe('');
  await page.getByText('2 antwoorden · 2 op papier').waitFor();
  await page.reload();
  await page.getByText('Papier overtypen').click();
  expect(await box.inputValue()).toBe('');
});

// The bug: a thought or an example of which nobody heard stood there twice, once it was sent again after a reload.
test('a reflection and an example of which nobody heard are sent again as the same', async () => {
  const at = meetingOf('Omgaan met weerstand');
  const page = await house.visit(at, { as: 'connector', viewport: phone });
  const words = page.getByLabel('Wat denk je ervan?');
  await page.getByRole('button', { name: 'Schrijf een gedachte op' }).click();
  await words.fill('Stil zijn werkt.');
  await loseAnswer(page, /\/reflections/);
  const formWith = (field: Locator) => page.locator('form').filter({ has: field });
  const save = formWith(words).getByRole('button', { name: 'Bewaar' });
  await save.click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await page.reload();
  await expect.poll(() => words.inputValue()).toBe('Stil zijn werkt.');
  await save.click();
  await page.getByRole('listitem').getByText('Stil zijn werkt.').waitFor();
  await page.reload();
  await page.getByRole('listitem').getByText('Stil zijn werkt.').waitFor();
  expect(await page.getByText('Stil zijn werkt.').count()).toBe(1);

  const title = page.getByLabel('Hoe noem je het?');
  await page.getByRole('button', { name: 'Vertel een voorbeeld' }).click();
  await title.fill('De stille tafel');
  await page.getByLabel('Wat gebeurde er?').fill('Niemand zei iets.');
  await formWith(title).getByLabel('Iedereen hoort erbij').check();
  await page.getByLabel('Gemeente').selectOption('Lelystad');
  await page.getByLabel('In welke buurt was het?').selectOption({ label: 'Het Rode Klif' });
  await loseAnswer(page, /\/examples/);
  const tell = formWith(title).getByRole('button', { name: 'Bewaar' });
  await tell.click();
  await page.getByText('Er is geen verbinding. Wat je typte').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Vertel een voorbeeld' }).click();
  await expect.poll(() => title.inputValue()).toBe('De stille tafel');
  await tell.click();
  await page.getByRole('link', { name: 'De stille tafel' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'De stille tafel' }).waitFor();
  expect(await page.getByRole('link', { name: 'De stille tafel' }).count()).toBe(1);
});

// The bug: whoever was told to look first could neither look nor save any more.
test('what somebody else saved meanwhile is fetched, and what was typed is saved over it knowingly', async () => {
  const api = `${house.server.url}/api/v1`;
  const address = await initiativeOf(house, GARDEN);
  const meeting = meetingOf('Eigenaarschap bij bewoners houden');
  for (const [at, path, mine, theirs, field] of [
    [address, '/initiatives', 'Vertel het verhaal', 'Hoe heet het?', 'title'],
    [meeting, '/learning/meetings', 'Wat gaan jullie doen?', 'Waar?', 'place'],
  ] as const) {
    const page = await house.visit(at, { as: 'coordinator' });
    const one = `${api}${path}/${at.split('/')[2]!}`;
    await page.getByRole('button', { name: 'Wijzig', exact: true }).first().click();
    const typed = page.getByLabel(mine);
    const other = page.getByLabel(theirs, { exact: true });
    await typed.fill('Dit is van mij.');
    const { version } = (await (await page.request.get(one)).json()) as { version: number };
    const changed = await page.request.patch(one, {
      ...{ data: { [field]: 'Van een ander' }, headers: { 'If-Match': `"v${version}"` } },
    });
    expect(changed.status(), await changed.text()).toBe(200);
    // Also where the page was read anew meanwhile: what it began as is kept with what was typed.
    await page.reload();
    await expect.poll(() => typed.inputValue()).toBe('Dit is van mij.');
    const save = page.getByRole('button', { name: 'Sla op' });
    await save.click();
    await page.getByText('Iemand anders heeft dit net gewijzigd. Wat jij typte').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Haal de nieuwe versie op' }).click();
    await expect.poll(() => other.inputValue()).toBe('Van een ander');
    expect(await typed.inputValue()).toBe('Dit is van mij.');
    await page.getByText('Dit is nu de nieuwe versie, met jouw tekst erin.').waitFor();
    await save.click();
    await page.getByText('Dit is van mij.').waitFor();
    expect(await (await page.request.get(one)).json()).toMatchObject({ [field]: 'Van een ander' });
  }
});
