import type {
  Introduction,
  IntroductionChange,
  IntroductionPath,
  IntroductionQuery,
  Invitation,
  NewIntroduction,
} from '../../contracts/introductions.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notFound, Problem } from '../../http/problem.ts';
import { digestOf, isRepeat } from '../../http/write.ts';

type Row = Introduction & { sorted: string };

const side = (name: 'one' | 'other') => `json_build_object('id', ${name}.id, 'kind', ${name}.kind,
  'title', ${name}.title, 'askedAt', i.${name}_asked_at, 'saysYes', i.${name}_says_yes,
  'answerable', private.answers_for(${name}.id))`;

/** What is to be done first comes first; what has no day, last. */
const SORT = `coalesce(i.next_step_on, '9999-12-31')::text || i.id::text`;

const select = (where: string, limit = '') => `
  select i.id, ${side('one')} as one, ${side('other')} as other, i.stage, i.invitation,
    i.met_on as "metOn", i.outcome, i.next_step as "nextStep", i.next_step_on as "nextStepOn", i.note,
    coalesce(i.connector_id = (select auth.uid()), false) as mine, i.version,
    i.created_at as "createdAt", i.updated_at as "updatedAt", ${SORT} as sorted
  from public.introductions i
  join public.assets one on one.id = i.one_id
  join public.assets other on other.id = i.other_id
  where ${where} order by ${SORT} ${limit}`;

const toIntroduction = ({ sorted: _, ...introduction }: Row): Introduction => introduction;

export async function readIntroduction(tx: Transaction, id: string): Promise<Introduction | null> {
  const [row] = await tx.query<Row>(select('i.id = $1'), [id]);
  return row ? toIntroduction(row) : null;
}

/** Those of the areas where the visitor is a connector. */
export async function listIntroductions(
  tx: Transaction,
  { neighbourhood, open, mine }: Omit<IntroductionQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Introduction[]; next: string[] | null }> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ['true'];
  if (neighbourhood)
    where.push(`(one.buurt_code = any (private.buurten_within(array[${add(neighbourhood)}]))
      or other.buurt_code = any (private.buurten_within(array[${add(neighbourhood)}])))`);
  if (open !== undefined) where.push(`i.stage ${open ? 'not in' : 'in'} ('no', 'connection')`);
  if (mine) where.push('i.connector_id = (select auth.uid())');
  if (after) where.push(`${SORT} > ${add(after[0])}`);
  const rows = await tx.query<Row>(select(where.join(' and '), `limit ${add(limit + 1)}`), params);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toIntroduction),
    next: rows.length > limit && last ? [last.sorted] : null,
  };
}

/** Plans an introduction, once however often it is sent. */
export async function insertIntroduction(
  tx: Transaction,
  { accountId }: Actor,
  given: NewIntroduction,
): Promise<void> {
  const digest = digestOf(accountId, given);
  if (await isRepeat(tx, 'public.introductions', given.id, digest)) return;
  const seen = await tx.query('select from public.assets where id = any ($1::uuid[])', [
    [given.one, given.other],
  ]);
  if (seen.length < 2)
    throw new Problem(400, 'one, other: one of them is nothing that you may see');
  await tx.run(
    `insert into public.introductions
       (id, one_id, other_id, invitation, next_step, next_step_on, note, digest)
     values ($1, $2, $3, $4, $5, $6::date, $7, $8)`,
    [
      ...[given.id, given.one, given.other, given.invitation, given.nextStep],
      ...[given.nextStepOn, given.note, digest],
    ],
  );
}

/** Field of the contract -> what it sets; the value is $n. */
const sets: Record<keyof IntroductionChange, (value: string) => string> = {
  invitation: (value) => `invitation = ${value}`,
  nextStep: (value) => `next_step = ${value}`,
  nextStepOn: (value) => `next_step_on = ${value}::date`,
  note: (value) => `note = ${value}`,
  // The first time counts.
  oneAsked: (value) =>
    `one_asked_at = case when ${value}::boolean then coalesce(one_asked_at, now()) end`,
  otherAsked: (value) =>
    `other_asked_at = case when ${value}::boolean then coalesce(other_asked_at, now()) end`,
  oneSaysYes: (value) => `one_says_yes = ${value}::boolean`,
  otherSaysYes: (value) => `other_says_yes = ${value}::boolean`,
  metOn: (value) => `met_on = ${value}::date`,
  outcome: (value) => `outcome = ${value}::public.introduction_outcome`,
};

