import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { cohesion, wavesOf } from './support/waves.ts';

forEachDatabase('Waves and the wall', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  let tools: ReturnType<typeof wavesOf>;
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
    tools = wavesOf(as, actors.researcher);
  });

  test('what people answered is nobody’s to read, whoever asks', async () => {
    for (const actor of Object.values(actors)) {
      for (const column of ['answers', 'person', 'id'])
        await expect(
          database.asActor(actor, 'read', (tx) =>
            tx.query(`select ${column} from public.survey_answers`),
          ),
        ).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each([
    ['researchers', ['coordinator', 'researcher']],
    ['learners', ['connector', 'coordinator', 'researcher']],
    ['municipality', ['connector', 'coordinator', 'municipality', 'researcher']],
  ])('a closed wave for %s is theirs alone', async (visibleTo, those) => {
    const { id, token } = await tools.begin({ visibleTo });
    await tools.answer(token, cohesion(3));
    for (const [who, actor] of Object.entries(actors)) {
      const holds = ['coordinator', 'researcher'].includes(who);
      expect((await as(actor)('GET', `/waves/${id}`)).status, `${who}, open`).toBe(
        holds ? 200 : 404,
      );
    }
    await tools.close(id);
    for (const [who, actor] of Object.entries(actors)) {
      const seen = await tools.read(id, actor);
      expect(seen.status, who).toBe(those.includes(who) ? 200 : 404);
      const wave = await as(actor)('GET', `/waves/${id}`);
      if (!those.includes(who)) expect(wave.status, who).toBe(404);
      else if (!['coordinator', 'researcher'].includes(who))
        expect(wave.json).toMatchObject({ counts: null, holds: false });
    }
  });

  test('a wave is laid beside closed ones that its holder may see, and no other', async () => {
    const says = 'a wave is laid beside closed ones that you may see';
    const elsewhere = await account(database, {
      roles: [{ role: 'researcher', area: 'GM9002' }],
    });
    const hidden = await tools.answered({ visibleTo: 'researchers' }, [1, 1, 1, 1, 1], 600);
    for (const beside of [{ follows: hidden }, { comparesWith: hidden }])
      expect((await tools.prepare({ area: 'WK900201', ...beside }, elsewhere)).json.detail).toBe(
        says,
      );
    const { id } = await tools.begin();
    expect((await tools.prepare({ follows: id })).json.detail).toBe(says);
    expect((await tools.prepare({ follows: hidden })).status).toBe(201);
  });

  test('only who holds waves in the area prepares, links, types over and closes', async () => {
    const { id } = await tools.begin({ visibleTo: 'everyone' });
    for (const who of ['here', 'connector', 'far', 'municipality', 'trusted'] as const) {
      const actor = actors[who];
      expect((await tools.prepare({}, actor)).status, who).toBe(403);
      expect((await tools.close(id, actor)).status, who).toBe(404);
      expect((await as(actor)('GET', `/waves/${id}/links`)).status, who).toBe(404);
      expect((await as(actor)('POST', `/waves/${id}/links`, { count: 1 })).status, who).toBe(404);
      expect((await tools.paper(id, 'cohesion.know\n1\n', actor)).status, who).toBe(404);
    }
    await tools.close(id);
    for (const who of ['here', 'municipality'] as const) {
      expect((await tools.change(id, 3, { title: 'Van mij' }, actors[who])).status).toBe(403);
      expect((await as(actors[who])('GET', `/waves/${id}/links`)).status).toBe(403);
    }
  });

  test('a wave is of an initiative that its holder sees', async () => {
    const proposed = await as(actors.here)('POST', '/initiatives', {
      ...{ id: randomUUID(), title: 'Nog niet', buurt: HERE, beganOn: '2025-01-01' },
    });
    expect(proposed.status).toBe(201);
    const of = { initiative: proposed.json.id };
    expect((await tools.prepare(of)).status).toBe(403);
    expect((await tools.prepare(of, actors.coordinator)).status).toBe(201);
  });

  test('from one place without an account no more is taken than a full hall answers', async () => {
    const statuses = new Map<number, number>();
    for (let n = 0; n < 402; n += 1) {
      const { status } = await as()('POST', '/surveys/nobody-has-this-link', {});
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(statuses.get(429)).toBeGreaterThan(0);
    expect(statuses.get(400)).toBeGreaterThan(300);
  });
});
