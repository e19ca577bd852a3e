import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import type { Snapshot } from '../api/contracts/waves.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';
import { codeOf, cohesion, wavesOf } from './support/waves.ts';

forEachDatabase('What a wave gives away', (open) => {
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
  const withdraw = (n: number) => as()('POST', '/surveys/withdraw', { code: codeOf(n) });
  const cohesionOf = ({ survey }: Snapshot) =>
    survey.scales.find(({ key }) => key.startsWith('cohesion'))!;

  // The bug: six times the mean less five times the mean was what the one who withdrew had answered.
  test('who withdraws is out, and cannot be found by subtracting', async () => {
    const few = await tools.answered({ visibleTo: 'everyone' }, [0, 1, 2, 3, 4, 4], 100);
    expect((await tools.frozen(few)).survey.answers).toBe(6);
    expect((await withdraw(100)).json.waves).toBe(1);
    const told = (await tools.frozen(few)).survey;
    expect([told.answers, told.scales[0]!.mean]).toEqual([5, null]);
    expect(told.items.every(({ mean, options }) => mean === null && options === null)).toBe(true);
    await withdraw(101);
    const gone = (await tools.frozen(few)).survey;
    expect([gone.answers, gone.scales[0]!.between]).toEqual([null, null]);

    const levels = Array.from({ length: 40 }, (_, n) => n % 5);
    const first = await tools.answered({}, levels, 200);
    const second = await tools.answered({ follows: first }, levels.toReversed(), 200);
    expect(cohesionOf(await tools.frozen(second))).toMatchObject({ n: 40, change: { pairs: 40 } });
    const before = await tools.frozen(second);
    await withdraw(203);
    const now = await tools.frozen(second);
    // Nobody else is out: what is told is what was told, for whatever they answered.
    expect(now.survey.answers).toBe(39);
    expect(cohesionOf(now)).toMatchObject({ n: 39, mean: null, sd: null, alpha: null });
    const { low, high } = cohesionOf(now).between!;
    const was = cohesionOf(before).mean!;
    expect([low < was, was < high, high - low < 0.6]).toEqual([true, true, true]);
    expect(now.survey.items.every(({ options }) => options === null)).toBe(true);
    expect(now.changed).toHaveLength(1);
    const { counts } = (await as(actors.researcher)('GET', `/waves/${second}`)).json;
    expect(counts.answers).toBe(39);
  });

  // The bug: the change since a wave that somebody had left, with its mean from before, told what they had answered.
  test('who withdrew is not found through the wave that follows', async () => {
    const levels = Array.from({ length: 40 }, (_, n) => n % 5);
    const first = await tools.answered({}, levels, 650);
    await withdraw(650);
    const second = await tools.answered({ follows: first }, levels.slice(1), 651);
    // Three pairs are left out with them: what is missing is of five scores or more.
    expect(cohesionOf(await tools.frozen(second))).toMatchObject({ n: 39, change: { pairs: 36 } });
  });

  // The bug: those that came in last by an id of one's own making were left out, and the rest told of who withdrew.
  test('of pairs that are left out nobody chooses which', async () => {
    const first = await tools.answered({}, Array(80).fill(1), 1100);
    await withdraw(1100);
    const { id } = await tools.begin({ follows: first });
    const rows = await database.asSystem((tx) =>
      tx.query<{ person: string }>('select person from private.answers_of($1)', [first]),
    );
    // Three who went up by all they could, with the last ids there are; nobody else changed.
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.survey_answers (id, wave_id, person, answers)
         select r.id, $1, r.person, r.answers from json_to_recordset($2::text::json) as r (id uuid, person text, answers jsonb)`,
        [
          id,
          JSON.stringify(
            rows.map(({ person }, n) => ({
              id: `${n < 3 ? 'ffffffff' : '00000000'}${randomUUID().slice(8)}`,
              ...{ person, answers: cohesion(n < 3 ? 4 : 1) },
            })),
          ),
        ],
      ),
    );
    await tools.close(id);
    const { pairs, direction } = cohesionOf(await tools.frozen(id)).change!;
    // That by chance all three are out is one in 79,079.
    expect([pairs, direction]).toEqual([76, 'up']);
  });

  // The bug: to the last digit, two means of nearly the same people told of who was in one alone.
  test('means leave to one decimal', async () => {
    const wave = await tools.answered({}, [0, 1, 2, 3, 4, 4, 3], 250);
    const { scales, items } = (await tools.frozen(wave)).survey;
    for (const { mean } of [...scales, ...items])
      if (mean !== null) expect(mean).toBe(Math.round(mean * 10) / 10);
    expect(scales[0]!.mean).not.toBeNull();
  });

  test('a wave that was opened is shown to fewer, and to no more', async () => {
    const id = await tools.answered({ visibleTo: 'learners' }, [1, 1, 2, 2, 3], 270);
    const { token } = await tools.begin({ visibleTo: 'municipality' });
    expect((await as()('GET', `/surveys/${token}`)).json.visibleTo).toBe('municipality');
    const { version } = (await as(actors.researcher)('GET', `/waves/${id}`)).json;
    const wider = await tools.change(id, version, { visibleTo: 'everyone' });
    expect(wider.json.detail).toBe('a wave that was opened is shown to no more people');
    expect((await tools.read(id)).status).toBe(404);
    const narrower = await tools.change(id, version, { visibleTo: 'researchers' });
    expect(narrower.json.visibleTo).toBe('researchers');
  });

  // The bug: a direction was of the live answers, so that seven waves of one's own found the sum of another's changes.
  test('whatever is laid beside a wave, its comparison says no more than the wave itself', async () => {
    const at = (levels: number[]) => (n: number) => levels[n % levels.length]!;
    const levels = (of: (n: number) => number) => Array.from({ length: 8 }, (_, n) => of(n));
    const first = await tools.answered({}, levels(at([1])), 400);
    // Both went up, by a little and by much.
    const targets = [
      await tools.answered({ follows: first }, levels(at([2, 1, 1, 1])), 400),
      await tools.answered({ follows: first }, levels(at([4])), 400),
    ];
    for (const [n, now] of [[1], [1, 1, 2], [2, 1], [3], [0]].entries()) {
      const from = 420 + n * 10;
      const base = await tools.answered({}, levels(at([1])), from);
      const told = [];
      for (const comparesWith of targets) {
        const own = await tools.answered({ follows: base, comparesWith }, levels(at(now)), from);
        told.push(cohesionOf(await tools.frozen(own)).compared!.direction);
      }
      expect(told[0], String(now)).toBe(told[1]);
    }
    // Not before and after somebody left, either.
    const [, target] = targets;
    await withdraw(400);
    const base = await tools.answered({}, levels(at([1])), 490);
    const own = await tools.answered({ follows: base, comparesWith: target }, levels(at([4])), 490);
    expect(cohesionOf(await tools.frozen(own)).compared?.direction ?? null).toBeNull();
  });

  // The bug: the other area had to be closed before this one was opened.
  test('two areas are compared of the same weeks: the other is closed first', async () => {
    const levels = Array.from({ length: 6 }, (_, n) => n % 4);
    const bases = [await tools.answered({}, levels, 280), await tools.answered({}, levels, 290)];
    const other = await tools.begin({ follows: bases[1] });
    const own = await tools.begin({ follows: bases[0], comparesWith: other.id });
    for (let n = 0; n < 6; n += 1) {
      await tools.answer(own.token, cohesion(4), { code: codeOf(280 + n) });
      await tools.answer(other.token, cohesion(0), { code: codeOf(290 + n) });
    }
    const early = await tools.close(own.id);
    expect([early.status, early.json.detail]).toEqual([
      ...[409, 'The wave to compare with is closed first.'],
    ]);
    await tools.close(other.id);
    expect((await tools.close(own.id)).json.state).toBe('closed');
    expect(cohesionOf(await tools.frozen(own.id)).compared).toMatchObject({ direction: 'up' });
    const { version } = (await as(actors.researcher)('GET', `/waves/${own.id}`)).json;
    const late = await tools.change(own.id, version, { comparesWith: null });
    expect(late.json.detail).toBe('what was asked in a wave does not change any more');
  });

  // The bug: answers to another version of the questions were scored by the newest.
  test('answers to another version of the questions are not laid beside these', async () => {
    const key = `eigen-${randomUUID().slice(0, 8)}`;
    const make = async (version: number, most: number) => {
      const words = { nl: 'Fijn' };
      const definition = {
        ...{ title: { nl: 'Eigen' }, intro: { nl: 'Hoe is het?' } },
        items: ['aa', 'bb'].map((item) => ({ key: item, kind: 'scale', words, most })),
        scales: [
          { key: 'fijn', words, items: ['aa', 'bb'], reversed: [], leastAnswered: 1, upTo: 10 },
        ],
      };
      const made = await as(actors.researcher)('POST', '/instruments', {
        key,
        version,
        definition,
      });
      expect(made.status, made.text).toBe(201);
    };
    await make(1, 4);
    await make(2, 10);
    const wave = async (version: number, follows: string | null, at: (n: number) => number) => {
      const asked = {
        instruments: [
          { key, version },
          { key: 'cohesion', version: 1 },
        ],
        follows,
      };
      const { id } = await tools.begin(asked);
      const header = [`${key}.aa`, `${key}.bb`, ...Object.keys(cohesion(0)), 'code'].join(',');
      const rows = Array.from({ length: 32 }, (_, n) =>
        [at(n), at(n), ...Object.values(cohesion(n % 5)), codeOf(300 + n)].join(','),
      );
      const typed = await tools.paper(id, [header, ...rows].join('\n'));
      expect(typed.json.faults).toEqual([]);
      await tools.close(id);
      return id;
    };
    const before = await wave(1, null, (n) => n % 5);
    const other = await wave(2, before, (n) => (n % 5) * 2);
    const { survey } = await tools.frozen(other);
    const of = (name: string) => survey.scales.find((scale) => scale.key.startsWith(name))!;
    expect(survey.otherwise).toEqual([key]);
    expect([of(key).n, of(key).change]).toEqual([32, null]);
    expect(of('cohesion').change!.pairs).toBe(32);
    const same = await tools.frozen(await wave(2, other, (n) => (n % 5) * 2));
    expect([same.survey.otherwise, same.survey.scales[0]!.change!.pairs]).toEqual([[], 32]);
  });

  // The bug: the same sheets, sent twice, were two people; and a code counted on paper beside its answer by link.
  test('sheets that are sent twice are one, and a code answers once', async () => {
    const { id, token } = await tools.begin();
    const sheets = 'cohesion.home,code\n4,\n4,\n3,AAAA2001\n';
    const batch = randomUUID();
    for (let n = 0; n < 2; n += 1)
      expect((await tools.paper(id, sheets, actors.researcher, batch)).json.written).toBe(3);
    const count = async () => (await as(actors.researcher)('GET', `/waves/${id}`)).json.counts;
    expect(await count()).toMatchObject({ answers: 3, onPaper: 3 });
    await tools.answer(token, cohesion(2), { code: 'AAAA2002' });
    const again = await tools.paper(id, 'cohesion.home,code\n4,\n3,AAAA2001\n1,AAAA2002\n');
    const says = 'with this code somebody answered already';
    expect([again.status, again.json.faults]).toEqual([
      400,
      [2, 3].map((row) => ({ row, column: 'code', says })),
    ]);
    expect(await count()).toMatchObject({ answers: 4, onPaper: 3 });
    const nobody = await as(actors.researcher)('POST', `/waves/${id}/answers`, sheets, {
      'Content-Type': 'text/csv',
    });
    expect(nobody.status, 'a sending says which it is').toBe(400);
  });

  test('that a municipality looked at a wave, at moments or at the programme stands in the public log', async () => {
    const id = await tools.answered({ visibleTo: 'municipality' }, [1, 2, 3, 4, 4], 600);
    const look = async (path: string, actor: Actor) =>
      expect((await as(actor)('GET', path)).status).toBe(200);
    await look(`/waves/${id}/snapshot`, actors.municipality);
    await look('/preventive-moments?area=GM9001&year=2025', actors.municipality);
    await look('/programme?area=GM9001&from=2025-Q1&until=2025-Q2', actors.coordinator);
    const { items } = (await as()('GET', '/figure-views')).json;
    const seen = items.map((view: Record<string, string>) => [
      view['role'],
      view['figure'],
      view['area'],
    ]);
    expect(seen).toContainEqual(['municipality', 'wave', 'WK900101']);
    expect(seen).toContainEqual(['municipality', 'preventive-moments', 'GM9001']);
    expect(seen).toContainEqual(['coordinator', 'programme', 'GM9001']);
  });

  test('nobody but the server closes a wave: with what is frozen beside it', async () => {
    const { id } = await tools.begin();
    const close = database.asActor(actors.researcher, 'write', (tx) =>
      tx.run(`update public.waves set state = 'closed' where id = $1`, [id]),
    );
    await expect(close).rejects.toThrow('a wave opens once, and closes once');
    expect((await tools.close(id)).json.state).toBe('closed');
  });
});
