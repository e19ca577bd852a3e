import { expect } from 'vitest';
import { DatabaseError, type Actor, type Database, type Transaction } from '../../api/db/port.ts';

/** Does something as an actor; answers how many rows it saw or wrote. */
export type Action<World> = (tx: Transaction, world: World, actor: Actor) => Promise<number>;

class Undone extends Error {}

async function attempt<World>(
  database: Database,
  world: World,
  actor: Actor,
  act: Action<World>,
): Promise<string> {
  let written = 0;
  try {
    await database.asActor(actor, 'write', async (tx) => {
      written = await act(tx, world, actor);
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') return 'x';
    if (!(error instanceof Undone)) throw error;
  }
  return written > 0 ? 'y' : '-';
}

/** Characters before the first actor: the name of the action. */
const NAME = 24;

/**
 * A table of who may: a line an action, a column an actor; y yes, - nothing happens (no row), x refused (SQLSTATE 42501).
 */
export function accessTable<World extends { actors: Record<string, Actor> }>(
  table: string,
  actions: Record<string, Action<World>>,
) {
  const [header = '', ...lines] = table.slice(1, -1).split('\n');
  const names = header.trim().split(/\s+/);
  const nameOf = (line: string) => line.slice(0, NAME).trim();
  return {
    lines,
    requireWhole: (world: World) => {
      expect(names).toEqual(Object.keys(world.actors));
      expect(lines.map(nameOf)).toEqual(Object.keys(actions));
    },
    /** Every actor tries the action of a line; nothing of it stays. */
    requireLine: async (line: string, database: Database, world: World) => {
      const found: string[] = [];
      for (const name of names)
        found.push(await attempt(database, world, world.actors[name]!, actions[nameOf(line)]!));
      expect(found).toEqual(line.slice(NAME).trim().split(/\s+/));
    },
  };
}

/** Reads by SQL: how many rows are seen. */
export const rows =
  (text: string): Action<unknown> =>
  async (tx) =>
    (await tx.query(text)).length;
/** Writes by SQL: how many rows are written. */
export const write =
  (text: string): Action<unknown> =>
  (tx) =>
    tx.run(text);
