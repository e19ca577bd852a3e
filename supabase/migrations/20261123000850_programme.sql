-- What the programme brings about, counted: how those who connect see their own competences, the report of a quarter,
-- and what was done by quarter and wijk.

-- types

create type public.assessment_moment as enum ('before', 'after');

-- tables

-- How somebody sees their own competences. Nobody else reads it; of five people or more the mean is told.
create table public.competence_assessments (
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  moment public.assessment_moment not null,
  instrument text not null,
  answers jsonb not null,
  given_on date not null default current_date,
  primary key (account_id, moment)
);

-- Quotes that a coordinator chose for the report of a quarter. Whoever takes a quote away takes it from here, too.
create table public.report_quotes (
  area_code text not null,
  quarter date not null constraint "a quarter begins in January, April, July or October"
    check (quarter = date_trunc('quarter', quarter)),
  evidence_id uuid not null references public.cimo_evidence (id) on delete cascade,
  primary key (area_code, quarter, evidence_id)
);

-- indexes

create index report_quotes_evidence_id_idx on public.report_quotes (evidence_id);

-- functions

-- The self-assessments of who connects in an area and saw themselves before and after, the earliest first; for our
-- server, which tells of them together and in fives. Of quarters that are over: what somebody says now changes nothing
-- that is told today.
create function private.assessments_in(area text)
returns table (before jsonb, after jsonb)
language sql stable set search_path = ''
as $$
  select b.answers, a.answers
  from public.competence_assessments b
  join public.competence_assessments a on a.account_id = b.account_id and a.moment = 'after'
  where b.moment = 'before' and greatest(a.given_on, b.given_on) < date_trunc('quarter', current_date)
    and exists (select from public.role_assignments r where r.account_id = a.account_id and r.role = 'connector'
      and (area = 'NL' or private.buurten_within(array[r.area_code])
        operator(pg_catalog.&&) private.buurten_within(array[area])))
  order by greatest(a.given_on, b.given_on), a.account_id
$$;

-- Said today, whatever somebody writes: of quarters that are over nothing changes any more.
create function private.date_assessment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_system() then new.given_on := current_date; end if;
  return new;
end
$$;
create trigger assessments_are_of_today before insert or update on public.competence_assessments
  for each row execute function private.date_assessment();

create function private.my_competences() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select to_jsonb(c) - 'account_id' from public.competence_assessments c where c.account_id = (select auth.uid())
$$;

-- The buurten of which the signed-in account reads what was done: where it connects, coordinates or studies.
create function private.my_learning_buurten() returns text[]
language sql stable set search_path = ''
as $$
  select private.my_kept_buurten() || private.my_buurten('researcher')
$$;

-- What was done in an area, from one day to another, by quarter and wijk, and whether that may be told: not where the
-- signed-in account only studies, nor in what others will read, of one to four introductions or conversations. For the
-- functions that tell it.
create function private.programme_cells(area text, since date, until date, for_others boolean)
returns table (quarter date, gemeente text, wijk text, measure text, n int, told boolean)
language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select n.code, n.parent_code as wijk, n.gemeente_code as gemeente,
      n.code = any ((select private.my_kept_buurten())::text[]) as keeps
    from public.current_neighbourhoods n
    where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
      and n.code = any ((select private.my_learning_buurten())::text[])
  ), done as (
    select c.buurt_code as buurt, c.held_on as on_day, 'conversations' as measure, 1 as n, true as of_people
    from public.conversations c
    union all
    select a.buurt_code, i.created_at::date, 'introductions', 1, true
    from public.introductions i join public.assets a on a.id = i.one_id
    union all
    select a.buurt_code, i.met_on, 'met', 1, true
    from public.introductions i join public.assets a on a.id = i.one_id where i.met_on is not null
    union all
    select a.buurt_code, i.met_on, 'ties', 1, true
    from public.introductions i join public.assets a on a.id = i.one_id where i.outcome = 'connection'
    union all
    select a.buurt_code, a.created_at::date, 'assets', 1, false
    from public.assets a where a.is_public
    union all
    select i.buurt_code, v.held_on, m.measure, m.n, false
    from public.initiative_activities v join public.initiatives i on i.id = v.initiative_id
    cross join lateral (values ('activities', 1),
      ('attended', case when for_others and v.attended < 5 then 0 else coalesce(v.attended, 0) end)) as m (measure, n)
    where i.status = 'published' and v.held_on <= current_date
    union all
    select i.buurt_code, e.happened_on, m.measure, 1, false
    from public.cimo_entries e join public.initiatives i on i.id = e.initiative_id
    left join public.mechanisms c on c.id = e.mechanism_id
    cross join lateral (values (e.direction::text), ('factor ' || c.factor::text)) as m (measure)
    where e.sharing = 'shared' and m.measure is not null and i.status = 'published'
    union all
    select p.buurt_code, p.created_at::date, 'examples', 1, false from public.practice_examples p
  ), counted as (
    select date_trunc('quarter', d.on_day)::date as quarter, m.gemeente, m.wijk, d.measure, sum(d.n)::int as n,
      bool_or(d.of_people) as of_people, bool_and(m.keeps) as keeps
    from done d join mine m on m.code = d.buurt
    where d.on_day between since and until
    group by 1, 2, 3, 4
  )
  select quarter, gemeente, wijk, measure, n, (keeps and not for_others) or not of_people or n >= 5 from counted
