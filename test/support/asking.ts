import type { Actor, Database } from '../../api/db/port.ts';

/** What a suite about the wall does as one actor or another: every statement has a role. */
export function askingOf(open: () => Database, actors: () => Record<string, Actor>) {
  const act = (actor: Actor, text: string, params: unknown[] = []) =>
    open().asActor(actor, 'write', (tx) => tx.run(text, params));
  const ask = <Row extends object>(actor: Actor, text: string, params: unknown[] = []) =>
    open().asActor(actor, 'read', (tx) => tx.query<Row>(text, params));
  /** How many rows were written, or why none. */
  const refusal = (actor: Actor, text: string, params: unknown[] = []) =>
    act(actor, text, params).then(
      (written) => `${written} written`,
      (error: Error) => error.message,
    );
  /** The names of those for whom the statement finds something with this id. A statement that fails is the test's fault. */
  const whoFinds = async (id: string, text: string, but: string[] = []) => {
    const seen: string[] = [];
    for (const [name, actor] of Object.entries(actors()))
      if (!but.includes(name) && (await ask(actor, text, [id])).length > 0) seen.push(name);
    return seen;
  };
  return { act, ask, refusal, whoFinds };
}
