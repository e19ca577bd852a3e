-- How hard was looked, beside every figure of coverage: few conversations make an empty map.

-- functions

-- Who told of a public asset, or confirmed it. For the counts here alone: nobody may call it.
create function private.looks_at(area text)
returns table (asset uuid, buurt text, person uuid, on_day date)
language sql stable set search_path = ''
as $$
  with mine as materialized (
    select a.* from public.assets a
    where a.is_public and a.buurt_code = any ((select private.buurten_within(array[area]))::text[])
  )
  select id, buurt_code, coalesce(owner_id, steward_id), created_at::date from mine
  where coalesce(owner_id, steward_id) is not null
  union
  select m.id, m.buurt_code, c.account_id, c.confirmed_on
  from mine m join public.asset_confirmations c on c.asset_id = m.id
$$;

-- What people did in a gemeente, by area, as counts nobody can undo: conversations in the last year, people who
-- reported or confirmed what is public (each in the buurt where they did so first), and members of what is there.
-- And how many public assets somebody told of, and how many of them one and two people did (MEASURES C10): only
-- where the people are enough to be counted.
create function private.effort_counts(gemeente text)
returns table (code text, conversations int, conversations_at_least boolean, reporters int,
  reporters_at_least boolean, members int, members_at_least boolean, seen int, by_one int, by_two int)
language sql stable security definer set search_path = ''
as $$
  with talks as (
    select buurt_code as buurt, count(*)::int as n from public.conversations
    where buurt_code = any ((select private.buurten_within(array[gemeente]))::text[])
      and held_on between current_date - 365 and current_date
    group by 1
  ), looks as materialized (
    select * from private.looks_at(gemeente)
  ), reports as (
    select buurt, count(*)::int as n
    from (select distinct on (person) person, buurt from looks order by person, on_day, buurt) firsts
    group by 1
  ), members as (
    select t.buurt, count(distinct t.person)::int as n
    from private.talents_within(gemeente) t
    where exists (
      select from public.assets card
      join public.connections c on card.id in (c.from_id, c.to_id)
      where coalesce(card.owner_id, card.id) = t.person and card.kind = 'person'
        and c.kind = 'member_of' and c.status = 'active')
    group by 1
  ), looked as (
    select buurt, asset, count(distinct person) as people from looks group by 1, 2
  ), by_area as (
    select unnest(array[n.code, n.parent_code, n.gemeente_code]) as code, count(*)::int as seen,
      (count(*) filter (where l.people = 1))::int as by_one,
      (count(*) filter (where l.people = 2))::int as by_two
    from looked l join public.current_neighbourhoods n on n.code = l.buurt
    group by 1
  )
  select a.code, a.n, a.at_least, b.n, b.at_least, d.n, d.at_least, e.seen, e.by_one, e.by_two
  from private.shown_counts(gemeente, (select array_agg(buurt) from talks), (select array_agg(n) from talks)) a
  join private.shown_counts(gemeente, (select array_agg(buurt) from reports), (select array_agg(n) from reports)) b
    on b.code = a.code
  join private.shown_counts(gemeente, (select array_agg(buurt) from members), (select array_agg(n) from members)) d
    on d.code = a.code
  left join by_area e on e.code = a.code and b.n >= 5
$$;

-- What everyone could go to on a day, in metres (EPSG:28992): an area by a point in it. Of today, or of an
-- earlier day by what was published then; what is no longer for everyone is left out of the past, too. Of
-- these tiles (zoom 12) only, where they are named.
create function private.public_places(day date default current_date, tiles bigint[] default null)
returns table (id uuid, kind public.asset_kind, x double precision, y double precision, capacity int,
  buurt text, confirmed_on date, tile bigint)
language sql stable security definer set search_path = ''
as $$
  select a.id, a.kind, extensions.st_x(flat), extensions.st_y(flat), a.capacity, a.buurt_code,
    a.last_confirmed_at::date, a.cell >> 24
  from (
    select * from public.assets where tiles is null
    union all
    select a.* from unnest(tiles) as tile join public.assets a on a.cell >= tile << 24 and a.cell < (tile + 1) << 24
  ) a
  cross join lateral extensions.st_transform(extensions.st_pointonsurface(a.geometry), 28992) as flat
  where case when day >= current_date then a.is_public
      else a.kind <> 'person' and a.visibility = 'public' and a.created_at < day + 1
        and private.was_published(a.id, day) end
    and a.geometry is not null
  order by a.id
$$;

-- When the next consent in a gemeente runs out, without a word: then counts of people may change.
create function private.consent_ends_at(gemeente text) returns timestamptz
language sql stable security definer set search_path = ''
as $$
  select min(k.until) from public.consents k join public.assets a on a.id = k.asset_id
  where a.buurt_code = any ((select private.buurten_within(array[gemeente]))::text[])
    and k.withdrawn_at is null and k.until > now()
$$;

-- Counts of people may have changed, or who lives where. Nothing is said of whom.
create trigger consents_are_told after insert or update or delete on public.consents
  for each statement execute function private.tell_changes('people');
create trigger person_changes_are_told after insert or update or delete on public.assets
  for each statement execute function private.tell_changes('people');
create trigger population_cells_are_told after insert or update or delete on public.population_cells
  for each statement execute function private.tell_changes('population');
create trigger population_figures_are_told after insert or update or delete on public.population_figures
  for each statement execute function private.tell_changes('population');

-- grants

grant execute on function private.effort_counts(text), private.public_places(date, bigint[]),
  private.consent_ends_at(text) to anon, authenticated, service_role;
