-- CIMO entries: in this context, this intervention set this mechanism in motion, which led to this outcome; what
-- speaks for it and against it, how sure, and who agrees. Of an initiative, for those who keep or study it.

-- types

create type public.cimo_direction as enum ('works', 'chafes');
create type public.cimo_sharing as enum ('private', 'shared');
create type public.outcome_kind as enum ('output', 'outcome');
create type public.outcome_basis as enum ('measure', 'story', 'signal');
create type public.evidence_side as enum ('for', 'against');
create type public.evidence_strength as enum ('told', 'seen_by_two', 'measured');

-- tables

create table public.cimo_entries (
  id uuid primary key,
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  happened_on date not null default current_date
    constraint "an entry lies between 2000 and 2100" check (happened_on between '2000-01-01' and '2100-12-31'),
  direction public.cimo_direction not null,
  -- What happened, through what you think it did, and how you know: the three questions of a doorstep.
  happened public.plain_text not null
    constraint "what happened has 1 to 2000 characters" check (length(happened) between 1 and 2000),
  claim public.plain_text not null default ''
    constraint "through what has at most 1000 characters" check (length(claim) <= 1000),
  known_by public.plain_text not null default ''
    constraint "how you know has at most 1000 characters" check (length(known_by) <= 1000),
  -- And what makes it complete.
  context public.plain_text not null default ''
    constraint "the context has at most 1000 characters" check (length(context) <= 1000),
  activity_id uuid references public.initiative_activities (id) on delete set null,
  mechanism_id uuid references public.mechanisms (id) on delete set null,
  outcome public.plain_text not null default ''
    constraint "the outcome has at most 1000 characters" check (length(outcome) <= 1000),
  outcome_kind public.outcome_kind,
  outcome_basis public.outcome_basis,
  -- As whoever writes it says; that two saw it counts once somebody else agreed.
  strength public.evidence_strength not null default 'told',
  is_seconded boolean not null default false,
  sharing public.cimo_sharing not null default 'private',
  is_complete boolean not null generated always as
    (context <> '' and outcome <> '' and outcome_kind is not null and mechanism_id is not null) stored,
  written_by uuid default auth.uid() references public.accounts (id) on delete set null,
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "what is measured rests on a measure"
    check (strength <> 'measured' or (outcome_basis is not distinct from 'measure' and known_by <> ''))
);

-- The figures of the area on that day, as everybody sees them. Written by the server alone.
create table public.cimo_contexts (
  entry_id uuid primary key references public.cimo_entries (id) on delete cascade,
  as_of date not null,
  area_code text not null,
  figures jsonb not null
);

create table public.cimo_evidence (
  id uuid primary key,
  entry_id uuid not null references public.cimo_entries (id) on delete cascade,
  side public.evidence_side not null,
  words public.plain_text not null
    constraint "evidence has 1 to 1000 characters" check (length(words) between 1 and 1000),
  is_quote boolean not null default false,
  consent_how public.plain_text not null default ''
    constraint "how consent was given has at most 300 characters" check (length(consent_how) <= 300),
  -- Who said it; of most nobody needs to know.
  speaker public.plain_text not null default ''
    constraint "a speaker has at most 80 characters" check (length(speaker) <= 80),
  added_by uuid default auth.uid() references public.accounts (id) on delete set null,
  added_at timestamptz not null default now(),
  constraint "a quote needs consent" check (not is_quote or length(consent_how) > 0),
  constraint "only a quote has a speaker" check (is_quote or speaker = '')
);

create table public.cimo_agreements (
  entry_id uuid not null references public.cimo_entries (id) on delete cascade,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  agreed_at timestamptz not null default now(),
  primary key (entry_id, account_id)
);

-- What it rests on elsewhere. Each is seen by who sees both.
create table public.cimo_assets (
  entry_id uuid not null references public.cimo_entries (id) on delete cascade,
  asset_id uuid not null references public.assets (id) on delete cascade,
  primary key (entry_id, asset_id)
);
create table public.cimo_introductions (
  entry_id uuid not null references public.cimo_entries (id) on delete cascade,
  introduction_id uuid not null references public.introductions (id) on delete cascade,
  primary key (entry_id, introduction_id)
);

-- indexes

create index cimo_entries_initiative_id_idx on public.cimo_entries (initiative_id, happened_on desc);
create index cimo_entries_written_by_idx on public.cimo_entries (written_by);
create index cimo_entries_mechanism_id_idx on public.cimo_entries (mechanism_id);
create index cimo_entries_activity_id_idx on public.cimo_entries (activity_id);
create index cimo_evidence_entry_id_idx on public.cimo_evidence (entry_id);
create index cimo_evidence_added_by_idx on public.cimo_evidence (added_by);
create index cimo_agreements_account_id_idx on public.cimo_agreements (account_id);
create index cimo_assets_asset_id_idx on public.cimo_assets (asset_id);
create index cimo_introductions_introduction_id_idx on public.cimo_introductions (introduction_id);

