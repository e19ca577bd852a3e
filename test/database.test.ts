import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { exampleAreas, middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';

forEachDatabase('The port', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await exampleAreas(database);
  });
  test('knows the example areas', async () => {
    const someone = await account(database, { roles: [{ role: 'resident', area: 'WK900101' }] });
    const rows = await database.asActor(someone, 'read', (tx) =>
      tx.query<{ code: string }>(
        'select code from private.buurt_at(extensions.st_setsrid(extensions.st_point($1::float8, $2::float8), 4326))',
        middleOf('BU90010202'),
      ),
    );
    expect(rows).toEqual([{ code: 'BU90010202' }]);
  });
});
