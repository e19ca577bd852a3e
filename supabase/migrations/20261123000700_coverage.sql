-- Coverage: who lives where. Squares of the national grid (EPSG:28992), as CBS publishes them, and figures
-- of whole areas for where there are none.

-- tables

create table public.population_cells (
  year smallint not null constraint "a population is of a year from 2000 to 2100"
    check (year between 2000 and 2100),
  -- Metres along a side.
  size smallint not null default 100 constraint "a cell is 100 or 500 m wide" check (size in (100, 500)),
  -- The south-west corner, in hundreds of metres.
  x int not null constraint "a cell lies in the Netherlands" check (x between 0 and 3000),
  y int not null check (y between 3000 and 6300),
  -- Null: not published for so few.
  inhabitants int check (inhabitants >= 0),
  dwellings int check (dwellings >= 0),
  source public.plain_text not null default ''
    constraint "a source has at most 200 characters" check (length(source) <= 200),
  -- Where in it people live on average, in metres (EPSG:28992), when that is known; else in its middle.
  lived_x double precision,
  lived_y double precision,
  middle extensions.geometry (Point, 4326) not null generated always as (
    extensions.st_transform(extensions.st_setsrid(extensions.st_point(
      coalesce(lived_x, x * 100 + size / 2), coalesce(lived_y, y * 100 + size / 2)), 28992), 4326)) stored,
  primary key (year, size, x, y),
  constraint "where people live has two numbers" check ((lived_x is null) = (lived_y is null)),
  constraint "a cell of 500 m lies on the grid of 500 m" check (size = 100 or (x % 5 = 0 and y % 5 = 0))
);