$$;

-- The same, without what is not told; a sum over wijken is one of what is.
create function private.programme_counts(area text, since date, until date, for_others boolean default false)
returns table (quarter date, wijk text, measure text, n int)
language sql stable security definer set search_path = ''
as $$
  select c.quarter, c.wijk, c.measure, case when c.told then c.n end
  from private.programme_cells(area, since, until, for_others) c
$$;

-- May the sum of so many counts of one to four be told? Where each of them could still be one as well as four.
create function private.told_together(counts bigint, total bigint) returns boolean
language sql immutable set search_path = ''
as $$
  select counts = 0 or total between counts + 3 and 4 * counts - 3
$$;

-- What was done in an area in a year, counted as one, also where a quarter or a wijk has too few to tell: for who learns
-- in all of it. Of a year that is over: of one that runs, tomorrow's total less today's is one person's. The sums of
-- wijken are told where they may be, those of gemeenten with what is left, and that of the programme with what those
-- leave: a total less the totals within it is a sum that may be told, too.
create function private.programme_year(area text, of_year int, for_others boolean default false)
returns table (measure text, n int)
language sql stable security definer set search_path = ''
as $$
  with cells as (
    select * from private.programme_cells(area, make_date(of_year, 1, 1), make_date(of_year, 12, 31), for_others)
    where of_year < extract(year from current_date)
      and (select private.buurten_within(array[area])) operator(pg_catalog.<@) (select private.my_learning_buurten())
  ), wijken as (
    select c.measure, c.gemeente, sum(c.n) as n, count(*) filter (where not c.told) as hidden,
      coalesce(sum(c.n) filter (where not c.told), 0) as rest
    from cells c group by c.measure, c.gemeente, c.wijk
  ), gemeenten as (
    select w.measure, sum(w.n) as n,
      coalesce(sum(w.hidden) filter (where not private.told_together(w.hidden, w.rest)), 0)::bigint as hidden,
      coalesce(sum(w.rest) filter (where not private.told_together(w.hidden, w.rest)), 0)::bigint as rest
    from wijken w group by w.measure, w.gemeente
  ), every as (
    select g.measure, sum(g.n)::int as n,
      coalesce(sum(g.hidden) filter (where not private.told_together(g.hidden, g.rest)), 0)::bigint as hidden,
      coalesce(sum(g.rest) filter (where not private.told_together(g.hidden, g.rest)), 0)::bigint as rest
    from gemeenten g group by g.measure
  )
  select e.measure, e.n from every e where private.told_together(e.hidden, e.rest)
$$;

-- How many connect and how many initiatives there are, by wijk, by gemeente and in all (an empty code): who connects in
-- several counts in each, and once in all.
create function private.programme_now(area text)
returns table (code text, connectors int, initiatives int)
language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select n.code, unnest(array['', n.parent_code, n.gemeente_code]) as within
    from public.current_neighbourhoods n
    where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
      and n.code = any ((select private.my_learning_buurten())::text[])
  ), held as (
    select distinct r.account_id, m.within
    from public.role_assignments r
    join public.current_neighbourhoods n on n.level = 'buurt'
      and r.area_code in (n.code, n.parent_code, n.gemeente_code, 'NL')
    join mine m on m.code = n.code
    where r.role = 'connector'
  )
  select w.within, (select count(*)::int from held h where h.within = w.within),
    (select count(*)::int from public.initiatives i join mine m on m.code = i.buurt_code
      where m.within = w.within and i.status = 'published' and i.ended_on is null)
  from (select distinct m.within from mine m) w
$$;

-- How much each account introduced and organised in a wijk, from one day to another, without whose it is: of ten people
-- or more, for who learns there.
create function private.contributions_in(wijk text, since date, until date)
returns table (n int)
language sql stable security definer set search_path = ''
as $$
  with within as materialized (
    select n.code from public.current_neighbourhoods n
    where n.level = 'buurt' and n.parent_code = wijk and n.code = any ((select private.my_learning_buurten())::text[])
  ), done as (
    select i.connector_id as person from public.introductions i join public.assets a on a.id = i.one_id
    where a.buurt_code in (select code from within) and i.created_at::date between since and until
    union all
    select v.written_by from public.initiative_activities v join public.initiatives i on i.id = v.initiative_id
    where i.buurt_code in (select code from within) and i.status = 'published'
      and v.held_on between since and least(until, current_date)
  ), each as (
    select person, count(*)::int as n from done where person is not null group by 1
  )
  select e.n from each e where (select count(*) from each) >= 10 order by 1
$$;

