-- Neighbourhoods: CBS areas of three levels, several years side by side, one current year a gemeente.
-- Boundaries never change within a year: (year, code) is the key, and the truth about an asset is
-- its point. Coordinates are longitude, latitude (CRS84 order, SRID 4326).

-- types

create type public.neighbourhood_level as enum ('gemeente', 'wijk', 'buurt');

-- tables

create table public.neighbourhoods (
  year smallint not null
    constraint "a year of areas lies between 1990 and 2100" check (year between 1990 and 2100),
  code text not null,
  level public.neighbourhood_level not null,
  name public.plain_text,                -- null where CBS gives none
  gemeente_code text not null,
  parent_code text,                      -- the wijk of a buurt, the gemeente of a wijk
  water boolean not null default false,  -- kept, but nobody lives there
  address_density int,                   -- addresses per km2 around the average address
  urbanity smallint constraint "urbanity runs from 1 to 5" check (urbanity between 1 and 5),
  boundary_change smallint,              -- CBS: 1 as before, 2 other code, 3 other area
  source text not null,                  -- cbs, made (from the buurten below it) or example
  geometry extensions.geometry (MultiPolygon, 4326) not null
    constraint "an area is a valid polygon" check (extensions.st_isvalid(geometry)),
  -- For maps of whole gemeenten: 20 to 200 m is less than a pixel where it is drawn.
  outline extensions.geometry (MultiPolygon, 4326) generated always as (
    extensions.st_multi(extensions.st_simplifypreservetopology(
      geometry, case level when 'gemeente' then 0.001 when 'wijk' then 0.0004 else 0.0001 end
    ))
  ) stored,
  primary key (year, code),
  foreign key (year, parent_code) references public.neighbourhoods (year, code)
    deferrable initially deferred,
  constraint "a code fits its level" check (
    code ~ case level
      when 'gemeente' then '^GM[0-9]{4}$'
      when 'wijk' then '^WK[0-9]{4}[0-9A-Z]{2}$'
      else '^BU[0-9]{4}[0-9A-Z]{4}$' end
  ),
  constraint "only a gemeente has no parent" check ((level = 'gemeente') = (parent_code is null))
);

-- Which year's areas count now.
create table public.current_years (
  gemeente_code text primary key,
  year smallint not null,
  foreign key (year, gemeente_code) references public.neighbourhoods (year, code)
    deferrable initially deferred
);

-- Which share (0 to 1) of one year's area lies in another year's area.
create table public.neighbourhood_crosswalks (
  from_year smallint not null,
  from_code text not null,
  to_year smallint not null,
  to_code text not null,
  share double precision not null
    constraint "a share lies between 0 and 1" check (share > 0 and share <= 1),
  method text not null default 'area',
  primary key (from_year, from_code, to_year, to_code),
  foreign key (from_year, from_code) references public.neighbourhoods (year, code) on delete cascade,
  foreign key (to_year, to_code) references public.neighbourhoods (year, code) on delete cascade
);

-- The current buurten cut into small pieces: a point is found in one of them far quicker than
-- in a whole buurt of thousands of corners. Derived; made again whenever a year becomes current.
create table private.buurt_pieces (
  code text not null,
  year smallint not null,
  gemeente_code text not null,
  geometry extensions.geometry (Geometry, 4326) not null
);

-- indexes

create index neighbourhoods_geometry_idx on public.neighbourhoods using gist (geometry);
create index neighbourhoods_parent_idx on public.neighbourhoods (year, parent_code);
create index neighbourhoods_gemeente_idx on public.neighbourhoods (gemeente_code, year);
create index neighbourhood_crosswalks_to_idx on public.neighbourhood_crosswalks (to_year, to_code);
create index buurt_pieces_geometry_idx on private.buurt_pieces using gist (geometry);
create index buurt_pieces_gemeente_idx on private.buurt_pieces (gemeente_code);

-- functions

-- The areas that count now.
create view public.current_neighbourhoods with (security_invoker = true) as
  select n.* from public.neighbourhoods n
  join public.current_years c on c.gemeente_code = n.gemeente_code and c.year = n.year;

-- The current buurt at a point (any geometry is taken at a point on its surface); no row when the
-- point lies outside every known buurt. On a shared border the lowest code wins, always the same.
create function private.buurt_at(place extensions.geometry)
returns table (year smallint, code text)
language sql stable security definer set search_path = ''
as $$
  select p.year, p.code from private.buurt_pieces p
  where extensions.st_covers(p.geometry, place)
  order by p.code limit 1
$$;

-- The codes of the current buurten within an area: itself, a wijk, a gemeente, or NL.
create function private.buurten_within(area_codes text[]) returns text[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(n.code), '{}') from public.current_neighbourhoods n
  where n.level = 'buurt'
    and (n.code = any (area_codes) or n.parent_code = any (area_codes)
      or n.gemeente_code = any (area_codes) or 'NL' = any (area_codes))
