import { Hono } from 'hono';
import { hash } from 'node:crypto';
import { z } from 'zod';
import {
  answerKept,
  instrumentList,
  newAnswer,
  newInstrument,
  survey,
  withdrawal,
  withdrawn,
} from '../../contracts/surveys.ts';
import { ANSWERED_BEFORE, TAKEN_BACK } from '../../contracts/wave-words.ts';
import {
  newLinks,
  newWave,
  paperBatch,
  paperReport,
  snapshot,
  wave,
  waveChange,
  waveLinks,
  waveList,
  waveQuery,
} from '../../contracts/waves.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { asFile, CSV } from '../../http/file.ts';
import { input } from '../../http/input.ts';
import { ofNobodySeldom } from '../../http/limit.ts';
import { notAllowed, notFound, Problem } from '../../http/problem.ts';
import { csvOf } from '../../imports/sheets.ts';
import { faultsOf } from './answers.ts';
import { closeWave, readSnapshot, withdraw } from './freeze.ts';
import { readPaper } from './paper.ts';
import { personOf } from './person.ts';
import {
  changeWave,
  insertInstrument,
  insertWave,
  keepAnswer,
  keepPaper,
  listInstruments,
  listLinks,
  listWaves,
  makeLinks,
  readWave,
  readWords,
  removeWave,
  surveyBehind,
} from './queries.ts';

const path = z.object({ id: z.uuid('is not a UUID') });
/** Answers an hour: of a full hall on one network. */
const FROM_ONE_ROOM = 400;
const linkPath = z.object({ token: z.string().max(64) });

/** As the index of the database says it. */
const ANSWERED = 'with this code somebody answered already';

export const waveRoutes = new Hono<Env>()
  .get(
    '/',
    describe('waves', 'Waves that you may see, newest first', waveList),
    input('query', waveQuery),
    async (c) => {
      const { neighbourhood, limit, cursor } = c.req.valid('query');
      const after = readCursor(cursor, neighbourhood ?? null, 2);
      const { items, next } = await act(c, 'fresh', (tx) =>
        listWaves(tx, neighbourhood, after, limit),
      );
      return c.json({ items, next: next && writeCursor(neighbourhood ?? null, next) });
    },
  )
  .post(
    '/',
    describe('waves', 'Prepare a wave', wave, { status: 201 }),
    input('json', newWave),
    async (c) => {
      requireAccount(c);
      const given = c.req.valid('json');
      const written = await find(c, 'write', async (tx) => {
        await insertWave(tx, c.var.actor, given);
        return readWave(tx, given.id);
      });
      c.header('Location', `/api/v1/waves/${given.id}`);
      c.header('ETag', etagOf(written));
      return c.json(written, 201);
    },
  )
  .get('/:id', describe('waves', 'One wave', wave), input('param', path), async (c) => {
    const found = await find(c, 'fresh', (tx) => readWave(tx, c.req.valid('param').id));
    c.header('ETag', etagOf(found));
    return c.json(found);
  })
  .patch(
    '/:id',
    describe('waves', 'Change a wave, or open it', wave, { changes: true }),
    input('param', path),
    input('json', waveChange),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const version = ifMatch(c);
      const changed = await find(c, 'write', async (tx) => {
        await changeWave(tx, id, version, c.req.valid('json'));
        return readWave(tx, id);
      });
      c.header('ETag', etagOf(changed));
      return c.json(changed);
    },
  )
  .delete(
    '/:id',
    describe('waves', 'Take a draft away', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => removeWave(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/close',
    describe('waves', 'Close a wave and freeze it', wave),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      await closeWave(c, id);
      return c.json(await find(c, 'fresh', (tx) => readWave(tx, id)));
    },
  )
  .get(
    '/:id/snapshot',
    describe('waves', 'What was frozen: the same bytes for ever, but for who withdrew', snapshot),
    input('param', path),
    async (c) => {
      const body = await find(c, 'fresh', (tx) => readSnapshot(tx, c.req.valid('param').id));
      const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
      c.header('ETag', etag);
      c.header('Cache-Control', 'private, no-cache');
      if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
      return c.body(body, 200, { 'Content-Type': 'application/json' });
    },
  )
  .get(
    '/:id/words.csv',
    describe('waves', 'What was answered in words, for who holds it, as CSV', undefined, {
      givesFile: 'text/csv',
    }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const rows = await find(c, 'fresh', (tx) => readWords(tx, c.req.valid('param').id));
      const lines = rows.map(({ question, asked, words }) => [question, asked, words]);
      return asFile(
        c,
        'in-eigen-woorden.csv',
        CSV,
        csvOf([['question', 'asked', 'words'], ...lines]),
      );
    },
  )
  .get(
    '/:id/links',
    describe('waves', 'By which people answer', waveLinks),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const items = await find(c, 'fresh', (tx) => listLinks(tx, c.req.valid('param').id));
      return c.json({ items });
    },
  )
  .post(
    '/:id/links',
    describe('waves', 'Make links that are good for one answer each', waveLinks, { status: 201 }),
    input('param', path),
    input('json', newLinks),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const items = await find(c, 'write', async (tx) => {
        if (!(await listLinks(tx, id))) return null;
        await makeLinks(tx, id, c.req.valid('json').count, true);
        return listLinks(tx, id);
      });
      return c.json({ items }, 201);
    },
  )
  .post(
    '/:id/answers',
    describe('waves', 'Answers on paper, typed over: all of them or none', paperReport, {
      takesFile: ['text/csv'],
    }),
    input('param', path),
    input('query', paperBatch),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const found = await find(c, 'fresh', (tx) => readWave(tx, id));
      if (!found.holds) throw notAllowed();
      if (found.state === 'draft')
        throw new Problem(409, 'Answers are typed over once the wave is open.');
      const { batch } = c.req.valid('query');
      const { sheets, report } = await readPaper(await c.req.text(), found.instruments, batch);
      if (report.faults.length > 0) return c.json(report, 400);
      const { written, late, answered } = await act(c, 'write', (tx) => keepPaper(tx, id, sheets));
      if (answered.length > 0) {
        const faults = answered.map(({ row }) => ({ row, column: 'code', says: ANSWERED }));
        return c.json({ ...report, faults }, 400);
      }
      return c.json({ ...report, written, late }, 200);
    },
  );

