import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from './visit.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtweefsel-'));
  await mkdir(join(folder, 'themes'));
  const theme = { name: 'Lelystad verbindt', main: '#00457c', warm: '#c2185b' };
  await writeFile(join(folder, 'themes/GM0995.json'), JSON.stringify(theme));
  await writeFile(
    join(folder, 'themes/GM0995.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><circle cx="16" cy="16" r="14" fill="#00457c"/></svg>',
  );
  house = await openHouse({ DATA_DIR: folder });
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

test('a gemeente has its own name, logo and colours, and its neighbour has not', async () => {
  const page = await house.visit('/gebied/WK099501');
  const name = page.getByRole('banner').getByRole('link').first();
  await page.getByText('Lelystad verbindt').waitFor();
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>('header img')!.naturalWidth > 0,
  );
  const colour = () => name.evaluate((link) => getComputedStyle(link).color);
  expect(await colour()).toBe('rgb(0, 69, 124)');
  await page.goto(`${house.server.url}/gebied/GM0034`);
  await page.getByRole('heading', { level: 1, name: 'Almere' }).waitFor();
  expect(await colour()).toBe('rgb(18, 84, 74)');
});
