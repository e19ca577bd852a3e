import type { ContextFigures } from '../../contracts/cimo.ts';
import type { Example, ExampleChange, ExampleQuery, NewExample } from '../../contracts/learning.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';

type Row = Example & { sorted: string };

const select = (where: string) => `
  select e.id, e.title, e.told, e.learned, to_json(e.factors) as factors,
    json_build_object('code', e.buurt_code, 'name', n.name) as buurt,
    json_build_object('code', g.code, 'name', g.name) as gemeente,
    (select json_build_object('asOf', c.as_of, 'area', c.area_code)::jsonb || c.figures
      from public.practice_contexts c where c.example_id = e.id) as figures,
    (select json_build_object('id', m.id, 'theme', m.theme)
      from (select id, theme from public.learning_meetings) m where m.id = e.meeting_id) as meeting,
    (select json_build_object('id', i.id, 'title', i.title)
      from (select id, title from public.initiatives) i where i.id = e.initiative_id) as initiative,
    private.is_my_example(e.id) as mine,
    private.is_my_example(e.id) or e.buurt_code = any ((select private.my_buurten('coordinator'))::text[]) as removable, e.source = 'voorbeeld' as "isExample", e.created_at::date as "toldOn",
    e.version, e.created_at::text as sorted
  from (select id, title, told, learned, factors, buurt_code, meeting_id, initiative_id, source, version, created_at
    from public.practice_examples) e
  left join public.current_neighbourhoods n on n.code = e.buurt_code
  left join public.current_neighbourhoods g on g.code = n.gemeente_code
  where ${where}`;

const toExample = ({ sorted: _, ...row }: Row): Example => row;

/** Practice examples by words, factor and context, the newest first. */
export async function listExamples(
  tx: Transaction,
  { q, factor, neighbourhood, stage }: Omit<ExampleQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Example[]; next: string[] | null }> {
  const rows = await tx.query<Row>(
    `${select(`($2::text is null
         or strpos(private.folded(e.title || ' ' || e.told || ' ' || e.learned), private.folded($2)) > 0)
       and ($3::public.factor is null or $3 = any (e.factors))
       and ($4::text is null or e.buurt_code = any ((select private.buurten_within(array[$4]))::text[]))
       and ($5::text is null or exists (select from public.practice_contexts c
         where c.example_id = e.id and c.figures ->> 'stage' = $5))
       and ($6::timestamptz is null or (e.created_at, e.id) < ($6, $7::uuid))`)}
     order by e.created_at desc, e.id desc limit $1`,
    [
      ...[limit + 1, q || null, factor ?? null, neighbourhood ?? null, stage ?? null],
      ...[after?.[0] ?? null, after?.[1] ?? null],
    ],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toExample),
    next: rows.length > limit && last ? [last.sorted, last.id] : null,
  };
}

export async function readExample(tx: Transaction, id: string): Promise<Example | null> {
  const [row] = await tx.query<Row>(select('e.id = $1'), [id]);
  return row ? toExample(row) : null;
}

/** Writes an example, once however often it is sent. Throws Problem 409 for another under the same id. */
export async function insertExample(
  tx: Transaction,
  { accountId }: Actor,
  given: NewExample,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const written = await tx.run(
    `insert into public.practice_examples
       (id, title, told, learned, factors, buurt_code, meeting_id, initiative_id, digest)
     values ($1, $2, $3, $4, $5::text[]::public.factor[], $6, $7, $8, $9) on conflict do nothing`,
    [
      ...[given.id, given.title, given.told, given.learned, given.factors, given.buurt],
      ...[given.meeting, given.initiative, digest],
    ],
  );
  if (written === 0) await requireRepeat(tx, 'public.practice_examples', given.id, digest);
}

const columns = {
  title: ['title', 'text'],
  told: ['told', 'text'],
  learned: ['learned', 'text'],
  factors: ['factors', 'text[]::public.factor[]'],
  buurt: ['buurt_code', 'text'],
  meeting: ['meeting_id', 'uuid'],
  initiative: ['initiative_id', 'uuid'],
} as const;

/** Throws Problem 404, 412, or 403 for what somebody else told. */
export async function changeExample(
  tx: Transaction,
  id: string,
  version: number,
  change: ExampleChange,
): Promise<void> {
  const seen = await readExample(tx, id);
  if (!seen) throw notFound();
  if (!seen.mine) throw notAllowed();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  await tx.run(`update public.practice_examples set ${sets} where id = $1`, [id, ...values]);
}

/** Throws Problem 404, or 403 for what somebody else told, but for who coordinates there. */
export async function removeExample(tx: Transaction, id: string): Promise<void> {
  const seen = await readExample(tx, id);
  if (!seen) throw notFound();
  if (!seen.removable) throw notAllowed();
  await tx.run('delete from public.practice_examples where id = $1', [id]);
}

/** In which wijk an example lies, for the figures of its context; null when those are there. */
export async function exampleContextToRead(
  tx: Transaction,
  id: string,
): Promise<{ area: string; on: string } | null> {
  const [row] = await tx.query<{ area: string; on: string }>(
    `select n.parent_code as area, e.created_at::date::text as on
     from (select id, buurt_code, created_at from public.practice_examples) e
     join public.current_neighbourhoods n on n.code = e.buurt_code
     where e.id = $1 and n.parent_code is not null and not exists (select from public.practice_contexts c
       where c.example_id = e.id and c.area_code = n.parent_code)`,
    [id],
  );
  return row ?? null;
}

export async function writeExampleContext(
  tx: Transaction,
  id: string,
  { area, on }: { area: string; on: string },
  figures: ContextFigures,
): Promise<void> {
  await tx.run(
    `insert into public.practice_contexts (example_id, as_of, area_code, figures)
     values ($1, $2, $3, $4::text::jsonb)
     on conflict (example_id) do update
       set as_of = excluded.as_of, area_code = excluded.area_code, figures = excluded.figures`,
    [id, on, area, JSON.stringify(figures)],
  );
}
