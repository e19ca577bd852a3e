import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { card, neighbours, place } from './support/neighbours.ts';

forEachDatabase('Searching', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  const named = new Map<string, string>();

  beforeAll(async () => {
    database = await open();
    api = testApi(database);
    ({ actors } = await neighbours(database));
    for (const [title, given] of [
      ['Buurthuis de Wiekslag', {}],
      ['Fietsenwerkplaats', {}],
      ['Kookclub Ratatouille', {}],
      ['Loopgroep Zuid', {}],
      ['Samen koken', {}],
      ['Polderverhalen', {}],
      ['Café ’t Hoekje', {}],
      ['Speeltuin 100% groen', {}],
      ['Soepcafé voor buren', { visibility: 'neighbourhood' }],
      ['Kast met sleutels', { visibility: 'connectors' }],
      ['Moestuin in wording', { status: 'proposed' }],
    ] as const) {
      const id = await place(database, given);
      named.set(id, title);
      await database.asSystem((tx) =>
        tx.run(`update public.assets set title = $2, description = $3 where id = $1`, [
          id,
          title,
          title === 'Samen koken' ? 'Elke week is er een weefgroep.' : '',
        ]),
      );
    }
    const talent = await card(database, { consent: 'holds', hands: ['fietsen maken'] });
    named.set(talent, 'Sanne');
  });

  const find = async (q: string, actor?: Actor) => {
    const query = `q=${encodeURIComponent(q)}`;
    const { json } = await api.as(actor)('GET', `/assets?limit=100&${query}`);
    const counts = (await api.as(actor)('GET', `/assets/counts?${query}`)).json;
    const titles = (json.items as { id: string }[]).map(({ id }) => named.get(id));
    expect(counts.total).toBe(titles.length);
    return titles;
  };

  test.each([
    ['a part of a joined word', 'werkplaats', ['Fietsenwerkplaats']],
    ['its stem', 'kook', ['Kookclub Ratatouille', 'Samen koken']],
    ['a word that begins so, in what is told about it', 'weefg', ['Samen koken']],
    ['a plural', 'buurthuizen', ['Buurthuis de Wiekslag']],
    ['a word without its accent', 'cafe', ['Café ’t Hoekje']],
    ['a word with an accent too many', 'kóókclub', ['Kookclub Ratatouille']],
    ['two letters that changed places', 'buurthius', ['Buurthuis de Wiekslag']],
    ['a letter too few', 'fietsenwerkplats', ['Fietsenwerkplaats']],
    ['two letters of a short word that changed places', 'kokne', ['Samen koken']],
    ['its stem within a joined word', 'verhaal', ['Polderverhalen']],
    ['words with a sign between them', 'samen & koken', ['Samen koken']],
    ['signs of a pattern', '100%', ['Speeltuin 100% groen']],
    ['all of its words', 'loopgroep zuid', ['Loopgroep Zuid']],
    ['nothing at all', 'zeppelin', []],
    ['no word that merely looks like it', 'kerk', []],
  ])('finds by %s', async (_, q, titles) => {
    expect(await find(q)).toEqual(titles);
  });

  test('puts the title that is most like it first', async () => {
    const titles = await find('cafe', actors.here);
    expect(titles).toEqual(['Café ’t Hoekje', 'Soepcafé voor buren']);
  });

  test('finds for each only what they may see', async () => {
    expect(await find('soep')).toEqual([]);
    expect(await find('soep', actors.here)).toEqual(['Soepcafé voor buren']);
    expect(await find('soep', actors.there)).toEqual([]);
    expect(await find('sleutels', actors.here)).toEqual([]);
    expect(await find('sleutels', actors.connector)).toEqual(['Kast met sleutels']);
    expect(await find('moestuin')).toEqual([]);
    expect(await find('moestuin', actors.connector)).toEqual(['Moestuin in wording']);
    for (const actor of [undefined, actors.here, actors.far, actors.municipality])
      expect(await find('fietsen maken', actor)).not.toContain('Sanne');
    expect(await find('fietsen maken', actors.connector)).toContain('Sanne');
  });

  test('by the index tells nothing but what is public', async () => {
    const asked = await database.asActor({ accountId: null }, 'read', (tx) =>
      tx.query<{ id: string }>(
        `select private.public_matches(word) as id
         from unnest(array['soep', 'sleutels', 'moestuin', 'fietsen', 'sanne']) as word`,
      ),
    );
    expect(asked.map(({ id }) => named.get(id))).toEqual(['Fietsenwerkplaats']);
  });

  test('pages by likeness, each once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await api.as(actors.here)('GET', `/assets?q=a&limit=3${cursor}`);
      seen.push(...(json.items as { id: string }[]).map(({ id }) => id));
      cursor = json.next ? `&cursor=${json.next}` : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await find('a', actors.here)).length);
  });
});
