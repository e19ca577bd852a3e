import { Hono, type Context } from 'hono';
import { z } from 'zod';
import {
  cimoEntry,
  cimoEntryChange,
  cimoList,
  cimoQuery,
  evidence,
  evidenceQuery,
  mechanismList,
  newCimoEntry,
  newEvidence,
  newMechanism,
  type CimoEntry,
} from '../../contracts/cimo.ts';
import type { Work } from '../../db/port.ts';
import { act, find, requireAccount } from '../../http/act.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { describe } from '../../http/describe.ts';
import type { Env } from '../../http/environment.ts';
import { etagOf, ifMatch } from '../../http/etag.ts';
import { input } from '../../http/input.ts';
import { noteContext } from './context.ts';
import { readEvidence } from './evidence.ts';
import { agreeOn, listMechanisms, proposeMechanism, withdrawMechanism } from './mechanisms.ts';
import {
  addEvidence,
  agree,
  changeEntry,
  insertEntry,
  listEntries,
  readEntry,
  removeEntry,
  removeEvidence,
} from './queries.ts';

const uuid = z.uuid('is not a UUID');
const path = z.object({ id: uuid });
const entryPath = path.extend({ entry: uuid });

/** Does the work, then answers the entry as it is now and sets its entity tag. */
async function actAndShow(
  c: Context<Env>,
  { id, entry }: { id: string; entry: string },
  work: Work<unknown>,
): Promise<CimoEntry> {
  requireAccount(c);
  await act(c, 'write', work);
  await noteContext(c, entry);
  const shown = await find(c, 'fresh', (tx) => readEntry(tx, id, entry));
  c.header('ETag', etagOf(shown));
  return shown;
}

/** Under /initiatives. */
export const cimoRoutes = new Hono<Env>()
  .get(
    '/:id/cimo',
    describe('cimo', 'What was learned of an initiative, newest first', cimoList),
    input('param', path),
    input('query', cimoQuery),
    async (c) => {
      requireAccount(c);
      const { id } = c.req.valid('param');
      const { limit, cursor } = c.req.valid('query');
      const after = readCursor(cursor, id, 2);
      const { items, next } = await find(c, 'read', (tx) => listEntries(tx, id, after, limit));
      return c.json({ items, next: next && writeCursor(id, next) });
    },
  )
  .post(
    '/:id/cimo',
    describe('cimo', 'Write down what happened and through what', cimoEntry, { status: 201 }),
    input('param', path),
    input('json', newCimoEntry),
    async (c) => {
      const { id } = c.req.valid('param');
      const given = c.req.valid('json');
      const written = await actAndShow(c, { id, entry: given.id }, (tx) =>
        insertEntry(tx, c.var.actor, id, given),
      );
      return c.json(written, 201);
    },
  )
  .get(
    '/:id/cimo/:entry',
    describe('cimo', 'One entry', cimoEntry),
    input('param', entryPath),
    async (c) => {
      requireAccount(c);
      const { id, entry } = c.req.valid('param');
      const found = await find(c, 'fresh', (tx) => readEntry(tx, id, entry));
      c.header('ETag', etagOf(found));
      return c.json(found);
    },
  )
  .patch(
    '/:id/cimo/:entry',
    describe('cimo', 'Change your entry, or make it complete', cimoEntry, { changes: true }),
    input('param', entryPath),
    input('json', cimoEntryChange),
    async (c) => {
      const at = c.req.valid('param');
      requireAccount(c);
      const version = ifMatch(c);
      return c.json(
        await actAndShow(c, at, (tx) =>
          changeEntry(tx, at.id, at.entry, version, c.req.valid('json')),
        ),
      );
    },
  )
  .delete(
    '/:id/cimo/:entry',
    describe('cimo', 'Take your entry away', undefined, { status: 204 }),
    input('param', entryPath),
    async (c) => {
      requireAccount(c);
      const { id, entry } = c.req.valid('param');
      await act(c, 'write', (tx) => removeEntry(tx, id, entry));
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/cimo/:entry/evidence',
    describe('cimo', 'Add what speaks for or against', cimoEntry, { status: 201 }),
    input('param', entryPath),
    input('json', newEvidence),
    async (c) => {
      const at = c.req.valid('param');
      const shown = await actAndShow(c, at, (tx) =>
        addEvidence(tx, at.id, at.entry, c.req.valid('json')),
      );
      return c.json(shown, 201);
    },
  )
  .delete(
    '/:id/cimo/:entry/evidence/:evidence',
    describe('cimo', 'Take evidence away, as when somebody withdraws their words', cimoEntry),
    input('param', entryPath.extend({ evidence: uuid })),
    async (c) => {
      const { evidence, ...at } = c.req.valid('param');
      return c.json(await actAndShow(c, at, (tx) => removeEvidence(tx, at.entry, evidence)));
    },
  )
  .post(
    '/:id/cimo/:entry/agree',
    describe('cimo', 'Agree with an entry of somebody else', cimoEntry),
    input('param', entryPath),
    async (c) => {
      const at = c.req.valid('param');
      return c.json(await actAndShow(c, at, (tx) => agree(tx, at.id, at.entry, true)));
    },
  )
  .delete(
    '/:id/cimo/:entry/agree',
    describe('cimo', 'Take your agreement back', cimoEntry),
    input('param', entryPath),
    async (c) => {
      const at = c.req.valid('param');
      return c.json(await actAndShow(c, at, (tx) => agree(tx, at.id, at.entry, false)));
    },
  );

/** Through what things work or chafe: a list that grows by agreement. */
export const mechanismRoutes = new Hono<Env>()
  .get('/', describe('cimo', 'The mechanisms', mechanismList), async (c) => {
    requireAccount(c);
    return c.json({ items: await act(c, 'read', listMechanisms) });
  })
  .post(
    '/',
    describe('cimo', 'Propose a mechanism', mechanismList, { status: 201 }),
    input('json', newMechanism),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await proposeMechanism(tx, c.req.valid('json'));
        return listMechanisms(tx);
      });
      return c.json({ items }, 201);
    },
  )
  .post(
    '/:id/agree',
    describe('cimo', 'Agree on a mechanism of somebody else', mechanismList),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await agreeOn(tx, c.req.valid('param').id, true);
        return listMechanisms(tx);
      });
      return c.json({ items });
    },
  )
  .delete(
    '/:id/agree',
    describe('cimo', 'Take that back', mechanismList),
    input('param', path),
    async (c) => {
      requireAccount(c);
      const items = await act(c, 'write', async (tx) => {
        await agreeOn(tx, c.req.valid('param').id, false);
        return listMechanisms(tx);
      });
      return c.json({ items });
    },
  )
  .delete(
    '/:id',
    describe('cimo', 'Take your proposal back', undefined, { status: 204 }),
    input('param', path),
    async (c) => {
      requireAccount(c);
      await act(c, 'write', (tx) => withdrawMechanism(tx, c.req.valid('param').id));
      return c.body(null, 204);
    },
  );

export const evidenceRoutes = new Hono<Env>().get(
  '/',
  describe('cimo', 'Mechanism by context, across initiatives', evidence),
  input('query', evidenceQuery),
  async (c) => {
    requireAccount(c);
    return c.json(await act(c, 'read', (tx) => readEvidence(tx, c.req.valid('query'))));
  },
);
