import { randomUUID } from 'node:crypto';
import Graph from 'graphology';
import gexfReader from 'graphology-gexf';
import { beforeAll, expect, test } from 'vitest';
import { edgeList, graphml } from '../api/connections/exchange/formats.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { card, neighbours, place } from './support/neighbours.ts';

forEachDatabase('A network that leaves the house', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let connector: Actor;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let bench = '';
  let garden = '';
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    connector = actors.connector;
    api = testApi(database);
    bench = await place(database);
    garden = await place(database);
    const tie = (from: string, to: string) =>
      database.asSystem((tx) =>
        tx.run(
          `insert into public.connections (id, from_id, to_id, kind, strength)
           values ($1, $2, $3, 'hosts', 2)`,
          [randomUUID(), from, to],
        ),
      );
    await tie(bench, garden);
    for (let n = 0; n < 5; n++)
      await tie(await card(database, { consent: 'holds', hands: ['zebraquilts'] }), bench);
    await tie(await card(database, { consent: 'holds', hands: ['zeppelins'] }), bench);
  });
  const file = (format: string, actor?: Actor, more = '') =>
    api.as(actor)('GET', `/exports/network.${format}?neighbourhood=WK900101${more}`);

  test('has no person, whoever asks', async () => {
    for (const format of ['graphml', 'gexf', 'csv'])
      for (const actor of Object.values(actors)) {
        const { status, text } = await file(format, actor);
        expect(status).toBe(200);
        expect(text).not.toMatch(/Sanne|zebra|zeppelin|person/);
        expect(text).toContain(bench);
      }
  });

  test('takes people along merged by buurt and gift, five or more, for who sees them', async () => {
    const { text } = await file('graphml', connector, '&persons=merged');
    expect(text).toContain('zebraquilt');
    expect(text).toContain('<data key="n-people">5</data>');
    expect(text).not.toMatch(/Sanne|zeppelin/);
    // Of the five ties one is left, as strong as they are many.
    expect(text).toContain('<data key="t-kind">people</data><data key="t-weight">5</data>');
    for (const name of ['anon', 'here', 'far', 'municipality', 'coordinator'] as const)
      expect((await file('graphml', actors[name], '&persons=merged')).status, name).toBe(403);
  });

  test('is read back as it was by graphology', async () => {
    const { text } = await file('gexf', connector);
    const read = gexfReader.parse(Graph, text, { addMissingNodes: false });
    expect(read.hasEdge(bench, garden)).toBe(true);
    expect(read.getNodeAttributes(bench)).toMatchObject({ label: 'A bench', kind: 'place' });
  });

  test('what is wrong is named', async () => {
    expect((await file('gexf', connector, '&persons=all')).json.faults).toEqual([
      { at: 'persons', says: 'is dropped or merged' },
    ]);
    expect((await api.as()('GET', '/exports/network.csv?neighbourhood=WK999999')).status).toBe(404);
  });
});

const odd = {
  nodes: [
    {
      ...{ id: 'a', label: '<b>"Koffie" & thee\u0007</b>', kind: 'place', buurt: 'BU1' },
      ...{ lon: 5.4, lat: null, people: 1 },
    },
    { id: 'b', label: '=1+1', kind: 'story', buurt: '', lon: null, lat: null, people: 1 },
  ],
  ties: [{ from: 'a', to: 'b', kind: 'knows', strength: 1, since: null, confirmed: 0 }],
};

test('signs of XML and formulas of a spreadsheet are only text', () => {
  const written = [...graphml(odd)].join('');
  expect(written).toContain('&lt;b&gt;&quot;Koffie&quot; &amp; thee&lt;/b&gt;');
  expect(written).not.toContain('key="n-lat"');
  expect([...edgeList(odd)][1]).toBe(`a,b,knows,1,,"<b>""Koffie"" & thee\u0007</b>",'=1+1\r\n`);
});
