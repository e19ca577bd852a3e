import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { randomFrom } from '../../api/connections/engine/random.ts';
import { openBrowser, openHouse } from '../e2e/visit.ts';
import { longestTask, noteTasks } from './browser-tasks.ts';
import { importByCoordinator } from './coordinator.ts';
import { median, round, RUNS, type Finding } from './measure.ts';

const WIJK = 'WK099501';
const NODES = 2000;
const TIES = 6000;
/** Milliseconds of one task: longer is felt. */
const MOST = 100;

const idOf = (n: number): string => {
  const hex = createHash('sha256').update(`weave ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Places of one wijk in clusters: most ties are near by, some reach across. */
async function importWeave(url: string): Promise<void> {
  const random = randomFrom(11);
  const kinds = ['association', 'institution', 'place', 'exchange', 'story'];
  const assets = Array.from({ length: NODES }, (_, n) => {
    const [lon, lat] = [5.4602 + random() * 0.006, 52.4991 + random() * 0.006];
    return `${idOf(n)},${kinds[n % 5]},Krachtbron nummer ${n},,${lon.toFixed(6)},${lat.toFixed(6)},,`;
  });
  await importByCoordinator(
    url,
    'assets?allowOutside=true',
    'id,kind,title,description,lon,lat,tags,capacity',
    assets,
  );
  const pairs = new Set<string>();
  while (pairs.size < TIES) {
    const a = Math.floor(random() * NODES);
    const b =
      random() < 0.85 ? a - (a % 50) + Math.floor(random() * 50) : Math.floor(random() * NODES);
    if (a !== b) pairs.add(a < b ? `${idOf(a)},${idOf(b)}` : `${idOf(b)},${idOf(a)}`);
  }
  await importByCoordinator(url, 'connections', 'from,to', [...pairs]);
}

/** Opens the weave, and looks at it in every way that there is; answers the longest task, in milliseconds. */
async function longest(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', serviceWorkers: 'block' },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await noteTasks(page);
  await page.goto(`${url}/gebied/${WIJK}/weefsel`);
  await page.waitForSelector('.weave[data-ready]');
  await page.waitForLoadState('networkidle');
  await use(page);
  const found = await longestTask(page);
  await context.close();
  return found;
}

/** Moves, zooms, picks one, colours and sizes by another measure, seeks a name, and lists them all. */
async function use(page: Page): Promise<void> {
  const canvas = (await page.locator('.weave').boundingBox())!;
  const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 60, { steps: 8 });
  await page.mouse.up();
  for (let n = 0; n < 6; n++) await page.mouse.wheel(0, n % 2 ? 240 : -240);
  for (let n = 0; n < 20; n++) await page.mouse.move(x + n * 9, y - n * 7);
  await page.mouse.click(x, y);
  await page.getByLabel('Kleur').selectOption('community');
  await page.getByLabel('Grootte').selectOption('between');
  await page.getByLabel('Zoek in het weefsel').pressSequentially('nummer 12');
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/** The whole network of a large wijk, drawn, laid out and used in the browser. */
export async function run(): Promise<Finding[]> {
  const house = await openHouse();
  const browser = await openBrowser();
  try {
    await importWeave(house.server.url);
    const answer = await fetch(`${house.server.url}/api/v1/neighbourhoods/${WIJK}/network`);
    const { nodes, ties } = (await answer.json()) as { nodes: number; ties: number };
    if (nodes < NODES || ties < TIES) throw new Error(`only ${nodes} nodes and ${ties} ties`);
    const tasks: number[] = [];
    for (let n = 0; n < RUNS; n++) tasks.push(await longest(browser, house.server.url));
    const ratio = round(median(tasks) / MOST);
    return [
      {
        what: `the longest task of the page while ${nodes} nodes and ${ties} ties are laid out, drawn and used / 100 ms`,
        mustHold: '<= 1',
        ratio,
        holds: ratio <= 1,
        details: { browser: browser.version(), tasks: tasks.map(round), nodes, ties },
      },
    ];
  } finally {
    await browser.close();
    await house.close();
  }
}
