-- Initiatives: what residents began together, followed over time and told as a story. Who they are is told as
-- roles, never as names; how many came, as counts.

-- types

create type public.initiative_status as enum ('proposed', 'published');
create type public.initiative_side as enum ('residents', 'organisation', 'municipality');
create type public.means_kind as enum ('money', 'room', 'hours', 'material');

-- tables

create table public.initiatives (
  id uuid primary key,
  title public.plain_text not null
    constraint "the name of an initiative has 2 to 120 characters" check (length(title) between 2 and 120),
  story public.plain_text not null default ''
    constraint "the story of an initiative has at most 6000 characters" check (length(story) <= 6000),
  buurt_year smallint,
  buurt_code text not null,
  began_on date not null
    constraint "an initiative began between 1900 and 2100" check (began_on between '1900-01-01' and '2100-12-31'),
  ended_on date constraint "an initiative ends after it began" check (ended_on >= began_on),
  status public.initiative_status not null default 'proposed',
  -- Since then it may be learned from, and it ends or is hidden, but does not go: whether somebody wrote a lesson of it
  -- that is theirs alone is not told by what may be taken away.
  was_published boolean not null default false,
  created_by uuid default auth.uid() references public.accounts (id) on delete set null,
  source text not null default '',
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (buurt_year, buurt_code) references public.neighbourhoods (year, code)
);

-- Who decides and who does: what people are to it, and of which side. How many they are is for who keeps it.
create table public.initiative_roles (
  id uuid primary key default gen_random_uuid(),
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  place smallint not null,
  name public.plain_text not null
    constraint "a role has a name of 1 to 60 characters" check (length(name) between 1 and 60),
  side public.initiative_side not null,
  people smallint constraint "a role is held by 1 to 1000 people" check (people between 1 and 1000),
  decides boolean not null default false,
  does boolean not null default true,
  unique (initiative_id, place)
);

-- What it lives on, and until when.
create table public.initiative_means (
  id uuid primary key default gen_random_uuid(),
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  place smallint not null,
  kind public.means_kind not null,
  name public.plain_text not null
    constraint "means have a name of 1 to 120 characters" check (length(name) between 1 and 120),
  -- Euros in all, or hours a week; of a room and material none.
  amount numeric(12, 2) constraint "an amount is not negative" check (amount >= 0),
  since date,
  until date constraint "means end after they begin" check (until >= since),
  unique (initiative_id, place)
);

create table public.initiative_activities (
  id uuid primary key,
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  title public.plain_text not null
    constraint "an activity has a name of 1 to 120 characters" check (length(title) between 1 and 120),
  held_on date not null
    constraint "an activity lies between 1900 and 2100" check (held_on between '1900-01-01' and '2100-12-31'),
  attended int constraint "0 to 100000 people came" check (attended between 0 and 100000),
  -- How many of them came for the first time.
  newcomers int,
  note public.plain_text not null default ''
    constraint "a note has at most 500 characters" check (length(note) <= 500),
  written_by uuid default auth.uid() references public.accounts (id) on delete set null,
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "no more newcomers than came" check (newcomers between 0 and attended)
);

-- indexes

create index initiatives_buurt_code_idx on public.initiatives (buurt_code);
create index initiatives_created_by_idx on public.initiatives (created_by);
create index initiative_activities_initiative_id_idx on public.initiative_activities (initiative_id, held_on desc);
create index initiative_activities_written_by_idx on public.initiative_activities (written_by);

-- functions

-- The areas whose initiatives the signed-in account looks after.
create function private.my_kept_buurten() returns text[]
language sql stable set search_path = ''
as $$
  select private.my_buurten('connector') || private.my_buurten('coordinator')
$$;

-- The initiatives the signed-in account looks after: those it began, and those of where it connects or
-- coordinates.
create function private.kept_initiatives() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id from public.initiatives
  where created_by = (select auth.uid()) or buurt_code = any ((select private.my_kept_buurten())::text[])
$$;

-- And those it may study: published ones of its areas, too.
create function private.studied_initiatives() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select private.kept_initiatives()
  union
  select id from public.initiatives
  where status = 'published' and buurt_code = any ((select private.my_buurten('researcher'))::text[])
$$;

-- And those of which it reads what others learned: not because it began one, for what is shared there may be of whoever
-- did.
create function private.learned_initiatives() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id from public.initiatives
  where buurt_code = any ((select private.my_kept_buurten())::text[])
    or (status = 'published' and buurt_code = any ((select private.my_buurten('researcher'))::text[]))
$$;

