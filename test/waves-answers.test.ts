import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { personCode, type Answers, type Asked } from '../api/contracts/surveys.ts';
import { ANSWERED_BEFORE, TAKEN_BACK } from '../api/contracts/wave-words.ts';
import type { Wave } from '../api/contracts/waves.ts';
import type { Database, Transaction } from '../api/db/port.ts';
import { faultsOf } from '../api/initiatives/waves/answers.ts';
import { identityOf } from '../api/imports/staged.ts';
import { keepSnapshot, snapshotOf } from '../api/initiatives/waves/freeze.ts';
import { en } from '../web/messages/en.ts';
import { nl } from '../web/messages/nl.ts';
import { ruleText } from '../web/messages/rules.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';
import { codeOf, cohesion, wavesOf } from './support/waves.ts';

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

  /** Until something waits for this transaction: seen by another connection. */
  async function waitsFor(tx: Transaction) {
    const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    const waiting = () =>
      database.asSystem((other) =>
        other.query('select from pg_locks where not granted and $1 = any (pg_blocking_pids(pid))', [
          me!.pid,
        ]),
      );
    await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1);
  }

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

  // The bug: an answer that came in while a wave was being closed counted nowhere, and was not told to be late.
  test('an answer that is on its way when a wave is closed counts in it', async () => {
    if (database.kind === 'embedded') return;
    const { id, token } = await tools.begin();
    for (let n = 0; n < 4; n += 1) await tools.answer(token, cohesion(n));
    let closing: ReturnType<typeof tools.close> | undefined;
    await database.asSystem(async (tx) => {
      const given = [token, randomUUID(), JSON.stringify(cohesion(2))];
      await tx.query(
        `select private.answer_survey($1, $2::uuid, $3::text::jsonb, null, 'nl') as became`,
        given,
      );
      closing = tools.close(id);
      await waitsFor(tx);
    });
    expect((await closing!).json.state).toBe('closed');
    expect((await tools.frozen(id)).survey.answers).toBe(5);
  });

  test('a code is read as it is written by hand', () => {
    for (const written of ['k7qm-2xp0', 'K7QM 2XPO', 'k7qm2xpo'])
      expect(personCode.parse(written)).toBe('K7QM2XP0');
    expect(personCode.parse('ilIL-0000')).toBe('11110000');
    for (const wrong of ['K7QM-2XP', 'K7QM-2XPU', ''])
      expect(personCode.safeParse(wrong).success).toBe(false);
  });

  // The bug: what was taken back came in a second time, when it was sent again.
  test('what was taken back stays away, however it is sent again', async () => {
    const { id, token } = await tools.begin();
    const given = { id: randomUUID(), answers: cohesion(3), code: codeOf(850) };
    await as()('POST', `/surveys/${token}`, given);
    const [batch, sheet] = [randomUUID(), `cohesion.home,code\n4,${codeOf(851)}\n3,\n`];
    expect((await tools.paper(id, sheet, actors.researcher, batch)).json.written).toBe(2);
    for (const n of [850, 851]) await as()('POST', '/surveys/withdraw', { code: codeOf(n) });
    const again = await as()('POST', `/surveys/${token}`, given);
    expect([again.status, again.json.detail]).toEqual([409, TAKEN_BACK]);
    await tools.paper(id, sheet, actors.researcher, batch);
    const { counts } = (await as(actors.researcher)('GET', `/waves/${id}`)).json;
    expect(counts).toMatchObject({ answers: 1, onPaper: 1 });
    // Nothing of it is left but that it was there.
    const left = await database.asSystem((tx) =>
      tx.query('select person, answers from public.survey_answers where withdrawn'),
    );
    expect(left).toEqual(Array(2).fill({ person: null, answers: {} }));
  });

  // The bug: sent by a link under the id of a sheet, the right answers were told to be kept, and the wrong ones not.
  test('whoever guesses what stood on a sheet is told the same, right or wrong', async () => {
    const { id, token } = await tools.begin();
    const batch = randomUUID();
    await tools.paper(id, 'cohesion.home,code\n4,\n', actors.researcher, batch);
    for (const level of [3, 4]) {
      const sheet = identityOf(['sheet', batch, 1]).uuid;
      const guess = { id: sheet, answers: { 'cohesion.home': level } };
      const { status, json } = await as()('POST', `/surveys/${token}`, guess);
      expect([status, json.detail]).toEqual([409, ANSWERED_BEFORE]);
    }
  });

  // The bug: who withdrew while a wave was being closed stood in what was frozen.
  test('who withdraws while a wave is being closed is out of it', async () => {
    if (database.kind === 'embedded') return;
    const { id, token } = await tools.begin();
    for (let n = 0; n < 6; n += 1)
      await tools.answer(token, cohesion(n % 5), { code: codeOf(800 + n) });
    let leaving: Promise<unknown> | undefined;
    await database.asSystem(async (tx) => {
      await tx.run(`update public.waves set state = 'closed', closed_at = now() where id = $1`, [
        id,
      ]);
      const standing = { asOf: '2026-01-01', network: null, coverage: null };
      await keepSnapshot(tx, id, 1, await snapshotOf(tx, id, standing));
      leaving = as()('POST', '/surveys/withdraw', { code: codeOf(800) });
      await waitsFor(tx);
    });
    await leaving;
    const { survey, changed } = await tools.frozen(id);
    expect([survey.answers, changed.length]).toEqual([5, 1]);
  });

  // The bug: what was handed in after closing could not be kept any more; nor was what came in while it was closed told
  // apart from what counts.
  test('sheets that are typed over after closing are kept, and marked', async () => {
    const { id } = await tools.begin();
    await tools.paper(id, 'cohesion.know\n1\n2\n3\n4\n0\n');
    await tools.close(id);
    const before = await tools.frozen(id);
    const late = await tools.paper(id, 'cohesion.know,code\n4,AAAA3001\n4,\n');
    expect(late.json).toMatchObject({ written: 2, late: true, faults: [] });
    const { counts } = (await as(actors.researcher)('GET', `/waves/${id}`)).json;
    expect(counts).toEqual({ answers: 5, late: 2, onPaper: 5 });
    expect(await tools.frozen(id)).toEqual(before);
    const draft = (await tools.prepare()).json.id;
    expect((await tools.paper(draft, 'cohesion.know\n1\n')).status).toBe(409);
    // Nor by the database itself: whatever the visitor says of it.
    await database.asActor(actors.researcher, 'write', (tx) =>
      tx.run(
        `insert into public.survey_answers (id, wave_id, answers, on_paper) values ($1, $2, '{}', true)`,
        [randomUUID(), id],
      ),
    );
    expect((await tools.frozen(id)).survey.answers).toBe(5);
    expect((await as(actors.researcher)('GET', `/waves/${id}`)).json.counts.late).toBe(3);
  });

  // The bug: of a column that stood twice one value was dropped, and nobody heard.
  test('a column that stands twice is named, and nothing is written', async () => {
    const { id } = await tools.begin();
    const sent = await tools.paper(id, 'cohesion.know,code,cohesion.know,code\n1,,3,\n');
    expect(sent.status).toBe(400);
    expect(sent.json.written).toBe(0);
    for (const column of ['cohesion.know', 'code'])
      expect(sent.json.faults).toContainEqual({
        ...{ row: 0, column, says: 'stands twice in the first line' },
      });
    expect(sent.json.faults).toHaveLength(2);
  });

  // The bug: what was wrong on a sheet was told in English to who reads Dutch.
  test('every fault of a sheet is told in the words of each language', async () => {
    const { id } = await tools.begin({
      instruments: [
        { key: 'cohesion', version: 1 },
        { key: 'participants', version: 1 },
      ],
    });
    const asked = (await as(actors.researcher)('GET', `/waves/${id}`)).json as Wave;
    const wrong: Answers = Object.fromEntries(
      asked.instruments.flatMap(({ key, definition }) =>
        definition.items.map((item) => [
          `${key}.${item.key}`,
          item.kind === 'words' ? 7 : item.kind === 'several' ? [99] : 9_999_999,
        ]),
      ),
    );
    const number = { key: 'op', kind: 'number', words: { nl: 'Hoe vaak?' }, least: 0, most: 500 };
    const definition = { title: {}, intro: {}, items: [number] };
    const sheets = [
      'cohesion.know,cohesion.know,mood,code\n9,9,1,1\n',
      'cohesion.know,code\n1,K7QM2XPD\n1,K7QM2XPD\n,\n1\n',
      'cohesion.know\n"1\n2\n',
    ];
    const reports = await Promise.all(sheets.map((sheet) => tools.paper(id, sheet)));
    const said = [
      ...faultsOf(wrong, asked.instruments),
      ...faultsOf({ 'q.op': 501 }, [{ key: 'q', version: 1, definition }] as unknown as Asked),
      ...reports.flatMap(({ json }) => json.faults as { says: string }[]),
    ].map(({ says }) => says);
    expect(new Set(said).size).toBeGreaterThanOrEqual(11);
    for (const words of [nl, en])
      for (const says of said) expect(ruleText(says, words), says).toBeTruthy();
    expect(ruleText('is a number from 0 to 500', nl)).toBe(
      'hier hoort een getal van 0 tot en met 500',
    );
  });
});
