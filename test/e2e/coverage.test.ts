import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, overflow, phone, tabTo, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const words = nl.coverage;
const AT = '/gebied/WK099501/bereik';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const tryOut = (page: Page, kind: keyof typeof words.a) =>
  page.getByRole('button', { name: words.whatIf.start(words.a[kind]) }).click();
/** How many would newly reach it, as the panel says. */
const gain = (page: Page) => page.locator('main').getByText(/^\+ [\d.]+ bewoners?$/);
const numberIn = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

describe('A municipality looks at what is within a walk', () => {
  test('from the gemeente to a wijk, by kind and distance, and Back undoes each step', async () => {
    const page = await house.visit('/gebied/GM0995', { as: 'municipality', viewport: desk });
    await page.getByRole('link', { name: words.link }).click();
    await heading(page)
      .getByText(/binnen 5 minuten lopen van een plek/)
      .waitFor();
    const row = page.getByRole('listitem').filter({ hasText: 'Atolwijk' });
    const at400 = numberIn(await row.getByText(/%$/).textContent());
    await page.getByLabel(words.distance, { exact: true }).selectOption('800');
    await heading(page)
      .getByText(/binnen 10 minuten/)
      .waitFor();
    await expect
      .poll(async () => numberIn(await row.getByText(/%$/).textContent()))
      .toBeGreaterThan(at400);
    await page.getByRole('button', { name: nl.kinds.association.short }).click();
    await heading(page)
      .getByText(/van een vereniging/)
      .waitFor();
    await page.getByLabel(words.audience).selectOption('older');
    await heading(page)
      .getByText(/binnen 15 minuten/)
      .waitFor();
    await page.goBack();
    await page.goBack();
    await heading(page)
      .getByText(/binnen 10 minuten lopen van een plek/)
      .waitFor();
    await page.getByRole('link', { name: 'Atolwijk' }).click();
    await page.getByRole('link', { name: 'Wold' }).waitFor();
    expect(page.url()).toContain('/gebied/WK099501/bereik?afstand=800');
  });

  test('every figure has its date, source, distance and effort beside it', async () => {
    const page = await house.visit(AT, { viewport: desk });
    const main = page.locator('main');
    await main.getByText(words.rests.distance('1,3')).last().waitFor();
    await main
      .getByText(/Inwoners: voorbeeld 2020/)
      .last()
      .waitFor();
    await main
      .getByText(/Stand van \d+ \w+ 20\d\d/)
      .last()
      .waitFor();
    await main.getByText(words.effort.heading).waitFor();
    await main.getByText(words.effort.mapped).waitFor();
  });

  test('a place is tried on the map, dragged, and found by itself', async () => {
    const page = await house.visit(`${AT}?soort=story`, { viewport: desk });
    await mapIsReady(page);
    await tryOut(page, 'story');
    await page.mouse.click(760, 330);
    await page
      .locator('main')
      .getByText(/^(\+ [\d.]+ bewoners?|Geen nieuwe bewoners)$/)
      .waitFor();
    await mapIsReady(page);
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/what-if')) answers.push(response.status());
    });
    await page.mouse.move(760, 330);
    await page.mouse.down();
    await page.mouse.move(800, 320, { steps: 4 });
    await page.mouse.move(915, 330, { steps: 8 });
    await page.mouse.up();
    await gain(page).waitFor();
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    const dragged = numberIn(await gain(page).textContent());

    await page.getByText(words.whatIf.best).click();
    await page.getByRole('button', { name: words.whatIf.seek, exact: true }).click();
    await page.getByRole('button', { name: /^1\. / }).waitFor();
    await expect
      .poll(async () => numberIn(await gain(page).textContent()))
      .toBeGreaterThanOrEqual(dragged);
    await page.getByRole('button', { name: words.whatIf.stop }).click();
    await page.getByRole('button', { name: words.whatIf.start(words.a.story) }).waitFor();
  });

  test('a place in the water is refused in one sentence, and nothing else is lost', async () => {
    const page = await house.visit(`${AT}?soort=story`, { viewport: desk });
    await mapIsReady(page);
    await tryOut(page, 'story');
    await page.mouse.click(500, 700);
    await page.locator('main .fault').waitFor();
    expect(await heading(page).textContent()).toMatch(/verhaal/);
  });

  test('without a mouse: in the middle of the map, which the keys move', async () => {
    const page = await house.visit(`${AT}?soort=story`, { viewport: desk });
    await mapIsReady(page);
    await tabTo(page, words.whatIf.start(words.a.story));
    await page.keyboard.press('Enter');
    await tabTo(page, words.whatIf.middle);
    await page.keyboard.press('Enter');
    await gain(page).waitFor();
  });

  test('the best places are not those of another question', async () => {
    const page = await house.visit(`${AT}?soort=story`, { viewport: desk });
    await tryOut(page, 'story');
    await page.getByText(words.whatIf.best).click();
    await page.getByRole('button', { name: words.whatIf.seek, exact: true }).click();
    await page.getByRole('button', { name: /^1\. \D/ }).waitFor();
    await page.getByRole('button', { name: nl.kinds.association.short }).click();
    await page.getByRole('button', { name: /^1\. \D/ }).waitFor({ state: 'detached' });
  });

  test('where the gaps are, and how full', async () => {
    const page = await house.visit(AT, { viewport: desk });
    await page.getByRole('button', { name: words.gaps }).click();
    await heading(page)
      .getByText(/verder dan 5 minuten lopen/)
      .waitFor();
    await page.getByText(words.legend.gap).waitFor();
    expect(page.url()).toContain('toon=witte-vlekken');
  });

  test('two areas side by side, and one with how it was', async () => {
    const page = await house.visit(AT, { viewport: desk });
    await page.getByLabel(words.compare.area).selectOption('WK099502');
    const table = page.getByRole('table').last();
    await table.getByText(words.compare.inhabitantsOf(2020)).waitFor();
    expect(await table.getByRole('columnheader').count()).toBe(2);
    await page.getByRole('button', { name: words.compare.clear }).click();
    await page.getByLabel(words.compare.day).fill('2020-01-01');
    await page.getByText(words.compare.past).waitFor();
    expect(page.url()).toContain('dag=2020-01-01');
  });

  test('on paper it is two sheets, also of a whole gemeente by buurt', async () => {
    for (const address of [`${AT}/afdruk`, '/gebied/GM0995/bereik/afdruk?per=buurt']) {
      const page = await house.visit(address, { viewport: desk });
      await page.getByRole('heading', { name: words.print.method }).waitFor();
      await mapIsReady(page);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    }
  });

  test('as a file it opens with its columns explained', async () => {
    const page = await house.visit(AT, { viewport: desk });
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV', exact: true }).click();
    const file = await readFile(await (await coming).path(), 'utf8');
    expect(file.split('\r\n')[0]).toMatch(/^code,name,level,asOf,within/);
    expect(file).toContain('Wold');
  });
});

test('on a phone the map comes first, the legend with the list, and nothing is wider than the screen', async () => {
  const page = await house.visit(AT, { viewport: phone });
  await heading(page)
    .getByText(/van een plek/)
    .waitFor();
  await page.locator('main').getByText(words.legend.classes).waitFor();
  expect(await overflow(page)).toBe(0);
});

test('who lives in a wijk reads on its page what is close to home', async () => {
  const page = await house.visit('/gebied/WK099501');
  await page.getByRole('heading', { name: words.residents.heading }).waitFor();
  await page.getByRole('link', { name: words.residents.more }).click();
  await heading(page)
    .getByText(/van een plek/)
    .waitFor();
});
