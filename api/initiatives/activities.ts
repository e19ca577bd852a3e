import type { Activity, ActivityChange, NewActivity } from '../contracts/initiatives.ts';
import type { Actor, Transaction } from '../db/port.ts';
import { changedMeanwhile, notAllowed, notFound } from '../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../http/write.ts';

const select = (where: string) => `
  select a.id, a.title, a.held_on as "heldOn", came.attended, came.newcomers, came.note, a.version
  from (select id, initiative_id, title, held_on, version from public.initiative_activities) a
  join private.attendance($1) came on came.id = a.id
  where a.initiative_id = $1 and ${where}`;

/** The activities of an initiative, newest first; null where there is no such initiative for the visitor. */
export async function listActivities(
  tx: Transaction,
  initiative: string,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Activity[]; next: string[] | null } | null> {
  const [seen] = await tx.query('select id from public.initiatives where id = $1', [initiative]);
  if (!seen) return null;
  const rows = await tx.query<Activity>(
    `${select(after ? '(a.held_on, a.id) < ($3::date, $4::uuid)' : 'true')}
     order by a.held_on desc, a.id desc limit $2`,
    [initiative, limit + 1, ...(after ?? [])],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit),
    next: rows.length > limit && last ? [last.heldOn, last.id] : null,
  };
}

export async function readActivity(
  tx: Transaction,
  initiative: string,
  id: string,
): Promise<Activity | null> {
  const [row] = await tx.query<Activity>(select('a.id = $2'), [initiative, id]);
  return row ?? null;
}

/** Writes an activity, once however often it is sent. Throws Problem 404, 403 or 409. */
export async function insertActivity(
  tx: Transaction,
  { accountId }: Actor,
  initiative: string,
  given: NewActivity,
): Promise<void> {
  await requireKept(tx, initiative);
  const digest = digestOf(accountId, initiative, given);
  const written = await tx.run(
    `insert into public.initiative_activities (id, initiative_id, title, held_on, attended, newcomers, note, digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      ...[given.id, initiative, given.title, given.heldOn, given.attended, given.newcomers],
      ...[given.note, digest],
    ],
  );
  if (written > 0) return;
  await requireRepeat(tx, 'public.initiative_activities', given.id, digest);
}

/** Throws Problem 404 where there is no such initiative for the visitor, 403 where somebody else keeps it. */
export async function requireKept(tx: Transaction, initiative: string): Promise<void> {
  const [seen] = await tx.query<{ keeps: boolean }>(
    'select private.keeps_initiative(id) as keeps from public.initiatives where id = $1',
    [initiative],
  );
  if (!seen) throw notFound();
  if (!seen.keeps) throw notAllowed();
}

const columns = {
  title: ['title', 'text'],
  heldOn: ['held_on', 'date'],
  attended: ['attended', 'int'],
  newcomers: ['newcomers', 'int'],
  note: ['note', 'text'],
} as const;

/** Throws Problem 404, 403 or 412. */
export async function changeActivity(
  tx: Transaction,
  initiative: string,
  id: string,
  version: number,
  change: ActivityChange,
): Promise<void> {
  await requireKept(tx, initiative);
  const seen = await readActivity(tx, initiative, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  await tx.run(`update public.initiative_activities set ${sets} where id = $1`, [id, ...values]);
}

export async function removeActivity(
  tx: Transaction,
  initiative: string,
  id: string,
): Promise<void> {
  await requireKept(tx, initiative);
  const written = await tx.run(
    'delete from public.initiative_activities where id = $1 and initiative_id = $2',
    [id, initiative],
  );
  if (written === 0) throw notFound();
}
