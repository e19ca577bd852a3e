import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Evidence } from '../api/contracts/cimo.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { snapshotOf } from '../api/initiatives/waves/freeze.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { wavesOf } from './support/waves.ts';

const FAR = 'BU90020101';

forEachDatabase('Evidence', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  let assets: Awaited<ReturnType<typeof neighbours>>['assets'];
  let here = '';
  let there = '';
  const trust = randomUUID();
  const meal = randomUUID();
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
    ({ as } = testApi(database));
    const begin = async (title: string, buurt: string): Promise<string> =>
      (
        await as(actors.coordinator)('POST', '/initiatives', {
          ...{ id: randomUUID(), title, buurt, beganOn: '2024-01-01', status: 'published' },
        })
      ).json.id;
    here = await begin('De tuin', HERE);
    there = await begin('De tafel', FAR);
    const propose = (id: string, name: string, factor: string) =>
      as(actors.connector)('POST', '/mechanisms', { id, name, factor });
    await propose(trust, 'Luisteren geeft vertrouwen', 'trust_and_ownership');
    await propose(meal, 'Samen eten verlaagt de drempel', 'inclusion');
    await write(here, { mechanism: trust, direction: 'works', happenedOn: '2025-01-10' });
    const seen = await write(here, {
      mechanism: trust,
      direction: 'works',
      strength: 'seen_by_two',
    });
    await write(here, { mechanism: meal, direction: 'works' });
    await write(here, { direction: 'chafes' });
    await write(there, { mechanism: trust, direction: 'chafes' }, actors.far);
    await as(actors.connector)('POST', `/initiatives/${here}/cimo/${seen}/evidence`, {
      ...{
        id: randomUUID(),
        side: 'for',
        words: 'Ze bleven.',
        isQuote: true,
        consentHow: 'Gevraagd',
      },
    });
    await as(actors.researcher)('POST', `/initiatives/${here}/cimo/${seen}/evidence`, {
      ...{ id: randomUUID(), side: 'against', words: 'Niet iedereen.' },
    });
  });
  async function write(
    initiative: string,
    more: object,
    actor: Actor = actors.connector,
  ): Promise<string> {
    const { json, text, status } = await as(actor)('POST', `/initiatives/${initiative}/cimo`, {
      ...{
        id: randomUUID(),
        happened: '=Er gebeurde iets',
        sharing: 'shared',
        happenedOn: '2025-03-01',
      },
      ...more,
    });
    expect(status, text).toBe(201);
    return json.id;
  }
  const read = async (actor: Actor, query = ''): Promise<Evidence> =>
    (await as(actor)('GET', `/evidence${query}`)).json;
  const of = ({ rows }: Evidence, id: string | null) =>
    rows.find(({ mechanism }) => (mechanism?.id ?? null) === id)!;

  test('sets mechanisms against contexts, with counts, quotes and contradictions', async () => {
    const found = await read(actors.researcher);
    expect(found.entries).toBe(5);
    expect(found.contexts.map(({ name }) => name).toSorted()).toEqual(['De tafel', 'De tuin']);
    expect(of(found, trust)).toMatchObject({
      ...{ entries: 3, initiatives: 2, works: 2, chafes: 1, contradicts: true },
      mechanism: {
        ...{ name: 'Luisteren geeft vertrouwen', factor: 'trust_and_ownership', agreed: false },
      },
      quotes: [{ words: 'Ze bleven.', side: 'for', speaker: '' }],
    });
    const cells = of(found, trust).cells.toSorted((a, b) => b.works - a.works);
    expect(cells).toMatchObject([
      { context: here, works: 2, chafes: 0, evidenceFor: 1, evidenceAgainst: 1, seenByTwo: 0 },
      { context: there, works: 0, chafes: 1, evidenceFor: 0, evidenceAgainst: 0 },
    ]);
    expect(of(found, meal)).toMatchObject({ entries: 1, contradicts: false });
    expect(of(found, null)).toMatchObject({ mechanism: null, entries: 1, contradicts: false });
  });

  // The bug: grouped otherwise than by initiative, only the initiatives of the fullest mechanism were counted.
  test('says from how many initiatives it is, however it is grouped', async () => {
    for (const by of ['initiative', 'gemeente', 'wijk', 'stage', 'completeness'])
      expect((await read(actors.researcher, `?by=${by}`)).initiatives, by).toBe(2);
    // Of one in one initiative, of another in the other: none is of two.
    const ofEach = await write(there, { direction: 'works' }, actors.far);
    const after = await read(actors.researcher, '?by=stage&from=2025-02-01');
    expect(after.initiatives).toBe(2);
    expect((await read(actors.researcher, '?factor=inclusion')).initiatives).toBe(1);
    expect((await read(actors.researcher, '?until=2020-01-01')).initiatives).toBe(0);
    await as(actors.far)('DELETE', `/initiatives/${there}/cimo/${ofEach}`);
  });

  // The bug: a mechanism was said to contradict itself, and what speaks against it was nowhere to be read.
  test('tells what speaks against a mechanism, the newest three, a quote or not', async () => {
    expect(of(await read(actors.researcher), trust).against).toEqual([
      { words: 'Niet iedereen.', isQuote: false, speaker: '' },
    ]);
    const id = await write(here, { mechanism: meal, direction: 'works' });
    const own = `/initiatives/${here}/cimo/${id}`;
    for (const words of ['Eén', 'Twee', 'Drie', 'Vier'])
      await as(actors.connector)('POST', `${own}/evidence`, {
        ...{ id: randomUUID(), side: 'against', words },
        ...(words === 'Vier' && { isQuote: true, consentHow: 'Gevraagd', speaker: 'Buur' }),
      });
    const { contradicts, quotes, against } = of(await read(actors.researcher), meal);
    expect({ contradicts, quotes }).toEqual({ contradicts: true, quotes: [] });
    expect(against.map(({ words }) => words)).toEqual(['Vier', 'Drie', 'Twee']);
    expect(against[0]).toEqual({ words: 'Vier', isQuote: true, speaker: 'Buur' });
    await as(actors.connector)('DELETE', own);
  });

  // The bug: that two saw it was counted as whoever wrote it said.
  test('that two saw it counts once somebody else agrees, until its writer says otherwise', async () => {
    const id = await write(here, { mechanism: meal, strength: 'seen_by_two', direction: 'chafes' });
    const own = `/initiatives/${here}/cimo/${id}`;
    const seen = async () =>
      of(await read(actors.researcher), meal).cells.reduce((sum, cell) => sum + cell.seenByTwo, 0);
    const agree = (method: string) => as(actors.researcher)(method, `${own}/agree`);
    expect(await seen()).toBe(0);
    const { json } = await agree('POST');
    expect(json).toMatchObject({ version: 1, agreed: [{ role: 'researcher', people: 1 }] });
    expect(await seen()).toBe(1);
    await agree('DELETE');
    expect(await seen()).toBe(0);
    await agree('POST');
    const change = (version: number, more: object) =>
      as(actors.connector)('PATCH', own, more, { 'If-Match': `"v${version}"` });
    expect((await change(1, { sharing: 'shared' })).json.agreed).toHaveLength(1);
    expect(await seen()).toBe(1);
    // The bug: a day, a situation or an outcome that were put in later stood under the agreement of another.
    const otherwise = [
      { happened: 'Iets anders' },
      { context: 'Een flat' },
      { outcome: 'Het bleef' },
      { knownBy: 'Gehoord' },
      { happenedOn: '2025-03-02' },
    ];
    for (const [n, otherwords] of otherwise.entries()) {
      if (n > 0) await agree('POST');
      expect((await change(n + 2, otherwords)).json.agreed, JSON.stringify(otherwords)).toEqual([]);
      expect(await seen()).toBe(0);
    }
    await as(actors.connector)('DELETE', own);
  });

  test('by gemeente, wijk or what the area was like; of a while, an area or a factor', async () => {
    const byGemeente = await read(actors.researcher, '?by=gemeente');
    expect(byGemeente.contexts.map(({ key }) => key).toSorted()).toEqual(['GM9001', 'GM9002']);
    for (const by of ['wijk', 'stage', 'completeness'])
      expect((await read(actors.researcher, `?by=${by}`)).entries).toBe(5);
    expect((await read(actors.researcher, '?neighbourhood=GM9001')).entries).toBe(4);
    expect((await read(actors.researcher, '?from=2025-02-01')).entries).toBe(4);
    expect((await read(actors.researcher, '?until=2025-01-31')).entries).toBe(1);
    expect((await read(actors.researcher, '?factor=inclusion')).rows).toHaveLength(1);
    const wrong = await as(actors.researcher)(
      'GET',
      '/evidence?by=mood&from=2025-02-01&until=2025-01-01',
    );
    expect(wrong.status).toBe(400);
    expect(wrong.json.detail).toContain('by: is one of initiative, gemeente');
  });

  // The bug: there was no asking for what chafes alone.
  test('those that work or those that chafe, if that is asked', async () => {
    const chafing = await read(actors.researcher, '?direction=chafes');
    expect(chafing).toMatchObject({ entries: 2, initiatives: 2 });
    expect(of(chafing, trust)).toMatchObject({ works: 0, chafes: 1, contradicts: false });
    expect(of(chafing, meal)).toBeUndefined();
    expect((await read(actors.researcher, '?direction=works')).entries).toBe(3);
    const both = await read(actors.researcher, '?direction=chafes&factor=trust_and_ownership');
    expect(both.entries).toBe(1);
    const wrong = await as(actors.researcher)('GET', '/evidence?direction=up');
    expect(wrong.status).toBe(400);
    expect(wrong.json.detail).toBe('direction: is works or chafes');
  });

  test('a connector has that of their areas, and their own', async () => {
    expect((await read(actors.connector)).entries).toBe(4);
    expect((await read(actors.far)).entries).toBe(1);
  });

  test('goes along as CSV and as a workbook, and no cell becomes a formula', async () => {
    const csv = await as(actors.researcher)('GET', '/exports/evidence.csv');
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^entry,initiative,happened_on,/);
    expect(csv.text).toContain(`"'=Er gebeurde iets"`.replaceAll('"', ''));
    expect(csv.text).toContain('Ze bleven.');
    expect(csv.text).not.toContain('Gevraagd');
    const book = await as(actors.researcher)('GET', '/exports/evidence.xlsx?neighbourhood=GM9002');
    expect(Buffer.from(book.bytes.slice(0, 2)).toString()).toBe('PK');
  });

  // The bug: the file did not say what the intervention was, nor what it rests on or was measured by.
  test('a file names what a lesson rests on, as far as who takes it sees that', async () => {
    const wave = await wavesOf(as, actors.researcher).answered(
      { title: 'Meting van mei', visibleTo: 'everyone' },
      [1, 2, 3, 4, 4],
      900,
    );
    const introduction = randomUUID();
    const sides = { one: assets.open, other: await place(database) };
    const made = await as(actors.connector)('POST', '/introductions', {
      id: introduction,
      ...sides,
    });
    expect(made.status, made.text).toBe(201);
    const id = await write(here, {
      ...{ direction: 'works', outcomeBasis: 'measure', strength: 'measured', knownBy: 'Geteld' },
      ...{ wave, assets: [assets.open, assets.inner], introductions: [introduction] },
    });
    const title = (await as(actors.connector)('GET', `/assets/${assets.open}`)).json
      .title as string;
    /** How often a place is named, and whether an introduction is. */
    const named = async (actor: Actor) => {
      const { text } = await as(actor)('GET', '/exports/evidence.csv');
      const row = text.slice(text.indexOf(id)).split(/\r\n[0-9a-f-]{36},/)[0]!;
      expect(row).toContain('Meting van mei');
      return [row.split(title).length - 1, row.includes(`${title} - ${title}`)];
    };
    // Both places have one name, and so have the sides.
    expect(await named(actors.connector)).toEqual([4, true]);
    expect(await named(actors.researcher)).toEqual([1, false]);
    await as(actors.connector)('DELETE', `/initiatives/${here}/cimo/${id}`);
  });

  // The bug: a wave of May told of the lessons of November.
  test('a wave holds the lessons of its day', async () => {
    const { id } = await wavesOf(as, actors.researcher).begin();
    const counted = (asOf: string) =>
      database.asSystem(
        async (tx) =>
          (await snapshotOf(tx, id, { asOf, network: null, coverage: null })).cimo.entries,
      );
    expect(await counted('2025-01-09')).toBe(0);
    expect(await counted('2025-01-10')).toBe(1);
    expect(await counted('2025-12-31')).toBe(4);
  });

  // The bug: a file of one factor held the entries of all.
  test('a file holds the entries of an area, a factor, a direction and a while, as they are on the screen', async () => {
    const rows = async (query: string) =>
      (await as(actors.researcher)('GET', `/exports/evidence.csv?${query}`)).text
        .trim()
        .split('\r\n')
        .slice(1);
    expect(await rows('factor=inclusion')).toHaveLength(1);
    expect(await rows('factor=trust_and_ownership')).toHaveLength(3);
    expect(await rows('factor=trust_and_ownership&neighbourhood=GM9002')).toHaveLength(1);
    expect(await rows('factor=trust_and_ownership&from=2025-02-01')).toHaveLength(2);
    expect(await rows('direction=chafes')).toHaveLength(2);
    expect(await rows('direction=works&factor=trust_and_ownership')).toHaveLength(2);
    const wrong = await as(actors.researcher)('GET', '/exports/evidence.csv?factor=mood');
    expect(wrong.status).toBe(400);
  });

  // The bug: what somebody keeps to themselves stood among what is shared, without a mark.
  test('own private entries are marked in the file, and quoted nowhere', async () => {
    const kept = await write(here, { mechanism: meal, direction: 'works', sharing: 'private' });
    await as(actors.connector)('POST', `/initiatives/${here}/cimo/${kept}/evidence`, {
      ...{ id: randomUUID(), side: 'for', words: 'Voor mij alleen.', isQuote: true },
      consentHow: 'Gevraagd',
    });
    expect(of(await read(actors.connector), meal)).toMatchObject({ entries: 2, quotes: [] });
    expect(of(await read(actors.connector, '?shared=true'), meal)).toMatchObject({ entries: 1 });
    const { text } = await as(actors.connector)('GET', '/exports/evidence.csv');
    expect(text.split('\r\n').find((line) => line.startsWith(kept))).toContain(',private,');
    await as(actors.connector)('DELETE', `/initiatives/${here}/cimo/${kept}`);
  });

  test('the list of mechanisms grows by agreement', async () => {
    const id = randomUUID();
    const send = (actor: Actor, more: object = {}) =>
      as(actor)('POST', '/mechanisms', {
        id,
        name: 'Wie meedoet blijft',
        factor: 'shared_ownership',
        ...more,
      });
    const proposed = await send(actors.connector);
    expect(proposed.status, proposed.text).toBe(201);
    expect((await send(actors.connector)).status).toBe(201);
    const mine = (json: { items: { id: string }[] }) => json.items.find((one) => one.id === id);
    expect(mine(proposed.json)).toMatchObject({ agreedAt: null, agreements: 0, mine: true });
    const same = await as(actors.far)('POST', '/mechanisms', {
      ...{ id: randomUUID(), name: 'wie MEEDOET blijft', factor: 'inclusion' },
    });
    expect(same.json.detail).toBe('There is a mechanism with this name already.');
    const agree = (actor: Actor) => as(actor)('POST', `/mechanisms/${id}/agree`);
    expect((await agree(actors.connector)).status).toBe(403);
    expect(mine((await agree(actors.far)).json)).toMatchObject({ agreedAt: null, agreements: 1 });
    const third = await account(database, { roles: [{ role: 'connector', area: 'WK900201' }] });
    expect(mine((await agree(third)).json)).toMatchObject({
      agreedAt: expect.any(String),
      agreements: 2,
    });
    expect((await as(actors.connector)('DELETE', `/mechanisms/${id}`)).status).toBe(403);
    for (const who of ['here', 'municipality', 'trusted'] as const) {
      expect((await as(actors[who])('GET', '/mechanisms')).json.items).toEqual([]);
      expect((await send(actors[who], { id: randomUUID(), name: 'Van buiten af' })).status).toBe(
        403,
      );
    }
    const neither = await send(actors.connector, { id: randomUUID(), factor: null });
    expect(neither.json.detail).toBe('factor: a mechanism belongs to one factor');
    const another = {
      id: randomUUID(),
      name: 'Iets nieuws leren',
      factor: null,
      newFactor: 'plezier',
    };
    expect((await send(actors.coordinator, another)).status).toBe(201);
  });
});
