import { expect, test } from 'vitest';
import { forEachDatabase } from './support/database.ts';

const OVERLAY = `extensions.st_intersection(
  'POLYGON((0 0,2 2,2 0,0 2,0 0))'::extensions.geometry,
  'POLYGON((0 0,1 0,1 3,0 3,0 0))'::extensions.geometry)`;

forEachDatabase('Geometry that cannot be worked out', (open) => {
  // The bug: embedded, a writing statement stopped half-way, and its first rows were committed.
  test('a write that fails on it throws and leaves nothing', async () => {
    const database = await open();
    const writing = database.asSystem(async (tx) => {
      await tx.run(
        `insert into public.neighbourhoods (year, code, level, gemeente_code, source, geometry)
         select 2024, 'GM900' || i, 'gemeente', 'GM900' || i, 'cbs', case
           when i < 3 then extensions.st_multi(extensions.st_makeenvelope(5, 52, 5.1, 52.1, 4326))
           else extensions.st_multi(extensions.st_setsrid(${OVERLAY}, 4326)) end
         from generate_series(1, 5) as i`,
      );
    });
    await expect(writing).rejects.toMatchObject({ name: 'DatabaseError', code: 'XX000' });
    expect(
      await database.asSystem((tx) => tx.query('select count(*) as n from public.neighbourhoods')),
    ).toEqual([{ n: 0 }]);
  });
});
