import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { forEachDatabase } from './support/database.ts';

async function* chunks(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
}

forEachDatabase('Streams', (open) => {
  let database: Database;
  const count = () =>
    database.asSystem(async (tx) => {
      const [row] = await tx.query<{ n: number }>('select count(*) as n from samples');
      return row!.n;
    });

  beforeAll(async () => {
    database = await open();
    await database.asOwner((tx) =>
      tx.script(
        'create table public.samples (id int primary key, note text); grant all on public.samples to service_role',
      ),
    );
  });

  test('read in batches, in order, to the last row', async () => {
    const sizes: number[] = [];
    let sum = 0;
    await database.asSystem(async (tx) => {
      const rows = tx.batches<{ i: number }>(
        'select i from generate_series(1, $1::int) as i',
        [2500],
        1000,
      );
      for await (const batch of rows) {
        sizes.push(batch.length);
        for (const { i } of batch) sum += i;
      }
      for await (const batch of tx.batches('select 1 where false', [], 10))
        sizes.push(batch.length);
    });
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(sum).toBe((2500 * 2501) / 2);
  });

  test('may stop half-way, and the transaction goes on', async () => {
    const [row] = await database.asSystem(async (tx) => {
      for await (const batch of tx.batches('select i from generate_series(1, 100) as i', [], 10))
        if (batch.length > 0) break;
      for await (const batch of tx.batches('select 1', [], 10)) expect(batch.length).toBe(1);
      return tx.query<{ one: number }>('select 1 as one');
    });
    expect(row).toEqual({ one: 1 });
  });

  test('copy in text format, with its escapes', async () => {
    await database.asSystem(async (tx) => {
      await tx.copyIn(
        'samples (id, note)',
        chunks('20\ta\\tb\\\\c\n', '21\t\\N\n22\tregel\\néén\n'),
      );
      expect(await tx.query('select id, note from samples where id >= 20 order by id')).toEqual([
        { id: 20, note: 'a\tb\\c' },
        { id: 21, note: null },
        { id: 22, note: 'regel\néén' },
      ]);
      await tx.run('delete from samples where id >= 20');
    });
  });

  test('refuse a wrong line and roll everything back', async () => {
    const before = await count();
    const wrong = database.asSystem((tx) => tx.copyIn('samples', chunks('30\tx\n', 'no\tx\n')));
    await expect(wrong).rejects.toMatchObject({ name: 'DatabaseError', code: '22P02' });
    const twice = database.asSystem((tx) => tx.copyIn('samples', chunks('30\tx\n30\tx\n')));
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'samples_pkey' });
    const late = database.asSystem((tx) =>
      tx.copyIn('samples', chunks('no\tx\n', ...Array<string>(200).fill('30\tx\n'.repeat(9999)))),
    );
    await expect(late).rejects.toMatchObject({ code: '22P02' });
    const cut = database.asSystem((tx) =>
      tx.copyIn(
        'samples',
        (async function* () {
          yield '31\tx\n';
          throw new Error('the file ended');
        })(),
      ),
    );
    await expect(cut).rejects.toThrow('the file ended');
    expect(await count()).toBe(before);
  });
});
