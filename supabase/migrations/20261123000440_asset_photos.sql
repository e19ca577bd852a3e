-- Photos of assets: what is said about them. The pictures themselves lie in files, without anything
-- that the camera wrote beside them (where, when, with what).

-- tables

create table public.asset_photos (
  id uuid primary key,
  asset_id uuid not null references public.assets (id) on delete cascade,
  -- What is to be seen, for who cannot see it.
  alt public.plain_text not null default ''
    constraint "what a photo shows has at most 300 characters" check (length(alt) <= 300),
  width int not null,          -- pixels of the large one
  height int not null,
  file uuid not null unique,   -- how the files are named; made by the server
  digest text not null,        -- of what was sent: tells a repeated request from a clash
  added_at timestamptz not null default now(),
  -- Whoever leaves takes their photos along.
  added_by uuid default auth.uid() references public.accounts (id) on delete cascade
);

-- Files that no photo has, or has not yet. What stays in here is removed by the server.
create table private.loose_pictures (
  file uuid primary key,
  remove_from timestamptz not null default now() + interval '1 hour'
);

-- indexes

create index asset_photos_asset_id_idx on public.asset_photos (asset_id);
create index asset_photos_added_by_idx on public.asset_photos (added_by);

-- functions

-- A face is not a place: a talent has no photo. Nobody scrolls through more than five.
create function private.photo_fits() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind public.asset_kind;
begin
  -- Locked, so that two at once are counted one after the other.
  select a.kind into kind from public.assets a where a.id = new.asset_id for update;
  if kind = 'person' then
    raise exception 'a talent has no photo' using errcode = 'check_violation',
      constraint = 'a talent has no photo';
  end if;
  if (select count(*) from public.asset_photos where asset_id = new.asset_id) >= 5 then
    raise exception 'there are five photos already' using errcode = 'check_violation',
      constraint = 'there are five photos already';
  end if;
  return new;
end
$$;

-- Was this very photo added before, to the same asset?
create function private.is_repeated_photo(photo uuid, asset uuid, sent text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce((select asset_id = asset and digest = sent from public.asset_photos where id = photo), false)
$$;

-- A picture is announced before its files are written; its photo takes it off the list.
create function private.picture_taken() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.loose_pictures where file = new.file;
  return null;
end
$$;

-- A photo goes, by itself or with its asset or account: so do its files.
create function private.picture_loosened() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.loose_pictures values (old.file, now()) on conflict do nothing;
  return null;
end
$$;

-- The photos that the signed-in account added, whosever the asset is and whoever may see it now.
create function private.my_photos() returns setof public.asset_photos
language sql stable security definer set search_path = '' rows 10
as $$
  select * from public.asset_photos where added_by = (select auth.uid())
$$;

create trigger photos_fit before insert on public.asset_photos
  for each row execute function private.photo_fits();
create trigger pictures_taken after insert on public.asset_photos
  for each row execute function private.picture_taken();
create trigger pictures_loosened after delete on public.asset_photos
  for each row execute function private.picture_loosened();

-- grants

grant select (id, asset_id, alt, width, height, file, added_at) on public.asset_photos
  to anon, authenticated;
grant insert (id, asset_id, alt, width, height, file, digest), update (alt), delete
  on public.asset_photos to authenticated;
grant select, insert, update, delete on public.asset_photos to service_role;
grant select, insert, delete on private.loose_pictures to service_role;
grant execute on function private.is_repeated_photo(uuid, uuid, text), private.my_photos()
  to authenticated;

-- policies

alter table public.asset_photos enable row level security;
alter table private.loose_pictures enable row level security;

create policy "Photos are seen with their asset" on public.asset_photos
  for select to anon, authenticated
  using (exists (select from public.assets a where a.id = asset_id));
create policy "Who may change an asset keeps its photos" on public.asset_photos
  for all to authenticated
  using (exists (select from public.assets a where a.id = asset_id) and private.may_edit(asset_id))
  with check (exists (select from public.assets a where a.id = asset_id) and private.may_edit(asset_id));
