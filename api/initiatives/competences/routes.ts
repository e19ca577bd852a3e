import { Hono } from 'hono';
import { z } from 'zod';
import {
  assessment,
  assessmentMoment,
  competenceQuery,
  competenceResults,
  competences,
} from '../../contracts/programme.ts';
import { LEAST_PAIRS } from '../../contracts/wave-words.ts';
import type { ScaleResult } from '../../contracts/waves.ts';
import { act, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { LEAST_ANSWERS } from '../engine/disclosure.ts';
import { asTold } from '../engine/told.ts';
import { resultsOf, type Respondent } from '../engine/results.ts';
import { faultsOf } from '../waves/answers.ts';
import { shipped } from '../waves/shipped.ts';
import {
  readAssessments,
  readPairs,
  removeAssessments,
  requireOverview,
  writeAssessment,
} from './queries.ts';

const instrument = shipped.find(({ key }) => key === 'competences')!;

/** Of few people which way alone. */
function roughly(scale: ScaleResult, people: number): ScaleResult {
  const isFew = people < LEAST_PAIRS;
  return {
    ...{ ...scale, sd: null, alpha: null },
    mean: isFew ? null : scale.mean,
    change: scale.change && { ...scale.change, figures: isFew ? null : scale.change.figures },
  };
}

/** How somebody sees their own competences, before and after learning together. */
export const competenceRoutes = new Hono<Env>()
  .get('/', describe('learning', 'How you see your own competences', competences), async (c) => {
    requireAccount(c);
    return c.json({ instrument, ...(await act(c, 'fresh', readAssessments)) });
  })
  .put(
    '/:moment',
    describe('learning', 'Say how you see your own competences', competences),
    input('param', z.object({ moment: assessmentMoment })),
    input('json', assessment),
    async (c) => {
      requireAccount(c);
      const { answers } = c.req.valid('json');
      const faults = faultsOf(answers, [instrument]);
      if (faults.length > 0)
        throw new Problem(
          400,
          faults.map(({ at, says }) => `${at} ${says}`).join('; '),
          faults.map(({ at, says }) => ({ at: `answers.${at}`, says })),
        );
      const asked = `${instrument.key} ${instrument.version}`;
      const mine = await act(c, 'write', async (tx) => {
        await writeAssessment(tx, c.req.valid('param').moment, asked, answers);
        return readAssessments(tx);
      });
      return c.json({ instrument, ...mine });
    },
  )
  .delete(
    '/',
    describe('learning', 'Take back how you saw yourself', undefined, { status: 204 }),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', removeAssessments);
      return c.body(null, 204);
    },
  )
  .get(
    '/results',
    describe('learning', 'Of five people or more: before and after', competenceResults),
    input('query', competenceQuery),
    async (c) => {
      requireAccount(c);
      const { area } = c.req.valid('query');
      await act(c, 'read', (tx) => requireOverview(tx, area));
      const pairs = await c.var.services.database.asSystem((tx) => readPairs(tx, area));
      // In fives: one who joins later is not told from those who were there.
      const told = pairs.slice(0, Math.floor(pairs.length / LEAST_ANSWERS) * LEAST_ANSWERS);
      const respondents = (moment: 'before' | 'after'): Respondent[] =>
        told.map((pair, n) => ({ person: String(n), answers: pair[moment] }));
      const { scales } = asTold(
        resultsOf([instrument], { now: respondents('after'), before: respondents('before') }),
      );
      return c.json({
        people: told.length || null,
        scales: told.length > 0 ? scales.map((scale) => roughly(scale, told.length)) : [],
      });
    },
  );
