import { afterAll, beforeAll, expect, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { addPlace, openHouse, overflow, phone, shareTalent, type House } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('a connector empties the queue: publishes, settles, says that two are two', async () => {
  const page = await house.visit('/', { as: 'connector', viewport: phone });
  const api = `${house.server.url}/api/v1/assets`;
  const one = await addPlace(page, 'Praatbank Oost', 5.45);
  await addPlace(page, 'Praatbank oost', 5.4503);
  const passerBy = await house.visit('/');
  await addPlace(passerBy, 'Zwerfboekenkast', 5.46);
  await passerBy.request.post(`${api}/${one}/report`, {
    data: { id: crypto.randomUUID(), reason: 'gone', note: 'De bank is weg' },
  });

  await page.goto(`${house.server.url}/aandacht`);
  const title = (name: string) => ({ name: new RegExp(`:\\s*${name}$`) });
  await page.getByText('De bank is weg').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const publish = new RegExp(`^${nl.asset.publish}\\s*: Zwerfboekenkast`);
  await page.getByRole('button', { name: publish }).click();
  await page.getByText(nl.queue.done('Zwerfboekenkast')).waitFor();
  await page.getByRole('button', { name: new RegExp(`^${nl.queue.settled}`) }).click();
  await page.getByText('De bank is weg').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: nl.queue.apart }).click();
  await page.getByText(nl.queue.twinsText).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', title('Praatbank Oost')).count()).toBe(0);

  const seen = await passerBy.request.get(`${api}?q=zwerfboekenkast`);
  expect(((await seen.json()) as { items: unknown[] }).items).toHaveLength(1);
});

test('whoever signed in sees what they shared and who sees it, and can leave', async () => {
  const page = await house.visit('/mijn', { as: 'researcher' });
  await page.getByText(nl.mine.none).waitFor();
  await shareTalent(page);
  await page.reload();
  await page.getByText(/^Jouw toestemming loopt tot \d+ \w+ 20\d\d\.$/).waitFor();
  await page.getByLabel(nl.mine.name).fill('Noor');
  await page.getByRole('button', { name: nl.mine.saveName }).click();
  await page.getByText(nl.mine.saved).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: nl.mine.download }).click();
  expect((await download).suggestedFilename()).toBe('buurtweefsel-mijn-gegevens.json');
  await page.getByRole('button', { name: nl.mine.leave }).click();
  await page.getByRole('button', { name: nl.mine.leaveYes }).click();
  await page.getByText(nl.mine.left).waitFor();
  await page.reload();
  await page.getByText(nl.mine.signIn).waitFor();
});
