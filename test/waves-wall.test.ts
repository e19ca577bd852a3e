import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { account } from './support/people.ts';
import { codeOf, cohesion, wavesOf } from './support/waves.ts';

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

  describe('what was answered in words', () => {
    const asks = [
      { key: 'participants', version: 1 },
      { key: 'verhaal', version: 1 },
    ];
    const read = (id: string, actor: Actor = actors.researcher) =>
      as(actor)('GET', `/waves/${id}/words.csv`);
    const linesOf = ({ text }: { text: string }) => text.trim().split('\r\n').slice(1);
    const byFunction = (id: string, actor: Actor) =>
      database.asActor(actor, 'read', (tx) =>
        tx.query<{ words: string }>('select words from private.words_of($1)', [id]),
      );
    /** A wave in which each writes a pair of words: one of each question. */
    async function written(pairs: [more: string, story: string][], more: object = {}) {
      const { id, token } = await tools.begin({ instruments: asks, ...more });
      for (const [n, [one, other]] of pairs.entries()) {
        const answers = { 'participants.more': one, 'verhaal.story': other };
        const { status, text } = await tools.answer(token, answers, { code: codeOf(700 + n) });
        expect(status, text).toBe(201);
      }
      return { id, token };
    }
    beforeAll(async () => {
      const words = (nl: string) => ({ nl });
      const definition = {
        ...{ title: words('Verhaal'), intro: words('Vertel') },
        items: [
          { key: 'story', kind: 'words', words: words('Wat maakte je mee?') },
          { key: 'mood', kind: 'number', words: words('Hoe ging het?') },
        ],
      };
      const { status } = await as(actors.researcher)('POST', '/instruments', {
        ...{ key: 'verhaal', version: 1, definition },
      });
      expect(status).toBe(201);
    });

    test('is read by who holds a closed wave, and nobody else gets a word', async () => {
      const pairs = [1, 2, 3, 4, 5].map((n): [string, string] => [`m${n}`, `=s${n}`]);
      const { id, token } = await written(pairs, { visibleTo: 'everyone' });
      expect((await read(id)).json.detail).toBe('Words are read once the wave is closed.');
      expect(await byFunction(id, actors.researcher)).toEqual([]);
      await tools.close(id);
      // Came in too late: it is not in the wave.
      const late = { 'participants.more': 'te laat', 'verhaal.mood': 3 };
      expect((await tools.answer(token, late)).json.became).toBe('late');
      for (const [who, actor] of Object.entries(actors)) {
        const { status, text } = await read(id, actor);
        if (['coordinator', 'researcher'].includes(who)) {
          expect(status, who).toBe(200);
          expect(await byFunction(id, actor)).toHaveLength(10);
          continue;
        }
        expect([who, status]).toEqual([who, who === 'anon' ? 401 : 403]);
        expect(text).not.toMatch(/m1|s1/);
        if (who === 'anon')
          await expect(byFunction(id, actor)).rejects.toMatchObject({ code: '42501' });
        else expect(await byFunction(id, actor), who).toEqual([]);
      }
      const hidden = await written(pairs, { visibleTo: 'researchers' });
      await tools.close(hidden.id);
      for (const who of ['here', 'connector', 'municipality'] as const)
        expect((await read(hidden.id, actors[who])).status, who).toBe(404);
      const elsewhere = await account(database, {
        roles: [{ role: 'researcher', area: 'GM9002' }],
      });
      expect((await read(hidden.id, elsewhere)).status).toBe(404);
      expect(await byFunction(hidden.id, elsewhere)).toEqual([]);
    });

    test('stands by question and by letter: no row, order, code or day ties two to one person', async () => {
      const { id } = await written(
        ['dq', 'as', 'cp', 'et', 'br'].map(([one, other]): [string, string] => [one!, other!]),
      );
      await tools.close(id);
      const file = await read(id);
      expect(file.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      expect(file.text.split('\r\n')[0]).toBe('question,asked,words');
      expect(linesOf(file)).toEqual([
        ...['a', 'b', 'c', 'd', 'e'].map(
          (words) => `participants.more,Wat wil je nog zeggen? Noem geen namen.,${words}`,
        ),
        ...['p', 'q', 'r', 's', 't'].map((words) => `verhaal.story,Wat maakte je mee?,${words}`),
      ]);
    });

    // The bug: beside a file from before, the lines that were gone were those of who withdrew.
    test('of fewer than five nothing, and none at all once somebody withdrew', async () => {
      const few = await written(
        ['a', 'b', 'c', 'd'].map((words): [string, string] => [words, words]),
      );
      await tools.close(few.id);
      expect(linesOf(await read(few.id))).toEqual([]);
      expect(await byFunction(few.id, actors.researcher)).toEqual([]);

      const six = await written(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((words): [string, string] => [words, words]),
      );
      await tools.close(six.id);
      expect(linesOf(await read(six.id))).toHaveLength(12);
      const withdraw = (n: number) => as()('POST', '/surveys/withdraw', { code: codeOf(700 + n) });
      await withdraw(2);
      expect(await byFunction(six.id, actors.researcher)).toEqual([]);
      const { status, json } = await read(six.id);
      expect([status, json.detail]).toEqual([
        ...[409, 'Somebody took back what they answered: the words are not given any more.'],
      ]);
      // Nor whether it was somebody who answered on paper.
      const wave = (await as(actors.researcher)('GET', `/waves/${six.id}`)).json;
      expect(wave).toMatchObject({ wasLeft: true, counts: { answers: 5, onPaper: null } });
    });
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
    expect((await tools.prepare({ follows: hidden, visibleTo: 'researchers' })).status).toBe(201);
  });

  // The bug: by laying one beside it, somebody told everyone of a wave that only researchers see.
  test('a wave is shown to no more people than those it is laid beside', async () => {
    const says = 'a wave is shown to no more people than those it is laid beside';
    const hidden = await tools.answered({ visibleTo: 'researchers' }, [1, 1, 1, 1, 1], 620);
    for (const beside of [{ follows: hidden }, { comparesWith: hidden }])
      expect((await tools.prepare(beside)).json.detail).toBe(says);
    const other = await tools.begin();
    const own = await tools.begin({ comparesWith: other.id });
    await tools.change(other.id, 2, { visibleTo: 'researchers' });
    await tools.close(other.id);
    expect((await tools.close(own.id)).json.detail).toBe(says);
    const narrower = await tools.change(own.id, 2, { visibleTo: 'researchers' });
    expect(narrower.status, narrower.text).toBe(200);
    expect((await tools.close(own.id)).json.state).toBe('closed');
    // Nor one that is followed, and shown to fewer meanwhile.
    const before = await tools.answered({}, [1, 2, 3, 2, 1], 640);
    const after = await tools.begin({ follows: before });
    const { version } = (await as(actors.researcher)('GET', `/waves/${before}`)).json;
    await tools.change(before, version, { visibleTo: 'researchers' });
    expect((await tools.close(after.id)).json.detail).toBe(says);
  });

  // The bug: somebody elsewhere took the three places, and who held the wave could not go on.
  test('a wave follows one that its holder holds', async () => {
    const first = await tools.answered({ visibleTo: 'everyone' }, [1, 2, 3, 2, 1], 670);
    const elsewhere = await account(database, {
      roles: [{ role: 'researcher', area: 'GM9002' }],
    });
    const { json } = await tools.prepare({ area: 'WK900201', follows: first }, elsewhere);
    expect(json.detail).toBe('a wave follows one that you hold');
  });

  // The bug: with ever new waves of six codes that somebody knows, and of five, they found what the sixth had answered.
  test('three waves at most follow one', async () => {
    const first = await tools.answered({}, [1, 2, 3, 2, 1], 660);
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => tools.prepare({ follows: first })));
    const made = all.filter(({ status }) => status === 201);
    expect(made).toHaveLength(3);
    const fourth = await tools.prepare({ follows: first });
    expect(fourth.json.detail).toBe('three waves at most follow one');
    // One that was never opened makes room.
    await as(actors.researcher)('DELETE', `/waves/${made[0]!.json.id}`);
    expect((await tools.prepare({ follows: first })).status).toBe(201);
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
