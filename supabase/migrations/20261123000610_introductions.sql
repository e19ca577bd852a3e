-- Introductions: two who may meet, from idea to what came of it. Double consent is the flow itself: neither
-- side is told of the other before both said yes.

-- types

create type public.introduction_outcome as enum ('connection', 'nothing_yet', 'no');

-- tables

create table public.introductions (
  id uuid primary key,
  one_id uuid not null references public.assets (id) on delete cascade,
  other_id uuid not null references public.assets (id) on delete cascade,
  connector_id uuid default auth.uid() references public.accounts (id) on delete set null,
  -- What both sides read before they answer. Nobody is named in it: the screen says so.
  invitation public.plain_text not null default ''
    constraint "an invitation has at most 500 characters" check (length(invitation) <= 500),
  one_asked_at timestamptz,
  one_says_yes boolean,
  other_asked_at timestamptz,
  other_says_yes boolean,
  met_on date,
  outcome public.introduction_outcome,
  next_step public.plain_text not null default ''
    constraint "a next step has at most 200 characters" check (length(next_step) <= 200),
  next_step_on date constraint "a next step lies between 2000 and 2100"
    check (next_step_on between '2000-01-01' and '2100-12-31'),
  note public.plain_text not null default ''
    constraint "a note has at most 1000 characters" check (length(note) <= 1000),
  digest text,                 -- of the first writing: tells a repeated request from a clash
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "nobody is introduced to themselves" check (one_id <> other_id),
  constraint "who answers was asked" check (
    (one_says_yes is null or one_asked_at is not null)
    and (other_says_yes is null or other_asked_at is not null)),
  constraint "two meet when both said yes" check (
    met_on is null or coalesce(one_says_yes and other_says_yes, false)),
  constraint "what came of it follows the meeting" check (
    outcome is null or outcome = 'no' or met_on is not null),
  stage text not null generated always as (
    case when outcome = 'no' or not one_says_yes or not other_says_yes then 'no'
      when outcome = 'connection' then 'connection'
      when met_on is not null then 'met'
      when one_says_yes and other_says_yes then 'both_yes'
      when one_asked_at is not null and other_asked_at is not null then 'both_asked'
      when one_asked_at is not null or other_asked_at is not null then 'one_asked'
      else 'idea' end) stored
);

-- indexes

-- One introduction of a pair at a time; another may be tried when one came to nothing.
create unique index "these two are being introduced already" on public.introductions
  (least(one_id, other_id), greatest(one_id, other_id)) where stage not in ('no', 'connection');
create index introductions_one_id_idx on public.introductions (one_id);
create index introductions_other_id_idx on public.introductions (other_id);
create index introductions_connector_id_idx on public.introductions (connector_id);

-- functions

-- Is it the signed-in account's own side, to answer for? Who has an account answers for themselves; a
-- connector writes down what others say.
create function private.answers_for(asset uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select a.owner_id = (select auth.uid()) or (a.kind <> 'person' and private.connects(a.buurt_code))
      or (a.owner_id is null and private.connects(a.buurt_code))
    from public.assets a where a.id = asset), false)
$$;

-- Is the signed-in account a connector where either of the two is? Who is one of the two hears of it as an
-- invitation, as anybody does; unless they plan it themselves.
create function private.introduces(one uuid, other uuid, planner uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
      select from public.assets a where a.id in (one, other) and private.connects(a.buurt_code)
        and a.buurt_code is not null)
    and (coalesce(planner = (select auth.uid()), false) or not exists (
      select from public.assets a where a.id in (one, other) and a.kind = 'person'
        and a.owner_id = (select auth.uid())))
$$;

-- What an introduction may become: asked is asked, answers come from who may give them, and each change is
-- a version.
create function private.write_introduction() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Of tomorrow, where the day has begun already.
  if new.met_on > current_date + 1 then
    raise exception 'two have met on a day that has come' using errcode = 'check_violation',
      constraint = 'two have met on a day that has come';
  end if;
  if tg_op = 'UPDATE' then
    if new.one_id <> old.one_id or new.other_id <> old.other_id then
      raise exception 'an introduction keeps its two sides' using errcode = 'check_violation',
        constraint = 'an introduction keeps its two sides';
    end if;
    if not private.is_system() then
      if new.one_says_yes is distinct from old.one_says_yes and not private.answers_for(new.one_id)
        or new.other_says_yes is distinct from old.other_says_yes and not private.answers_for(new.other_id)
      then
        raise exception 'only somebody themselves says yes or no' using errcode = 'insufficient_privilege';
      end if;
    end if;
    -- A yes was a yes to other words.
    if new.invitation::text <> old.invitation::text and old.met_on is null then
      new.one_says_yes := null;
      new.other_says_yes := null;
    end if;
  elsif not private.is_system() and (new.one_says_yes is not null and not private.answers_for(new.one_id)
    or new.other_says_yes is not null and not private.answers_for(new.other_id)) then
    raise exception 'only somebody themselves says yes or no' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create trigger introductions_are_kept before insert or update on public.introductions
  for each row execute function private.write_introduction();
create trigger introductions_count_versions before update on public.introductions
  for each row execute function private.count_version();

