import type { Listed } from '../contracts/programme-words.ts';
import { daysOf } from '../contracts/quarters.ts';
import type { Behind, BehindQuery } from '../contracts/programme.ts';
import type { Transaction } from '../db/port.ts';
import { notFound } from '../http/problem.ts';

const ACTIVITIES = `
  select a.id, i.id as initiative, a.title, a.held_on as on_day, i.title as place, i.buurt_code, came.attended
  from (select id, initiative_id, title, held_on from public.initiative_activities) a
  join (select id, title, buurt_code, status from public.initiatives) i on i.id = a.initiative_id
  join lateral private.attendance(i.id) came on came.id = a.id
  where i.status = 'published' and a.held_on <= current_date`;

/** Each as it is counted in `private.programme_cells`, by the rights of who asks. */
const MADE_OF: Record<Listed, string> = {
  assets: `select a.id, null::uuid as initiative, a.title, a.created_at::date as on_day, null::text as place, a.buurt_code, null::int as attended
    from (select id, title, created_at, buurt_code, is_public from public.assets) a where a.is_public`,
  activities: ACTIVITIES,
  attended: `${ACTIVITIES} and came.attended > 0`,
  examples: `select e.id, null::uuid as initiative, e.title, e.created_at::date as on_day, null::text as place, e.buurt_code, null::int as attended
    from (select id, title, buurt_code, created_at from public.practice_examples) e`,
};

/**
 * What a number of the programme is made of in a quarter, the newest first: where the visitor learns, and nowhere else.
 * Throws Problem 404 where they learn in no part of the area.
 */
export async function readBehind(
  tx: Transaction,
  { area, quarter, measure }: Omit<BehindQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Behind['items']; next: string[] | null }> {
  const [seen] = await tx.query<{ learns: boolean }>(
    `select private.buurten_within(array[$1]) operator(pg_catalog.&&) private.my_learning_buurten() as learns`,
    [area],
  );
  if (!seen!.learns) throw notFound();
  const { from, until } = daysOf(quarter);
  const rows = await tx.query<Behind['items'][number]>(
    `select m.id, m.initiative, m.title, m.on_day as "on", coalesce(m.place, n.name) as "where", m.attended
     from (${MADE_OF[measure]}) m left join public.current_neighbourhoods n on n.code = m.buurt_code
     where m.on_day between $2::date and $3::date
       and m.buurt_code = any ((select private.buurten_within(array[$1]))::text[])
       and m.buurt_code = any ((select private.my_learning_buurten())::text[])
       and ($5::date is null or (m.on_day, m.id) < ($5, $6::uuid))
     order by m.on_day desc, m.id desc limit $4`,
    [area, from, until, limit + 1, after?.[0] ?? null, after?.[1] ?? null],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit),
    next: rows.length > limit && last ? [last.on, last.id] : null,
  };
}
