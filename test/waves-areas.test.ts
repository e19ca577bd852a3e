import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import type { Wave } from '../api/contracts/waves.ts';
import { importNeighbourhoods } from '../api/neighbourhoods/import/import.ts';
import { testApi } from './support/api.ts';
import { areaFiles, buurt, collection, rectangle } from './support/area-files.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';
import { cohesion, wavesOf } from './support/waves.ts';

type Buurten = Parameters<typeof collection>[0];
const of2020 = (buurten: Buurten) =>
  buurten.map((each) => ({ ...each, properties: { ...each.properties, jaar: 2020 } }));

forEachDatabase('Waves of areas that are renumbered', (open) => {
  const file = areaFiles();
  let database: Database;
  let researcher: Actor;
  let as: ReturnType<typeof testApi>['as'];
  let tools: ReturnType<typeof wavesOf>;
  beforeAll(async () => {
    database = await open();
    researcher = await account(database, { roles: [{ role: 'researcher', area: 'NL' }] });
    ({ as } = testApi(database));
    tools = wavesOf(as, researcher);
  });

  const load = async (features: Buurten) =>
    importNeighbourhoods(database, await file(collection(features)), {});
  const closed = async (area: string, visibleTo = 'learners') => {
    const { id, token } = await tools.begin({ area, visibleTo });
    expect((await tools.answer(token, cohesion(2))).status).toBe(201);
    expect((await tools.close(id)).json.state).toBe('closed');
    return id;
  };
  const areaOf = async (id: string, actor = researcher) => {
    const { status, json } = await as(actor)('GET', `/waves/${id}`);
    return status === 200 ? (json as Wave).area.code : status;
  };

  test('go along where it is certain, and what was frozen stays to the byte', async () => {
    await load([buurt('BU81010101', rectangle(0, 0, 3)), buurt('BU81010102', rectangle(3, 0))]);
    const ids = [
      await closed('BU81010101'),
      await closed('WK810101'),
      await closed('GM8101'),
      (await tools.begin({ area: 'BU81010102' })).id,
      (await tools.prepare({ area: 'WK810101' })).json.id as string,
    ];
    const frozen = (await tools.read(ids[0]!, researcher)).text;
    expect(frozen).toContain('"area":"BU81010101"');
    await load(
      of2020([
        // The old codes, the other way round: what moves to one does not move on.
        buurt('BU81010102', rectangle(0, 0, 2)),
        buurt('BU81010101', rectangle(2, 0)),
        buurt('BU81010703', rectangle(3, 0)),
      ]),
    );
    const now = await Promise.all(ids.map((id) => areaOf(id)));
    expect(now).toEqual(['BU81010102', 'WK810101', 'GM8101', 'BU81010703', 'WK810101']);
    expect((await tools.read(ids[0]!, researcher)).text).toBe(frozen);
    // One that is open goes on, and closes.
    expect((await tools.close(ids[3]!)).json).toMatchObject({ state: 'closed' });
  });

  test('of a wijk under another code in the same place, too', async () => {
    await load([buurt('BU83010101', rectangle(0, 30, 3)), buurt('BU83010201', rectangle(3, 30))]);
    const id = await closed('WK830101');
    await load(
      of2020([buurt('BU83010701', rectangle(0, 30, 2)), buurt('BU83010901', rectangle(2, 30, 2))]),
    );
    expect(await areaOf(id)).toBe('WK830107');
  });

  test('so do meetings, counts of preventive moments and chosen quotes', async () => {
    await load([buurt('BU85010101', rectangle(0, 50, 3)), buurt('BU85010201', rectangle(3, 50))]);
    const leader = await account(database, { roles: [{ role: 'coordinator', area: 'NL' }] });
    const meeting = randomUUID();
    await as(leader)('POST', '/learning/meetings', {
      ...{ id: meeting, theme: 'Soep', heldOn: '2019-01-01', area: 'WK850101' },
    });
    const [initiative, entry, evidence] = [randomUUID(), randomUUID(), randomUUID()];
    await as(leader)('POST', '/initiatives', {
      ...{ id: initiative, title: 'Soep', buurt: 'BU85010101', beganOn: '2018-01-01' },
      status: 'published',
    });
    await as(leader)('POST', `/initiatives/${initiative}/cimo`, {
      ...{ id: entry, happened: 'Soep', direction: 'works', sharing: 'shared' },
      happenedOn: '2019-01-01',
    });
    await as(leader)('POST', `/initiatives/${initiative}/cimo/${entry}/evidence`, {
      ...{ id: evidence, side: 'for', words: 'Lekker', isQuote: true, consentHow: 'Gezegd' },
    });
    const choice = { area: 'WK850101', quarter: '2019-Q1', quotes: [evidence] };
    expect((await as(leader)('PUT', '/programme/quotes', choice)).status).toBe(200);
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.preventive_moments (id, month, wijk_code, help, noticed)
         select gen_random_uuid(), '2019-01-01', 'WK850101', 'other', 'self' from generate_series(1, 5)`,
      ),
    );
    await load(
      of2020([buurt('BU85010701', rectangle(0, 50, 2)), buurt('BU85010901', rectangle(2, 50, 2))]),
    );
    const found = await as(leader)('GET', `/learning/meetings/${meeting}`);
    expect(found.json.area).toBe('WK850107');
    const [quote] = await database.asSystem((tx) =>
      tx.query<{ area: string }>('select area_code as area from public.report_quotes'),
    );
    expect(quote).toEqual({ area: 'WK850107' });
    const counts = await as(leader)('GET', '/preventive-moments?area=WK850107&year=2019');
    expect(counts.json.total).toBe(5);
  });

  // The bug: of an area without buurten a wave for the municipality was shown to everybody.
  test('of a wijk that went into a larger one tell nobody of it but who holds waves everywhere', async () => {
    await load([
      buurt('BU84010101', rectangle(0, 40)),
      buurt('BU84010201', rectangle(1, 40, 2)),
      buurt('BU84010202', rectangle(3, 40, 2)),
    ]);
    const local = await account(database, { roles: [{ role: 'researcher', area: 'GM8401' }] });
    const others = {
      nobody: { accountId: null } as Actor,
      connector: await account(database, { roles: [{ role: 'connector', area: 'WK840101' }] }),
      municipality: await account(database, { roles: [{ role: 'municipality', area: 'GM8401' }] }),
    };
    const id = await closed('WK840101', 'municipality');
    expect(await areaOf(id, local)).toBe('WK840101');
    expect(await areaOf(id, others.municipality)).toBe('WK840101');
    await load(of2020([buurt('BU84010901', rectangle(0, 40, 5))]));
    expect(await areaOf(id)).toBe('WK840101');
    for (const [who, actor] of Object.entries({ ...others, local }))
      expect([who, await areaOf(id, actor)]).toEqual([who, 404]);
    expect((await tools.read(id)).status).toBe(404);
  });

  test('of a gemeente that went into another are not of all of the other', async () => {
    await load([
      buurt('BU82010101', rectangle(0, 20, 2)),
      buurt('BU82020101', rectangle(2, 20, 6)),
    ]);
    const [whole, part] = [await closed('GM8201'), await closed('BU82010101')];
    await load(
      of2020([buurt('BU82020701', rectangle(0, 20, 2)), buurt('BU82020101', rectangle(2, 20, 6))]),
    );
    expect([await areaOf(whole), await areaOf(part)]).toEqual(['GM8201', 'BU82020701']);
  });
});
