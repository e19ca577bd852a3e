-- What is told and thought in the learning community: practice examples, and reflections.

-- types

create type public.reflection_sharing as enum ('private', 'group', 'shared');

-- tables

create table public.practice_examples (
  id uuid primary key,
  title public.plain_text not null
    constraint "an example has a name of 2 to 120 characters" check (length(title) between 2 and 120),
  told public.plain_text not null
    constraint "an example has 1 to 4000 characters" check (length(told) between 1 and 4000),
  learned public.plain_text not null default ''
    constraint "what was learned has at most 1000 characters" check (length(learned) <= 1000),
  factors public.factor[] not null
    constraint "an example has one to three factors" check (cardinality(factors) between 1 and 3),
  buurt_year smallint,
  buurt_code text not null,
  meeting_id uuid references public.learning_meetings (id) on delete set null,
  initiative_id uuid references public.initiatives (id) on delete set null,
  told_by uuid default auth.uid() references public.accounts (id) on delete set null,
  source text not null default '',
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (buurt_year, buurt_code) references public.neighbourhoods (year, code)
);

-- What the wijk was like on that day, as everybody sees it. Written by the server alone.
create table public.practice_contexts (
  example_id uuid primary key references public.practice_examples (id) on delete cascade,
  as_of date not null,
  area_code text not null,
  figures jsonb not null
);

create table public.reflections (
  id uuid primary key,
  meeting_id uuid references public.learning_meetings (id) on delete cascade,
  words public.plain_text not null
    constraint "a reflection has 1 to 2000 characters" check (length(words) between 1 and 2000),
  factors public.factor[] not null default '{}'
    constraint "a reflection has at most three factors" check (cardinality(factors) <= 3),
  sharing public.reflection_sharing not null default 'private',
  written_by uuid default auth.uid() references public.accounts (id) on delete set null,
  source text not null default '',
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "a group is that of a meeting" check (sharing <> 'group' or meeting_id is not null)
);

-- indexes

create index practice_examples_buurt_code_idx on public.practice_examples (buurt_code);
create index practice_examples_meeting_id_idx on public.practice_examples (meeting_id);
create index practice_examples_initiative_id_idx on public.practice_examples (initiative_id);
create index practice_examples_told_by_idx on public.practice_examples (told_by);
create index reflections_meeting_id_idx on public.reflections (meeting_id);
create index reflections_written_by_idx on public.reflections (written_by);

-- functions

create trigger practice_examples_are_at_a_buurt before insert or update on public.practice_examples
  for each row execute function private.hold_at_buurt('an example');
create trigger practice_examples_count_versions before update on public.practice_examples
  for each row execute function private.count_version();

create trigger current_year_places_examples after update or delete on public.current_years
  for each row execute function private.follow_buurten('practice_examples');

create trigger reflections_count_versions before update on public.reflections
  for each row execute function private.count_version();

-- Who calls a meeting off takes nothing of others along, and learns nothing of what they wrote for themselves: of a
-- meeting is written from its day on, and from that day on it stays.
create function private.keep_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.held_on <= current_date and not private.is_system() then
    raise exception 'a meeting of which the day came stays' using errcode = 'check_violation',
      constraint = 'a meeting of which the day came stays';
  end if;
  return old;
end
$$;
create trigger meetings_stay before delete on public.learning_meetings
  for each row execute function private.keep_meeting();

create function private.write_of_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.learning_meetings where id = new.meeting_id and held_on > current_date) then
    raise exception 'of a meeting is written from its day on' using errcode = 'check_violation',
      constraint = 'of a meeting is written from its day on';
  end if;
  return new;
end
$$;
create trigger reflections_are_of_what_came before insert on public.reflections
  for each row execute function private.write_of_meeting();
create trigger intentions_are_of_what_came before insert on public.learning_intentions
  for each row execute function private.write_of_meeting();

-- Who leaves takes along what was not for everyone.
create function private.take_own_reflections() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.reflections where written_by = old.id and sharing <> 'shared';
  return old;
end
$$;

create trigger own_reflections_leave before delete on public.accounts
  for each row execute function private.take_own_reflections();

create function private.is_my_example(example uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.practice_examples where id = example and told_by = (select auth.uid()))
$$;

