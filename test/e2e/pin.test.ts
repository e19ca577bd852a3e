import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { desk, mapIsReady, openHouse, phone, tabTo, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const heading = (text: string | RegExp) => ({ name: text, level: 1 }) as const;

/** Name of the buurt there, as the API tells it. */
async function buurtAt(lon: number, lat: number): Promise<string> {
  const address = `${house.server.url}/api/v1/neighbourhoods?at=${lon},${lat}&level=buurt`;
  const { items } = (await (await fetch(address)).json()) as { items: { name: string }[] };
  return items[0]!.name;
}

describe('putting something on the map', () => {
  test('a resident does it by keyboard alone, and finds it in the right buurt', async () => {
    const page = await house.visit('/toevoegen', { as: 'resident', viewport: desk });
    const next = () => tabTo(page, nl.add.next).then(() => page.keyboard.press('Enter'));

    await page.getByRole('heading', heading(nl.add.kind)).waitFor();
    await tabTo(page, /^plek/);
    await page.keyboard.press('Space');
    await tabTo(page, nl.add.asks.place.title);
    await page.keyboard.type('Praatbank onder de linde');
    await next();

    await page.getByRole('heading', heading(nl.add.asks.place.where)).waitFor();
    await tabTo(page, nl.add.where.coordinates);
    await page.keyboard.press('Enter');
    await tabTo(page, nl.add.where.lat);
    await page.keyboard.type('52,5');
    await tabTo(page, nl.add.where.lon);
    await page.keyboard.type('5,45');
    await page.keyboard.press('Enter');
    await page.getByText(nl.add.where.chosen).waitFor();
    // Two questions are enough.
    await tabTo(page, nl.add.send);
    await page.keyboard.press('Enter');

    const buurt = await buurtAt(5.45, 52.5);
    await page.getByRole('heading', heading(nl.done.found(buurt))).waitFor();
    await tabTo(page, nl.asset.publish);
    await page.keyboard.press('Enter');
    await page.getByText(nl.done.published).waitFor();

    const visitor = await house.visit('/');
    await visitor.getByRole('combobox').fill('praatbank');
    const found = visitor.getByRole('link', { name: /Praatbank onder de linde/ });
    await found.waitFor();
    expect(await found.textContent()).toContain(buurt);
    await found.click();
    await visitor.getByRole('heading', heading('Praatbank onder de linde')).waitFor();
    expect(await visitor.getByRole('main').textContent()).toContain(buurt);
  });

  test('a passer-by taps a place on a phone; a connector confirms it', async () => {
    const page = await house.visit('/gebied/GM0995', { hasTouch: true, viewport: phone });
    await mapIsReady(page);
    await page.getByRole('link', { name: nl.shell.add }).click();
    await page.getByText(nl.kinds.association.what).click();
    await page.getByLabel(nl.add.asks.association.title).fill('Breigroep De Steek');
    await page.getByRole('button', { name: nl.add.next, exact: true }).click();
    await mapIsReady(page);
    await page.touchscreen.tap(phone.width / 2, 180);
    await page.getByText(nl.add.where.chosen).waitFor();
    await page.getByRole('button', { name: nl.add.tellMore }).click();
    await page.getByLabel(nl.add.asks.association.description).fill('Samen breien bij de koffie.');
    await page.getByRole('button', { name: nl.add.next, exact: true }).click();
    await page.getByRole('button', { name: nl.add.sendAnonymous }).click();
    await page.getByText(nl.done.waiting).waitFor();
    await page.getByRole('main').getByRole('link', { name: nl.shell.toMap }).waitFor();

    const connector = await house.visit('/gebied/GM0995', { as: 'connector', viewport: desk });
    await connector.getByRole('button', { name: nl.filters.waiting }).click();
    // It stands in the list of all, too: a click in between would be on a row that goes.
    await connector.getByRole('link', { name: /Wandelclub/ }).waitFor({ state: 'detached' });
    await connector.getByRole('link', { name: /Breigroep De Steek/ }).click();
    await connector.getByRole('button', { name: nl.asset.publish }).click();
    await connector.getByText(nl.asset.published).first().waitFor();

    const visitor = await house.visit('/?zoek=breigroep');
    await visitor.getByRole('link', { name: /Breigroep De Steek/ }).waitFor();
  });

  test('a place outside every buurt is refused with the reason, and nothing typed is lost', async () => {
    const page = await house.visit('/toevoegen', { viewport: desk });
    await page.getByText(nl.kinds.place.what).click();
    await page.getByLabel(nl.add.asks.place.title).fill('Zandbank');
    await page.getByRole('button', { name: nl.add.next, exact: true }).click();
    await page.getByText(nl.add.where.coordinates).click();
    await page.getByLabel(nl.add.where.lat).fill('53.4');
    await page.getByLabel(nl.add.where.lon).fill('5.2');
    await page.getByRole('button', { name: nl.add.where.use }).click();
    await page.getByText(nl.add.where.outside).waitFor();
    await page.getByRole('button', { name: nl.add.sendAnonymous }).click();

    const reason = nl.server['this place lies outside every known buurt']!;
    await page.getByRole('heading', heading(nl.add.asks.place.where)).waitFor();
    await page.getByText(reason).first().waitFor();
    await page.getByRole('button', { name: nl.add.previous }).click();
    expect(await page.getByLabel(nl.add.asks.place.title).inputValue()).toBe('Zandbank');
  });

  test('two who change the same asset are told, and the second keeps what was typed', async () => {
    const open = async () => {
      const page = await house.visit('/?zoek=schaakclub', { as: 'coordinator', viewport: desk });
      return page;
    };
    const found = (await open()).getByRole('link', { name: /Schaakclub/ });
    await found.waitFor();
    const address = (await found.getAttribute('href'))!;
    // Only who may change it gets the form; the example connector works in Lelystad.
    const page = await house.visit(address, { as: 'connector', viewport: desk });
    await page.getByRole('heading', heading(/Schaakclub/)).waitFor();
    expect(await page.getByRole('button', { name: nl.asset.edit }).count()).toBe(0);

    const first = await house.visit('/gebied/GM0995?zoek=wandelclub', { as: 'connector' });
    await first.getByRole('link', { name: /Wandelclub/ }).click();
    await first.getByRole('button', { name: nl.asset.edit }).click();
    const second = await house.visit(new URL(first.url()).pathname, { as: 'connector' });
    await second.getByRole('button', { name: nl.asset.edit }).click();
    await second.getByLabel(nl.add.openingHours).fill('do 14:00');
    await second.getByRole('button', { name: nl.edit.save }).click();
    await second.getByText(nl.edit.saved).first().waitFor();

    await first.getByLabel(nl.add.asks.association.title).fill('Wandelclub De Nieuwe Atollers');
    await first.getByRole('button', { name: nl.edit.save }).click();
    await first.getByText(nl.edit.stale).waitFor();
    await first.getByRole('button', { name: nl.edit.showNew }).click();
    await first.getByText(nl.edit.mergedNote).waitFor();
    expect(await first.getByLabel(nl.add.openingHours).inputValue()).toBe('do 14:00');
    await first.getByRole('button', { name: nl.edit.save }).click();
    await first.getByRole('heading', heading('Wandelclub De Nieuwe Atollers')).waitFor();

    await first.getByText(nl.history.show).click();
    await first.getByRole('button', { name: nl.history.undo }).last().click();
    await first.getByRole('heading', heading('Wandelclub De Atollers')).waitFor();
  });
});
