-- Assets: what a neighbourhood has, six kinds in one model, each placed in its buurt on writing.
-- Coordinates are longitude, latitude. Each rule is a constraint named as the sentence people read.

-- types

create type public.asset_kind as enum
  ('person', 'association', 'institution', 'place', 'exchange', 'story');
create type public.asset_status as enum ('proposed', 'published', 'archived');
create type public.visibility as enum ('public', 'neighbourhood', 'connectors');
create type public.wheelchair as enum ('yes', 'limited', 'no', 'unknown');

-- tables

create table public.assets (
  id uuid primary key,
  kind public.asset_kind not null,
  title public.plain_text not null
    constraint "a title has 1 to 120 characters" check (length(title) between 1 and 120)
    constraint "a title has a letter or a digit" check (title ~ '[[:alnum:]]'),
  description public.plain_text not null default ''
    constraint "a description has at most 4000 characters" check (length(description) <= 4000),
  tags text[] not null default '{}'
    constraint "at most 20 tags of 1 to 40 characters"
    check (cardinality(tags) <= 20 and private.plain_list(tags, 40)),
  -- A gift card: what somebody knows (head), loves (heart) and makes (hands), and what they wish for.
  head text[] not null default '{}',
  heart text[] not null default '{}',
  hands text[] not null default '{}',
  wishes text[] not null default '{}',
  opening_hours public.plain_text constraint "opening hours have at most 500 characters"
    check (length(opening_hours) <= 500),
  wheelchair public.wheelchair not null default 'unknown',
  accessibility public.plain_text constraint "accessibility has at most 500 characters"
    check (length(accessibility) <= 500),
  capacity int constraint "capacity lies between 0 and 100000" check (capacity between 0 and 100000),
  languages text[] not null default '{}' constraint "at most 20 languages as two-letter codes"
    check (cardinality(languages) <= 20 and array_to_string(languages, ',') ~ '^([a-z]{2,3}(,[a-z]{2,3})*)?$'),
  web_link public.plain_text constraint "a web link starts with http and has at most 500 characters"
    check (web_link ~ '^https?://[^\s]+$' and length(web_link) <= 500),
  source public.plain_text constraint "a source has at most 200 characters" check (length(source) <= 200),
  last_confirmed_at timestamptz,
  last_used_on date,
  last_used_for public.plain_text constraint "last used for has at most 300 characters"
    check (length(last_used_for) <= 300),
  status public.asset_status not null default 'proposed',
  visibility public.visibility not null default 'public',
  geometry extensions.geometry (Geometry, 4326)
    constraint "a place is a point or an area" check (
      extensions.geometrytype(geometry) in ('POINT', 'POLYGON', 'MULTIPOLYGON')
      and not extensions.st_isempty(geometry))
    constraint "an area does not cross itself" check (extensions.st_isvalid(geometry)),
  is_area boolean not null generated always as
    (coalesce(extensions.geometrytype(geometry) <> 'POINT', false)) stored,
  -- What everyone may see. A plain boolean, because the planner keeps no count of enum values for
  -- those whom row-level security judges, and would then read the whole table.
  is_public boolean not null generated always as
    (kind <> 'person' and status = 'published' and visibility = 'public') stored,
  cell bigint,                 -- where it lies, as a Morton code: see private.cell_at
  buurt_year smallint,
  buurt_code text,             -- null: outside every known buurt
  owner_id uuid default auth.uid() references public.accounts (id) on delete set null,
  steward_id uuid references public.accounts (id) on delete set null,
  digest text,                 -- of the first writing: tells a repeated request from a clash
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "a person never has a point on the map" check (kind <> 'person' or geometry is null),
  constraint "everything but a person has a place on the map" check (kind = 'person' or geometry is not null),
  constraint "a talent is seen by connectors only" check (kind <> 'person' or visibility = 'connectors'),
  constraint "gifts and wishes belong to a person" check (
    kind = 'person' or cardinality(head || heart || hands || wishes) = 0),
  constraint "at most 20 gifts of a sort, of 1 to 80 characters" check (
    greatest(cardinality(head), cardinality(heart), cardinality(hands), cardinality(wishes)) <= 20
    and private.plain_list(head || heart || hands || wishes, 80)),
  foreign key (buurt_year, buurt_code) references public.neighbourhoods (year, code)
);

-- indexes

