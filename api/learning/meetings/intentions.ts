import type { IntentionChange, NewIntention } from '../../contracts/learning.ts';
import type { Transaction } from '../../db/port.ts';
import { changedMeanwhile, notFound } from '../../http/problem.ts';
import { setsOf, usedId } from '../../http/write.ts';

/**
 * Writes down what the visitor takes along from a meeting, once however often it is sent. Throws Problem 404, or 409
 * where something else is there.
 */
export async function insertIntention(
  tx: Transaction,
  meeting: string,
  { id, takes, does }: NewIntention,
): Promise<void> {
  const [seen] = await tx.query('select id from public.learning_meetings where id = $1', [meeting]);
  if (!seen) throw notFound();
  const written = await tx.run(
    `insert into public.learning_intentions (id, meeting_id, takes, does) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [id, meeting, takes, does],
  );
  if (written > 0) return;
  const [same] = await tx.query(
    `select id from public.learning_intentions where (id, meeting_id, takes::text, does::text) = ($1, $2, $3, $4)`,
    [id, meeting, takes, does],
  );
  if (!same) throw usedId();
}

const columns = {
  takes: ['takes', 'text'],
  does: ['does', 'text'],
  outcome: ['outcome', 'public.intention_outcome'],
  lookedBack: ['looked_back', 'text'],
} as const;

/** Changes it, or looks back on it: from then on it says on which day. Throws Problem 404 or 412. */
export async function changeIntention(
  tx: Transaction,
  meeting: string,
  id: string,
  version: number,
  change: IntentionChange,
): Promise<void> {
  const [seen] = await tx.query<{ version: number }>(
    'select version from public.learning_intentions where (id, meeting_id) = ($1, $2)',
    [id, meeting],
  );
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  const looks = change.outcome ? ', looked_on = current_date' : '';
  await tx.run(`update public.learning_intentions set ${sets}${looks} where id = $1`, [
    id,
    ...values,
  ]);
}
