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
  digest text not null,        -- of what was sent, and to what: tells a repeated request from a clash
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

-- A face is not a place: a talent has no photo.
create function private.photo_of_a_talent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.assets a where a.id = new.asset_id and a.kind = 'person') then
    raise exception 'a talent has no photo' using errcode = 'check_violation',
      constraint = 'a talent has no photo';
  end if;
  return new;
end
$$;

-- Nobody scrolls through more than five: of the row in this table that this column names.
create function private.hold_to_five_photos() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  owner uuid := to_jsonb(new) ->> tg_argv[1];
  there int;
begin
  -- Locked, so that two at once are counted one after the other.
  execute format('select from %s where id = $1 for update', tg_argv[0]) using owner;
  execute format('select count(*) from %s where %I = $1', tg_relid::regclass, tg_argv[1]) into there using owner;
  if there >= 5 then
    raise exception 'there are five photos already' using errcode = 'check_violation',
      constraint = 'there are five photos already';
  end if;
  return new;
end
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

create trigger asset_photos_are_of_no_talent before insert on public.asset_photos
  for each row execute function private.photo_of_a_talent();
create trigger asset_photos_are_five before insert on public.asset_photos
  for each row execute function private.hold_to_five_photos('public.assets', 'asset_id');
create trigger asset_pictures_taken after insert on public.asset_photos
  for each row execute function private.picture_taken();
create trigger asset_pictures_loosened after delete on public.asset_photos
  for each row execute function private.picture_loosened();

-- grants

grant select (id, asset_id, alt, width, height, file, added_at) on public.asset_photos
  to anon, authenticated;
grant insert (id, asset_id, alt, width, height, file, digest), update (alt), delete
  on public.asset_photos to authenticated;
grant select, insert, update, delete on public.asset_photos to service_role;
grant select, insert, delete on private.loose_pictures to service_role;

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