-- What the signed-in account is asked: by side, what kind of asset the other is, and the words of the
-- connector. The other's name and answer are null before both said yes; that the other said no is not told,
-- nor by a version that changes or an invitation that goes.
create function private.my_invitations()
returns table (id uuid, asset_id uuid, asset_title text, other_kind public.asset_kind, invitation text,
  answer boolean, both_yes boolean, other_id uuid, other_title text, met_on date, asked_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  with sides as (
    select i.*, true as is_one, i.one_id as mine, i.other_id as theirs, i.one_asked_at as asked,
      i.one_says_yes as said from public.introductions i
    union all
    select i.*, false, i.other_id, i.one_id, i.other_asked_at, i.other_says_yes from public.introductions i
  )
  select s.id, a.id, a.title::text, o.kind, s.invitation::text, s.said, met.both_yes,
    case when met.both_yes then o.id end, case when met.both_yes then o.title::text end,
    case when met.both_yes then s.met_on end, s.asked
  from sides s
  join public.assets a on a.id = s.mine and a.owner_id = (select auth.uid())
  join public.assets o on o.id = s.theirs
  cross join lateral (select coalesce(s.one_says_yes and s.other_says_yes
    and (o.kind <> 'person' or private.consent_holds(o.id)), false) as both_yes) met
  where s.asked is not null
    and (a.kind <> 'person' or private.consent_holds(a.id))
  order by s.asked desc, s.id
$$;

-- A side answers for itself. It reads nothing: whose the other side is may not be seen by it. Nothing is
-- found, nothing is written.
create function private.answer_invitation(introduction uuid, yes boolean) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  answered int;
begin
  update public.introductions i set
    one_says_yes = case when i.one_id in (select id from private.my_assets()) then yes else i.one_says_yes end,
    other_says_yes = case when i.other_id in (select id from private.my_assets()) then yes else i.other_says_yes end
  where i.id = introduction and i.met_on is null and (i.outcome is null or i.outcome = 'no') and (
    (i.one_asked_at is not null and i.one_id in (select id from private.my_assets()))
    or (i.other_asked_at is not null and i.other_id in (select id from private.my_assets())));
  get diagnostics answered = row_count;
  return answered > 0;
end
$$;

-- The way from idea to connection in an area since a day, as counts of the team; never by person.
create function private.introduction_path(area text, since date)
returns table (ideas int, asked int, both_yes int, met int, connections int, no int)
language sql stable set search_path = ''
as $$
  -- What happened has happened, whatever came of it: not by the stage.
  select count(*)::int,
    count(*) filter (where one_asked_at is not null or other_asked_at is not null)::int,
    count(*) filter (where met_on is not null or (one_says_yes and other_says_yes))::int,
    count(*) filter (where met_on is not null)::int,
    count(*) filter (where outcome = 'connection')::int,
    count(*) filter (where i.stage = 'no')::int
  from public.introductions i
  where i.created_at >= since and exists (
    select from public.assets a where a.id in (i.one_id, i.other_id)
      and a.buurt_code = any (private.buurten_within(array[area])))
$$;

-- grants

grant select (id, one_id, other_id, connector_id, invitation, one_asked_at, one_says_yes, other_asked_at,
  other_says_yes, met_on, outcome, next_step, next_step_on, note, version, created_at, updated_at, stage)
  on public.introductions to authenticated;
grant insert (id, one_id, other_id, invitation, next_step, next_step_on, note, digest)
  on public.introductions to authenticated;
grant update (invitation, one_asked_at, one_says_yes, other_asked_at, other_says_yes, met_on, outcome,
  next_step, next_step_on, note) on public.introductions to authenticated;
grant delete on public.introductions to authenticated;
grant select, insert, update, delete on public.introductions to service_role;
grant execute on function private.answers_for(uuid), private.introduces(uuid, uuid, uuid),
  private.my_invitations(), private.answer_invitation(uuid, boolean), private.introduction_path(text, date) to authenticated, service_role;

-- policies

alter table public.introductions enable row level security;

-- Both sides as well: a card whose consent ended is seen by nobody, nor is what was planned with it.
create policy "Connectors of the area see introductions of whom they see" on public.introductions
  for select to authenticated
  using (private.introduces(one_id, other_id, connector_id)
    and exists (select from public.assets a where a.id = one_id)
    and exists (select from public.assets a where a.id = other_id));
create policy "Connectors of the area plan introductions of whom they see" on public.introductions
  for insert to authenticated
  with check (connector_id = (select auth.uid()) and private.introduces(one_id, other_id, connector_id)
    and exists (select from public.assets a where a.id = one_id)
    and exists (select from public.assets a where a.id = other_id));
create policy "Connectors of the area go on with introductions of whom they see" on public.introductions
  for update to authenticated
  using (private.introduces(one_id, other_id, connector_id)
    and exists (select from public.assets a where a.id = one_id)
    and exists (select from public.assets a where a.id = other_id))
  with check (private.introduces(one_id, other_id, connector_id));
create policy "Connectors of the area drop introductions of whom they see" on public.introductions
  for delete to authenticated
  using (private.introduces(one_id, other_id, connector_id)
    and exists (select from public.assets a where a.id = one_id)
    and exists (select from public.assets a where a.id = other_id));
