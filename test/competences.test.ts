import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';

forEachDatabase('How connectors see their own competences', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors } = await neighbours(database));
    ({ as } = testApi(database));
  });
  const items = ['resist-listen', 'resist-stay', 'resist-turn', 'relate-start', 'relate-tie'];
  const answers = (code: number) =>
    Object.fromEntries(items.map((key) => [`competences.${key}`, code]));
  const results = async (actor: Actor) => as(actor)('GET', '/learning/competences/results');

  const assess = async (after: number) => {
    const one = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    await as(one)('PUT', '/learning/competences/before', { answers: answers(1) });
    const { json } = await as(one)('PUT', '/learning/competences/after', {
      answers: answers(after),
    });
    expect(json.after.answers['competences.resist-listen']).toBe(after);
    return one;
  };
  /** As if all of it was said a year ago. */
  const ageAll = () =>
    database.asSystem((tx) =>
      tx.run('update public.competence_assessments set given_on = given_on - 365'),
    );

  // The bug: somebody took theirs back or said it again, and read another's from the difference.
  test('are one’s own, and told together in fives, which way alone, and of quarters that are over', async () => {
    const all: Actor[] = [];
    for (let n = 0; n < 6; n += 1) all.push(await assess(n < 5 ? 3 : 0));
    expect((await results(actors.coordinator)).json).toEqual({ people: null, scales: [] });
    await ageAll();
    const { people, scales } = (await results(actors.coordinator)).json;
    expect(people).toBe(5);
    for (const scale of scales) expect(scale).toMatchObject({ mean: null, alpha: null });
    expect(scales[0].change).toMatchObject({ figures: null });
    await as(all[0]!)('PUT', '/learning/competences/after', { answers: answers(4) });
    const again = (await results(actors.coordinator)).json;
    expect(again.scales[0].mean).toBe(null);
    expect((await results(actors.connector)).status).toBe(403);
    expect((await results(actors.municipality)).status).toBe(403);
    const { status } = await as(actors.coordinator)(
      ...(['GET', '/learning/competences/results?area=WK900101'] as const),
    );
    expect(status).toBe(400);
  });

  test('of thirty people are told in figures, to one decimal', async () => {
    for (let n = 0; n < 26; n += 1) {
      const { accountId } = await account(database, {
        roles: [{ role: 'connector', area: 'WK900101' }],
      });
      await database.asSystem((tx) =>
        tx.run(
          `insert into public.competence_assessments (account_id, moment, instrument, answers, given_on)
           select $1, m.moment::public.assessment_moment, 'competences 1', m.answers, current_date - 400
           from json_to_recordset($2::text::json) as m (moment text, answers jsonb)`,
          [
            accountId,
            JSON.stringify([
              { moment: 'before', answers: answers(n % 4) },
              { moment: 'after', answers: answers((n % 4) + (n % 3 === 0 ? 0 : 1)) },
            ]),
          ],
        ),
      );
    }
    const { people, scales } = (await results(actors.coordinator)).json;
    expect(people).toBe(30);
    const { mean, change } = scales[0];
    for (const figure of [mean, change.figures.difference, change.figures.low, change.figures.high])
      expect(figure).toBe(Math.round(figure * 10) / 10);
  });

  test('all that is wrong with them is said at once', async () => {
    const { status, json } = await as(actors.connector)('PUT', '/learning/competences/after', {
      answers: { 'competences.resist-listen': 9, 'competences.nothing': 1 },
    });
    expect(status).toBe(400);
    expect(json.faults).toHaveLength(2);
  });

  test('who lives here has none to tell of', async () => {
    const { status } = await as(actors.here)('PUT', '/learning/competences/after', {
      answers: {},
    });
    expect(status).toBe(403);
  });
});