-- Row-level security lets only leakproof operators reach an index: whole numbers and text do,
-- the operators of PostGIS do not. Hence `cell`, and buurt codes as text.
create index assets_cell_idx on public.assets (cell);
create index assets_buurt_code_idx on public.assets (buurt_code);
create index assets_updated_at_idx on public.assets (updated_at desc, id desc);
create index assets_public_idx on public.assets (updated_at desc, id desc) where is_public;
create index assets_closed_idx on public.assets (buurt_code) where not is_public;
create index assets_owner_id_idx on public.assets (owner_id) where owner_id is not null;
create index assets_area_idx on public.assets (is_area) where is_area;
-- For "nearest first", which is a sort and not a condition: in metres, since a degree east is
-- shorter than a degree north.
create index assets_geography_idx on public.assets using gist ((geometry::extensions.geography));

-- functions

-- The Morton code (quadkey as a number) of a point at zoom 24, where a cell is about 1.5 m wide.
-- All points of a map tile form one unbroken range: tile (z, x, y) is [code(x, y) * 4^(24-z), + 4^(24-z)).
create function private.cell_at(lon double precision, lat double precision) returns bigint
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  -- 85.0511 is where web Mercator ends
  phi double precision := radians(greatest(least(lat, 85.0511), -85.0511));
  x bigint := greatest(0, least(16777215, floor((lon + 180) / 360 * 16777216)));
  y bigint := greatest(0, least(16777215, floor((1 - ln(tan(phi) + 1 / cos(phi)) / pi()) / 2 * 16777216)));
begin
  -- spread the bits: a zero between every two
  x := (x | (x << 16)) & 281470681808895;  y := (y | (y << 16)) & 281470681808895;
  x := (x | (x << 8)) & 71777214294589695; y := (y | (y << 8)) & 71777214294589695;
  x := (x | (x << 4)) & 1085102592571150095; y := (y | (y << 4)) & 1085102592571150095;
  x := (x | (x << 2)) & 3689348814741910323; y := (y | (y << 2)) & 3689348814741910323;
  x := (x | (x << 1)) & 6148914691236517205; y := (y | (y << 1)) & 6148914691236517205;
  return x | (y << 1);
end
$$;

-- May the signed-in account change an asset of this kind, owner and steward in this buurt, when it is
-- a connector in `buurten`? What people say about themselves is theirs alone; a connector writes only
-- for who has no account. The buurten are asked once a statement, and not once a row.
create function private.may_edit(
  kind public.asset_kind, owner uuid, steward uuid, buurt text, buurten text[]
) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(owner = (select auth.uid()), false)
    or coalesce(kind <> 'person' and steward = (select auth.uid()), false)
    or coalesce((kind <> 'person' or owner is null) and buurt = any (buurten), false)
$$;

-- What the signed-in account is to these assets. Whose they are is nobody's to read, so this is asked
-- of a function that answers about the asker alone.
create function private.my_part(assets uuid[])
returns table (id uuid, mine boolean, steward boolean, editable boolean)
language sql stable security definer set search_path = ''
as $$
  select a.id, coalesce(a.owner_id = (select auth.uid()), false),
    coalesce(a.steward_id = (select auth.uid()), false),
    private.may_edit(a.kind, a.owner_id, a.steward_id, a.buurt_code,
      (select private.my_buurten('connector'))::text[])
  from public.assets a
  where a.id = any (assets)
$$;

create function private.may_edit(asset uuid) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce((select editable from private.my_part(array[asset])), false)
$$;

-- The assets that the signed-in account owns.
create function private.my_assets() returns setof public.assets
language sql stable security definer set search_path = '' rows 10
as $$
  select * from public.assets where owner_id = (select auth.uid())
$$;

-- Is the signed-in account a connector there? Outside every buurt: any connector.
create function private.connects(buurt text) returns boolean
language sql stable set search_path = ''
as $$
  select case when buurt is null then private.has_role('connector')
    else buurt = any (private.my_buurten('connector')) end
$$;

-- May the signed-in account vouch for what others propose there? Connectors, and trusted neighbours
-- of that wijk.
create function private.may_vouch(buurt text) returns boolean
language sql stable set search_path = ''
as $$
  select private.connects(buurt) or coalesce(buurt = any (private.my_wijk_buurten(true)), false)
$$;

-- Gives each asset its cell and its buurt, a new one its status, a changed one its next version.
create function private.write_asset() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  place extensions.geometry;
  moved boolean := true;  -- somebody gave it this place just now
  before jsonb;
