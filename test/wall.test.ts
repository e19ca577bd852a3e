import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { forEachDatabase } from './support/database.ts';
import { card, HERE, neighbours, place } from './support/neighbours.ts';
import { account } from './support/people.ts';

type World = Awaited<ReturnType<typeof neighbours>>;

forEachDatabase('The wall', (open) => {
  let database: Database;
  let actors: World['actors'];
  let assets: World['assets'];
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
  });

  const act = (actor: Actor, text: string, params: unknown[] = []) =>
    database.asActor(actor, 'write', (tx) => tx.run(text, params));
  const ask = <Row extends object>(actor: Actor, text: string, params: unknown[] = []) =>
    database.asActor(actor, 'read', (tx) => tx.query<Row>(text, params));
  const system = <Row extends object>(text: string, params: unknown[] = []) =>
    database.asSystem((tx) => tx.query<Row>(text, params));
  const refusal = (actor: Actor, text: string, params: unknown[] = []) =>
    act(actor, text, params).then(
      (written) => `${written} written`,
      (error: Error) => error.message,
    );
  const talentsHere = async () =>
    (
      await ask<{ cards: number | null }>(
        actors.anon,
        `select cards from private.gift_counts($1) where level = 'buurt'`,
        [HERE],
      )
    )[0]!.cards;

  test('an error says the same of what is hidden and of what is not there', async () => {
    const tries = {
      asset_confirmations: 'insert into public.asset_confirmations (asset_id) values ($1)',
      asset_reports: `insert into public.asset_reports (id, asset_id, reason)
        values (gen_random_uuid(), $1, 'gone')`,
      asset_contacts: `insert into public.asset_contacts (asset_id, name) values ($1, 'Me')`,
      consents: `insert into public.consents (asset_id, text_version, through)
        values ($1, '2026-01', 'self')`,
    };
    for (const [table, text] of Object.entries(tries))
      for (const id of [assets.inner, assets.card, assets.withdrawn, assets.proposed, randomUUID()])
        expect(await refusal(actors.here, text, [id])).toBe(
          `new row violates row-level security policy for table "${table}"`,
        );
  });

  test('a person never has a point on the map', async () => {
    expect(
      await refusal(
        actors.here,
        `insert into public.assets (id, kind, title, visibility, geometry, buurt_code)
         values (gen_random_uuid(), 'person', 'Me', 'connectors',
           extensions.st_setsrid(extensions.st_point(5.405, 52.505), 4326), $1)`,
        [HERE],
      ),
    ).toContain('a person never has a point on the map');
  });

  test('a talent stays a talent, so its history reaches nobody else', async () => {
    const sentence = 'a talent stays a talent, and nothing else becomes one';
    const mine = await card(database, { consent: 'holds', owner: actors.owner.accountId });
    expect(
      await refusal(
        actors.owner,
        `update public.assets set kind = 'place', hands = '{}',
           geometry = extensions.st_setsrid(extensions.st_point(5.405, 52.505), 4326) where id = $1`,
        [mine],
      ),
    ).toBe(sentence);
    expect(
      await refusal(
        actors.owner,
        `update public.assets set kind = 'person', geometry = null, visibility = 'connectors',
           buurt_code = '${HERE}' where id = $1`,
        [assets.open],
      ),
    ).toBe(sentence);
  });

  test('an update that reads nothing reaches only what its author may change', async () => {
    const hidden = await card(database, { consent: 'withdrawn' });
    await act(actors.connector, `update public.assets set last_used_for = 'a blind update'`);
    const reached = await system<{ id: string }>(
      `select id from public.assets where last_used_for = 'a blind update'`,
    );
    const ids = reached.map(({ id }) => id);
    expect(ids).toContain(assets.held);
    for (const id of [hidden, assets.card, assets.expired, assets.withdrawn])
      expect(ids).not.toContain(id);
  });

  test('looking after a card gives nothing', async () => {
    const held = await card(database, { consent: 'holds' });
    const appoint = 'update public.assets set steward_id = $2 where id = $1';
    expect(await refusal(actors.connector, appoint, [held, actors.steward.accountId])).toBe(
      'only you yourself become a steward',
    );
    await system(`${appoint} returning id`, [held, actors.steward.accountId]);
    expect(await ask(actors.steward, 'select id from public.assets where id = $1', [held])).toEqual(
      [],
    );
    await act(actors.steward, `update public.assets set title = 'Mine'`);
    expect(await system('select title from public.assets where id = $1', [held])).toEqual([
      { title: 'Sanne' },
    ]);
  });

  test('an archived card is its owner’s alone', async () => {
    const mine = await card(database, { consent: 'holds', owner: actors.owner.accountId });
    const seen = () => ask(actors.connector, 'select id from public.assets where id = $1', [mine]);
    expect(await seen()).toHaveLength(1);
    await act(actors.owner, `update public.assets set status = 'archived' where id = $1`, [mine]);
    expect(await seen()).toEqual([]);
  });

  describe('a home', () => {
    const ours = (actor: Actor) =>
      ask(actor, 'select id from public.assets where id = $1', [assets.ours]);
    const settle = (actor: Actor, area: string) =>
      refusal(actor, 'select public.set_home($1)', [area]);

    test('makes no neighbour of a municipality', async () => {
      await settle(actors.municipality, 'WK900101');
      expect(await ours(actors.municipality)).toEqual([]);
    });

    test('shows a connector elsewhere no more than any neighbour sees', async () => {
      const far = await account(database, { roles: [{ role: 'connector', area: 'GM9002' }] });
      await settle(far, 'WK900101');
      expect(await ours(far)).toHaveLength(1);
      expect(
        await ask(far, 'select id from public.assets where id = any($1::uuid[])', [
          [assets.inner, assets.card, assets.held, assets.proposed],
        ]),
      ).toEqual([]);
    });

    test('ends trust when it is elsewhere', async () => {
      const someone = await account(database, {
        roles: [{ role: 'resident', area: 'WK900101', trusted: true }],
      });
      await settle(someone, 'WK900102');
      await settle(someone, 'WK900101');
      expect(
        await ask(someone, 'select role, area_code, trusted from public.role_assignments'),
      ).toEqual([{ role: 'resident', area_code: 'WK900101', trusted: false }]);
    });

    test('is a wijk or buurt, of somebody', async () => {
      for (const area of ['GM9001', 'NL', 'WK999999'])
        expect(await settle(actors.here, area)).toBe('home is a wijk or buurt that is on the map');
      expect(await settle(actors.anon, 'WK900101')).toBe('permission denied for function set_home');
    });
  });

  describe('consent', () => {
    test('that is withdrawn stays withdrawn', async () => {
      const mine = await card(database, { consent: 'holds', owner: actors.owner.accountId });
      const set = (until: string) =>
        refusal(
          actors.owner,
          `update public.consents set withdrawn_at = ${until} where asset_id = $1`,
          [mine],
        );
      const policy = 'new row violates row-level security policy for table "consents"';
      expect(await set(`now() + interval '1 year'`)).toBe(policy);
      expect(await set('null')).toBe(policy);
      // the proof says when: neither before nor after
      expect(await set(`now() - interval '40 days'`)).toBe(policy);
      expect(await set(`'-infinity'`)).toBe(policy);
      expect(await set('now()')).toBe('1 written');
      expect(await set('now()')).toBe('0 written');
      expect(await set('null')).toBe('0 written');
    });

    test('works at once, for connectors and in counts', async () => {
      const base = await Promise.all(
        [1, 2, 3, 4, 5].map(async () =>
          card(database, { consent: 'holds', owner: (await account(database)).accountId }),
        ),
      );
      const before = await talentsHere();
      expect(before).toBeGreaterThanOrEqual(5);
      const [first] = await system<{ owner: string }>(
        'select owner_id as owner from public.assets where id = $1',
        [base[0]],
      );
      await act(
        { accountId: first!.owner },
        'update public.consents set withdrawn_at = now() where asset_id = $1',
        [base[0]],
      );
      expect(
        await ask(actors.connector, 'select id from public.assets where id = $1', [base[0]]),
      ).toEqual([]);
      expect(await talentsHere()).toBe(before === 5 ? null : before! - 1);
    });

    test('ends with a card that a connector takes away', async () => {
      const held = await card(database, { consent: 'holds' });
      expect(await act(actors.connector, 'delete from public.assets where id = $1', [held])).toBe(
        1,
      );
      const [consent] = await system<{ ended: boolean }>(
        'select withdrawn_at is not null as ended from public.consents where asset_id = $1',
        [held],
      );
      expect(consent).toEqual({ ended: true });
    });

    test('is needed for a talent, by the end of its transaction', async () => {
      expect(
        await refusal(
          actors.here,
          `insert into public.assets (id, kind, title, visibility, buurt_code)
           values (gen_random_uuid(), 'person', 'Me', 'connectors', $1)`,
          [HERE],
        ),
      ).toBe('a talent needs consent');
    });
  });

  test('five cards of one person are one person', async () => {
    const at = 'BU90020102';
    const { accountId: owner } = await account(database);
    for (let i = 0; i < 5; i++) await card(database, { consent: 'holds', owner, at });
    expect(await ask(actors.anon, `select cards from private.gift_counts($1)`, [at])).toEqual([
      { cards: null },
    ]);
    expect(await ask(actors.anon, `select gift from private.gift_words($1)`, [at])).toEqual([]);
  });

  test('who leaves takes cards and contacts along; places stay, and are nobody’s', async () => {
    const { accountId: owner } = await account(database);
    const bench = await place(database, { owner });
    const mine = await card(database, { consent: 'holds', owner });
    await act({ accountId: owner }, `insert into public.asset_contacts values ($1, 'Me')`, [bench]);
    await system('delete from public.accounts where id = $1', [owner]);
    expect(
      await system(
        `select id, owner_id, (select count(*) from public.asset_contacts where asset_id = id) as contacts
         from public.assets where id in ($1, $2)`,
        [bench, mine],
      ),
    ).toEqual([{ id: bench, owner_id: null, contacts: 0 }]);
    expect(
      await system(
        `select through_account, withdrawn_at is not null as ended from public.consents where asset_id = $1`,
        [mine],
      ),
    ).toEqual([{ through_account: null, ended: true }]);
  });
});
