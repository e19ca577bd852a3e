import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Behind, Programme } from '../api/contracts/programme.ts';
import { listed, type Listed } from '../api/contracts/programme-words.ts';
import { quarterOf } from '../api/contracts/quarters.ts';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { learn } from './support/learning.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { learnTogether } from './support/together.ts';

const NOW = quarterOf(new Date().toISOString().slice(0, 10));
const soon = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const THERE = 'BU90010201';

// The bug: the activities, assets and examples of a quarter opened lists of their area, of whatever quarter.
forEachDatabase('What a number of the programme is made of', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    const world = await neighbours(database);
    ({ actors } = world);
    ({ as } = testApi(database));
    await learn(database, HERE, world.assets.open);
    await learnTogether(database, HERE, actors);
    await place(database, { at: THERE });
    await card(database, { consent: 'holds', at: THERE });
    // A proposal and what somebody put in it are not counted, nor is what is still to come.
    const coordinator = as(actors.coordinator);
    const proposed = randomUUID();
    await coordinator('POST', '/initiatives', {
      ...{ id: proposed, title: 'Nog niets', buurt: HERE, beganOn: '2024-01-01' },
    });
    const { items } = (await coordinator('GET', '/initiatives?limit=100')).json;
    const garden = (items as { id: string; title: string }[]).find(
      (one) => one.title === 'De tuin',
    );
    for (const [initiative, heldOn, attended] of [
      ...[[garden!.id, '2025-08-09', 3] as const, [garden!.id, '2025-08-10', null] as const],
      ...[[proposed, '2025-08-10', 9] as const, [garden!.id, soon, null] as const],
    ]) {
      const path = `/initiatives/${initiative}/activities`;
      const given = { id: randomUUID(), title: 'Soep', heldOn, attended };
      const { status, text } = await coordinator('POST', path, given);
      expect(status, text).toBe(201);
    }
  });

  const behind = (actor: Actor, area: string, quarter: string, measure: string, more = '') =>
    as(actor)('GET', `/programme/behind?area=${area}&quarter=${quarter}&measure=${measure}${more}`);
  const number = async (actor: Actor, area: string, quarter: string, measure: Listed) => {
    const path = `/programme?area=${area}&from=${quarter}&until=${quarter}`;
    const { measures } = (await as(actor)('GET', path)).json as Programme;
    return measures.find((one) => one.measure === measure)?.quarters[0]?.n ?? 0;
  };

  test('is as many as the number says, in its area and quarter', async () => {
    for (const who of ['coordinator', 'connector'] as const)
      for (const area of ['NL', 'GM9001', 'WK900101', 'WK900102'])
        for (const quarter of ['2025-Q2', '2025-Q3', NOW])
          for (const measure of listed) {
            const answer = await behind(actors[who], area, quarter, measure, '&limit=100');
            if (who === 'connector' && area === 'WK900102') {
              expect(answer.status).toBe(404);
              continue;
            }
            const { items } = answer.json as Behind;
            const made =
              measure === 'attended'
                ? items.reduce((sum, { attended }) => sum + attended!, 0)
                : items.length;
            const told = await number(actors[who], area, quarter, measure);
            expect(made, `${who} ${area} ${quarter} ${measure}`).toBe(told);
          }
  });

  test('says when and where, the newest first, page by page', async () => {
    const first = await behind(actors.coordinator, 'NL', '2025-Q3', 'activities', '&limit=2');
    expect(first.json.items).toEqual([
      expect.objectContaining({
        title: 'Soep',
        on: '2025-08-10',
        where: 'De tuin',
        attended: null,
      }),
      expect.objectContaining({ title: 'Soep', on: '2025-08-09', where: 'De tuin', attended: 3 }),
    ]);
    const cursor = `&limit=2&cursor=${first.json.next}`;
    const second = await behind(actors.coordinator, 'NL', '2025-Q3', 'activities', cursor);
    expect(second.json).toMatchObject({ items: [{ title: 'Oogst', attended: 12 }], next: null });
    const other = await behind(actors.coordinator, 'NL', '2025-Q2', 'activities', cursor);
    expect(other.status).toBe(400);
    const examples = await behind(actors.connector, 'WK900101', NOW, 'examples');
    expect(examples.json.items).toMatchObject([{ title: 'De pan', initiative: null }]);
  });

  test('holds nobody, and nothing that is not public of the assets', async () => {
    const { items } = (await behind(actors.coordinator, 'NL', NOW, 'assets', '&limit=100'))
      .json as Behind;
    const seen = await as(actors.anon)('GET', '/assets?limit=100');
    const open = new Set((seen.json.items as { id: string }[]).map(({ id }) => id));
    expect(items.length).toBe(open.size);
    for (const { id } of items) expect(open).toContain(id);
  });

  test('is for who learns there, and nobody else', async () => {
    for (const [who, actor] of Object.entries(actors)) {
      const may = ['connector', 'coordinator', 'researcher'].includes(who);
      const expected = may ? 200 : who === 'anon' ? 401 : 404;
      for (const measure of listed)
        expect((await behind(actor, 'WK900101', NOW, measure)).status, who).toBe(expected);
    }
  });

  test('of what people did nothing is listed', async () => {
    const answer = await behind(actors.coordinator, 'NL', '2025', 'conversations');
    expect(answer.status).toBe(400);
    expect(answer.json.faults).toMatchObject([{ at: 'quarter' }, { at: 'measure' }]);
  });
});