begin
  if tg_op = 'UPDATE' then
    -- Its history would show a person's words to those who see a place, or a person's place.
    if (new.kind = 'person') <> (old.kind = 'person') then
      raise exception 'a talent stays a talent, and nothing else becomes one'
        using errcode = 'check_violation',
          constraint = 'a talent stays a talent, and nothing else becomes one';
    end if;
    moved := new.geometry::text is distinct from old.geometry::text;
    if new.steward_id <> auth.uid() and new.steward_id is distinct from old.steward_id
      and not private.is_system() then
      raise exception 'only you yourself become a steward' using errcode = 'insufficient_privilege';
    end if;
    -- By confirming, by writing, by taking back: however it is done.
    if new.status = 'published' and old.status <> 'published' and not private.is_system()
      and not coalesce(old.owner_id = auth.uid(), false) and not private.may_vouch(old.buurt_code) then
      raise exception 'only its owner, a connector or a trusted neighbour publishes this'
        using errcode = 'insufficient_privilege';
    end if;
    if new.status <> 'archived' and old.status = 'archived' and not private.is_system()
      and not private.may_vouch(old.buurt_code) and (
        select h.replaced_by from public.asset_history h
        where h.asset_id = old.id and h.content ->> 'status' <> 'archived'
        order by h.version desc limit 1) is distinct from auth.uid() then
      raise exception 'only a connector brings back what somebody else archived'
        using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.geometry is null then
    new.cell := null;
    select n.year into new.buurt_year from public.current_neighbourhoods n
      where n.level = 'buurt' and n.code = new.buurt_code;
    if new.buurt_year is null then
      raise exception 'a talent belongs to a buurt that is on the map'
        using errcode = 'check_violation', constraint = 'a talent belongs to a buurt that is on the map';
    end if;
    -- Who could put their card in buurt after buurt would see from the counts where others are.
    if new.owner_id = auth.uid() and (tg_op = 'INSERT' or new.buurt_code <> old.buurt_code) then
      if not private.within_limit('card ' || md5(auth.uid()::text), 10, 30 * 24 * 60 * 60) then
        raise exception 'a talent is put in a buurt at most ten times in thirty days'
          using errcode = 'insufficient_privilege';
      end if;
    end if;
  elsif (moved or new.buurt_code is distinct from old.buurt_code) and new.kind <> 'person' and extensions.st_isvalid(new.geometry) then
    place := extensions.st_pointonsurface(new.geometry);
    new.cell := private.cell_at(extensions.st_x(place), extensions.st_y(place));
    new.buurt_year := null;
    new.buurt_code := null;
    select p.year, p.code into new.buurt_year, new.buurt_code from private.buurt_pieces p
      where extensions.st_covers(p.geometry, place) order by p.code limit 1;
    if new.buurt_code is null and moved and not private.is_system() and not private.has_role('connector') then
      raise exception 'this place lies outside every known buurt'
        using errcode = 'check_violation', constraint = 'this place lies outside every known buurt';
    end if;
  end if;
  if tg_op = 'UPDATE' then
    before := private.asset_content(to_jsonb(old));
    if before is distinct from private.asset_content(to_jsonb(new))
      or new.steward_id is distinct from old.steward_id then
      new.version := old.version + 1;
      new.updated_at := now();
      insert into public.asset_history (asset_id, version, replaced_by, content)
        values (old.id, old.version, auth.uid(), before);
    end if;
  elsif not private.is_system() then
    new.status := case
      when new.kind = 'person' or private.may_vouch(new.buurt_code) then 'published'
      else 'proposed' end;
    if new.status = 'published' then new.last_confirmed_at := now(); end if;
  end if;
  return new;
end
$$;

-- What a version of an asset says: its row as JSON, less what the database keeps up by itself and
-- whose it is. The cast of PostGIS repeats the reference system in every geometry.
create function private.asset_content(asset jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select asset - '{id,is_area,is_public,search_names,search_words,cell,buurt_year,owner_id,
      steward_id,digest,version,created_at,updated_at,last_confirmed_at}'::text[]
    - case when asset ->> 'kind' = 'person' then '{}'::text[] else '{buurt_code}'::text[] end
    #- '{geometry,crs}'
$$;

-- When the boundaries of a gemeente come, change or go, its assets are placed anew: points by their
-- point, talents by the current buurt that holds most of their old one.
create function private.place_assets_again() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' then
    update public.assets a set buurt_code = x.to_code
      from public.neighbourhoods f
      cross join lateral (
        select c.to_code from public.neighbourhood_crosswalks c
        join public.current_neighbourhoods t on t.year = c.to_year and t.code = c.to_code
        where c.from_year = f.year and c.from_code = f.code
        order by c.share desc, c.to_code limit 1
      ) x
      where f.year = old.year and f.gemeente_code = old.gemeente_code and f.level = 'buurt'
        and a.kind = 'person' and a.buurt_code = f.code and a.buurt_year = f.year
        and (tg_op = 'DELETE' or new.year <> old.year);  -- borders put right move nobody
    -- an empty code is looked up again on writing
    update public.assets a set buurt_code = '' from public.neighbourhoods f
      where f.year = old.year and f.gemeente_code = old.gemeente_code and f.level = 'buurt'
        and a.kind <> 'person' and a.buurt_code = f.code;
  end if;
  if tg_op <> 'DELETE' then
    update public.assets a set buurt_code = ''
      from public.neighbourhoods n
      where a.buurt_code is null and n.year = new.year and n.code = new.gemeente_code
        and a.geometry operator(extensions.&&) n.geometry;
  end if;
  return null;
