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

-- Introductions as they are counted: where who planned them connects, of two sides the first, and else at the first side;
-- so nobody fills up what is counted elsewhere. Whoever takes their consent back is out of every figure.
create function private.introduced()
returns table (connector_id uuid, buurt text, planned_on date, met_on date, outcome public.introduction_outcome)
language sql stable security definer set search_path = ''
as $$
  with connects as materialized (
    select distinct r.account_id, n.code
    from public.role_assignments r join public.current_neighbourhoods n
      on n.level = 'buurt' and r.area_code in (n.code, n.parent_code, n.gemeente_code, 'NL')
    where r.role = 'connector'
  )
  select i.connector_id, case when here.code is null and there.code is not null then other.buurt_code else one.buurt_code end,
    i.created_at::date, i.met_on, i.outcome
  from public.introductions i
  join public.assets one on one.id = i.one_id
  join public.assets other on other.id = i.other_id
  left join connects here on (here.account_id, here.code) = (i.connector_id, one.buurt_code)
  left join connects there on (there.account_id, there.code) = (i.connector_id, other.buurt_code)
  where (one.kind <> 'person' or private.consent_holds(one.id))
    and (other.kind <> 'person' or private.consent_holds(other.id))
$$;

-- What was done in an area in the quarters from one day to another, by quarter and wijk: how much (`n`), and what is told
-- of it. Of what people did (`of_people`) who coordinates in all of the wijk is told as it is. Who only connects or
-- studies there, and whoever reads what others print, is told of a whole wijk and a quarter that is over, in fives rounded
-- down, and nothing of fewer; and of what others did, so that with what they add or take away themselves nobody finds
-- where a five begins. For the functions that tell it.
create function private.programme_cells(area text, since date, until date, for_others boolean)
returns table (quarter date, wijk text, measure text, n int, told int, is_exact boolean)
language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select n.code, n.parent_code as wijk, n.code = any ((select private.my_buurten('coordinator'))::text[]) as leads
    from public.current_neighbourhoods n
    where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
      and n.code = any ((select private.my_learning_buurten())::text[])
  ), wijken as materialized (
    select w.*, w.is_whole and w.leads and not for_others as is_exact
    from (
      select m.wijk, bool_and(m.leads) as leads, count(*) = (select count(*) from public.current_neighbourhoods b
        where b.level = 'buurt' and b.parent_code = m.wijk) as is_whole
      from mine m group by m.wijk
    ) w
  ), introduced as materialized (
    select * from private.introduced()
  ), done as (
    select c.buurt_code as buurt, c.held_on as on_day, 'conversations' as measure, 1 as n, true as of_people, c.connector_id as by
    from public.conversations c
    union all
    select i.buurt, i.planned_on, 'introductions', 1, true, i.connector_id from introduced i
    union all
    select i.buurt, i.met_on, 'met', 1, true, i.connector_id from introduced i where i.met_on is not null
    union all
    select i.buurt, i.met_on, 'ties', 1, true, i.connector_id from introduced i where i.outcome = 'connection'
    union all
    select a.buurt_code, a.created_at::date, 'assets', 1, false, null
    from public.assets a where a.is_public
    union all
    select i.buurt_code, v.held_on, m.measure, m.n, false, null
    from public.initiative_activities v join public.initiatives i on i.id = v.initiative_id
    cross join lateral (values ('activities', 1), ('attended', coalesce(v.attended, 0))) as m (measure, n)
    where i.status = 'published' and v.held_on <= current_date
    union all
    select i.buurt_code, e.happened_on, m.measure, 1, false, null
    from public.cimo_entries e join public.initiatives i on i.id = e.initiative_id
    left join public.mechanisms c on c.id = e.mechanism_id
    cross join lateral (values (e.direction::text), ('factor ' || c.factor::text)) as m (measure)
    where e.sharing = 'shared' and m.measure is not null and i.status = 'published'
    union all
    select p.buurt_code, p.created_at::date, 'examples', 1, false, null from public.practice_examples p
  ), grouped as materialized (
    -- First by buurt: all that was done, for each buurt of a gemeente, is felt.
    select d.buurt, date_trunc('quarter', d.on_day)::date as quarter, d.measure, d.of_people,
      d.measure = 'attended' and d.n between 1 and 4 as is_few, d.by is not distinct from me.id as is_mine, sum(d.n) as n
    from done d cross join (select (select auth.uid()) as id) me
    where d.on_day >= date_trunc('quarter', since) and date_trunc('quarter', d.on_day) <= until
    group by 1, 2, 3, 4, 5, 6
  ), counted as (
    select g.quarter, m.wijk, g.measure, g.of_people, w.is_exact,
      -- Of few who came somewhere others are told nothing, nor a sum that they are in: only that there is more. Who learns
      -- there reads each of them with its initiative.
      g.is_few and for_others as is_hidden, sum(g.n)::int as n
    from grouped g join mine m on m.code = g.buurt join wijken w on w.wijk = m.wijk
    where w.is_exact or not (g.of_people and g.is_mine)
    group by 1, 2, 3, 4, 5, 6
  ), quarters as (
    select q::date as quarter, q + interval '3 months' <= current_date as is_over
    from generate_series(date_trunc('quarter', since), least(until, current_date), '3 months') q
  )
  select c.quarter, c.wijk, c.measure, case when c.is_hidden then 0 else c.n end, case when not c.is_hidden then c.n end,
    not c.is_hidden
  from counted c where c.is_exact or not c.of_people
  union all
  -- Each quarter, also where nothing was done: that would tell it from where a little was.
  select q.quarter, w.wijk, m.measure, coalesce(c.n, 0),
    case when w.is_whole and q.is_over and c.n >= 5 then c.n / 5 * 5 end, false
  from quarters q cross join wijken w
  cross join (values ('conversations'), ('introductions'), ('met'), ('ties')) as m (measure)
  left join counted c on c.of_people and (c.quarter, c.wijk, c.measure) = (q.quarter, w.wijk, m.measure)
  where not w.is_exact
