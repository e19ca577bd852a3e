-- Coverage: who lives where. Squares of 100 m of the national grid (EPSG:28992), as CBS publishes them.

-- tables

create table public.population_cells (
  year smallint not null constraint "a population is of a year from 2000 to 2100"
    check (year between 2000 and 2100),
  -- The south-west corner, in hundreds of metres.
  x int not null constraint "a cell lies in the Netherlands" check (x between 0 and 3000),
  y int not null check (y between 3000 and 6300),
  -- Null: not published for so few.
  inhabitants int check (inhabitants >= 0),
  dwellings int check (dwellings >= 0),
  source public.plain_text not null default ''
    constraint "a source has at most 200 characters" check (length(source) <= 200),
  middle extensions.geometry (Point, 4326) not null generated always as (
    extensions.st_transform(extensions.st_setsrid(
      extensions.st_point(x * 100 + 50, y * 100 + 50), 28992), 4326)) stored,
  primary key (year, x, y)
);

-- indexes

create index population_cells_middle_idx on public.population_cells using gist (middle);

-- functions

-- The cells of an area, each in the buurt of its middle, of the newest year that there is.
create function private.cells_within(area text)
returns table (year smallint, x int, y int, inhabitants int, dwellings int, buurt text)
language sql stable security definer set search_path = ''
as $$
  select distinct on (c.x, c.y) c.year, c.x, c.y, c.inhabitants, c.dwellings, p.code
  from private.buurt_pieces p
  join public.population_cells c on extensions.st_covers(p.geometry, c.middle)
  where p.code = any (private.buurten_within(array[area]))
    and c.year = (select max(year) from public.population_cells)
  order by c.x, c.y, p.code
$$;

-- grants

grant select on public.population_cells to anon, authenticated;
grant select, insert, update, delete on public.population_cells to service_role;
grant execute on function private.cells_within(text) to anon, authenticated, service_role;

-- policies

alter table public.population_cells enable row level security;

create policy "How many live where is for everyone" on public.population_cells
  for select to anon, authenticated using (true);
