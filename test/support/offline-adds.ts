import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { nl } from '../../web/messages/nl.ts';

/** Where a tab is killed while it sends: nothing left it, it arrived, or the answer came. */
const MOMENTS = ['before it leaves', 'before the answer', 'after the answer'] as const;
const ADDS = '**/api/v1/assets';
const PHOTOS = '**/api/v1/assets/*/photos';

export interface OfflineAdds {
  /** What the screen said it kept. */
  kept: { title: string; photos: number }[];
  /** How often the tab was killed. */
  kills: number;
  /** Titles and numbers of photos on the server, as whoever added them sees them. */
  there: { title: string; photos: number }[];
}

/**
 * Adds `count` places without a signal, through the screen; every fifth with a photo. Then lets the
 * signal return and kills the tab at every step of sending, until nothing waits.
 */
export async function addOffline(
  browser: Browser,
  url: string,
  count: number,
): Promise<OfflineAdds> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  try {
    await context.request.post(`${url}/api/v1/session/demo`, { data: { role: 'resident' } });
    const kept = await addAll(context, url, count);
    const kills = await sendWithKills(context, url);
    return { kept, kills, there: await added(context, url) };
  } finally {
    await context.close();
  }
}

async function addAll(
  context: BrowserContext,
  url: string,
  count: number,
): Promise<OfflineAdds['kept']> {
  const page = await open(context, `${url}/toevoegen?kaart=13/52.5/5.45`);
  await page.waitForSelector('[data-ready]');
  await page.getByText(nl.kinds.place.what).click();
  await context.setOffline(true);
  const photo = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#3f9168' },
  })
    .jpeg()
    .toBuffer();
  const kept: OfflineAdds['kept'] = [];
  for (let n = 1; n <= count; n++) {
    const title = `Bankje ${n}`;
    const photos = n % 5 === 0 ? 1 : 0;
    await page.getByText(nl.kinds.place.what).click();
    await page.getByLabel(nl.add.asks.place.title).fill(title);
    await page.getByRole('button', { name: nl.add.next, exact: true }).click();
    await page.getByRole('button', { name: nl.add.where.centre }).click();
    await page.getByText(nl.add.where.chosen).waitFor();
    if (photos > 0) {
      await page.getByRole('button', { name: nl.add.tellMore }).click();
      const file = { name: 'bankje.jpg', mimeType: 'image/jpeg', buffer: photo };
      await page.getByLabel(nl.photos.add).setInputFiles(file);
      await page.getByRole('button', { name: nl.add.next, exact: true }).click();
    }
    await page.getByRole('button', { name: nl.add.send }).click();
    await page.getByRole('heading', { name: nl.offline.kept }).waitFor();
    kept.push({ title, photos });
    if (n < count) await page.getByRole('button', { name: nl.done.another }).click();
  }
  await kill(page);
  await context.setOffline(false);
  return kept;
}

/** Answers how often the tab was killed before everything was sent. */
async function sendWithKills(context: BrowserContext, url: string): Promise<number> {
  for (let kills = 0; ; kills++) {
    const moment = MOMENTS[kills % MOMENTS.length]!;
    // Later and later, so that every entry is once the one that is broken off.
    let letThrough = kills % 4;
    const page = await open(context);
    // As on a phone, which draws no map beside the outbox.
    await page.setViewportSize({ width: 360, height: 740 });
    let struck: (() => void) | undefined;
    const strike = new Promise<void>((done) => (struck = done));
    const break_ = async (route: Route) => {
      if (route.request().method() !== 'POST' || letThrough-- > 0) return route.continue();
      if (moment !== 'before it leaves') {
        const response = await route.fetch({ maxRetries: 2 });
        if (moment === 'after the answer') await route.fulfill({ response });
      }
      struck!();
    };
    await page.route(ADDS, break_);
    await page.route(PHOTOS, break_);
    await page.goto(`${url}/wachtrij`);
    const empty = page.getByText(nl.offline.none).waitFor({ timeout: 60_000 });
    const isEmpty = await Promise.race([empty.then(() => true), strike.then(() => false)]);
    empty.catch(() => undefined);
    await kill(page);
    if (isEmpty) return kills;
  }
}

async function open(context: BrowserContext, address?: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (address) await page.goto(address);
  return page;
}

/** The tab is gone from one moment to the next, without a word to it. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}

async function added(context: BrowserContext, url: string): Promise<OfflineAdds['there']> {
  const there: OfflineAdds['there'] = [];
  for (let cursor = ''; ;) {
    const address = `${url}/api/v1/assets?mine=true&limit=100${cursor && `&cursor=${cursor}`}`;
    const { items, next } = (await (await context.request.get(address)).json()) as {
      items: { title: string; photos: unknown[] }[];
      next: string | null;
    };
    for (const { title, photos } of items)
      if (title.startsWith('Bankje ')) there.push({ title, photos: photos.length });
    if (!next) return there;
    cursor = encodeURIComponent(next);
  }
}
