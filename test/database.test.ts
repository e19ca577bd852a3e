import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anonymous, DatabaseError, type Database, type Transaction } from '../api/db/port.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

const UUID = '11111111-2222-4333-8444-555555555555';

forEachDatabase('The database port', (open) => {
  let database: Database;
  const owner = <Row extends object>(text: string, params?: readonly unknown[]) =>
    database.asOwner((tx) => tx.query<Row>(text, params));
  const count = async () => (await owner<{ n: number }>('select count(*) as n from samples'))[0]!.n;

  beforeAll(async () => {
    database = await open();
    await database.asOwner((tx) =>
      tx.script(
        `create table public.samples (
           id int primary key, note text,
           constraint "a note is short" check (length(note) <= 20));
         grant all on public.samples to authenticated, service_role;`,
      ),
    );
  });
  afterAll(() => database.asOwner((tx) => tx.script('drop table public.samples')));

  describe('values', () => {
    test('read alike', async () => {
      const [row] = await owner(
        `select 9007199254740991::bigint as bigint, 1.25::numeric as numeric, 2::int as int,
           0.5::float8 as float, date '2024-02-29' as date, true as bool, null::text as none,
           timestamptz '2024-01-01 12:00:00.123456+02' as time,
           '{"a": [1, null]}'::jsonb as json, array['a', 'b,"c\\']::text[] as texts,
           '{}'::text[] as no_texts, array[1, 9007199254740991]::bigint[] as bigints,
           '${UUID}'::uuid as uuid`,
      );
      expect(row).toEqual({
        bigint: 9007199254740991,
        numeric: 1.25,
        int: 2,
        float: 0.5,
        date: '2024-02-29',
        bool: true,
        none: null,
        time: '2024-01-01T10:00:00.123Z',
        json: { a: [1, null] },
        texts: ['a', 'b,"c\\'],
        no_texts: [],
        bigints: [1, 9007199254740991],
        uuid: UUID,
      });
    });

    test('go in as parameters and come back the same', async () => {
      const params = [
        9007199254740991,
        1.25,
        '2024-02-29',
        false,
        null,
        '2024-01-01T10:00:00.123Z',
        '{"a": "it\'s"}',
        ["it's", 'b,"c\\', '{}', ''],
        UUID,
      ];
      const [row] = await owner(
        `select $1::bigint as "0", $2::numeric as "1", $3::date as "2", $4::boolean as "3",
           $5::text as "4", $6::timestamptz as "5", $7::text::jsonb as "6", $8::text[] as "7",
           $9::uuid as "8"`,
        params,
      );
      expect(row).toEqual({ ...params, 6: { a: "it's" } });
    });

    test('come in large results whole', async () => {
      const rows = await owner<{ i: number; t: string }>(
        "select i, repeat('x', 100) as t from generate_series(1, 50000) as i",
      );
      expect(rows.length).toBe(50_000);
      expect(rows.at(-1)).toEqual({ i: 50_000, t: 'x'.repeat(100) });
    });
  });

  describe('transactions', () => {
    test('roll back when the work throws, and pass on what it threw', async () => {
      const before = await count();
      const mine = new Error('of the work itself');
      const failed = database.asSystem(async (tx) => {
        await tx.run('insert into samples values (1)');
        throw mine;
      });
      await expect(failed).rejects.toBe(mine);
      expect(await count()).toBe(before);
    });

    test('never seem to succeed after a statement failed', async () => {
      const before = await count();
      const someone = await account(database);
      const swallow = async (tx: Transaction) => {
        await tx.run('insert into samples values (2)');
        await tx.query('select 1 / 0').catch(() => undefined);
      };
      await expect(database.asSystem(swallow)).rejects.toBeInstanceOf(DatabaseError);
      await expect(database.asActor(someone, 'write', swallow)).rejects.toMatchObject({
        message: 'nothing was written: an earlier statement failed',
        code: '25P02',
      });
      expect(await count()).toBe(before);
    });

    test('refuse with code and constraint', async () => {
      const refused = (text: string) =>
        database
          .asSystem((tx) => tx.run(text))
          .then(
            () => undefined,
            (error: unknown) => error as DatabaseError,
          );
      const tooLong = await refused("insert into samples values (3, repeat('x', 21))");
      expect(tooLong).toBeInstanceOf(DatabaseError);
      expect(tooLong).toMatchObject({ code: '23514', constraint: 'a note is short' });
      expect(await refused('insert into samples values (4), (4)')).toMatchObject({
        code: '23505',
        constraint: 'samples_pkey',
      });
      expect(await refused('insert into nowhere values (1)')).toMatchObject({ code: '42P01' });
      expect(await refused('this is no SQL')).toMatchObject({ code: '42601' });
    });

    test('tell how many rows were written, and give rows back', async () => {
      await database.asSystem(async (tx) => {
        expect(await tx.run('insert into samples values (5), (6), (7)')).toBe(3);
        expect(await tx.run("update samples set note = 'seen' where id > 5")).toBe(2);
        expect(await tx.run('delete from samples where id > 100')).toBe(0);
        expect(
          await tx.query('delete from samples where id between 5 and 7 returning id, note'),
        ).toEqual([
          { id: 5, note: null },
          { id: 6, note: 'seen' },
          { id: 7, note: 'seen' },
        ]);
      });
    });

    test('that read refuse to write', async () => {
      const someone = await account(database);
      const writing = database.asActor(someone, 'read', (tx) =>
        tx.run('insert into samples values (8)'),
      );
      await expect(writing).rejects.toMatchObject({ code: '25006' });
    });

    // The bug: embedded, the statement answered nothing and what came before it was committed.
    test('an overlay of an invalid polygon throws and rolls back', async () => {
      const before = await count();
      const overlay = database.asSystem(async (tx) => {
        await tx.run('insert into samples values (9)');
        await tx.query(
          `select extensions.st_intersection(
             'POLYGON((0 0,2 2,2 0,0 2,0 0))'::extensions.geometry,
             'POLYGON((0 0,1 0,1 3,0 3,0 0))'::extensions.geometry)`,
        );
      });
      await expect(overlay).rejects.toMatchObject({ name: 'DatabaseError', code: 'XX000' });
      expect(await count()).toBe(before);
    });

    test('run a hundred at once without mixing', async () => {
      const people = await Promise.all(Array.from({ length: 20 }, () => account(database)));
      const asked = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          database.asActor(people[i % 20]!, i % 2 ? 'read' : 'write', async (tx) => {
            await tx.query('select 1');
            return tx.query<{ uid: string }>('select auth.uid() as uid');
          }),
        ),
      );
      expect(asked.map(([row]) => row!.uid)).toEqual(
        asked.map((_, i) => people[i % 20]!.accountId),
      );
    });
  });

  describe('actors', () => {
    const who = `select current_user::text as role, auth.uid() as uid, auth.role() as claimed,
      coalesce(current_setting('request.jwt.claims', true), '') as claims`;

    test('are anon, or authenticated with their account', async () => {
      const someone = await account(database);
      for (const mode of ['read', 'write'] as const) {
        expect(await database.asActor(anonymous, mode, (tx) => tx.query(who))).toEqual([
          { role: 'anon', uid: null, claimed: 'anon', claims: '{"role":"anon"}' },
        ]);
        expect(await database.asActor(someone, mode, (tx) => tx.query(who))).toMatchObject([
          { role: 'authenticated', uid: someone.accountId, claimed: 'authenticated' },
        ]);
      }
      expect(await database.asSystem((tx) => tx.query(who))).toMatchObject([
        { role: 'service_role', uid: null, claimed: 'service_role' },
      ]);
    });

    test('leave nothing behind for the next transaction', async () => {
      const someone = await account(database);
      const failing = database.asActor(someone, 'write', (tx) => tx.query('select 1 / 0'));
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      await database.asActor(someone, 'write', (tx) => tx.query('select 1'));
      // More than there are connections, so that each is used again.
      const after = await Promise.all(
        Array.from({ length: 30 }, () =>
          owner<{ role: string; uid: string | null; claims: string }>(who),
        ),
      );
      for (const [row] of after) {
        expect(row).toMatchObject({ uid: null, claims: '' });
        expect(row!.role).not.toBe('authenticated');
      }
    });
  });

  test('a handle kept past its transaction is nobody’s, never the owner’s', async () => {
    const someone = await account(database);
    for (const enter of [
      database.asSystem,
      (work) => database.asActor(someone, 'write', work),
    ] satisfies Database['asSystem'][]) {
      const kept = await enter(async (tx) => tx);
      const late = await kept
        .query('select current_user::text as role, auth.uid() as uid')
        .catch(() => 'refused');
      expect(['refused', [{ role: 'anon', uid: null }]]).toContainEqual(late);
    }
  });

  test('changes are heard when committed, never when rolled back', async () => {
    const heard: unknown[] = [];
    const stop = database.onChange((change) => void heard.push(change));
    const tell = (cell: number, fail = false) =>
      database.asSystem(async (tx) => {
        await tx.query("select pg_notify('changes', $1)", [
          JSON.stringify({ what: 'assets', cells: [cell] }),
        ]);
        if (fail) throw new Error('rolled back');
      });
    await tell(1);
    await expect(tell(2, true)).rejects.toThrow('rolled back');
    await tell(3);
    await vi.waitFor(() => expect(heard.length).toBe(2));
    expect(heard).toEqual([
      { what: 'assets', cells: [1] },
      { what: 'assets', cells: [3] },
    ]);
    stop();
  });
});
