-- Mechanisms: through what something works or chafes, in a list that grows as others agree.

-- types

create type public.factor as enum ('trust_and_ownership', 'inclusion', 'prevention', 'shared_ownership',
  'fragmented_cooperation', 'limited_means', 'stubborn_image', 'skewed_effort');

-- tables

-- Through what something works or chafes, in words that are agreed on: each under one of the eight factors, or
-- under a new one.
create table public.mechanisms (
  id uuid primary key,
  name public.plain_text not null
    constraint "a mechanism has a name of 5 to 120 characters" check (length(name) between 5 and 120),
  factor public.factor,
  new_factor public.plain_text
    constraint "a new factor has a name of 3 to 60 characters" check (length(new_factor) between 3 and 60),
  proposed_by uuid default auth.uid() references public.accounts (id) on delete set null,
  proposed_at timestamptz not null default now(),
  -- Since when it is agreed on: by a coordinator, or by two others than who proposed it.
  agreed_at timestamptz,
  constraint "a mechanism belongs to one factor" check (num_nonnulls(factor, new_factor) = 1)
);
create table public.mechanism_agreements (
  mechanism_id uuid not null references public.mechanisms (id) on delete cascade,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  agreed_at timestamptz not null default now(),
  primary key (mechanism_id, account_id)
);

-- indexes

create unique index mechanisms_name_idx on public.mechanisms (private.folded(name));
create index mechanism_agreements_account_id_idx on public.mechanism_agreements (account_id);

-- functions

-- Does the signed-in account take part in learning, for whatever area?
create function private.learns() returns boolean
language sql stable set search_path = ''
as $$
  select private.has_role('connector') or private.has_role('coordinator') or private.has_role('researcher')
$$;

-- Two others agree, or a coordinator does: from then on the mechanism stands in the list.
create function private.agree_on_mechanism() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.mechanisms m set agreed_at = now()
  where m.id = new.mechanism_id and m.agreed_at is null and (
    exists (select from public.mechanism_agreements a
      join public.role_assignments r on r.account_id = a.account_id and r.role = 'coordinator'
      where a.mechanism_id = m.id and a.account_id is distinct from m.proposed_by)
    or (select count(*) from public.mechanism_agreements a
      where a.mechanism_id = m.id and a.account_id is distinct from m.proposed_by) >= 2);
  return null;
end
$$;
create trigger mechanisms_are_agreed_on after insert on public.mechanism_agreements
  for each row execute function private.agree_on_mechanism();

create function private.proposed_mechanism(mechanism uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.mechanisms where id = mechanism and proposed_by = (select auth.uid()))
$$;

-- Did the signed-in account propose, or agree on, a mechanism; and how many others agree.
create function private.mechanism_votes()
returns table (id uuid, agreements int, mine boolean, agreed boolean)
language sql stable security definer set search_path = ''
as $$
  select m.id, count(a.account_id)::int, coalesce(m.proposed_by = (select auth.uid()), false),
    coalesce(bool_or(a.account_id = (select auth.uid())), false)
  from public.mechanisms m left join public.mechanism_agreements a on a.mechanism_id = m.id
  where private.learns()
  group by m.id
$$;

-- grants

grant select (id, name, factor, new_factor, proposed_at, agreed_at) on public.mechanisms to authenticated;
grant insert (id, name, factor, new_factor), delete on public.mechanisms to authenticated;
grant insert (mechanism_id), delete on public.mechanism_agreements to authenticated;
grant select (mechanism_id, account_id) on public.mechanism_agreements to authenticated;
grant select, insert, update, delete on public.mechanisms, public.mechanism_agreements to service_role;
grant execute on function private.learns(), private.proposed_mechanism(uuid), private.mechanism_votes()
  to authenticated, service_role;

-- policies

alter table public.mechanisms enable row level security;
alter table public.mechanism_agreements enable row level security;

create policy "Who learns sees the mechanisms" on public.mechanisms
  for select to authenticated using ((select private.learns()));
create policy "Who learns proposes a mechanism" on public.mechanisms
  for insert to authenticated with check (proposed_by = (select auth.uid()) and private.learns());
create policy "Who proposed a mechanism takes it back until it is agreed on" on public.mechanisms
  for delete to authenticated using (proposed_by = (select auth.uid()) and agreed_at is null);
create policy "Who learns sees their own agreement on mechanisms" on public.mechanism_agreements
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Who learns agrees on a mechanism of somebody else" on public.mechanism_agreements
  for insert to authenticated
  with check (account_id = (select auth.uid()) and private.learns() and not private.proposed_mechanism(mechanism_id));
create policy "Who agreed on a mechanism takes that back" on public.mechanism_agreements
  for delete to authenticated using (account_id = (select auth.uid()));
