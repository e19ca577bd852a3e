import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { askingOf } from './support/asking.ts';
import { forEachDatabase } from './support/database.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

type World = Awaited<ReturnType<typeof neighbours>>;
const THERE = 'BU90010201';

forEachDatabase('The wall around introductions and conversations', (open) => {
  let database: Database;
  let actors: World['actors'];
  let assets: World['assets'];
  let bench: string;
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
    bench = await place(database);
  });

  const { act, ask, refusal, whoFinds } = askingOf(
    () => database,
    () => actors,
  );
  // Nobody in particular has no right to these tables at all: see 00_shape.sql.
  const whoSees = (id: string, text: string) => whoFinds(id, text, ['anon']);
  describe('Introductions', () => {
    let one: string;
    let other: string;
    let id: string;
    const plan = `insert into public.introductions (id, one_id, other_id, invitation, note)
      values ($1, $2, $3, 'Iemand die van tuinen houdt', 'Samira en Sanne')`;
    beforeAll(async () => {
      one = await card(database, { consent: 'holds', owner: actors.owner.accountId });
      other = await card(database, { consent: 'holds', owner: actors.here.accountId });
      id = randomUUID();
      await act(actors.connector, plan, [id, one, other]);
    });
    const invitations = (actor: Actor) =>
      ask<Record<string, unknown>>(actor, 'select * from private.my_invitations()');
    const answer = async (actor: Actor, yes: boolean) =>
      (
        await database.asActor(actor, 'write', (tx) =>
          tx.query<{ done: boolean }>('select private.answer_invitation($1, $2) as done', [
            id,
            yes,
          ]),
        )
      )[0]!.done;
    const stage = async () =>
      (
        await ask<{ stage: string }>(
          actors.connector,
          'select stage from public.introductions where id = $1',
          [id],
        )
      )[0]?.stage;

    test('only connectors who see both plan and see them', async () => {
      expect(await whoSees(id, 'select id from public.introductions where id = $1')).toEqual([
        'connector',
      ]);
      for (const name of [
        'here',
        'trusted',
        'owner',
        'far',
        'municipality',
        'coordinator',
      ] as const)
        expect(await refusal(actors[name], plan, [randomUUID(), one, bench]), name).toBe(
          'new row violates row-level security policy for table "introductions"',
        );
      expect(await refusal(actors.connector, plan, [randomUUID(), one, assets.withdrawn])).toBe(
        'new row violates row-level security policy for table "introductions"',
      );
    });

    test('neither side learns of the other before both said yes', async () => {
      expect(await invitations(actors.owner)).toEqual([]);
      await act(
        actors.connector,
        'update public.introductions set one_asked_at = now(), other_asked_at = now() where id = $1',
        [id],
      );
      const asked = { both_yes: false, other_id: null, other_title: null, met_on: null };
      expect(await invitations(actors.owner)).toMatchObject([{ ...asked, answer: null }]);
      expect(await answer(actors.owner, true)).toBe(true);
      expect(await invitations(actors.owner)).toMatchObject([{ ...asked, answer: true }]);
      expect(await invitations(actors.here)).toMatchObject([{ ...asked, answer: null }]);
      expect(JSON.stringify(await invitations(actors.here))).not.toContain(one);
      expect(await stage()).toBe('both_asked');
      // A no is told to the connector alone.
      expect(await answer(actors.here, false)).toBe(true);
      expect(await invitations(actors.owner)).toMatchObject([{ ...asked, answer: true }]);
      expect(await stage()).toBe('no');
      expect(await answer(actors.here, true)).toBe(true);
      expect(await invitations(actors.owner)).toMatchObject([
        { both_yes: true, other_id: other, other_title: 'Sanne' },
      ]);
      expect(await stage()).toBe('both_yes');
    });

    test('nobody answers for another, and not for who was not asked', async () => {
      for (const name of ['there', 'trusted', 'municipality', 'connector'] as const)
        expect(await answer(actors[name], true), name).toBe(false);
      expect(
        await refusal(
          actors.connector,
          'update public.introductions set one_says_yes = false where id = $1',
          [id],
        ),
      ).toBe('only somebody themselves says yes or no');
    });

    test('two meet only when both said yes, and what came of it comes after', async () => {
      const next = randomUUID();
      await act(actors.connector, plan, [next, assets.held, bench]);
      expect(
        await refusal(
          actors.connector,
          'update public.introductions set met_on = now() where id = $1',
          [next],
        ),
      ).toContain('two meet when both said yes');
      expect(
        await refusal(
          actors.connector,
          'update public.introductions set one_says_yes = true where id = $1',
          [next],
        ),
      ).toContain('who answers was asked');
      expect(
        await refusal(
          actors.connector,
          `update public.introductions set outcome = 'connection' where id = $1`,
          [next],
        ),
      ).toContain('what came of it follows the meeting');
    });

    test('withdrawn consent ends what was planned for every eye', async () => {
      await act(
        actors.here,
        'update public.consents set withdrawn_at = now() where asset_id = $1',
        [other],
      );
      expect(await whoSees(id, 'select id from public.introductions where id = $1')).toEqual([]);
      expect(await invitations(actors.owner)).toMatchObject([
        { both_yes: false, other_id: null, other_title: null },
      ]);
      expect(await invitations(actors.here)).toEqual([]);
    });
  });

  describe('Conversations', () => {
    const note = (
      sharing: string,
    ) => `insert into public.conversations (id, buurt_code, cares, sharing)
      values ($1, $2, 'De speeltuin', '${sharing}')`;
    const read = 'select id from public.conversations where id = $1';

    test('are their connector’s, or those of the connectors of the area', async () => {
      const [own, shared] = [randomUUID(), randomUUID()];
      const colleague = await account(database, { roles: [{ role: 'connector', area: HERE }] });
      await act(colleague, note('private'), [own, HERE]);
      await act(colleague, note('connectors'), [shared, HERE]);
      expect(await whoSees(own, read)).toEqual([]);
      expect(await whoSees(shared, read)).toEqual(['connector']);
      expect(await ask(colleague, read, [own])).toHaveLength(1);
      expect(await act(actors.connector, `update public.conversations set cares = '-'`)).toBe(0);
      expect(await act(actors.connector, 'delete from public.conversations')).toBe(0);
    });

    test('are noted by connectors in their areas', async () => {
      const no = 'new row violates row-level security policy for table "conversations"';
      for (const name of [
        'here',
        'trusted',
        'far',
        'municipality',
        'coordinator',
        'researcher',
      ] as const)
        expect(await refusal(actors[name], note('private'), [randomUUID(), HERE]), name).toBe(no);
      expect(await refusal(actors.connector, note('private'), [randomUUID(), THERE])).toBe(no);
      expect(
        await refusal(
          actors.connector,
          `insert into public.conversations (id, buurt_code)
        values (gen_random_uuid(), '${HERE}')`,
        ),
      ).toContain('a conversation holds some words');
    });

    test('a place is kept as its cell of a hundred metres', async () => {
      const [cell] = await ask<{ x: number; y: number }>(
        actors.connector,
        'select * from private.grid_cell(5.387639, 52.155172)',
      );
      // The origin of the national grid lies at 155000, 463000 (Amersfoort).
      expect(Math.abs(cell!.x - 1550)).toBeLessThanOrEqual(1);
      expect(Math.abs(cell!.y - 4630)).toBeLessThanOrEqual(1);
    });
  });
});
