-- Photos of initiatives, beside those of what they are tied to: seen with the initiative.

-- tables

create table public.initiative_photos (
  id uuid primary key,
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  alt public.plain_text not null default ''
    constraint "what a photo of an initiative shows has at most 300 characters" check (length(alt) <= 300),
  width int not null,          -- pixels of the large one
  height int not null,
  file uuid not null unique,   -- how the files are named; made by the server
  digest text not null,        -- of what was sent, and to what: tells a repeated request from a clash
  added_at timestamptz not null default now(),
  -- Whoever leaves takes their photos along.
  added_by uuid default auth.uid() references public.accounts (id) on delete cascade
);

-- indexes

create index initiative_photos_initiative_id_idx on public.initiative_photos (initiative_id);
create index initiative_photos_added_by_idx on public.initiative_photos (added_by);

-- functions

create trigger initiative_photos_are_five before insert on public.initiative_photos
  for each row execute function private.hold_to_five_photos('public.initiatives', 'initiative_id');
create trigger initiative_pictures_taken after insert on public.initiative_photos
  for each row execute function private.picture_taken();
create trigger initiative_pictures_loosened after delete on public.initiative_photos
  for each row execute function private.picture_loosened();

-- The photos that the signed-in account added, whatever they are of and whoever may see it now.
create function private.my_photos()
returns table (id uuid, asset_id uuid, initiative_id uuid, alt text, added_at timestamptz)
language sql stable security definer set search_path = '' rows 10
as $$
  select id, asset_id, null, alt, added_at from public.asset_photos where added_by = (select auth.uid())
  union all
  select id, null, initiative_id, alt, added_at from public.initiative_photos where added_by = (select auth.uid())
$$;

-- grants

grant select (id, initiative_id, alt, width, height, file, added_at) on public.initiative_photos
  to anon, authenticated;
grant insert (id, initiative_id, alt, width, height, file, digest), update (alt), delete
  on public.initiative_photos to authenticated;
grant select, insert, update, delete on public.initiative_photos to service_role;
grant execute on function private.my_photos() to authenticated;

-- policies

alter table public.initiative_photos enable row level security;

create policy "Photos are seen with their initiative" on public.initiative_photos
  for select to anon, authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id));
create policy "Who keeps an initiative keeps its photos" on public.initiative_photos
  for all to authenticated
  using (private.keeps_initiative(initiative_id))
  with check (private.keeps_initiative(initiative_id));
