import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gexf, graphml } from '../api/connections/exchange/formats.ts';
import { importConnections } from '../api/connections/exchange/import.ts';
import { readXmlTies } from '../api/connections/exchange/import-xml.ts';
import type { Leaving } from '../api/connections/exchange/network.ts';
import type { Database } from '../api/db/port.ts';
import { exampleAreas } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { place } from './support/neighbours.ts';

async function* pieces(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const graphmlOf = (inside: string, keys = '') =>
  `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys}<graph edgedefault="undirected">${inside}</graph></graphml>`;

async function read(text: string) {
  const notes: string[] = [];
  const rows = [];
  for await (const row of readXmlTies(pieces(text), {}, notes)) rows.push(row);
  return { rows, notes };
}

const [a, b] = [randomUUID(), randomUUID()].toSorted() as [string, string];

test('An edge before its nodes is an edge', async () => {
  const { rows } = await read(
    graphmlOf(`<edge source="${a}" target="${b}"/><node id="${a}"/><node id="${b}"/>`),
  );
  expect(rows).toMatchObject([{ line: 1, row: { from: a, to: b, kind: 'knows', strength: 1 } }]);
});

test('Names of nodes are the ids of their assets where they say so; other names are told', async () => {
  const { rows } = await read(
    graphmlOf(
      `<node id="n0"><data key="i">${a}</data></node><node id="n1"/><edge source="n0" target="${b}"/>
       <edge source="n0" target="n1"/><edge source="n0"/><node id="${b}"/>
       <edge source="n0" target="nobody"/>`,
      '<key id="i" for="node" attr.name="Asset ID" attr.type="string"/>',
    ),
  );
  expect(rows).toMatchObject([
    { line: 2, refused: 'to is "n1", a node without the id of an asset' },
    { line: 1, row: { from: a, to: b } },
    { line: 3, refused: 'to is missing' },
    { line: 4, refused: 'to is "nobody", which is no node of the file' },
  ]);
});

test('Fields of an edge, defaults, and words that no tie has', async () => {
  const { rows, notes } = await read(
    graphmlOf(
      `<node id="${a}"/><node id="${b}"/><edge source="${a}" target="${b}"><data key="w">3.0</data>
       <data key="c">red</data><data key="n">Ben &amp; <![CDATA[Jo & co]]></data></edge>`,
      `<key id="w" for="edge" attr.name="weight" attr.type="double"/>
       <key id="k" for="edge" attr.name="kind" attr.type="string"><default>hosts</default></key>
       <key id="n" for="edge" attr.name="note" attr.type="string"/>
       <key id="c" for="edge" attr.name="colour" attr.type="string"/>`,
    ),
  );
  expect(rows).toMatchObject([{ row: { kind: 'hosts', strength: 3, note: 'Ben & Jo & co' } }]);
  expect(notes).toEqual(['Not read: the fields colour.']);
});

test.each([
  ['', 'The file is empty.'],
  ['<html><body/></html>', 'This is neither GraphML nor GEXF: it begins with <html>.'],
  [graphmlOf('<node id="x">').slice(0, -20), /^This is not XML as it should be, near line 1:/],
  [graphmlOf('<node id="&lol;"/>'), /^This is not XML as it should be, near line 1: Invalid char/],
])('%j is refused as a whole', async (text, says) => {
  await expect(read(text)).rejects.toThrow(says);
});

forEachDatabase('GraphML and GEXF', (open) => {
  let database: Database;
  let folder = '';
  let places: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ties-'));
    database = await open();
    await exampleAreas(database);
    for (let n = 0; n < 3; n++) places.push(await place(database));
    places = places.toSorted();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => database.asSystem((tx) => tx.run('delete from public.connections')));
  const leaving = (ids: string[]): Leaving => ({
    nodes: ids.map((id, n) => ({
      ...{ id, label: `<${n}> & co`, kind: 'place', buurt: '', lon: 5, lat: 52, people: 1 },
    })),
    ties: [
      {
        ...{ from: ids[0]!, to: ids[1]!, kind: 'hosts', strength: 3 },
        ...{ since: '2025-01-01', confirmed: 0 },
      },
      {
        ...{ from: ids[1]!, to: ids[2]!, kind: 'knows', strength: 1, since: null, confirmed: 2 },
      },
    ],
  });
  const run = async (ending: string, text: string) => {
    const file = join(folder, `ties.${ending}`);
    await writeFile(file, text);
    return importConnections(database, file);
  };

  test('that left the house come back as they were, from either', async () => {
    const said = { unit: 'tie', read: 2, refused: 0 };
    const out = leaving(places);
    expect(await run('graphml', [...graphml(out)].join(''))).toMatchObject({ ...said, written: 2 });
    const stored = await database.asSystem((tx) =>
      tx.query(
        'select kind, strength, since::text as since from public.connections order by strength',
      ),
    );
    expect(stored).toEqual([
      { kind: 'knows', strength: 1, since: null },
      { kind: 'hosts', strength: 3, since: '2025-01-01' },
    ]);
    expect(await run('gexf', [...gexf(out)].join(''))).toMatchObject({ ...said, unchanged: 2 });
  });

  test('of ties that were told by hand come back unchanged; under ids of their own they do not', async () => {
    const [a, b] = places;
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.connections (id, from_id, to_id, kind, strength, since, note)
         values ($1, $2, $3, 'hosts', 3, '2025-01-01', 'elke dinsdag'), ($4, $3, $5, 'knows', 1, null, '')`,
        [randomUUID(), a, b, randomUUID(), places[2]],
      ),
    );
    const text = [...graphml(leaving(places))].join('');
    expect(await run('graphml', text)).toMatchObject({ written: 0, unchanged: 2, refused: 0 });
    const named = text.replace('<edge ', `<edge id="${randomUUID()}" `);
    expect((await run('graphml', named)).faults).toEqual([
      { line: 1, says: 'this pair has a connection of this kind' },
    ]);
  });

  test('with unknown assets, a loop and a pair twice: a report by tie, the good one written', async () => {
    const [one, two] = places;
    const gone = randomUUID();
    const nodes = [one, two, gone].map((id) => `<node id="${id}"/>`).join('');
    const edge = (from = '', to = '') => `<edge source="${from}" target="${to}"/>`;
    const edges = [edge(one, two), edge(two, gone), edge(one, one), edge(two, one)].join('');
    const report = await run('graphml', graphmlOf(nodes + edges));
    expect(report).toMatchObject({ read: 4, written: 1, refused: 3 });
    expect(report.faults).toEqual([
      { line: 2, says: 'to is nothing that is on the map' },
      { line: 3, says: 'nothing is connected to itself' },
      { line: 4, says: 'this pair and kind stand on tie 1' },
    ]);
  });
});
