-- The learning community: meetings of who connects, coordinates and studies; who comes; and what each takes along and
-- does with it.

-- types

create type public.learning_role as enum
  ('connector', 'resident', 'professional', 'municipality', 'coordinator', 'researcher');
create type public.intention_outcome as enum ('done', 'partly', 'not_yet');

-- tables

create table public.learning_meetings (
  id uuid primary key,
  theme public.plain_text not null
    constraint "a theme has 2 to 120 characters" check (length(theme) between 2 and 120),
  programme public.plain_text not null default ''
    constraint "a programme has at most 4000 characters" check (length(programme) <= 4000),
  held_on date not null
    constraint "a meeting lies between 2000 and 2100" check (held_on between '2000-01-01' and '2100-12-31'),
  begins_at time,
  place public.plain_text not null default ''
    constraint "a place has at most 200 characters" check (length(place) <= 200),
  -- For who learns here; NL is the whole programme.
  area_code text not null constraint "a meeting is of NL or a CBS area"
    check (area_code ~ '^(NL|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2})$'),
  created_by uuid default auth.uid() references public.accounts (id) on delete set null,
  source text not null default '',
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Who says to come. The names are theirs: others read how many.
create table public.learning_replies (
  meeting_id uuid not null references public.learning_meetings (id) on delete cascade,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  comes boolean not null,
  primary key (meeting_id, account_id)
);

-- How many came, by what they are to it.
create table public.learning_attendance (
  meeting_id uuid not null references public.learning_meetings (id) on delete cascade,
  role public.learning_role not null,
  people smallint not null constraint "1 to 1000 people came" check (people between 1 and 1000),
  primary key (meeting_id, role)
);

-- What somebody takes along from a meeting and is going to do; and how that went, at the next one. Theirs alone.
create table public.learning_intentions (
  id uuid primary key,
  meeting_id uuid not null references public.learning_meetings (id) on delete cascade,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  takes public.plain_text not null default ''
    constraint "what you take along has at most 1000 characters" check (length(takes) <= 1000),
  does public.plain_text not null
    constraint "what you are going to do has 1 to 1000 characters" check (length(does) between 1 and 1000),
  outcome public.intention_outcome,
  looked_back public.plain_text not null default ''
    constraint "looking back has at most 1000 characters" check (length(looked_back) <= 1000),
  looked_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "you say once what you take along from a meeting" unique (meeting_id, account_id)
);

-- indexes

create index learning_meetings_held_on_idx on public.learning_meetings (held_on desc);
create index learning_meetings_created_by_idx on public.learning_meetings (created_by);
create index learning_replies_account_id_idx on public.learning_replies (account_id);
create index learning_intentions_account_id_idx on public.learning_intentions (account_id);

-- functions

-- Does the signed-in account take part in learning in this area, or in a part of it?
create function private.learns_in(area text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select private.learns() and (area = 'NL' or private.buurten_within(array[area]) operator(pg_catalog.&&)
    (private.my_kept_buurten() || private.my_buurten('researcher')))
$$;

-- And does it coordinate there, in all of it?
create function private.leads_in(area text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select cardinality(within) > 0 and within operator(pg_catalog.<@) private.my_buurten('coordinator')
  from (select private.buurten_within(array[area]) as within) areas
$$;

-- The meetings of where the signed-in account learns. As a set: asked once, however many there are.
create function private.my_meetings() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id from public.learning_meetings where private.learns_in(area_code)
$$;

-- May the signed-in account change this meeting? Who called it, and who coordinates there.
create function private.keeps_meeting(meeting uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.learning_meetings m where m.id = meeting and private.learns_in(m.area_code)
    and (m.created_by = (select auth.uid()) or private.leads_in(m.area_code)))
$$;

-- The meetings that the signed-in account said to come to, or called, of where it learns still: its groups.
create function private.my_groups() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.id from public.learning_meetings m
  where private.learns_in(m.area_code) and (m.created_by = (select auth.uid())
    or exists (select from public.learning_replies r
      where r.meeting_id = m.id and r.account_id = (select auth.uid()) and r.comes))
$$;

-- How many say to come and not to come, and what the signed-in account said.
create function private.replies_of(meeting uuid)
returns table (coming int, not_coming int, mine boolean)
language sql stable security definer set search_path = ''
as $$
  select (count(*) filter (where r.comes))::int, (count(*) filter (where not r.comes))::int,
    bool_or(r.comes) filter (where r.account_id = (select auth.uid()))
  from public.learning_replies r
  where r.meeting_id = meeting and meeting in (select private.my_meetings())
$$;

create function private.write_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.area_code <> 'NL'
    and not exists (select from public.current_neighbourhoods n where n.code = new.area_code) then
    raise exception 'a meeting is of an area that is on the map' using errcode = 'check_violation',
      constraint = 'a meeting is of an area that is on the map';
  end if;
  -- Who says to come before it reads what is for the group, and from its day on people write of it: that day does not
  -- come a second time, nor is a meeting called off by moving it first.
  if tg_op = 'UPDATE' and new.held_on <> old.held_on and old.held_on <= current_date and not private.is_system() then
    raise exception 'a meeting that was held keeps its day' using errcode = 'check_violation',
      constraint = 'a meeting that was held keeps its day';
  end if;
  -- What its group wrote is not for who joins by another area.
  if tg_op = 'UPDATE' and new.area_code <> old.area_code and old.held_on <= current_date and not private.is_system() then
    raise exception 'a meeting that was held keeps its area' using errcode = 'check_violation',
      constraint = 'a meeting that was held keeps its area';
  end if;
  return new;
end
$$;
create trigger current_year_renames_meetings after update or delete on public.current_years
  for each row execute function private.follow_areas('learning_meetings', 'area_code');
create trigger meetings_are_kept before insert or update on public.learning_meetings
  for each row execute function private.write_meeting();
create trigger learning_meetings_count_versions before update on public.learning_meetings
  for each row execute function private.count_version();

-- Who comes is of the group, and reads what is for it: that is said before, and not by who was not there.
create function private.write_reply() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_system() and exists (select from public.learning_meetings
    where id = new.meeting_id and held_on < current_date) then
    raise exception 'you say whether you come before a meeting is over' using errcode = 'check_violation',
      constraint = 'you say whether you come before a meeting is over';
  end if;
  return new;
end
$$;
create trigger replies_come_before_the_meeting before insert or update on public.learning_replies
  for each row execute function private.write_reply();

create function private.count_attendance() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.learning_meetings where id = new.meeting_id and held_on > current_date + 1) then
    raise exception 'nobody came yet to a meeting that is still to come' using errcode = 'check_violation',
      constraint = 'nobody came yet to a meeting that is still to come';
  end if;
  return new;
end
$$;
create trigger attendance_is_of_what_was_held before insert or update on public.learning_attendance
  for each row execute function private.count_attendance();

create trigger learning_intentions_count_versions before update on public.learning_intentions
  for each row execute function private.count_version();

-- grants

grant select (id, theme, programme, held_on, begins_at, place, area_code, source, version, created_at, updated_at)
  on public.learning_meetings to authenticated;
grant insert (id, theme, programme, held_on, begins_at, place, area_code, digest) on public.learning_meetings
  to authenticated;
grant update (theme, programme, held_on, begins_at, place, area_code), delete on public.learning_meetings
  to authenticated;
grant select, insert (meeting_id, comes), update (comes), delete on public.learning_replies to authenticated;
grant select, insert, delete on public.learning_attendance to authenticated;
grant select, insert (id, meeting_id, takes, does), update (takes, does, outcome, looked_back, looked_on), delete
  on public.learning_intentions to authenticated;
grant select, insert, update, delete on public.learning_meetings, public.learning_replies, public.learning_attendance,
  public.learning_intentions to service_role;
grant execute on function private.learns_in(text), private.leads_in(text), private.my_meetings(), private.my_groups(),
  private.keeps_meeting(uuid), private.replies_of(uuid)
  to authenticated, service_role;

-- policies

alter table public.learning_meetings enable row level security;
alter table public.learning_replies enable row level security;
alter table public.learning_attendance enable row level security;
alter table public.learning_intentions enable row level security;

create policy "Who learns in an area sees its meetings" on public.learning_meetings
  for select to authenticated using (id in (select private.my_meetings()));
create policy "Who called a meeting sees it" on public.learning_meetings
  for select to authenticated using (created_by = (select auth.uid()));
create policy "Who learns in an area calls a meeting" on public.learning_meetings
  for insert to authenticated with check (created_by = (select auth.uid()) and private.learns_in(area_code));
create policy "Who keeps a meeting changes it" on public.learning_meetings
  for update to authenticated using (private.keeps_meeting(id)) with check (private.learns_in(area_code));
create policy "Who keeps a meeting calls it off" on public.learning_meetings
  for delete to authenticated using (private.keeps_meeting(id));
create policy "People see their own reply" on public.learning_replies
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Who is invited replies" on public.learning_replies
  for insert to authenticated
  with check (account_id = (select auth.uid()) and meeting_id in (select private.my_meetings()));
create policy "Who replied changes that" on public.learning_replies
  for update to authenticated using (account_id = (select auth.uid())) with check (account_id = (select auth.uid()));
create policy "Who replied takes that back" on public.learning_replies
  for delete to authenticated using (account_id = (select auth.uid()));
create policy "Attendance is seen with its meeting" on public.learning_attendance
  for select to authenticated using (meeting_id in (select private.my_meetings()));
create policy "Who keeps a meeting counts who came" on public.learning_attendance
  for insert to authenticated with check (private.keeps_meeting(meeting_id));
create policy "Who keeps a meeting counts anew" on public.learning_attendance
  for delete to authenticated using (private.keeps_meeting(meeting_id));
-- Of a meeting that they see; and of an initiative: that condition is its own policy, and holds within this.
create policy "People see what they take along" on public.learning_intentions
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Who is invited says what they take along" on public.learning_intentions
  for insert to authenticated
  with check (account_id = (select auth.uid()) and meeting_id in (select private.my_meetings()));
create policy "People look back on what they took along" on public.learning_intentions
  for update to authenticated using (account_id = (select auth.uid())) with check (account_id = (select auth.uid()));
create policy "People take back what they took along" on public.learning_intentions
  for delete to authenticated using (account_id = (select auth.uid()));