create function private.write_initiative() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Only who looks after the area says that it is there for everyone to see.
  if new.status = 'published' and not private.is_system()
    and (tg_op = 'INSERT' or old.status <> 'published' or old.buurt_code <> new.buurt_code)
    and not (new.buurt_code = any (private.my_kept_buurten())) then
    if tg_op = 'UPDATE' and old.status = 'published' then
      new.status := 'proposed';
    else
      raise exception 'a connector of the area publishes an initiative' using errcode = 'insufficient_privilege';
    end if;
  end if;
  new.was_published := new.status = 'published' or (tg_op = 'UPDATE' and old.was_published);
  return new;
end
$$;

create trigger initiatives_are_at_a_buurt before insert or update on public.initiatives
  for each row execute function private.hold_at_buurt('an initiative');
create trigger initiatives_are_kept before insert or update on public.initiatives
  for each row execute function private.write_initiative();
create trigger initiatives_count_versions before update on public.initiatives
  for each row execute function private.count_version();

create trigger current_year_places_initiatives after update or delete on public.current_years
  for each row execute function private.follow_buurten('initiatives');

create function private.write_activity() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.attended is not null and new.held_on > current_date + 1 then
    raise exception 'nobody came yet to an activity that is still to come' using errcode = 'check_violation',
      constraint = 'nobody came yet to an activity that is still to come';
  end if;
  return new;
end
$$;

create trigger activities_are_kept before insert or update on public.initiative_activities
  for each row execute function private.write_activity();
create trigger initiative_activities_count_versions before update on public.initiative_activities
  for each row execute function private.count_version();

-- Who leaves takes along what nobody else has put before everyone: a proposal is theirs alone.
create function private.take_proposals() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.initiatives i where i.created_by = old.id and i.status = 'proposed'
    and not i.was_published
    -- Who looks after an area leaves it in the hands of the others.
    and not exists (select from public.role_assignments r
      where r.account_id = old.id and r.role in ('connector', 'coordinator'));
  return old;
end
$$;
create trigger proposals_leave before delete on public.accounts
  for each row execute function private.take_proposals();

