import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';
import { cohesion, wavesOf } from './support/waves.ts';

forEachDatabase('Answers of a wave', (open) => {
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

  // The bug: what was not kept, for its id has another answer already, was told to be kept.
  test('an id that has another answer already keeps nothing, and says so', async () => {
    const { id, token } = await tools.begin();
    const elsewhere = await tools.begin();
    const given = { id: randomUUID(), answers: cohesion(3), code: 'K7QM-2XPE' };
    const send = async (link: string, more: object = {}) => {
      const { status, json } = await as()('POST', `/surveys/${link}`, { ...given, ...more });
      return [status, json.became ?? json.detail];
    };
    expect(await send(token)).toEqual([201, 'kept']);
    const taken = [409, 'Another answer came in with this id. That one stands.'];
    expect(await send(elsewhere.token)).toEqual(taken);
    expect(await send(token, { answers: cohesion(1) })).toEqual(taken);
    expect(await send(token, { code: null })).toEqual(taken);
    expect(await send(token)).toEqual([201, 'kept']);
    for (const [wave, answers] of [
      [id, 1],
      [elsewhere.id, 0],
    ])
      expect((await as(actors.researcher)('GET', `/waves/${wave}`)).json.counts).toMatchObject({
        answers,
      });
    // The bug: an answer that came in late was told to count, when it was sent again.
    await tools.close(elsewhere.id);
    const late = { id: randomUUID(), code: null };
    for (let n = 0; n < 2; n += 1) expect(await send(elsewhere.token, late)).toEqual([201, 'late']);
  });
});