export const instrumentRoutes = new Hono<Env>()
  .get('/', describe('waves', 'What can be asked', instrumentList), async (c) => {
    requireAccount(c);
    return c.json({ items: await act(c, 'read', listInstruments) });
  })
  .post(
    '/',
    describe('waves', 'Make a version of your own questions', instrumentList, { status: 201 }),
    input('json', newInstrument),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await insertInstrument(tx, c.req.valid('json'));
        return listInstruments(tx);
      });
      return c.json({ items }, 201);
    },
  );

/** For who has a link, and no account. */
export const surveyRoutes = new Hono<Env>()
  .post(
    '/withdraw',
    describe('surveys', 'Take back what you answered, in all waves, by your code', withdrawn),
    ofNobodySeldom('withdraw'),
    input('json', withdrawal),
    async (c) => {
      const { database } = c.var.services;
      const person = await personOf(c.req.valid('json').code);
      return c.json({ waves: await database.asSystem((tx) => withdraw(tx, person!)) });
    },
  )
  .get(
    '/:token',
    describe('surveys', 'What a link asks', survey),
    input('param', linkPath),
    async (c) => {
      const found = await find(c, 'fresh', (tx) => surveyBehind(tx, c.req.valid('param').token));
      const { state, ...shown } = found;
      return c.json({ ...shown, open: state === 'open' });
    },
  )
  .post(
    '/:token',
    describe('surveys', 'Answer, without an account', answerKept, { status: 201 }),
    ofNobodySeldom('survey', FROM_ONE_ROOM),
    input('param', linkPath),
    input('json', newAnswer),
    async (c) => {
      const { token } = c.req.valid('param');
      const { code, ...given } = c.req.valid('json');
      const behind = await find(c, 'fresh', (tx) => surveyBehind(tx, token));
      const faults = faultsOf(given.answers, behind.instruments);
      if (Object.keys(given.answers).length === 0)
        faults.push({ at: 'answers', says: 'holds no answer' });
      if (faults.length > 0)
        throw new Problem(400, faults.map(({ at, says }) => `${at}: ${says}`).join('; '), faults);
      const person = await personOf(code);
      const became = await act(c, 'write', (tx) => keepAnswer(tx, token, given, person));
      if (became === null) throw notFound();
      if (became === 'taken') throw new Problem(409, ANSWERED_BEFORE);
      if (became === 'withdrawn') throw new Problem(409, TAKEN_BACK);
      if (became === 'used') throw new Problem(409, 'This link was used already. It works once.');
      if (became === 'closed') throw new Problem(409, 'This wave is closed.');
      if (became === 'twice')
        throw new Problem(409, 'With this code you answered already. The first answer stands.');
      return c.json({ became: became === 'late' ? ('late' as const) : ('kept' as const) }, 201);
    },
  );
