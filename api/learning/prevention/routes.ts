import { Hono } from 'hono';
import { z } from 'zod';
import {
  newPreventiveMoment,
  preventiveCounts,
  preventiveQuery,
} from '../../contracts/learning.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { input } from '../../http/input.ts';
import { notePreventiveMoment, readPreventiveCounts, takePreventiveMoment } from './queries.ts';

/** A signal that was picked up, and help that was found: counted, and nothing kept of whom. */
export const preventionRoutes = new Hono<Env>()
  .get(
    '/',
    describe('prevention', 'How often, in an area and a year, in fives', preventiveCounts),
    input('query', preventiveQuery),
    async (c) => {
      requireAccount(c);
      const { area, year } = c.req.valid('query');
      return c.json(await find(c, 'read', (tx) => readPreventiveCounts(tx, area, year)));
    },
  )
  .post(
    '/',
    describe('prevention', 'Count a preventive moment', undefined, { status: 204 }),
    input('json', newPreventiveMoment),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => notePreventiveMoment(tx, c.req.valid('json')));
      return c.body(null, 204);
    },
  )
  .delete(
    '/:id',
    describe('prevention', 'Take back one that you counted by mistake', undefined, { status: 204 }),
    input('param', z.object({ id: z.uuid('is not a UUID') })),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => takePreventiveMoment(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );
