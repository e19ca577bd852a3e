-- Preventive moments: a signal was picked up, and help was found. A count, and no file on anyone: a month, a wijk,
-- the kind of help and how it was noticed. No words, no day, no account; and nobody reads a moment back.

-- types

create type public.help_kind as enum
  ('listening', 'neighbours', 'practical', 'money', 'doctor', 'mental_health', 'social_team', 'other');
create type public.noticed_through as enum
  ('activity', 'visit', 'conversation', 'neighbour', 'self', 'professional');

-- tables

create table public.preventive_moments (
  id uuid primary key,
  month date not null
    constraint "a preventive moment has a month and no day"
    check (extract(day from month) = 1 and month >= '2000-01-01'),
  wijk_code text not null
    constraint "a preventive moment is of a wijk" check (wijk_code ~ '^WK[0-9]{4}[0-9A-Z]{2}$'),
  help public.help_kind not null,
  noticed public.noticed_through not null
);

-- indexes

create index preventive_moments_wijk_code_idx on public.preventive_moments (wijk_code, month);

-- functions

-- The first of the months that still take moments: the one before this one. Those before it are over for good, and told.
create function private.first_open_month() returns date
language sql stable set search_path = ''
as $$
  select (date_trunc('month', current_date) - interval '1 month')::date
$$;

-- Counts a moment, for who connects or coordinates in its wijk. True when it is counted, now or when it was sent
-- before; false when this id is of another moment.
create function private.note_preventive_moment(moment uuid, in_month date, wijk text, given public.help_kind,
  through public.noticed_through) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if not (private.buurten_within(array[wijk]) operator(pg_catalog.&&) private.my_kept_buurten()) then
    raise exception 'only who connects or coordinates in a wijk counts its moments'
      using errcode = 'insufficient_privilege';
  end if;
  -- Of tomorrow, where the month has begun already.
  if in_month not between private.first_open_month() and current_date + 1 then
    raise exception 'a preventive moment is counted in its month, or the one after' using errcode = 'check_violation',
      constraint = 'a preventive moment is counted in its month, or the one after';
  end if;
  insert into public.preventive_moments (id, month, wijk_code, help, noticed)
    values (moment, in_month, wijk, given, through) on conflict (id) do nothing;
  return exists (select from public.preventive_moments p
    where (p.id, p.month, p.wijk_code, p.help, p.noticed) = (moment, in_month, wijk, given, through));
end
$$;

-- Takes a moment back that was counted by mistake: by its id, which only who sent it holds, and while its month takes
-- moments.
create function private.take_preventive_moment(moment uuid) returns boolean
language sql security definer set search_path = ''
as $$
  with taken as (
    delete from public.preventive_moments p
    where p.id = moment and p.month >= private.first_open_month()
      and private.buurten_within(array[p.wijk_code]) operator(pg_catalog.&&) private.my_kept_buurten()
    returning 1)
  select exists (select from taken)
$$;

-- How often it happened in a year, in the wijken of an area where the signed-in account learns or governs: in
-- all, by kind of help, by how it was noticed, by quarter and by wijk; and until which month. Rounded down to fives, for
-- everybody: no count tells of fewer than five. And of months that take no more moments: who counts could add some and
-- take them back, to see where a count turns.
create function private.preventive_counts(area text, in_year int)
returns table (by text, key text, n int)
language sql stable security definer set search_path = ''
as $$
  with mine as (
    select private.my_kept_buurten() || private.my_buurten('researcher') || private.my_buurten('municipality') as buurten
  ), wijken as (
    select distinct n.parent_code as code
    from public.current_neighbourhoods n cross join mine
    where n.level = 'buurt' and n.parent_code is not null
      and n.code = any ((select private.buurten_within(array[area]))::text[]) and n.code = any (mine.buurten)
  ), moments as (
    select p.* from public.preventive_moments p join wijken w on w.code = p.wijk_code
    where extract(year from p.month) = in_year and p.month < private.first_open_month()
  ), counted as (
    select 'total' as by, '' as key, (select count(*) from moments) as n
    union all select 'help', h::text, (select count(*) from moments where help = h)
      from unnest(enum_range(null::public.help_kind)) h
    union all select 'noticed', t::text, (select count(*) from moments where noticed = t)
      from unnest(enum_range(null::public.noticed_through)) t
    union all select 'quarter', q::text, (select count(*) from moments where extract(quarter from month) = q)
      from generate_series(1, 4) q
    union all select 'until', to_char(private.first_open_month() - interval '1 month', 'YYYY-MM'), 0
    union all select 'wijk', w.code, (select count(*) from moments where wijk_code = w.code) from wijken w
  )
  select c.by, c.key, (c.n / 5 * 5)::int from counted c
  where exists (select from wijken)
$$;

create trigger current_year_renames_moments after update or delete on public.current_years
  for each row execute function private.follow_areas('preventive_moments', 'wijk_code');

-- grants

grant select, insert, update, delete on public.preventive_moments to service_role;
grant execute on function private.first_open_month() to service_role;
grant execute on function
  private.note_preventive_moment(uuid, date, text, public.help_kind, public.noticed_through),
  private.take_preventive_moment(uuid), private.preventive_counts(text, int) to authenticated, service_role;

-- policies: none. Nobody reads or writes a moment but by the functions above.

alter table public.preventive_moments enable row level security;
