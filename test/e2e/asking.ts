import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { House } from './visit.ts';

/** Opens a wave that asks for a number, as who visits this page; answers its address, and where it is answered. */
export async function askNumber(
  house: House,
  page: Page,
  title: string,
): Promise<{ wave: string; survey: string }> {
  const api = `${house.server.url}/api/v1`;
  const send = async (method: 'POST' | 'PATCH', path: string, data: object, headers = {}) => {
    const answer = await page.request.fetch(`${api}${path}`, { method, data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const words = { nl: title };
  const key = `q${crypto.randomUUID().slice(0, 8)}`;
  const items = [
    { key: 'op', kind: 'number', words: { nl: 'Hoe vaak kwam je buiten?' }, most: 2000 },
    { key: 'meer', kind: 'words', words: { nl: 'Wat wil je nog zeggen?' } },
  ];
  await send('POST', '/instruments', {
    ...{ key, version: 1, definition: { title: words, intro: words, items } },
  });
  const id = crypto.randomUUID();
  await send('POST', '/waves', {
    ...{ id, title, area: 'GM0995', visibleTo: 'researchers' },
    instruments: [{ key, version: 1 }],
  });
  await send('PATCH', `/waves/${id}`, { state: 'open' }, { 'If-Match': '"v1"' });
  const links = (await (await page.request.get(`${api}/waves/${id}/links`)).json()) as {
    items: { token: string }[];
  };
  return { wave: `/meting/${id}`, survey: `/vragen/${links.items[0]!.token}` };
}