-- Of whole areas, under their code of that year; null: no figure.
create table public.population_figures (
  year smallint not null check (year between 2000 and 2100),
  code text not null
    constraint "figures are of a CBS area" check (code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'),
  inhabitants int check (inhabitants >= 0),
  households int check (households >= 0),
  -- Percentages of the inhabitants.
  aged_under_15 smallint check (aged_under_15 between 0 and 100),
  aged_15_to_24 smallint check (aged_15_to_24 between 0 and 100),
  aged_25_to_44 smallint check (aged_25_to_44 between 0 and 100),
  aged_45_to_64 smallint check (aged_45_to_64 between 0 and 100),
  aged_65_plus smallint check (aged_65_plus between 0 and 100),
  source public.plain_text not null default ''
    constraint "a source has at most 200 characters" check (length(source) <= 200),
  primary key (year, code)
);

-- indexes

create index population_cells_middle_idx on public.population_cells using gist (middle);
create index population_figures_code_idx on public.population_figures (code);

-- functions

-- The cells of 100 m of an area, each in the buurt of its middle, of the newest year that there is.
create function private.cells_within(area text)
returns table (year smallint, x int, y int, inhabitants int, dwellings int, buurt text)
language sql stable security definer set search_path = ''
as $$
  select distinct on (c.x, c.y) c.year, c.x, c.y, c.inhabitants, c.dwellings, p.code
  from private.buurt_pieces p
  join public.population_cells c on extensions.st_covers(p.geometry, c.middle)
  where p.code = any ((select private.buurten_within(array[area]))::text[]) and c.size = 100
    and c.year = (select max(year) from public.population_cells)
    -- A cell may hold one home: for who goes from door to door there.
    and (select private.sees_people_of(area) or private.is_system())
  order by c.x, c.y, p.code
$$;

-- The squares of an area in a year, each in the buurt of its middle. What a square of 500 m counts beyond
-- the published squares of 100 m in it stands in those that were not published, or in its middle where there
-- are none.
create function private.squares_within(area text, wanted smallint)
returns table (x double precision, y double precision, inhabitants double precision,
  dwellings double precision, buurt text, size smallint, source text)
language sql stable security definer set search_path = ''
as $$
  with placed as materialized (
    select distinct on (c.size, c.x, c.y) c.size, c.x, c.y, c.inhabitants, c.dwellings, c.source, p.code,
      coalesce(c.lived_x, c.x * 100 + c.size / 2) as lived_x,
      coalesce(c.lived_y, c.y * 100 + c.size / 2) as lived_y
    from private.buurt_pieces p
    join public.population_cells c on extensions.st_covers(p.geometry, c.middle)
    where p.code = any ((select private.buurten_within(array[area]))::text[]) and c.year = wanted
    order by c.size, c.x, c.y, p.code
  ), blocks as (
    select distinct x / 5 * 5 as x, y / 5 * 5 as y from placed
  ), rest as (
    select b.x, b.y, big.source,
      greatest(big.inhabitants - coalesce(sum(h.inhabitants), 0), 0) as inhabitants,
      greatest(big.dwellings - coalesce(sum(h.dwellings), 0), 0) as dwellings,
      count(h.x) filter (where h.inhabitants is null) as hidden
    from blocks b
    join public.population_cells big
      on (big.year, big.size, big.x, big.y) = (wanted, 500::smallint, b.x, b.y)
    left join public.population_cells h on h.year = wanted and h.size = 100
      and h.x between b.x and b.x + 4 and h.y between b.y and b.y + 4
    where big.inhabitants is not null
    group by b.x, b.y, big.source, big.inhabitants, big.dwellings
  ), cells as (
    select p.lived_x as x, p.lived_y as y, p.inhabitants::float8 as inhabitants, p.dwellings::float8 as dwellings,
      p.code as buurt, p.size, p.source
    from placed p where p.size = 100 and p.inhabitants is not null
  )
  select * from cells where inhabitants > 0
  union all
  select p.lived_x, p.lived_y, r.inhabitants::float8 / r.hidden, r.dwellings::float8 / r.hidden,
    p.code, 500::smallint, r.source
  from rest r join placed p on p.size = 100 and p.inhabitants is null and (p.x / 5 * 5, p.y / 5 * 5) = (r.x, r.y)
  where r.inhabitants > 0
  union all
  select p.lived_x, p.lived_y, r.inhabitants, r.dwellings, p.code, 500::smallint, r.source
  from rest r join placed p on p.size = 500 and (p.x, p.y) = (r.x, r.y)
  where r.hidden = 0 and r.inhabitants > 0
$$;

-- What is known of whole buurten, spread over the cells of 100 m whose middle they hold. A buurt of another
-- year than the areas of today is taken where it lay then, so its cells count where they lie now.
create function private.spread_within(area text, wanted smallint)
returns table (x double precision, y double precision, inhabitants double precision,
  dwellings double precision, buurt text, whole int, source text)
language sql stable security definer set search_path = ''
as $$
  with mine as (
    select n.code, n.geometry from public.current_neighbourhoods n
    where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
  ), told as (
    select f.code, f.inhabitants, f.households, f.source, n.geometry
    from public.population_figures f
    join public.neighbourhoods n on (n.year, n.code) = (f.year, f.code)
    where f.year = wanted and n.level = 'buurt' and not n.water and f.inhabitants > 0
      and exists (select from mine m where m.geometry operator(extensions.&&) n.geometry
        and extensions.st_intersects(m.geometry, n.geometry))
    union all
    -- The areas of that year are not here: those of today go by the same code.
    select f.code, f.inhabitants, f.households, f.source, m.geometry
    from public.population_figures f join mine m on m.code = f.code
    where f.year = wanted and f.inhabitants > 0
      and not exists (select from public.neighbourhoods n where (n.year, n.code) = (f.year, f.code))
  ), flat as materialized (
    select t.*, extensions.st_transform(geometry, 28992) as shape from told t
  ), cells as (
    select f.code, gx * 100 + 50 as x, gy * 100 + 50 as y
    from flat f
    cross join lateral extensions.st_subdivide(f.shape, 64) as piece
    cross join lateral generate_series(ceil((extensions.st_xmin(piece) - 50) / 100)::int,
      floor((extensions.st_xmax(piece) - 50) / 100)::int) as gx
    cross join lateral generate_series(ceil((extensions.st_ymin(piece) - 50) / 100)::int,
      floor((extensions.st_ymax(piece) - 50) / 100)::int) as gy
    where extensions.st_covers(piece, extensions.st_setsrid(extensions.st_point(gx * 100 + 50, gy * 100 + 50), 28992))
    group by 1, 2, 3
  ), all_cells as (
    select code, x::double precision, y::double precision from cells
    union all
    select code, extensions.st_x(p), extensions.st_y(p)
    from flat f cross join lateral (select extensions.st_pointonsurface(f.shape) as p) on_it
    where not exists (select from cells c where c.code = f.code)
  )
  select c.x, c.y, f.inhabitants::float8 / n.cells, f.households::float8 / n.cells, now_in.code, f.inhabitants, f.source
  from all_cells c
  join flat f on f.code = c.code
  join (select code, count(*) as cells from all_cells group by 1) n on n.code = c.code
  cross join lateral private.buurt_at(extensions.st_transform(
    extensions.st_setsrid(extensions.st_point(c.x, c.y), 28992), 4326)) now_in
  where now_in.code in (select code from mine)
$$;

-- Who lives where in an area, in metres (EPSG:28992): by squares, and where a buurt has none by what is known
-- of it as a whole, spread over it. Of the newest year that tells of the area, or of the year that is asked.
-- Of fewer than ten people nothing can be told, however often and from wherever it is asked: a square of so few
-- counts where the nearest ten or more of its buurt live, in the middle of its squares where there are none such; and a
-- buurt of so few, of whatever year, counts nowhere, and is one row without a place or a number. What is spread says no
-- more than its whole buurt does. Homes are counted where there are five or more together.
create function private.lived_within(area text, asked smallint default null)
returns table (year smallint, x double precision, y double precision, inhabitants double precision,
  dwellings double precision, buurt text, size smallint, spread boolean, source text)
language plpgsql stable security definer set search_path = ''
as $$
declare
  of_squares smallint;
  of_figures smallint;
  codes text[] := private.buurten_within(array[area]);
begin
  select max(c.year) into of_squares
  from private.buurt_pieces p
  join public.population_cells c on extensions.st_covers(p.geometry, c.middle)
  where p.code = any (codes) and (asked is null or c.year = asked);
  -- One year for an area: of the whole buurten only what goes with its squares.
  select max(f.year) into of_figures
  from public.population_figures f
  where f.year = coalesce(asked, of_squares, f.year) and f.code like 'BU%' and f.inhabitants is not null
    and (f.code = any (codes) or exists (
      select from public.neighbourhoods n
      join public.current_neighbourhoods m on m.code = any (codes)
        and m.geometry operator(extensions.&&) n.geometry
      where (n.year, n.code) = (f.year, f.code)));
  return query
    with squares as materialized (
      select * from private.squares_within(area, of_squares)
    ), whole as materialized (
      select s.buurt, sum(s.inhabitants) as inhabitants,
        -- Not by how many live in each: from the middle of two, that would be told.
        floor(avg(s.x) / 100) * 100 + 50 as x, floor(avg(s.y) / 100) * 100 + 50 as y
      from squares s group by 1
    ), many as materialized (
      select s.buurt, s.x, s.y from squares s where s.inhabitants >= 10
    ), nearest as (
      select distinct on (f.buurt, f.x, f.y) f.buurt, f.x as from_x, f.y as from_y, m.x, m.y
      from squares f join many m on m.buurt = f.buurt
      where f.inhabitants < 10
      order by f.buurt, f.x, f.y, (m.x - f.x) ^ 2 + (m.y - f.y) ^ 2, m.x, m.y
    ), spread as materialized (
      select w.* from private.spread_within(area, of_figures) w
      where w.buurt not in (select s.buurt from squares s)
    ), spread_whole as (
      select w.buurt, sum(w.inhabitants) as inhabitants, sum(w.inhabitants) filter (where w.whole >= 10) as told,
        sum(w.dwellings) filter (where w.whole >= 10) as homes, min(w.source) as source
      from spread w group by 1
    )
    select of_squares, at.x, at.y, sum(s.inhabitants), case when sum(s.dwellings) >= 5 then sum(s.dwellings) end,
      s.buurt, max(s.size), false, min(s.source)
    from squares s
    join whole w on w.buurt = s.buurt and w.inhabitants >= 10
    left join nearest n on n.buurt = s.buurt and (n.from_x, n.from_y) = (s.x, s.y) and s.inhabitants < 10
    cross join lateral (select
      case when s.inhabitants >= 10 then s.x else coalesce(n.x, w.x) end as x,
      case when s.inhabitants >= 10 then s.y else coalesce(n.y, w.y) end as y) at
    group by s.buurt, at.x, at.y
    union all
    select of_figures, p.x, p.y, p.inhabitants, case when w.homes >= 5 then p.dwellings end, p.buurt, 100::smallint,
      true, p.source
    from spread p join spread_whole w on w.buurt = p.buurt and w.told >= 10
    where p.whole >= 10
    union all
    select of_squares, null, null, null, null, w.buurt, 100::smallint, false,
      (select min(s.source) from squares s where s.buurt = w.buurt)
    from whole w where w.inhabitants < 10
    union all
    select of_figures, null, null, null, null, w.buurt, 100::smallint, true, w.source
    from spread_whole w where w.inhabitants > 0 and coalesce(w.told, 0) < 10;
end
$$;

-- The years in which somebody says who lives in an area, newest first.
create function private.population_years(area text) returns setof smallint
language sql stable security definer set search_path = ''
as $$
  select year from (
    select distinct c.year from private.buurt_pieces p
    join public.population_cells c on extensions.st_covers(p.geometry, c.middle)
    where p.code = any ((select private.buurten_within(array[area]))::text[])
    union
    select distinct f.year from public.population_figures f
    where f.code = any ((select private.buurten_within(array[area]))::text[]) and f.inhabitants is not null
  ) years order by year desc
$$;

-- grants

-- A cell may hold one home: who lives where is told by sums alone.
grant select on public.population_figures to anon, authenticated;
grant select, insert, update, delete on public.population_cells, public.population_figures to service_role;
grant execute on function private.cells_within(text), private.lived_within(text, smallint),
  private.population_years(text) to anon, authenticated, service_role;

-- policies

alter table public.population_cells enable row level security;
alter table public.population_figures enable row level security;

create policy "How many live in an area is for everyone" on public.population_figures
  for select to anon, authenticated using (true);
