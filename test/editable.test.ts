import { beforeAll, expect, test } from 'vitest';
import { readAsset } from '../api/assets/read.ts';
import type { Database } from '../api/db/port.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';

// The list asks what an account may do once a statement, the policies once a row: two texts of one
// rule, which must not drift apart.
forEachDatabase('What the API says may be changed', (open) => {
  let database: Database;
  let world: Awaited<ReturnType<typeof neighbours>>;
  beforeAll(async () => {
    database = await open();
    world = await neighbours(database);
  });

  test('is what the policies let be changed, for every actor and asset', async () => {
    let editable = 0;
    for (const [name, actor] of Object.entries(world.actors))
      for (const [what, id] of Object.entries(world.assets)) {
        const [told, ruled] = await database.asActor(actor, 'read', async (tx) => {
          const asset = await readAsset(tx, id);
          const [row] = await tx.query<{ may: boolean }>(
            `select private.may_edit(kind, owner_id, steward_id, buurt_code) as may
             from public.assets where id = $1`,
            [id],
          );
          return [asset?.editable, row?.may];
        });
        expect([name, what, told]).toEqual([name, what, ruled]);
        if (told) editable += 1;
      }
    expect(editable).toBeGreaterThan(20);
  });
});
