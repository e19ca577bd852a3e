-- Conversations: what a connector heard at a door. Theirs alone, unless they share it with the connectors of
-- the area. Where it was is kept as a cell of 100 m, never as an address.

-- types

create type public.conversation_sharing as enum ('private', 'connectors');

-- tables

create table public.conversations (
  id uuid primary key,
  connector_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  buurt_year smallint,
  buurt_code text not null,
  held_on date not null default current_date
    constraint "a conversation lies between 2000 and 2100"
    check (held_on between '2000-01-01' and '2100-12-31'),
  cares public.plain_text not null default ''
    constraint "what somebody cares about has at most 1000 characters" check (length(cares) <= 1000),
  likes public.plain_text not null default ''
    constraint "what somebody likes doing has at most 1000 characters" check (length(likes) <= 1000),
  shares public.plain_text not null default ''
    constraint "what somebody could share has at most 1000 characters" check (length(shares) <= 1000),
  sharing public.conversation_sharing not null default 'private',
  -- The south-west corner of a square of 100 m in the national grid (EPSG:28992), in hundreds of metres.
  cell_x int constraint "a cell lies in the Netherlands" check (cell_x between 0 and 3000),
  cell_y int check (cell_y between 3000 and 6300),
  -- The talent that was made of it, with consent.
  asset_id uuid references public.assets (id) on delete set null,
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "a conversation holds some words" check (length(cares) + length(likes) + length(shares) > 0),
  constraint "a cell has two numbers" check ((cell_x is null) = (cell_y is null)),
  foreign key (buurt_year, buurt_code) references public.neighbourhoods (year, code)
);

-- indexes

create index conversations_connector_id_idx on public.conversations (connector_id);
create index conversations_buurt_code_idx on public.conversations (buurt_code);
create index conversations_asset_id_idx on public.conversations (asset_id);

-- functions

-- The cell of a place (longitude, latitude), as its corner in hundreds of metres.
create function private.grid_cell(lon double precision, lat double precision)
returns table (x int, y int)
language sql immutable set search_path = ''
as $$
  select floor(extensions.st_x(p) / 100)::int, floor(extensions.st_y(p) / 100)::int
  from extensions.st_transform(extensions.st_setsrid(extensions.st_point(lon, lat), 4326), 28992) as p
$$;

create function private.write_conversation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.held_on > current_date + 1 then
    raise exception 'a conversation was held on a day that has come' using errcode = 'check_violation',
      constraint = 'a conversation was held on a day that has come';
  end if;
  return new;
end
$$;

-- The talent that was made of it goes for good: the words are its connector's alone from then on.
create function private.unshare_conversations() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.conversations set sharing = 'private' where asset_id = old.id;
  return old;
end
$$;

create trigger conversations_follow_talents before delete on public.assets
  for each row when (old.kind = 'person') execute function private.unshare_conversations();
create trigger conversations_are_at_a_buurt before insert or update on public.conversations
  for each row execute function private.hold_at_buurt('a conversation');
create trigger conversations_are_kept before insert or update on public.conversations
  for each row execute function private.write_conversation();
create trigger conversations_count_versions before update on public.conversations
  for each row execute function private.count_version();

create trigger current_year_places_conversations after update or delete on public.current_years
  for each row execute function private.follow_buurten('conversations');

create function private.is_my_conversation(conversation uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.conversations
    where id = conversation and connector_id = (select auth.uid()))
$$;

-- Where a cell lies: the degrees of its four corners, from the south-west, counterclockwise.
create function private.cell_corners(x int, y int) returns double precision[]
language sql immutable set search_path = ''
as $$
  select array_agg(ordinate order by n, k) from (values (1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 0, 1)) corner (n, dx, dy)
  cross join lateral (select extensions.st_transform(extensions.st_setsrid(
    extensions.st_point((x + dx) * 100, (y + dy) * 100), 28992), 4326) as at) place
  cross join lateral (values (1, extensions.st_x(at)), (2, extensions.st_y(at))) o (k, ordinate)
$$;

-- grants

grant select (id, buurt_code, held_on, cares, likes, shares, sharing, cell_x, cell_y, asset_id, version,
  created_at, updated_at) on public.conversations to authenticated;
grant insert (id, buurt_code, held_on, cares, likes, shares, sharing, cell_x, cell_y, digest)
  on public.conversations to authenticated;
grant update (buurt_code, held_on, cares, likes, shares, sharing, asset_id) on public.conversations
  to authenticated;
grant delete on public.conversations to authenticated;
grant select, insert, update, delete on public.conversations to service_role;
grant execute on function private.grid_cell(double precision, double precision)
  to anon, authenticated, service_role;
grant execute on function private.cell_corners(int, int) to anon, authenticated, service_role;
grant execute on function private.is_my_conversation(uuid)
  to authenticated, service_role;

-- policies

alter table public.conversations enable row level security;

create policy "Connectors see their own conversations" on public.conversations
  for select to authenticated using (connector_id = (select auth.uid()));
create policy "Connectors see what is shared with them in their areas" on public.conversations
  for select to authenticated
  using (sharing = 'connectors' and buurt_code = any ((select private.my_buurten('connector'))::text[])
    -- What somebody said goes with the talent that was made of it.
    and (asset_id is null or private.consent_holds(asset_id)));
create policy "Connectors note conversations of their areas" on public.conversations
  for insert to authenticated
  with check (connector_id = (select auth.uid())
    and buurt_code = any ((select private.my_buurten('connector'))::text[]));
create policy "Connectors change their own conversations" on public.conversations
  for update to authenticated using (connector_id = (select auth.uid()))
  with check (connector_id = (select auth.uid())
    and buurt_code = any ((select private.my_buurten('connector'))::text[])
    and (asset_id is null or private.speaks_for(asset_id)));
create policy "Connectors take their own conversations away" on public.conversations
  for delete to authenticated using (connector_id = (select auth.uid()));