-- functions

create function private.write_cimo_entry() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.happened_on > current_date + 1 then
    raise exception 'what happened lies on a day that has come' using errcode = 'check_violation',
      constraint = 'what happened lies on a day that has come';
  end if;
  if new.activity_id is not null and not exists (select from public.initiative_activities a
    where a.id = new.activity_id and a.initiative_id = new.initiative_id) then
    raise exception 'an activity is of the same initiative' using errcode = 'check_violation',
      constraint = 'an activity is of the same initiative';
  end if;
  return new;
end
$$;
create trigger cimo_entries_are_kept before insert or update on public.cimo_entries
  for each row execute function private.write_cimo_entry();
-- What others say of an entry changes nothing that its writer has before them.
create trigger cimo_entries_count_versions before update on public.cimo_entries
  for each row when (old.is_seconded = new.is_seconded) execute function private.count_version();

create function private.second_entry() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.cimo_entries e set is_seconded = not e.is_seconded
  where e.id = coalesce(new.entry_id, old.entry_id)
    and e.is_seconded <> exists (select from public.cimo_agreements a where a.entry_id = e.id);
  return null;
end
$$;
create trigger entries_are_seconded after insert or delete on public.cimo_agreements
  for each row execute function private.second_entry();

-- Others agreed with what it said: with what it says otherwise they did not.
create function private.drop_agreements() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.cimo_agreements where entry_id = new.id;
  return null;
end
$$;
create trigger agreements_are_with_what_was_said after update on public.cimo_entries
  for each row when (
    to_jsonb(old) - array['sharing', 'is_seconded', 'written_by', 'version', 'updated_at']
    is distinct from to_jsonb(new) - array['sharing', 'is_seconded', 'written_by', 'version', 'updated_at'])
  execute function private.drop_agreements();

-- Who leaves takes along what was theirs alone.
create function private.take_private_entries() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.cimo_entries where written_by = old.id and sharing = 'private';
  return old;
end
$$;
create trigger private_entries_leave before delete on public.accounts
  for each row execute function private.take_private_entries();

create function private.is_my_entry(entry uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.cimo_entries where id = entry and written_by = (select auth.uid()))
$$;

create function private.may_take_evidence(evidence uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.cimo_evidence v join public.cimo_entries e on e.id = v.entry_id
    where v.id = evidence and ((select auth.uid()) in (v.added_by, e.written_by)
      or (e.sharing = 'shared' and exists (select from public.initiatives i
        where i.id = e.initiative_id and i.buurt_code = any (private.my_kept_buurten())))))
$$;

-- Who agrees with an entry, by role: never which account, but whether the signed-in one does.
create function private.agreed_with(entry uuid)
returns table (role public.account_role, people int, me boolean)
language sql stable security definer set search_path = ''
as $$
  select r.role, count(*)::int, bool_or(a.account_id = (select auth.uid()))
  from public.cimo_agreements a
  cross join lateral (select min(held.role) as role from public.role_assignments held
    where held.account_id = a.account_id and held.role in ('connector', 'coordinator', 'researcher')) r
  where a.entry_id = entry and exists (select from public.cimo_entries e where e.id = entry
    and (e.written_by = (select auth.uid())
      or (e.sharing = 'shared' and e.initiative_id in (select private.learned_initiatives()))))
  group by 1
$$;

-- What somebody wrote of it, for who asks what is kept about them.
create function private.my_cimo() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select to_jsonb(e) - array['digest', 'written_by'] from public.cimo_entries e
  where e.written_by = (select auth.uid())
  union all
  select to_jsonb(v) - 'added_by' from public.cimo_evidence v where v.added_by = (select auth.uid())
  union all
  select to_jsonb(m) - 'proposed_by' from public.mechanisms m where m.proposed_by = (select auth.uid())
  union all
  select jsonb_build_object('agreed_with', a.entry_id, 'agreed_at', a.agreed_at)
  from public.cimo_agreements a where a.account_id = (select auth.uid())
$$;

-- grants

grant select (id, initiative_id, happened_on, direction, happened, claim, known_by, context, activity_id, mechanism_id,
  outcome, outcome_kind, outcome_basis, strength, is_seconded, sharing, is_complete, version, created_at, updated_at)
  on public.cimo_entries to authenticated;
grant insert (id, initiative_id, happened_on, direction, happened, claim, known_by, context, activity_id, mechanism_id,
  outcome, outcome_kind, outcome_basis, strength, sharing, digest) on public.cimo_entries to authenticated;
grant update (happened_on, direction, happened, claim, known_by, context, activity_id, mechanism_id,
  outcome, outcome_kind, outcome_basis, strength, sharing), delete on public.cimo_entries to authenticated;
