import type { Meeting, MeetingChange, NewMeeting } from '../../contracts/learning.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';

const INTENTION = (alias: string) =>
  `'id', ${alias}.id, 'takes', ${alias}.takes, 'does', ${alias}.does, 'outcome', ${alias}.outcome,
   'lookedBack', ${alias}.looked_back, 'version', ${alias}.version`;

const select = (where: string) => `
  select m.id, m.theme, m.programme, m.held_on as "heldOn", to_char(m.begins_at, 'HH24:MI') as "beginsAt", m.place,
    m.area_code as area, n.name as "areaName",
    coalesce((select json_agg(json_build_object('role', a.role, 'people', a.people) order by a.role)
      from public.learning_attendance a where a.meeting_id = m.id), '[]') as attendance,
    r.coming, r.not_coming as "notComing", r.mine as comes, private.keeps_meeting(m.id) as keeps,
    coalesce((select json_agg(json_build_object('id', e.id, 'title', e.title) order by e.created_at, e.id)
      from (select id, title, meeting_id, created_at from public.practice_examples) e
      where e.meeting_id = m.id), '[]') as examples,
    (select json_build_object(${INTENTION('i')}) from public.learning_intentions i where i.meeting_id = m.id) as mine,
    (select json_build_object(${INTENTION('i')}, 'meeting', b.id, 'theme', b.theme, 'heldOn', b.held_on)
      from public.learning_intentions i
      join (select id, theme, held_on from public.learning_meetings) b on b.id = i.meeting_id
      where (b.held_on, b.id) < (m.held_on, m.id) order by b.held_on desc, b.id desc limit 1) as before,
    m.source = 'voorbeeld' as "isExample", m.version
  from (select id, theme, programme, held_on, begins_at, place, area_code, source, version
    from public.learning_meetings) m
  cross join lateral private.replies_of(m.id) r
  left join public.current_neighbourhoods n on n.code = m.area_code
  where ${where}`;

/** The meetings of where the visitor learns, the last one first. */
export async function listMeetings(
  tx: Transaction,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Meeting[]; next: string[] | null }> {
  const rows = await tx.query<Meeting>(
    `${select(after ? '(m.held_on, m.id) < ($2::date, $3::uuid)' : 'true')}
     order by m.held_on desc, m.id desc limit $1`,
    [limit + 1, ...(after ?? [])],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit),
    next: rows.length > limit && last ? [last.heldOn, last.id] : null,
  };
}

export async function readMeeting(tx: Transaction, id: string): Promise<Meeting | null> {
  const [row] = await tx.query<Meeting>(select('m.id = $1'), [id]);
  return row ?? null;
}

/** Calls a meeting, once however often it is sent. Throws Problem 409 for another under the same id. */
export async function insertMeeting(
  tx: Transaction,
  { accountId }: Actor,
  given: NewMeeting,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const written = await tx.run(
    `insert into public.learning_meetings (id, theme, programme, held_on, begins_at, place, area_code, digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      ...[given.id, given.theme, given.programme, given.heldOn, given.beginsAt, given.place],
      ...[given.area, digest],
    ],
  );
  if (written > 0) return writeAttendance(tx, given.id, given);
  await requireRepeat(tx, 'public.learning_meetings', given.id, digest);
}

const columns = {
  theme: ['theme', 'text'],
  programme: ['programme', 'text'],
  heldOn: ['held_on', 'date'],
  beginsAt: ['begins_at', 'time'],
  place: ['place', 'text'],
  area: ['area_code', 'text'],
} as const;

/** Throws Problem 404, 412, or 403 for a meeting that somebody else keeps. */
export async function changeMeeting(
  tx: Transaction,
  id: string,
  version: number,
  change: MeetingChange,
): Promise<void> {
  const seen = await readMeeting(tx, id);
  if (!seen) throw notFound();
  if (!seen.keeps) throw notAllowed();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  // Who came is of it: who counts anew makes another version, too.
  await tx.run(`update public.learning_meetings set ${sets || 'theme = theme'} where id = $1`, [
    id,
    ...values,
  ]);
  await writeAttendance(tx, id, change);
}

async function writeAttendance(
  tx: Transaction,
  id: string,
  { attendance }: Pick<MeetingChange, 'attendance'>,
): Promise<void> {
  if (!attendance) return;
  await tx.run('delete from public.learning_attendance where meeting_id = $1', [id]);
  await tx.run(
    `insert into public.learning_attendance (meeting_id, role, people)
     select $1, a.role, a.people from json_to_recordset($2::text::json) as a
       (role public.learning_role, people smallint)`,
    [id, JSON.stringify(attendance)],
  );
}

/** Throws Problem 404, or 403 for a meeting that somebody else keeps. */
export async function removeMeeting(tx: Transaction, id: string): Promise<void> {
  const [seen] = await tx.query('select id from public.learning_meetings where id = $1', [id]);
  if (!seen) throw notFound();
  if ((await tx.run('delete from public.learning_meetings where id = $1', [id])) === 0)
    throw notAllowed();
}

/** Says whether the visitor comes. Throws Problem 404 where there is no such meeting for them. */
export async function replyTo(tx: Transaction, id: string, comes: boolean): Promise<void> {
  const [seen] = await tx.query('select id from public.learning_meetings where id = $1', [id]);
  if (!seen) throw notFound();
  await tx.run(
    `insert into public.learning_replies (meeting_id, comes) values ($1, $2)
     on conflict (meeting_id, account_id) do update set comes = excluded.comes`,
    [id, comes],
  );
}
