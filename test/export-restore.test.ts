import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { exportAll } from '../api/imports/export.ts';
import { restoreAll } from '../api/imports/restore.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { point, testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { learn } from './support/learning.ts';
import { learnTogether } from './support/together.ts';
import { card, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The first export, by whichever database came first: the other must write the same bytes. */
let first: Buffer | undefined;
/** A wave in it, and what it answers. */
let frozen: { wave: string; body: string } | undefined;

const HERE = 'BU90010101';
const [lon, lat] = middleOf(HERE);

/** Something in every table, with what is hard to write down exactly. */
async function fill(database: Database): Promise<{ withdrawn: string; wave: string }> {
  await exampleAreas(database);
  const { as } = testApi(database);
  const actor = (role: 'connector' | 'coordinator', area: string) =>
    account(database, { roles: [{ role, area }] });
  const learners = {
    connector: await actor('connector', 'GM9001'),
    coordinator: await actor('coordinator', 'NL'),
  };
  const connector = as(learners.connector);
  const resident = as(await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] }));
  const ring = [
    [lon, lat],
    [lon + 0.001, lat],
    [lon + 0.00012345, lat + 0.001],
    [lon, lat],
  ];
  const id = randomUUID();
  await connector('POST', '/assets', {
    id,
    kind: 'place',
    title: 'Café “Ĳ” — ß\t\\ 中',
    tags: ['a,b', '"c"', '{}', '\\'],
    geometry: { type: 'Polygon', coordinates: [ring] },
    contact: { name: 'Jan' },
  });
  await connector('PATCH', `/assets/${id}`, { capacity: 0 }, { 'If-Match': '"v1"' });
  await resident('POST', `/assets/${id}/confirm`);
  await as()('POST', `/assets/${id}/report`, { id: randomUUID(), reason: 'wrong' });
  const card = (title: string) => ({
    id: randomUUID(),
    kind: 'person',
    title,
    gifts: { hands: ['koken'] },
    buurt: HERE,
    consent: { textVersion: '2026-11' },
  });
  const [stays, goes] = [card('Blijft'), card('Trekt in')];
  await resident('POST', '/assets', stays);
  await resident('POST', '/assets', goes);
  // What hangs on a card leaves with it: an earlier version, a contact.
  await resident(
    'PATCH',
    `/assets/${goes.id}`,
    { title: 'Trekt zich in', contact: { phone: '0320 123456', visibility: 'connectors' } },
    { 'If-Match': '"v1"' },
  );
  await weave(database, connector, resident, id, goes.id);
  await resident('DELETE', `/assets/${goes.id}/consent`);
  await as()('POST', '/assets', {
    id: randomUUID(),
    kind: 'story',
    title: 'x',
    geometry: point([lon, lat]),
  });
  await connector('GET', '/neighbourhoods/GM9001/gifts');
  await learnTogether(database, HERE, learners);
  return { withdrawn: goes.id, wave: await learn(database, HERE, id) };
}

type Send = ReturnType<ReturnType<typeof testApi>['as']>;
/** Something in every table of connections: with a place, and with a card that leaves. */
async function weave(
  database: Database,
  connector: Send,
  resident: Send,
  at: string,
  card: string,
) {
  const beside = await place(database);
  const written = [
    await connector('POST', '/connections', {
      ...{ id: randomUUID(), from: at, to: beside, kind: 'hosts', since: '2025-02-03', note: 'Ĳ' },
    }),
    await resident('POST', '/connections', {
      ...{ id: randomUUID(), from: card, to: beside, kind: 'knows', note: 'Trekt' },
    }),
    await connector('POST', '/introductions', {
      ...{ id: randomUUID(), one: card, other: at, note: 'Trekt in', nextStepOn: '2026-12-01' },
    }),
    await connector('POST', '/introductions', {
      ...{ id: randomUUID(), one: beside, other: at, invitation: 'Samen tuinieren' },
    }),
    await connector('POST', '/conversations', {
      ...{ id: randomUUID(), buurt: HERE, likes: 'Vissen', at: [lon, lat], sharing: 'connectors' },
    }),
    await connector('POST', '/vocabulary', { term: 'wadlopen', concept: 'wandelen' }),
    await connector('POST', '/reminders/calendar'),
  ];
  expect(written.map(({ status }) => status)).toEqual(Array(written.length).fill(201));
  const tie = written[0]!.json as { id: string };
  await connector('PATCH', `/connections/${tie.id}`, { strength: 3 }, { 'If-Match': '"v1"' });
  await database.asSystem((tx) =>
    tx.run(
      `insert into public.population_cells (year, x, y, inhabitants) values (2024, 1500, 4900, 7)`,
    ),
  );
}

