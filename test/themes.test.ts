import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readThemes } from '../api/neighbourhoods/themes.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'themes-'));
});
afterEach(() => rm(folder, { recursive: true }));
const put = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

test('a gemeente has its name, two colours and a logo', async () => {
  await put('GM0995.json', { name: 'Lelystad verbindt', main: '#00457C', warm: '#c2185b' });
  await put('GM0995.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await put('GM0034.json', { name: 'Almere', main: '#12544a', warm: '#d1660a' });
  expect(await readThemes(folder)).toEqual([
    { code: 'GM0034', name: 'Almere', main: '#12544a', warm: '#d1660a', hasLogo: false },
    { code: 'GM0995', name: 'Lelystad verbindt', main: '#00457c', warm: '#c2185b', hasLogo: true },
  ]);
});

test('without a folder there are none', async () => {
  expect(await readThemes(join(folder, 'nothing'))).toEqual([]);
});

test('a theme that is not right stops the start, with every fault', async () => {
  await put('GM0995.json', { name: '', main: 'blauw', warm: '#ffff00', font: 'Comic' });
  await put('lelystad.json', { name: 'Lelystad', main: '#ffd84d', warm: '#d1660a' });
  await put('GM0034.json', '{');
  const error = await readThemes(folder).catch((fault: Error) => fault.message);
  for (const said of [
    'GM0995.json: main is a colour such as #12544a',
    'font',
    'lelystad.json is not named after a gemeente, as GM0995.json',
    'lelystad.json: main stands out too little on #f6f1e7, choose it darker',
    'GM0034.json',
  ])
    expect(error).toContain(said);
});