grant select on public.cimo_contexts to authenticated;
grant select (id, entry_id, side, words, is_quote, speaker, added_at) on public.cimo_evidence to authenticated;
grant insert (id, entry_id, side, words, is_quote, consent_how, speaker), delete on public.cimo_evidence
  to authenticated;
grant select (entry_id, account_id), insert (entry_id), delete on public.cimo_agreements to authenticated;
grant select, insert (entry_id, asset_id), delete on public.cimo_assets to authenticated;
grant select, insert (entry_id, introduction_id), delete on public.cimo_introductions to authenticated;
grant select, insert, update, delete on public.cimo_entries,
  public.cimo_contexts, public.cimo_evidence, public.cimo_agreements, public.cimo_assets, public.cimo_introductions
  to service_role;
grant execute on function private.is_my_entry(uuid), private.may_take_evidence(uuid),
  private.agreed_with(uuid), private.my_cimo() to authenticated, service_role;

-- policies

alter table public.cimo_entries enable row level security;
alter table public.cimo_contexts enable row level security;
alter table public.cimo_evidence enable row level security;
alter table public.cimo_agreements enable row level security;
alter table public.cimo_assets enable row level security;
alter table public.cimo_introductions enable row level security;

create policy "Who wrote an entry sees it" on public.cimo_entries
  for select to authenticated using (written_by = (select auth.uid()));
create policy "Who learns from an initiative sees its shared entries" on public.cimo_entries
  for select to authenticated
  using (sharing = 'shared' and initiative_id in (select private.learned_initiatives()));
create policy "Who keeps or studies an initiative that was published writes entries" on public.cimo_entries
  for insert to authenticated
  with check (written_by = (select auth.uid()) and private.studies_initiative(initiative_id)
    and exists (select from public.initiatives i where i.id = initiative_id and i.was_published));
create policy "Who wrote an entry changes it" on public.cimo_entries
  for update to authenticated using (written_by = (select auth.uid()))
  with check (written_by = (select auth.uid()));
create policy "Who wrote an entry takes it away" on public.cimo_entries
  for delete to authenticated using (written_by = (select auth.uid()));
create policy "Connectors and coordinators take away what was shared by who left" on public.cimo_entries
  for delete to authenticated
  using (written_by is null and sharing = 'shared' and exists (select from public.initiatives i
    where i.id = initiative_id and i.buurt_code = any ((select private.my_kept_buurten())::text[])));

-- Of a set of entries, and not of each: that is asked once, however much hangs on them.
create policy "Figures are seen with their entry" on public.cimo_contexts
  for select to authenticated using (entry_id in (select e.id from public.cimo_entries e));
create policy "Evidence is seen with its entry" on public.cimo_evidence
  for select to authenticated using (entry_id in (select e.id from public.cimo_entries e));
create policy "Who sees an entry adds evidence" on public.cimo_evidence
  for insert to authenticated
  with check (added_by = (select auth.uid()) and exists (select from public.cimo_entries e where e.id = entry_id));
-- And who keeps the initiatives of the area: somebody may take back what they said after its writer left.
create policy "Who added evidence, wrote the entry or keeps its area takes it away" on public.cimo_evidence
  for delete to authenticated using (private.may_take_evidence(id));
create policy "Who agrees with an entry sees that" on public.cimo_agreements
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Who sees an entry of somebody else agrees with it" on public.cimo_agreements
  for insert to authenticated
  with check (account_id = (select auth.uid()) and not private.is_my_entry(entry_id)
    and exists (select from public.cimo_entries e where e.id = entry_id));
create policy "Who agreed takes that back" on public.cimo_agreements
  for delete to authenticated using (account_id = (select auth.uid()));

-- The conditions on assets and introductions are their own policies: they hold within these.
create policy "Who sees both sees the asset of an entry" on public.cimo_assets
  for select to authenticated
  using (exists (select from public.cimo_entries e where e.id = entry_id)
    and exists (select from public.assets a where a.id = asset_id));
create policy "Who wrote an entry ties it to assets they see" on public.cimo_assets
  for insert to authenticated
  with check (private.is_my_entry(entry_id) and exists (select from public.assets a where a.id = asset_id));
create policy "Who wrote an entry unties its assets" on public.cimo_assets
  for delete to authenticated using (private.is_my_entry(entry_id));
create policy "Who sees both sees the introduction of an entry" on public.cimo_introductions
  for select to authenticated
  using (exists (select from public.cimo_entries e where e.id = entry_id)
    and exists (select from public.introductions n where n.id = introduction_id));
create policy "Who wrote an entry ties it to introductions they see" on public.cimo_introductions
  for insert to authenticated
  with check (private.is_my_entry(entry_id) and exists (select from public.introductions n where n.id = introduction_id));
create policy "Who wrote an entry unties its introductions" on public.cimo_introductions
  for delete to authenticated using (private.is_my_entry(entry_id));
