import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { askingOf } from './support/asking.ts';
import { forEachDatabase } from './support/database.ts';
import { card, neighbours, place } from './support/neighbours.ts';

type World = Awaited<ReturnType<typeof neighbours>>;

forEachDatabase('The wall around connections', (open) => {
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
  const tie = async (from: string, to: string, status = 'active'): Promise<string> => {
    const id = randomUUID();
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.connections (id, from_id, to_id, kind, status)
         values ($1, $2, $3, 'knows', $4::public.connection_status)`,
        [id, from, to, status],
      ),
    );
    return id;
  };
  const whoSees = (id: string, text = 'select id from public.connections where id = $1') =>
    whoFinds(id, text);
  const insert = `insert into public.connections (id, from_id, to_id, kind)
    values (gen_random_uuid(), $1, $2, 'works_together')`;
  const hidden = 'new row violates row-level security policy for table "connections"';

  describe('Who sees a connection', () => {
    test('everybody, of two public places', async () => {
      expect(await whoSees(await tie(assets.open, bench))).toEqual(Object.keys(actors));
    });

    test('who sees both ends, and nobody else', async () => {
      expect(await whoSees(await tie(assets.ours, bench))).toEqual([
        ...['here', 'trusted', 'connector', 'owner', 'steward'],
      ]);
      expect(await whoSees(await tie(assets.card, bench))).toEqual(['connector', 'owner']);
      expect(await whoSees(await tie(assets.held, assets.card))).toEqual(['connector']);
      expect(await whoSees(await tie(assets.expired, bench))).toEqual(['owner']);
    });

    test('who may tell of it, while it is a plan', async () => {
      const near = await place(database);
      expect(await whoSees(await tie(assets.open, near, 'planned'))).toEqual([
        ...['trusted', 'connector', 'owner', 'steward'],
      ]);
    });

    test('nobody reads who told of it, nor its note', async () => {
      for (const column of ['reported_by', 'note', 'digest'])
        expect(
          await refusal(actors.connector, `select ${column} from public.connections`),
        ).toContain('permission denied');
    });

    test('its earlier versions and confirmations go with it', async () => {
      const id = await tie(assets.held, bench);
      await act(actors.connector, `update public.connections set strength = 3 where id = $1`, [id]);
      const history = 'select version from public.connection_history where connection_id = $1';
      expect(await whoSees(id, history)).toEqual(['connector']);
      await act(
        actors.connector,
        'insert into public.connection_confirmations (connection_id, asset_id) values ($1, $2)',
        [id, assets.held],
      );
      const confirmed =
        'select asset_id from public.connection_confirmations where connection_id = $1';
      expect(await whoSees(id, confirmed)).toEqual(['connector']);
    });

    test('withdrawn consent takes the connection away at once', async () => {
      const mine = await card(database, { consent: 'holds', owner: actors.owner.accountId });
      const id = await tie(mine, bench);
      expect(await whoSees(id)).toEqual(['connector', 'owner']);
      await act(
        actors.owner,
        'update public.consents set withdrawn_at = now() where asset_id = $1',
        [mine],
      );
      expect(await whoSees(id)).toEqual(['owner']);
    });
  });

  describe('Who writes a connection', () => {
    test('of what may not be seen nobody tells, and it looks like nothing there', async () => {
      for (const id of [assets.inner, assets.card, assets.withdrawn, assets.proposed, randomUUID()])
        expect(await refusal(actors.here, insert, [assets.open, id])).toBe(hidden);
    });

    test('who speaks for a side, a connector or a trusted neighbour; others do not', async () => {
      const tells = async (actor: Actor) =>
        refusal(actor, insert, [await place(database, { owner: actors.owner.accountId }), bench]);
      for (const name of ['trusted', 'connector', 'owner'] as const)
        expect(await tells(actors[name]), name).toBe('1 written');
      for (const name of [
        'here',
        'there',
        'far',
        'municipality',
        'coordinator',
        'researcher',
      ] as const)
        expect(await tells(actors[name]), name).toBe(hidden);
      expect(await tells(actors.anon)).toContain('permission denied');
    });

    test('in nobody else’s name', async () => {
      expect(
        await refusal(
          actors.connector,
          `insert into public.connections (id, from_id, to_id, kind, reported_by)
           values (gen_random_uuid(), $1, $2, 'hosts', $3)`,
          [assets.open, bench, actors.owner.accountId],
        ),
      ).toContain('permission denied');
    });

    test('a side is confirmed by who speaks for it', async () => {
      const shop = await place(database, { owner: actors.owner.accountId });
      const id = await tie(shop, bench);
      const confirm =
        'insert into public.connection_confirmations (connection_id, asset_id) values ($1, $2)';
      const no = 'new row violates row-level security policy for table "connection_confirmations"';
      for (const name of ['here', 'trusted', 'connector', 'municipality'] as const)
        expect(await refusal(actors[name], confirm, [id, shop]), name).toBe(no);
      expect(await refusal(actors.owner, confirm, [id, bench])).toBe(no);
      expect(await refusal(actors.owner, confirm, [id, assets.open])).toBe(no);
      expect(await refusal(actors.owner, confirm, [id, shop])).toBe('1 written');
      expect(await refusal(actors.connector, confirm, [id, bench])).toBe('1 written');
      const [{ n }] = (await ask<{ n: number }>(
        actors.anon,
        'select private.confirmed_sides($1) as n',
        [id],
      )) as [{ n: number }];
      expect(n).toBe(2);
    });

    test('another kind is another claim: it is confirmed anew', async () => {
      const shop = await place(database, { owner: actors.owner.accountId });
      await act(actors.owner, insert, [shop, bench]);
      const sides = () =>
        ask<{ n: number }>(
          actors.owner,
          'select private.confirmed_sides(id) as n from public.connections where from_id = $1',
          [shop],
        );
      expect(await sides()).toEqual([{ n: 1 }]);
      await act(
        actors.connector,
        `update public.connections set kind = 'hosts' where from_id = $1`,
        [shop],
      );
      expect(await sides()).toEqual([{ n: 0 }]);
    });
  });

  describe('Rules', () => {
    const rule = (text: string, params: unknown[]) => refusal(actors.connector, text, params);
    test('no tie to itself, no end before its start, no pair and kind twice, in either order', async () => {
      const near = await place(database);
      expect(await rule(insert, [near, near])).toContain('nothing is connected to itself');
      expect(
        await rule(
          `insert into public.connections (id, from_id, to_id, kind, since, until)
           values (gen_random_uuid(), $1, $2, 'knows', '2026-02-01', '2026-01-31')`,
          [near, bench],
        ),
      ).toContain('a connection does not end before it begins');
      expect(await rule(insert, [near, bench])).toBe('1 written');
      expect(await rule(insert, [bench, near])).toContain(
        'this pair has a connection of this kind',
      );
    });

    test('the network of a past day: from its start, until its end, as it was', async () => {
      const near = await place(database);
      const id = randomUUID();
      await database.asSystem(async (tx) => {
        await tx.run(
          `insert into public.connections (id, from_id, to_id, kind, since, created_at)
           values ($1, $2, $3, 'knows', '2025-03-01', '2025-06-01')`,
          [id, near, bench],
        );
        await tx.run(`update public.connections set status = 'dormant' where id = $1`, [id]);
        await tx.run(
          `update public.connection_history set replaced_at = '2025-09-01' where connection_id = $1`,
          [id],
        );
        await tx.run(
          `update public.connections set status = 'ended', until = '2026-02-01' where id = $1`,
          [id],
        );
      });
      const on = async (day: string) =>
        (
          await ask<{ status: string }>(
            actors.anon,
            'select status from private.connections_on($2::date, array[$3]::uuid[]) where id = $1',
            [id, day, near],
          )
        )[0]?.status;
      expect(await on('2025-02-28')).toBeUndefined();
      expect(await on('2025-03-01')).toBe('active');
      expect(await on('2025-08-31')).toBe('active');
      expect(await on('2025-09-02')).toBe('dormant');
      expect(await on('2026-02-01')).toBe('dormant');
      expect(await on('2026-02-02')).toBeUndefined();
    });
  });

  test('words meet by what they mean', async () => {
    const concepts = async (...words: string[]) =>
      (
        await ask<{ found: string[] }>(
          actors.anon,
          'select private.concepts_of($1::text[]) as found',
          [words],
        )
      )[0]!.found;
    expect(await concepts('een wandelmaatje')).toEqual(['wandelen']);
    expect(await concepts('Samen lopen')).toEqual(['wandelen']);
    expect(await concepts('iemand voor een potje schaak')).toEqual(await concepts('schaken'));
    expect(await concepts('hulp met de computer', 'Computers')).toEqual(['computer']);
    expect(await concepts('fietsen maken')).toEqual(['fietsen', 'repareren']);
    expect(await concepts()).toEqual([]);
    await act(
      actors.connector,
      `insert into public.vocabulary_terms (term, concept) values ('pannenkoeken', 'koken')`,
    );
    expect(await concepts('pannenkoeken')).toEqual(['koken']);
    expect(
      await refusal(
        actors.here,
        `insert into public.vocabulary_terms (term, concept) values ('ab', 'cd')`,
      ),
    ).toContain('row-level security');
  });
});