/** A step further, from a version that the visitor saw; a tie comes of it where that is what came. */
export async function changeIntroduction(
  tx: Transaction,
  id: string,
  version: number,
  change: IntroductionChange,
): Promise<void> {
  const seen = await readIntroduction(tx, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const fields = (Object.keys(sets) as (keyof IntroductionChange)[]).filter(
    (field) => change[field] !== undefined,
  );
  await tx.run(
    `update public.introductions set ${fields.map((field, n) => sets[field](`$${n + 2}`)).join(', ')}
     where id = $1`,
    [id, ...fields.map((field) => change[field])],
  );
  if (change.outcome !== 'connection') return;
  // Who met and went on is tied from that day; a tie that is in force already is enough, one that was
  // planned, rests or ended comes into force.
  const tied = `(c.from_id, c.to_id) in ((i.one_id, i.other_id), (i.other_id, i.one_id))`;
  await tx.run(
    `update public.connections c set status = 'active', until = null,
       since = case when c.status = 'planned' or c.since is null then i.met_on else c.since end
     from public.introductions i where i.id = $1 and ${tied} and c.kind = 'knows'
       and not exists (select from public.connections c where ${tied} and c.status = 'active')`,
    [id],
  );
  await tx.run(
    `insert into public.connections (id, from_id, to_id, kind, since, source)
       select gen_random_uuid(), i.one_id, i.other_id, 'knows', i.met_on, 'kennismaking'
       from public.introductions i where i.id = $1
         and not exists (select from public.connections c where ${tied} and c.status = 'active')
       on conflict do nothing`,
    [id],
  );
}

/** Takes a version away that the visitor saw. Throws Problem 404, 412. */
export async function removeIntroduction(
  tx: Transaction,
  id: string,
  version: number,
): Promise<void> {
  const seen = await readIntroduction(tx, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  if ((await tx.run('delete from public.introductions where id = $1', [id])) === 0)
    throw notFound();
}

export async function listInvitations(tx: Transaction): Promise<Invitation[]> {
  return tx.query<Invitation>(
    `select id, json_build_object('id', asset_id, 'title', asset_title) as asset,
       other_kind as "otherKind", invitation, answer, both_yes as "bothYes",
       case when other_id is not null then json_build_object('id', other_id, 'title', other_title) end as other,
       met_on as "metOn", asked_at as "askedAt"
     from private.my_invitations()`,
  );
}

/** Throws Problem 404 when the visitor is asked nothing there, or it is over. */
export async function answerInvitation(tx: Transaction, id: string, yes: boolean): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>(
    'select private.answer_invitation($1, $2) as done',
    [id, yes],
  );
  if (!row!.done) throw notFound();
}

/**
 * How far the introductions of an area came since a day, of the team together. Null when there is no such
 * area; throws Problem 403 for who is no connector.
 */
export async function readPath(
  tx: Transaction,
  code: string,
  since: string | undefined,
): Promise<IntroductionPath | null> {
  const [area] = await tx.query<{ exists: boolean; connects: boolean; day: string }>(
    `select $1 = 'NL' or exists (select from public.current_neighbourhoods where code = $1) as exists,
       private.has_role('connector') as connects, coalesce($2::date, current_date - 365)::text as day`,
    [code, since ?? null],
  );
  if (!area!.exists) return null;
  if (!area!.connects) throw new Problem(403, 'Only connectors are told how introductions went.');
  const [counts] = await tx.query<Omit<IntroductionPath, 'code' | 'since'>>(
    `select ideas, asked, both_yes as "bothYes", met, connections, no
     from private.introduction_path($1, $2::date)`,
    [code, area!.day],
  );
  return { code, since: area!.day, ...counts! };
}
