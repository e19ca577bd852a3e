import type {
  NewReflection,
  Reflection,
  ReflectionChange,
  ReflectionQuery,
} from '../../contracts/learning.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';

type Row = Reflection & { sorted: string };

const select = (where: string) => `
  select r.id, r.words, to_json(r.factors) as factors, r.sharing,
    (select json_build_object('id', m.id, 'theme', m.theme)
      from (select id, theme from public.learning_meetings) m where m.id = r.meeting_id) as meeting,
    private.is_my_reflection(r.id) as mine,
    private.is_my_reflection(r.id) or (r.sharing = 'shared' and private.leads_in('NL')) as removable, r.source = 'voorbeeld' as "isExample",
    r.created_at::date as "writtenOn", r.version, r.created_at::text as sorted
  from (select id, meeting_id, words, factors, sharing, source, version, created_at from public.reflections) r
  where ${where}`;

const toReflection = ({ sorted: _, ...row }: Row): Reflection => row;

/** The visitor's own, those of their groups, and those that are shared; newest first. */
export async function listReflections(
  tx: Transaction,
  { meeting, factor }: Omit<ReflectionQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Reflection[]; next: string[] | null }> {
  const rows = await tx.query<Row>(
    `${select(`($2::uuid is null or r.meeting_id = $2) and ($3::public.factor is null or $3 = any (r.factors))
       and ($4::timestamptz is null or (r.created_at, r.id) < ($4, $5::uuid))`)}
     order by r.created_at desc, r.id desc limit $1`,
    [limit + 1, meeting ?? null, factor ?? null, after?.[0] ?? null, after?.[1] ?? null],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toReflection),
    next: rows.length > limit && last ? [last.sorted, last.id] : null,
  };
}

export async function readReflection(tx: Transaction, id: string): Promise<Reflection | null> {
  const [row] = await tx.query<Row>(select('r.id = $1'), [id]);
  return row ? toReflection(row) : null;
}

/** Writes a reflection, once however often it is sent. Throws Problem 409 for another under the same id. */
export async function insertReflection(
  tx: Transaction,
  { accountId }: Actor,
  given: NewReflection,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const written = await tx.run(
    `insert into public.reflections (id, meeting_id, words, factors, sharing, digest)
     values ($1, $2, $3, $4::text[]::public.factor[], $5::public.reflection_sharing, $6) on conflict do nothing`,
    [given.id, given.meeting, given.words, given.factors, given.sharing, digest],
  );
  if (written === 0) await requireRepeat(tx, 'public.reflections', given.id, digest);
}

const columns = {
  words: ['words', 'text'],
  factors: ['factors', 'text[]::public.factor[]'],
  sharing: ['sharing', 'public.reflection_sharing'],
} as const;

/** Throws Problem 404, 412, or 403 for what somebody else wrote. */
export async function changeReflection(
  tx: Transaction,
  id: string,
  version: number,
  change: ReflectionChange,
): Promise<void> {
  const seen = await readReflection(tx, id);
  if (!seen) throw notFound();
  if (!seen.mine) throw notAllowed();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  await tx.run(`update public.reflections set ${sets} where id = $1`, [id, ...values]);
}

/** Throws Problem 404, or 403 for what somebody else wrote, but for who coordinates the programme. */
export async function removeReflection(tx: Transaction, id: string): Promise<void> {
  const seen = await readReflection(tx, id);
  if (!seen) throw notFound();
  if (!seen.removable) throw notAllowed();
  await tx.run('delete from public.reflections where id = $1', [id]);
}