-- What was learned together in an area from one day to another: of who learns there, of the meetings they are asked to.
-- How many people took something along, and how that went, is rounded down to fives, each person once however many
-- meetings they call: what is left of two answers is never one person's.
create function private.learning_counts(area text, since date, until date)
returns table (measure text, key text, n int)
language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select m.* from public.learning_meetings m
    where m.held_on between since and least(until, current_date) and m.id in (select private.my_meetings())
      and (m.area_code = area or area = 'NL' or exists (select from public.current_neighbourhoods n
        where n.code = m.area_code and area in (n.parent_code, n.gemeente_code)))
  ), took as (
    select count(distinct i.account_id)::int as n,
      (count(distinct i.account_id) filter (where i.outcome is not null))::int as looked,
      (count(distinct i.account_id) filter (where i.outcome = 'done'))::int as done
    from public.learning_intentions i join mine m on m.id = i.meeting_id
  ), came as (
    -- Of fewer than five of a role in an area and a quarter nothing, so that no sum less another is of them.
    select a.role::text as role, sum(a.people)::int as people
    from public.learning_attendance a join mine m on m.id = a.meeting_id
    group by a.role, m.area_code, date_trunc('quarter', m.held_on) having sum(a.people) >= 5
  ), told as (
    select e.* from public.practice_examples e
    where e.created_at::date between since and until
      and e.buurt_code = any ((select private.buurten_within(array[area]))::text[])
  ), counts as (
    select 'meetings' as measure, '' as key, (select count(*)::int from mine) as n
    union all select 'attended', c.role, sum(c.people)::int from came c group by c.role
    union all select 'examples', '', (select count(*)::int from told)
    union all select 'examples', f::text, count(*)::int from told cross join lateral unnest(told.factors) f group by f
    union all select 'reflections', '', count(*)::int from public.reflections r join mine m on m.id = r.meeting_id
      where r.sharing = 'shared'
    union all select 'reflections', f::text, count(*)::int
      from public.reflections r join mine m on m.id = r.meeting_id cross join lateral unnest(r.factors) f
      where r.sharing = 'shared' group by f
    union all select 'intentions', '', took.n / 5 * 5 from took
    union all select 'intentions', 'looked_back', took.looked / 5 * 5 from took
    union all select 'intentions', 'done', took.done / 5 * 5 from took
  )
  select c.measure, c.key, c.n from counts c where private.learns_in(area)
$$;

-- What somebody said, of which a coordinator may choose for a report: quotes with consent from shared entries of an
-- area; `chosen` are in that of a quarter.
create function private.quotes_of(area text, of_quarter date)
returns table (id uuid, words text, speaker text, initiative text, chosen boolean)
language sql stable security definer set search_path = ''
as $$
  select v.id, v.words::text, v.speaker::text, i.title::text, q.evidence_id is not null
  from public.cimo_evidence v
  join public.cimo_entries e on e.id = v.entry_id
  join public.initiatives i on i.id = e.initiative_id
  left join public.report_quotes q on (q.evidence_id, q.area_code, q.quarter) = (v.id, area, of_quarter)
  where v.is_quote and e.sharing = 'shared' and i.status = 'published' and private.learns_in(area)
    and i.buurt_code = any ((select private.buurten_within(array[area]))::text[])
    and (q.evidence_id is not null or (private.leads_in(area)
      and e.happened_on >= of_quarter and e.happened_on < of_quarter + interval '3 months'))
  order by v.added_at, v.id
$$;

create trigger current_year_renames_quotes after update or delete on public.current_years
  for each row execute function private.follow_areas('report_quotes', 'area_code');

-- grants

grant select (account_id, moment, instrument, answers, given_on), insert (moment, instrument, answers), delete
  on public.competence_assessments to authenticated;
grant update (instrument, answers) on public.competence_assessments to authenticated;
grant select, insert, delete on public.report_quotes to authenticated;
grant select, insert, update, delete on public.competence_assessments, public.report_quotes to service_role;
grant execute on function private.my_competences(), private.my_learning_buurten(),
  private.programme_counts(text, date, date, boolean), private.programme_year(text, int, boolean),
  private.programme_now(text), private.contributions_in(text, date, date),
  private.learning_counts(text, date, date), private.quotes_of(text, date) to authenticated, service_role;
grant execute on function private.assessments_in(text) to service_role;

-- policies

alter table public.competence_assessments enable row level security;
alter table public.report_quotes enable row level security;

create policy "People see how they saw themselves" on public.competence_assessments
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Who learns says how they see themselves" on public.competence_assessments
  for insert to authenticated with check (account_id = (select auth.uid()) and private.learns());
create policy "Who said how they see themselves changes it" on public.competence_assessments
  for update to authenticated using (account_id = (select auth.uid())) with check (account_id = (select auth.uid()));
create policy "Who said how they see themselves takes it away" on public.competence_assessments
  for delete to authenticated using (account_id = (select auth.uid()));
create policy "Who learns in an area sees what is quoted of it" on public.report_quotes
  for select to authenticated using (private.learns_in(area_code));
create policy "Coordinators of an area choose what is quoted" on public.report_quotes
  for insert to authenticated
  with check (private.leads_in(area_code) and exists (select from private.quotes_of(area_code, quarter) o
    where o.id = evidence_id));
create policy "Coordinators of an area choose otherwise" on public.report_quotes
  for delete to authenticated using (private.leads_in(area_code));