-- May the signed-in account change this initiative?
create function private.keeps_initiative(initiative uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select initiative in (select private.kept_initiatives())
$$;

create function private.studies_initiative(initiative uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select initiative in (select private.studied_initiatives())
$$;

create function private.sees_initiative(initiative uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.initiatives where id = initiative and status = 'published')
    or private.keeps_initiative(initiative)
$$;

-- How many people hold each role, for who keeps or studies the initiative.
create function private.role_people(initiative uuid)
returns table (id uuid, people smallint)
language sql stable security definer set search_path = ''
as $$
  select r.id, r.people from public.initiative_roles r
  where r.initiative_id = initiative and private.studies_initiative(initiative)
$$;

-- What an initiative lives on, for who keeps or studies it. Means run out that end within half a year, with nothing of
-- their kind to follow: that begins within a month of their end, goes on after it, and is not less. What is there beside
-- them all along takes no place.
create function private.means_of(initiative uuid)
returns table (kind public.means_kind, name text, amount double precision, since date, until date, runs_out boolean)
language sql stable security definer set search_path = ''
as $$
  select m.kind, m.name, m.amount::float8, m.since, m.until,
    m.until is not null and m.until between current_date and current_date + interval '6 months'
      and not exists (select from public.initiative_means next
        where next.initiative_id = m.initiative_id and next.kind = m.kind
          and next.since > coalesce(m.since, '-infinity') and next.since <= m.until + 31
          and (next.until is null or next.until > m.until) and coalesce(next.amount, 0) >= coalesce(m.amount, 0))
  from public.initiative_means m
  where m.initiative_id = initiative and private.studies_initiative(initiative)
  order by m.place
$$;

-- How many came to each activity: to the letter for who keeps or studies the initiative, for everyone else
-- only from five people on. Newcomers and the note are not for everyone.
create function private.attendance(initiative uuid)
returns table (id uuid, attended int, newcomers int, note text)
language sql stable security definer set search_path = ''
as $$
  with sees as (select private.studies_initiative(initiative) as it)
  select a.id, case when sees.it or a.attended >= 5 then a.attended end,
    case when sees.it then a.newcomers end, case when sees.it then a.note end
  from public.initiative_activities a cross join sees
  where a.initiative_id = initiative and private.sees_initiative(initiative)
$$;

-- What somebody began or wrote down of initiatives, for who asks what is kept about them.
create function private.my_initiatives() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select to_jsonb(i) - array['digest', 'created_by'] || jsonb_build_object('activities',
    (select coalesce(jsonb_agg(to_jsonb(a) - array['digest', 'written_by'] order by a.held_on), '[]')
     from public.initiative_activities a where a.initiative_id = i.id and a.written_by = (select auth.uid())))
  from public.initiatives i
  where i.created_by = (select auth.uid()) or exists (select from public.initiative_activities a
    where a.initiative_id = i.id and a.written_by = (select auth.uid()))
  order by i.created_at
$$;

-- grants

grant select (id, title, story, buurt_code, began_on, ended_on, status, was_published, source, version, created_at,
    updated_at)
  on public.initiatives to anon, authenticated;
grant insert (id, title, story, buurt_code, began_on, ended_on, status, digest) on public.initiatives to authenticated;
grant update (title, story, buurt_code, began_on, ended_on, status) on public.initiatives to authenticated;
grant delete on public.initiatives to authenticated;
grant select (id, initiative_id, place, name, side, decides, does) on public.initiative_roles to anon, authenticated;
grant insert (initiative_id, place, name, side, people, decides, does), delete on public.initiative_roles
  to authenticated;
grant select, insert (initiative_id, place, kind, name, amount, since, until), delete on public.initiative_means
  to authenticated;
grant select (id, initiative_id, title, held_on, version, created_at, updated_at)
  on public.initiative_activities to anon, authenticated;
grant insert (id, initiative_id, title, held_on, attended, newcomers, note, digest)
  on public.initiative_activities to authenticated;
grant update (title, held_on, attended, newcomers, note), delete on public.initiative_activities to authenticated;
grant select, insert, update, delete on public.initiatives, public.initiative_roles, public.initiative_means,
  public.initiative_activities to service_role;
grant execute on function private.my_kept_buurten(), private.kept_initiatives(), private.studied_initiatives(),
  private.learned_initiatives(),
  private.keeps_initiative(uuid), private.studies_initiative(uuid), private.sees_initiative(uuid),
  private.role_people(uuid), private.means_of(uuid), private.attendance(uuid)
  to anon, authenticated, service_role;
grant execute on function private.my_initiatives() to authenticated, service_role;

-- policies

alter table public.initiatives enable row level security;
alter table public.initiative_roles enable row level security;
alter table public.initiative_means enable row level security;
alter table public.initiative_activities enable row level security;

create policy "Anyone sees published initiatives" on public.initiatives
  for select to anon, authenticated using (status = 'published');
create policy "Who began an initiative sees it" on public.initiatives
  for select to authenticated using (created_by = (select auth.uid()));
create policy "Connectors and coordinators see initiatives of their areas" on public.initiatives
  for select to authenticated using (buurt_code = any ((select private.my_kept_buurten())::text[]));
-- Who keeps an initiative reads what is learned of it: that is not for a municipality, which sees figures.
create policy "Whoever is signed in, but for a municipality, proposes an initiative" on public.initiatives
  for insert to authenticated
  with check (created_by = (select auth.uid()) and not private.has_role('municipality'));
create policy "Who began an initiative changes it" on public.initiatives
  for update to authenticated using (created_by = (select auth.uid()))
  with check (created_by = (select auth.uid()));
create policy "Connectors and coordinators change initiatives of their areas" on public.initiatives
  for update to authenticated using (buurt_code = any ((select private.my_kept_buurten())::text[]))
  with check (buurt_code = any ((select private.my_kept_buurten())::text[]));
create policy "Who began an initiative takes it back while it is a proposal" on public.initiatives
  for delete to authenticated using (created_by = (select auth.uid()) and not was_published);
create policy "Connectors and coordinators take proposals of their areas away" on public.initiatives
  for delete to authenticated
  using (buurt_code = any ((select private.my_kept_buurten())::text[]) and not was_published);

create policy "Roles are seen with their initiative" on public.initiative_roles
  for select to anon, authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id));
create policy "Who keeps an initiative writes its roles" on public.initiative_roles
  for insert to authenticated with check (private.keeps_initiative(initiative_id));
create policy "Who keeps an initiative takes its roles away" on public.initiative_roles
  for delete to authenticated using (private.keeps_initiative(initiative_id));

create policy "Who keeps or studies an initiative sees its means" on public.initiative_means
  for select to authenticated using (initiative_id in (select private.studied_initiatives()));
create policy "Who keeps an initiative writes its means" on public.initiative_means
  for insert to authenticated with check (private.keeps_initiative(initiative_id));
create policy "Who keeps an initiative takes its means away" on public.initiative_means
  for delete to authenticated using (private.keeps_initiative(initiative_id));

create policy "Activities are seen with their initiative" on public.initiative_activities
  for select to anon, authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id));
create policy "Who keeps an initiative writes its activities" on public.initiative_activities
  for insert to authenticated
  with check (written_by = (select auth.uid()) and private.keeps_initiative(initiative_id));
create policy "Who keeps an initiative changes its activities" on public.initiative_activities
  for update to authenticated using (private.keeps_initiative(initiative_id))
  with check (private.keeps_initiative(initiative_id));
create policy "Who keeps an initiative takes its activities away" on public.initiative_activities
  for delete to authenticated using (private.keeps_initiative(initiative_id));