$$;

-- The buurten for which the signed-in account holds a role.
create function private.my_buurten(held public.account_role) returns text[]
language sql stable security definer set search_path = ''
as $$
  select private.buurten_within(coalesce(array_agg(area_code), '{}'))
  from public.role_assignments
  where account_id = (select auth.uid()) and role = held
$$;

-- The buurten of the wijk somebody lives in. A municipality account never counts as a neighbour.
create function private.my_wijk_buurten(only_trusted boolean default false) returns text[]
language sql stable security definer set search_path = ''
as $$
  select case when private.has_role('municipality') then '{}'::text[]
    else private.buurten_within(coalesce(array_agg(coalesce(wijk.parent_code, r.area_code)), '{}')) end
  from public.role_assignments r
  left join public.current_neighbourhoods wijk on wijk.level = 'buurt' and wijk.code = r.area_code
  where r.account_id = (select auth.uid()) and r.role = 'resident'
    and (r.trusted or not only_trusted)
$$;

-- Where the signed-in account lives: one wijk or buurt at a time, a fact that they state themselves.
-- Hence seldom: who could move house at will could read what every wijk shares among neighbours.
create function public.set_home(area text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (
    select from public.current_neighbourhoods where code = area and level in ('wijk', 'buurt')
  ) then
    raise exception 'home is a wijk or buurt that is on the map' using errcode = 'check_violation';
  end if;
  if not exists (
    select from public.role_assignments
    where account_id = auth.uid() and role = 'resident' and area_code = area
  ) and not private.within_limit('home ' || md5(auth.uid()::text), 3, 30 * 24 * 60 * 60) then
    raise exception 'a home changes at most three times in thirty days'
      using errcode = 'insufficient_privilege';
  end if;
  delete from public.role_assignments
    where account_id = auth.uid() and role = 'resident' and area_code <> area;
  insert into public.role_assignments (account_id, role, area_code)
    values (auth.uid(), 'resident', area) on conflict do nothing;
end
$$;

-- Fills the crosswalk between two years of one gemeente, both ways, per level, by area; what it shares
-- with other gemeenten too. Plain degrees will do: a share is a ratio, and within one buurt a degree
-- keeps its length. Slivers under 0.1 % are dropped. Rounding to 1e-7 degrees (a centimetre) keeps
-- GEOS from failing on nearly equal borders.
create function private.make_crosswalks(gemeente text, one_year int, other_year int) returns void
language sql set search_path = ''
as $$
  delete from public.neighbourhood_crosswalks x using public.neighbourhoods f
    where f.gemeente_code = gemeente and x.from_year = f.year and x.from_code = f.code
      and (f.year, x.to_year) in ((one_year, other_year), (other_year, one_year));
  with pairs as (
    select f as one, t as other from public.neighbourhoods f
    join public.neighbourhoods t on t.level = f.level and t.year = other_year
      and t.geometry operator(extensions.&&) f.geometry
    where f.gemeente_code = gemeente and f.year = one_year
    union all
    select f, t from public.neighbourhoods t
    join public.neighbourhoods f on f.level = t.level and f.year = one_year
      and f.gemeente_code <> gemeente and f.geometry operator(extensions.&&) t.geometry
    where t.gemeente_code = gemeente and t.year = other_year
  ), parts as materialized (
    select (one).year, (one).code, extensions.st_area((one).geometry) as area,
      (other).year as other_year, (other).code as other_code,
      extensions.st_area((other).geometry) as other_area,
      extensions.st_area(extensions.st_intersection((one).geometry, (other).geometry, 1e-7)) as part
    from pairs
  ), shares as (
    select year, code, other_year, other_code, part / area as share from parts
    union all
    select other_year, other_code, year, code, part / other_area from parts
  )
  insert into public.neighbourhood_crosswalks (from_year, from_code, to_year, to_code, share)
  select year, code, other_year, other_code, least(share, 1) from shares where share >= 0.001
  on conflict (from_year, from_code, to_year, to_code) do update set share = excluded.share
$$;

-- Cuts the buurten of one gemeente into pieces, instead of those it had.
create function private.cut_pieces(gemeente text, current_year int) returns void
language sql set search_path = ''
as $$
  delete from private.buurt_pieces where gemeente_code = gemeente;
  insert into private.buurt_pieces (code, year, gemeente_code, geometry)
    select n.code, n.year, n.gemeente_code, extensions.st_subdivide(n.geometry, 48)
    from public.neighbourhoods n
    where n.gemeente_code = gemeente and n.year = current_year and n.level = 'buurt';
$$;

-- The current buurt that holds most of one of another year; null where none does.
create function private.buurt_after(year smallint, code text) returns text
language sql stable security definer set search_path = ''
as $$
  select c.to_code from public.neighbourhood_crosswalks c
  join public.current_neighbourhoods t on t.year = c.to_year and t.code = c.to_code
  where c.from_year = buurt_after.year and c.from_code = buurt_after.code
  order by c.share desc, c.to_code limit 1
$$;

-- What is held at a buurt is held at a current one; what that is, the trigger says: "a conversation".
create function private.hold_at_buurt() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  select n.year into new.buurt_year from public.current_neighbourhoods n
    where n.level = 'buurt' and n.code = new.buurt_code;
  if new.buurt_year is null then
    raise exception '% belongs to a buurt that is on the map', tg_argv[0] using errcode = 'check_violation',
      constraint = tg_argv[0] || ' belongs to a buurt that is on the map';
  end if;
  return new;
end
$$;

-- What is held at a buurt, of the table that the trigger names, goes along when the boundaries of a gemeente come,
-- change or go: to the buurt that holds most of its own.
create function private.follow_buurten() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute format(
    'update public.%1$I held set buurt_code = moved.code
     from (select t.id, private.buurt_after(t.buurt_year, t.buurt_code) as code from public.%1$I t
       join public.neighbourhoods n on (n.year, n.code) = (t.buurt_year, t.buurt_code)
       where n.year = $1 and n.gemeente_code = $2) moved
     where held.id = moved.id and moved.code is not null', tg_argv[0])
  using old.year, old.gemeente_code;
  return null;
end
$$;

-- What follows when a year becomes current, or when a gemeente is no more: new pieces or none, and
-- roles move along with their areas. Assets follow in a trigger of their own.
create function private.follow_current_year() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  moving jsonb;
begin
  if tg_op = 'DELETE' then
    delete from private.buurt_pieces where gemeente_code = old.gemeente_code;
  else
    perform private.cut_pieces(new.gemeente_code, new.year);
  end if;
  perform pg_notify('changes', '{"what":"neighbourhoods"}');
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.year <> new.year) then
    -- Codes may be renumbered: a role moves to the areas that hold most of the old one, and to
    -- those that lie mostly inside it (an area that was split). Old and new codes can overlap, so
    -- the new ones are worked out before the old ones go. A role for a gemeente that went into
    -- another stays with the wijken that it was: it does not grow over the whole of the other.
    select coalesce(jsonb_agg(moved), '[]') into moving from (
      select r.account_id, r.role, x.to_code as area_code, bool_or(r.trusted) as trusted
      from public.role_assignments r
      join public.neighbourhoods n on n.year = old.year and n.gemeente_code = old.gemeente_code
        and case when tg_op = 'DELETE' and r.area_code = old.gemeente_code then n.level = 'wijk'
          else n.code = r.area_code end
      join public.neighbourhood_crosswalks x
        on x.from_year = old.year and x.from_code = n.code
      left join public.neighbourhood_crosswalks back
        on back.from_year = x.to_year and back.from_code = x.to_code
        and back.to_year = old.year and back.to_code = n.code
      where (x.share >= 0.5 or back.share >= 0.5) and case when tg_op = 'UPDATE' then x.to_year = new.year
        else exists (select from public.current_neighbourhoods t
          where t.year = x.to_year and t.code = x.to_code) end
      group by r.account_id, r.role, x.to_code
    ) moved;
    delete from public.role_assignments r using public.neighbourhoods n
      where n.year = old.year and n.code = r.area_code and n.gemeente_code = old.gemeente_code;
    insert into public.role_assignments (account_id, role, area_code, trusted)
      select account_id, role, area_code, trusted
      from jsonb_populate_recordset(null::public.role_assignments, moving)
      on conflict do nothing;
  end if;
  return null;
end
$$;

create trigger current_year_is_followed
  after insert or update or delete on public.current_years
  for each row execute function private.follow_current_year();

-- grants

grant select on public.neighbourhoods, public.current_years, public.neighbourhood_crosswalks,
  public.current_neighbourhoods to anon, authenticated, service_role;
grant insert, update, delete
  on public.neighbourhoods, public.current_years, public.neighbourhood_crosswalks to service_role;
grant select, insert, update, delete on private.buurt_pieces to service_role;
grant execute on function private.buurt_at(extensions.geometry), private.buurten_within(text[]),
  private.my_buurten(public.account_role), private.my_wijk_buurten(boolean)
  to anon, authenticated, service_role;
grant execute on function public.set_home(text) to authenticated;
grant execute on function private.make_crosswalks(text, int, int) to service_role;

-- policies

alter table public.neighbourhoods enable row level security;
alter table public.current_years enable row level security;
alter table public.neighbourhood_crosswalks enable row level security;
alter table private.buurt_pieces enable row level security;

create policy "Areas are public" on public.neighbourhoods
  for select to anon, authenticated using (true);
create policy "Current years are public" on public.current_years
  for select to anon, authenticated using (true);
create policy "Crosswalks are public" on public.neighbourhood_crosswalks
  for select to anon, authenticated using (true);
