import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { nl } from '../../web/messages/nl.ts';
import { frameOf, siteWith } from './site.ts';
import { desk, mapIsReady, openHouse, overflow, type House, type VisitOptions } from './visit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const WIJK = '/embed/gebied/WK099501';

/** Visits a site that holds this; answers the frame in it, and what it asked of us. */
async function visitSite(
  body: string,
  options: VisitOptions & { host?: 'localhost' | '127.0.0.1' } = {},
) {
  const { host, ...visit } = options;
  const site = await siteWith(body, host);
  onTestFinished(() => site.close());
  const page = await house.visit('/over', { viewport: desk, ...visit });
  // What our own page asks is not what the frame asks.
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.url);
  return { page, frame: page.frameLocator('iframe'), asked };
}

const framed = (address: string, options?: Parameters<typeof visitSite>[1]) =>
  visitSite(frameOf(house.server.url + address), options);

describe('a wijk in another site', () => {
  test('is shown with its assets, and leads to the whole of it in a tab of its own', async () => {
    const { page, frame } = await framed(`${WIJK}?soort=place`);
    await frame.getByRole('heading', { name: 'Atolwijk' }).waitFor();
    expect(await frame.getByRole('listitem').count()).toBe(2);
    await frame.getByRole('link', { name: /Binnentuin/ }).waitFor();
    expect(await frame.getByText('Wandelclub').count()).toBe(0);
    const opened = page.context().waitForEvent('page');
    await frame.getByRole('link', { name: nl.take.whole }).click();
    const whole = await opened;
    await whole.getByRole('heading', { level: 1, name: 'Atolwijk' }).waitFor();
    expect(whole.url()).toBe(`${house.server.url}/gebied/WK099501?soort=place`);
    expect(await whole.evaluate(() => window.opener)).toBeNull();
  });

  // A gemeente's own sites may share a domain: then cookies, and the service worker, are there too.
  test('is the same for who signed in and used the app before, on a site next door', async () => {
    const options = { as: 'connector', host: '127.0.0.1', serviceWorkers: 'allow' } as const;
    const { page, frame, asked } = await framed(WIJK, options);
    const inner = {
      id: crypto.randomUUID(),
      kind: 'place',
      title: 'Sleutel onder de mat',
      visibility: 'connectors',
      geometry: { type: 'Point', coordinates: [5.45, 52.5] },
    };
    const added = await page.request.post(`${house.server.url}/api/v1/assets`, { data: inner });
    expect(added.status()).toBe(201);
    const { buurt } = (await added.json()) as { buurt: { code: string } };
    await page.request.post(`${house.server.url}/api/v1/assets/${inner.id}/confirm`);

    const buurtOf = (screen: string) => `${house.server.url}${screen}/gebied/${buurt.code}`;
    await page.goto(buurtOf(''));
    await page.getByRole('link', { name: /Sleutel/ }).waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await expect.poll(() => page.evaluate(() => !!navigator.serviceWorker.controller)).toBe(true);
    // What the app itself still asks, as whoever signed in, is not what the frame asks.
    await page.getByRole('link', { name: /Sleutel/ }).waitFor();
    await page.waitForLoadState('networkidle');

    const site = await siteWith(frameOf(buurtOf('/embed')), '127.0.0.1');
    onTestFinished(() => site.close());
    asked.length = 0;
    await page.goto(site.url);
    await frame.getByRole('heading', { level: 1 }).waitFor();
    await frame.getByRole('link', { name: nl.take.whole }).waitFor();
    expect(await frame.getByText('Sleutel').count()).toBe(0);
    expect(asked).not.toContain('/api/v1/session');
    expect(asked.some((path) => path.startsWith('/api/v1/assets'))).toBe(true);
  });

  // The bug: only known addresses were bare, so a frame could hold the app with all it can do.
  test.each(['/embed/mijn', '/embed/gebied/WK999999', '/embed/gebied/XX1'])(
    'shows nothing else: %s',
    async (address) => {
      const { frame, asked } = await framed(address, { as: 'connector', host: '127.0.0.1' });
      await frame.getByRole('heading', { name: nl.area.missing }).waitFor();
      expect(await frame.getByRole('button').count()).toBe(0);
      expect(asked).not.toContain('/api/v1/session');
    },
  );

  test('asks for talents in vain', async () => {
    const { frame } = await framed(`${WIJK}?soort=person`);
    await frame.getByText(nl.list.none).waitFor();
    expect(await frame.getByRole('listitem').count()).toBe(0);
  });

  test('does not come: it says so, and tries again', async () => {
    const page = await house.visit('/over');
    await page.route('**/api/v1/assets?*', (route) => route.abort());
    await page.goto(house.server.url + WIJK);
    await page.getByText(nl.list.failed).waitFor();
    await page.unroute('**/api/v1/assets?*');
    await page.getByRole('button', { name: nl.list.again }).click();
    await page.getByRole('heading', { name: 'Atolwijk' }).waitFor();
  });

  test.each([320, 900])(
    'at %i pixels nothing is cut off, and the way on is in sight',
    async (width) => {
      const page = await house.visit(WIJK, { viewport: { width, height: 480 } });
      await mapIsReady(page);
      expect(await overflow(page)).toBe(0);
      const link = await page.getByRole('link', { name: nl.take.whole }).boundingBox();
      expect(link!.y + link!.height).toBeLessThanOrEqual(480);
      const list = await page.getByRole('list').boundingBox();
      expect(list!.height).toBeGreaterThan(60);
    },
  );
});

test('no other page of ours is shown in a frame', async () => {
  for (const address of ['/', '/gebied/WK099501/afdruk']) {
    const { page, frame } = await framed(address);
    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    expect(await frame.getByRole('heading', { name: 'Buurtweefsel' }).count()).toBe(0);
  }
});

test('the line to paste shows the same kinds, and nothing else of how somebody looked', async () => {
  const page = await house.visit('/gebied/WK099501?soort=place,story&zoek=binnentuin&beeld', {
    viewport: desk,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByText(nl.take.heading).click();
  await page.getByRole('button', { name: nl.take.copy }).click();
  await page.getByText(nl.take.copied).waitFor();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  expect(line).toContain(`src="${house.server.url}${WIJK}?soort=place,story"`);
  expect(line).toContain('title="Atolwijk in Buurtweefsel"');
  const { frame } = await visitSite(line);
  await frame.getByRole('link', { name: /Binnentuin/ }).waitFor();
});
