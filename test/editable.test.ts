import { beforeAll, expect, test } from 'vitest';
import { readAsset } from '../api/assets/read.ts';
import type { Actor, Database, DatabaseError } from '../api/db/port.ts';
import { forEachDatabase } from './support/database.ts';
import { neighbours } from './support/neighbours.ts';

// What the answer says and what a writing meets are asked in two places, which must not drift apart.
forEachDatabase('What the API says may be changed', (open) => {
  let database: Database;
  let world: Awaited<ReturnType<typeof neighbours>>;
  beforeAll(async () => {
    database = await open();
    world = await neighbours(database);
  });

  /** Whether the policies let it be changed; nothing is kept. */
  async function mayWrite(actor: Actor, id: string): Promise<boolean> {
    const kept = new Error('not kept');
    let written = 0;
    await database
      .asActor(actor, 'write', async (tx) => {
        written = await tx.run(`update public.assets set description = 'x' where id = $1`, [id]);
        throw kept;
      })
      .catch((error: DatabaseError | Error) => {
        if (error !== kept && (error as DatabaseError).code !== '42501') throw error;
      });
    return written === 1;
  }

  test('is what the policies let be changed, for every actor and asset', async () => {
    let editable = 0;
    for (const [name, actor] of Object.entries(world.actors))
      for (const [what, id] of Object.entries(world.assets)) {
        const told = await database.asActor(actor, 'read', (tx) => readAsset(tx, id));
        const ruled = await mayWrite(actor, id);
        expect([name, what, told?.editable ?? false]).toEqual([name, what, ruled]);
        if (ruled) editable += 1;
      }
    expect(editable).toBeGreaterThan(20);
  });
});