end
$$;

create trigger assets_are_written before update on public.assets
  for each row execute function private.write_asset();
-- An import places a whole file at once, by the same pieces. Visitors have no grant to write a cell,
-- so what they add always comes without one.
create trigger new_assets_are_written before insert on public.assets
  for each row when (new.cell is null) execute function private.write_asset();
create trigger current_year_places_assets after insert or update or delete on public.current_years
  for each row execute function private.place_assets_again();

-- grants

-- Not whose it is, nor the digest: by those the places of one person could be tied together.
grant select (id, kind, title, description, tags, head, heart, hands, wishes, opening_hours, wheelchair,
  accessibility, capacity, languages, web_link, source, last_confirmed_at, last_used_on, last_used_for,
  status, visibility, geometry, is_area, is_public, cell, buurt_year, buurt_code, version, created_at,
  updated_at) on public.assets to anon, authenticated;
grant insert (id, kind, title, description, tags, opening_hours, wheelchair, accessibility, capacity,
  languages, web_link, source, last_used_on, last_used_for, visibility, geometry, digest, owner_id)
  on public.assets to anon, authenticated;
grant insert (head, heart, hands, wishes, buurt_code) on public.assets to authenticated;
grant update (kind, title, description, tags, head, heart, hands, wishes, opening_hours, wheelchair,
  accessibility, capacity, languages, web_link, source, last_used_on, last_used_for, visibility,
  geometry, buurt_code, status, steward_id) on public.assets to authenticated;
grant delete on public.assets to authenticated;
grant select, insert, update, delete on public.assets to service_role;
grant execute on function private.cell_at(double precision, double precision),
  private.may_edit(public.asset_kind, uuid, uuid, text, text[]), private.may_edit(uuid),
  private.my_part(uuid[]), private.my_assets(), private.connects(text), private.may_vouch(text), private.asset_content(jsonb)
  to anon, authenticated, service_role;

-- policies

alter table public.assets enable row level security;

create policy "Published public assets are for everyone" on public.assets
  for select to anon, authenticated using (is_public);
create policy "Neighbourhood assets are for people of that wijk" on public.assets
  for select to authenticated
  using (kind <> 'person' and status = 'published' and visibility = 'neighbourhood'
    and buurt_code = any ((select private.my_wijk_buurten())::text[]));
create policy "Trusted neighbours see what is proposed in their wijk" on public.assets
  for select to authenticated
  using (kind <> 'person' and status = 'proposed' and visibility <> 'connectors'
    and buurt_code = any ((select private.my_wijk_buurten(true))::text[]));
create policy "Connectors see every asset in their areas" on public.assets
  for select to authenticated
  using (kind <> 'person' and buurt_code = any ((select private.my_buurten('connector'))::text[]));
create policy "Owners and stewards see their assets" on public.assets
  for select to authenticated
  using (owner_id = (select auth.uid()) or (kind <> 'person' and steward_id = (select auth.uid())));

create policy "Anyone may propose a place" on public.assets
  for insert to anon
  with check (kind <> 'person' and owner_id is null and status = 'proposed' and visibility = 'public');
create policy "People add assets as their own" on public.assets
  for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "Connectors add assets for others in their areas" on public.assets
  for insert to authenticated
  with check (owner_id is null and buurt_code = any ((select private.my_buurten('connector'))::text[]));

create policy "Owners, stewards and connectors change assets" on public.assets
  for update to authenticated
  using (private.may_edit(kind, owner_id, steward_id, buurt_code,
    (select private.my_buurten('connector'))::text[]))
  with check (private.may_edit(kind, owner_id, steward_id, buurt_code,
    (select private.my_buurten('connector'))::text[]));
create policy "A talent is taken away by its owner, or by a connector where it has none" on public.assets
  for delete to authenticated
  using (kind = 'person' and (owner_id = (select auth.uid())
    or (owner_id is null and buurt_code = any ((select private.my_buurten('connector'))::text[]))));