create function private.is_my_reflection(reflection uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.reflections where id = reflection and written_by = (select auth.uid()))
$$;

-- What somebody wrote of it, for who asks what is kept about them.
create function private.my_learning() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select to_jsonb(m) - array['digest', 'created_by'] from public.learning_meetings m
    where m.created_by = (select auth.uid())
  union all
  select jsonb_build_object('meeting', r.meeting_id, 'comes', r.comes) from public.learning_replies r
    where r.account_id = (select auth.uid())
  union all
  select to_jsonb(e) - array['digest', 'told_by'] from public.practice_examples e where e.told_by = (select auth.uid())
  union all
  select to_jsonb(f) - array['digest', 'written_by'] from public.reflections f where f.written_by = (select auth.uid())
  union all
  select to_jsonb(i) - 'account_id' from public.learning_intentions i where i.account_id = (select auth.uid())
$$;

-- grants

grant select (id, title, told, learned, factors, buurt_code, meeting_id, initiative_id, source, version, created_at,
  updated_at) on public.practice_examples to authenticated;
grant insert (id, title, told, learned, factors, buurt_code, meeting_id, initiative_id, digest)
  on public.practice_examples to authenticated;
grant update (title, told, learned, factors, buurt_code, meeting_id, initiative_id), delete on public.practice_examples
  to authenticated;
grant select on public.practice_contexts to authenticated;
grant select (id, meeting_id, words, factors, sharing, source, version, created_at) on public.reflections
  to authenticated;
grant insert (id, meeting_id, words, factors, sharing, digest) on public.reflections to authenticated;
grant update (words, factors, sharing), delete on public.reflections to authenticated;
grant select, insert, update, delete on public.practice_examples, public.practice_contexts, public.reflections
  to service_role;
grant execute on function private.is_my_example(uuid), private.is_my_reflection(uuid), private.my_learning()
  to authenticated, service_role;

-- policies

alter table public.practice_examples enable row level security;
alter table public.practice_contexts enable row level security;
alter table public.reflections enable row level security;

create policy "Who learns sees the examples" on public.practice_examples
  for select to authenticated using ((select private.learns()));
create policy "Who learns tells an example" on public.practice_examples
  for insert to authenticated with check (told_by = (select auth.uid()) and private.learns()
    and (meeting_id is null or meeting_id in (select private.my_meetings()))
    and (initiative_id is null or exists (select from public.initiatives i where i.id = initiative_id)));
create policy "Who told an example changes it" on public.practice_examples
  for update to authenticated using (told_by = (select auth.uid())) with check (told_by = (select auth.uid())
    and (meeting_id is null or meeting_id in (select private.my_meetings()))
    and (initiative_id is null or exists (select from public.initiatives i where i.id = initiative_id)));
create policy "Who told an example takes it away" on public.practice_examples
  for delete to authenticated using (told_by = (select auth.uid()));
create policy "Coordinators take away an example of their areas" on public.practice_examples
  for delete to authenticated using (buurt_code = any ((select private.my_buurten('coordinator'))::text[]));
create policy "Figures are seen with their example" on public.practice_contexts
  for select to authenticated using ((select private.learns()));
create policy "Who wrote a reflection sees it" on public.reflections
  for select to authenticated using (written_by = (select auth.uid()));
create policy "The group of a meeting sees what is for it" on public.reflections
  for select to authenticated
  using (sharing = 'group' and meeting_id in (select private.my_groups()) and (select private.learns()));
create policy "Who learns sees shared reflections" on public.reflections
  for select to authenticated using (sharing = 'shared' and (select private.learns()));
create policy "Who learns writes a reflection" on public.reflections
  for insert to authenticated with check (written_by = (select auth.uid()) and private.learns()
    and (meeting_id is null or meeting_id in (select private.my_meetings())));
create policy "Who wrote a reflection changes it" on public.reflections
  for update to authenticated using (written_by = (select auth.uid())) with check (written_by = (select auth.uid()));
create policy "Who wrote a reflection takes it away" on public.reflections
  for delete to authenticated using (written_by = (select auth.uid()));
create policy "Coordinators of the programme take away a shared reflection" on public.reflections
  for delete to authenticated using (sharing = 'shared' and private.leads_in('NL'));