$$;

-- What is told of it.
create function private.programme_counts(area text, since date, until date, for_others boolean default false)
returns table (quarter date, wijk text, measure text, n int, is_exact boolean)
language sql stable security definer set search_path = ''
as $$
  select c.quarter, c.wijk, c.measure, c.told, c.is_exact
  from private.programme_cells(area, since, until, for_others) c
$$;

-- What was done in an area in a year that is over, counted as one, also where a quarter has too few to tell: for who learns
-- in all of it. Of a wijk in fives; of a gemeente and of the programme what is told of their wijken together, and nothing
-- besides: the sum of them would give one away to whoever knows the others.
create function private.programme_year(area text, of_year int, for_others boolean default false)
returns table (measure text, n int, is_exact boolean)
language sql stable security definer set search_path = ''
as $$
  with cells as (
    select * from private.programme_cells(area, make_date(of_year, 1, 1), make_date(of_year, 12, 31), for_others)
    where of_year < extract(year from current_date) and area not like 'BU%'
      and (select private.buurten_within(array[area])) operator(pg_catalog.<@) (select private.my_learning_buurten())
  ), wijken as (
    -- What is told as it is, and the rest: that a quarter is told to be from so much to four more, and at the top of all of
    -- them each would be found.
    select c.measure, bool_and(c.is_exact) as is_exact, coalesce(sum(c.n) filter (where c.is_exact), 0) as exact,
      least(sum(c.n) filter (where not c.is_exact),
        greatest(0, coalesce(sum(c.told) filter (where not c.is_exact), 0) + 4 * count(*) filter (where not c.is_exact) - 3)) as rest
    from cells c group by c.measure, c.wijk
  )
  select w.measure, case when bool_and(w.is_exact) then sum(w.exact)
      when w.measure = 'attended' then sum(w.exact) + coalesce(sum(w.rest), 0)
      else nullif(sum(w.exact + coalesce(div(w.rest, 5) * 5, 0)), 0) end::int, bool_and(w.is_exact)
  from wijken w group by w.measure
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
      where m.within = w.within and i.status = 'published'
        and i.began_on <= current_date and coalesce(i.ended_on > current_date, true))
  from (select distinct m.within from mine m) w
$$;

-- How much each account introduced and organised in a wijk in a year that is over, without whose it is: of ten people or
-- more, for who learns in all of it. Of a year that runs, what somebody does next would be seen.
create function private.contributions_in(wijk text, of_year int)
returns table (n int)
language sql stable security definer set search_path = ''
as $$
  with within as materialized (
    select n.code from public.current_neighbourhoods n
    where n.level = 'buurt' and n.parent_code = wijk and of_year < extract(year from current_date)
      and (select private.buurten_within(array[wijk])) operator(pg_catalog.<@) (select private.my_learning_buurten())
  ), done as (
    select i.connector_id as person, i.buurt, i.planned_on as on_day from private.introduced() i
    union all
    select v.written_by, i.buurt_code, v.held_on
    from public.initiative_activities v join public.initiatives i on i.id = v.initiative_id where i.status = 'published'
  ), each as (
    select person, count(*)::int as n from done
    where person is not null and buurt in (select code from within) and extract(year from on_day) = of_year
    group by 1
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
  private.programme_now(text), private.contributions_in(text, int),
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