forEachDatabase('export and restore', (openSource) => {
  let file = '';
  let withdrawn = '';

  beforeAll(async () => {
    const source = await openSource();
    file = join(folder, `${source.kind}.ndjson.gz`);
    if (first) {
      // What another database wrote is read here, and must come out the same.
      await writeFile(file, first);
      await restoreAll(source, file);
      await exportAll(source, file);
    } else {
      const filled = await fill(source);
      ({ withdrawn } = filled);
      const { text } = await testApi(source).as()('GET', `/waves/${filled.wave}/snapshot`);
      frozen = { wave: filled.wave, body: text };
      await exportAll(source, file);
    }
  });

  test('the same data gives the same bytes, again and across databases', async () => {
    const again = `${file}.again`;
    await exportAll(await openSource(), again);
    const [a, b] = await Promise.all([file, again].map((name) => readFile(name)));
    expect(a!.equals(b!)).toBe(true);
    if (first) expect(a!.equals(first)).toBe(true);
    first ??= a;
  });

  test('rows stand in the order of their keys, times to the microsecond', async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const [, assets = ''] = /^\{"table":"public.assets".*\n((?:\[.*\n)+)/m.exec(text) ?? [];
    const head = JSON.parse(/^\{"table":"public.assets".*$/m.exec(text)![0]) as {
      columns: string[];
    };
    const at = head.columns.indexOf('id');
    const ids = assets
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as string[])[at]!);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids).toEqual(ids.toSorted());
    expect(text).toMatch(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"/);
  });

  test('it holds every table but secrets, and nobody who withdrew consent', async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const tables = [...text.matchAll(/^\{"table":"([a-z_.]+)"/gm)].map(([, name]) => name);
    expect(tables).toEqual(
      expect.arrayContaining([
        'auth.users',
        'public.accounts',
        'public.assets',
        'public.consents',
        'public.asset_history',
        'public.connections',
        'public.connection_history',
        'public.introductions',
        'public.conversations',
        'public.reminders',
        'public.vocabulary_terms',
        'public.population_cells',
        'public.learning_meetings',
        'public.learning_intentions',
        'public.preventive_moments',
        'public.competence_assessments',
      ]),
    );
    expect(tables.filter((name) => name!.startsWith('private.'))).toEqual([]);
    for (const stays of ['Blijft', 'Samen tuinieren', 'Vissen', 'wadlopen', '2025-02-03'])
      expect(text).toContain(stays);
    expect(text).not.toMatch(/Trekt|0320 123456/);
    if (withdrawn) expect(text.match(new RegExp(withdrawn, 'g'))).toHaveLength(1); // its consent record
  });
});

forEachDatabase('a table that refers to assets twice', (open) => {
  test('loses a row with either of them', async () => {
    const database = await open();
    await database.asOwner((tx) =>
      tx.script(`create table public.pairs (
        id int primary key,
        one uuid not null references public.assets (id),
        other uuid references public.assets (id)
      )`),
    );
    await exampleAreas(database);
    const [open1, open2] = [await place(database), await place(database)];
    const hidden = await card(database, { consent: 'withdrawn' });
    await database.asOwner((tx) =>
      tx.run(
        `insert into public.pairs values (1, $1, $2), (2, $1, $3), (3, $3, $2), (4, $1, null)`,
        [open1, open2, hidden],
      ),
    );
    const counts = await exportAll(database, join(folder, `${database.kind}.pairs.gz`));
    expect(counts).toContainEqual({ table: 'public.pairs', rows: 2 });
  });
});

forEachDatabase('restore', (openTarget) => {
  let file = '';
  const damaged = async (change: (text: string) => string | Buffer) => {
    const name = join(folder, `${randomUUID()}.gz`);
    const changed = change(gunzipSync(await readFile(file)).toString());
    await writeFile(name, typeof changed === 'string' ? gzipSync(changed) : changed);
    return name;
  };
  const rows = async () =>
    (await openTarget()).asOwner(
      async (tx) => (await tx.query('select 1 from public.neighbourhoods')).length,
    );

  beforeAll(async () => {
    file = join(folder, 'source.gz');
    await writeFile(file, first!);
  });

  describe('refuses in one sentence and leaves nothing behind', () => {
    test.each([
      [
        'a file cut off',
        (text: string) => gzipSync(text).subarray(0, -40),
        /damaged or cut off|ends too early/,
      ],
      [
        'a file without its end',
        (text: string) => text.slice(0, text.lastIndexOf('{"end"')),
        /ends too early/,
      ],
      [
        'another version',
        (text: string) => text.replace('"version":1', '"version":9'),
        /not an export/,
      ],
      [
        'other migrations',
        (text: string) => text.replace('"migrations":["2026', '"migrations":["2020'),
        /other migrations/,
      ],
      [
        'a foreign table',
        (text: string) => text.replace('"public.consents"', '"public.pets"'),
        /something unknown/,
      ],
      [
        'a row left out',
        (text: string) => text.replace(/^\[.*"2026-11".*\n/m, ''),
        /ends too early/,
      ],
      ['no gzip at all', () => Buffer.from('hello'), /damaged/],
      [
        'rows that do not fit together',
        (text: string) => text.replace(/^\[.*"BU90010101".*"GM9001".*\n/m, ''),
        /does not fit together|ends too early/,
      ],
    ])('%s', async (_, change, says) => {
      await expect(restoreAll(await openTarget(), await damaged(change))).rejects.toThrow(says);
      expect(await rows()).toBe(0);
    });

    test('a file that is not there', async () => {
      await expect(restoreAll(await openTarget(), join(folder, 'none'))).rejects.toThrow(
        /There is no file/,
      );
    });
  });

  test('an empty database takes it, and goes on from there', async () => {
    const database = await openTarget();
    await restoreAll(database, file);
    const { as } = testApi(database);
    const made = await as()('POST', '/assets', {
      id: randomUUID(),
      kind: 'place',
      title: 'Nieuw',
      geometry: point([lon, lat]),
    });
    expect(made.json.buurt.code).toBe(HERE);
    // A frozen wave answers the same bytes for ever.
    const wave = await as()('GET', `/waves/${frozen!.wave}/snapshot`);
    expect(wave.text).toBe(frozen!.body);
    expect(wave.json.survey.answers).toBe(6);
    await database.asSystem((tx) =>
      tx.run(
        "insert into public.figure_views (role, figure, area_code) values ('researcher', 'gifts', 'NL')",
      ),
    );
  });

  test('a database that has something is refused', async () => {
    const copy = join(folder, 'copy.gz');
    await copyFile(file, copy);
    await expect(restoreAll(await openTarget(), copy)).rejects.toThrow(/is not empty/);
  });
});
