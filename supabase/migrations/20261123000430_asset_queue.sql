-- What asks for a connector's attention: proposals, reports, what nobody confirmed for long, and
-- what may have been put on the map twice.

-- tables

-- Two that look alike, of which somebody said that they are two. The lower id comes first.
create table public.asset_twins_apart (
  one uuid not null references public.assets (id) on delete cascade,
  other uuid not null references public.assets (id) on delete cascade,
  said_at timestamptz not null default now(),
  primary key (one, other),
  constraint "the lower id comes first" check (one < other)
);

-- indexes

create index asset_twins_apart_other_idx on public.asset_twins_apart (other);
create index asset_reports_open_idx on public.asset_reports (asset_id) where resolved_at is null;

-- functions

-- Pairs of places with like names within 100 m, in the areas where the signed-in account is a
-- connector, nearest first; those that were said to be two are left out. Metres on the sphere.
-- A definer function, because row-level security keeps the index on places out of reach.
create function private.likely_twins(most int)
returns table (one uuid, other uuid, metres double precision)
language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select id, geometry, private.folded(title) as name from public.assets
    where kind <> 'person' and status <> 'archived'
      and buurt_code = any ((select private.my_buurten('connector'))::text[])
  )
  select least(a.id, b.id), greatest(a.id, b.id),
    extensions.st_distance(a.geometry::extensions.geography, b.geometry::extensions.geography)
  from mine a
  join public.assets b on b.id > a.id and b.kind <> 'person' and b.status <> 'archived'
    and extensions.st_dwithin(a.geometry::extensions.geography, b.geometry::extensions.geography, 100)
    and extensions.similarity(a.name, private.folded(b.title)) >= 0.3
  where b.id in (select id from mine)
    and not exists (select from public.asset_twins_apart t where t.one = a.id and t.other = b.id)
  order by 3, 1, 2 limit most
$$;

-- grants

grant select, insert (one, other) on public.asset_twins_apart to authenticated;
grant select, insert, update, delete on public.asset_twins_apart to service_role;
grant execute on function private.likely_twins(int) to authenticated;

-- policies

alter table public.asset_twins_apart enable row level security;

create policy "Who may change both sees that they are two" on public.asset_twins_apart
  for select to authenticated using (private.may_edit(one) and private.may_edit(other));
create policy "Who may change both says that they are two" on public.asset_twins_apart
  for insert to authenticated with check (private.may_edit(one) and private.may_edit(other));
