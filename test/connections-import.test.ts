import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importConnections } from '../api/connections/exchange/import.ts';
import type { Database } from '../api/db/port.ts';
import { exampleAreas } from './support/areas.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { card, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

const HEADER = 'id,from,to,kind,status,strength,since,until';

forEachDatabase('An edge list', (open) => {
  let database: Database;
  let folder = '';
  let places: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ties-'));
    database = await open();
    await exampleAreas(database);
    for (let n = 0; n < 4; n++) places.push(await place(database));
    places = places.toSorted();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => database.asSystem((tx) => tx.run('delete from public.connections')));
  const run = async (content: string, options = {}) => {
    const file = join(folder, 'ties.csv');
    await writeFile(file, content);
    return importConnections(database, file, options);
  };
  const stored = () =>
    database.asSystem((tx) => tx.query<{ kind: string }>('select * from public.connections'));

  test('becomes ties; read again it changes nothing', async () => {
    const [a, b, c] = places;
    const text = `${HEADER}\n,${a},${b},hosts,active,3,2025-01-01,\n${randomUUID()},${b},${c},,,,,\n`;
    expect(await run(text)).toMatchObject({ read: 2, written: 2, refused: 0 });
    expect(await run(text)).toMatchObject({ written: 0, unchanged: 2, refused: 0 });
    expect(await stored()).toHaveLength(2);
    expect(await run(text, { dryRun: true })).toMatchObject({ unchanged: 2, dryRun: true });
  });

  test('of Gephi and Kumu has its own names for the ends', async () => {
    const [a, b] = places;
    expect(await run(`Source;Target;Weight;Colour\n${a};${b};2;red\n`)).toMatchObject({
      written: 1,
      notes: ['Not read: the columns Colour.'],
    });
  });

  test('with faults: each is named by its line, and the others are written', async () => {
    const [a, b, c, d] = places;
    const person = await card(database, { consent: 'holds' });
    const gone = randomUUID();
    const report = await run(
      [
        HEADER,
        `,${a},${a},knows,,,,`,
        `,${a},${b},loves,,5,,`,
        `,${a},${b},knows,,,2026-02-01,2026-01-01`,
        `,${a},${gone},knows,,,,`,
        `,${a},${person},knows,,,,`,
        `,${c},${d},knows,,1,,`,
        `,${d},${c},knows,,2,,`,
        `,${a},${b},knows,ended,,,`,
        `,,${b},knows,,,,`,
        `,${a},${b},knows,,,,`,
      ].join('\n'),
    );
    expect(report.faults).toEqual([
      { line: 2, says: 'nothing is connected to itself' },
      {
        line: 3,
        says: 'kind is one of knows, works_together, shares_means, hosts, refers_to, member_of; strength is 1, 2 or 3',
      },
      { line: 4, says: 'a connection does not end before it begins' },
      { line: 5, says: 'to is nothing that is on the map' },
      { line: 6, says: 'to is nothing that is on the map' },
      { line: 8, says: 'this pair and kind stand on line 7' },
      { line: 9, says: 'what has ended says until when' },
      { line: 10, says: 'from is missing' },
    ]);
    expect(report).toMatchObject({ read: 10, written: 2, refused: 8 });
  });

  test('that is there already under another id is refused; without its ends nothing is read', async () => {
    const [a, b] = places;
    await run(`from,to,kind\n${a},${b},knows\n`);
    expect((await run(`from,to,kind,strength\n${b},${a},knows,3\n`)).faults).toEqual([
      { line: 2, says: 'this pair has a connection of this kind' },
    ]);
    await expect(run('kind,status\nknows,active\n')).rejects.toThrow(
      'The columns from, to are missing',
    );
    expect(await stored()).toHaveLength(1);
  });

  test('comes in through the API by a coordinator alone', async () => {
    const { as } = testApi(database);
    const text = `from,to\n${places[0]},${places[1]}\n`;
    const send = async (role: 'coordinator' | 'connector') =>
      as(await account(database, { roles: [{ role, area: 'NL' }] }))(
        'POST',
        '/imports/connections',
        text,
        { 'Content-Type': 'text/csv' },
      );
    expect((await send('connector')).status).toBe(403);
    expect((await send('coordinator')).json).toMatchObject({ written: 1 });
  });
});
