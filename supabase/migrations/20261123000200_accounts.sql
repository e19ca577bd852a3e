-- Accounts: who somebody is, the roles they hold and for which area, and local sign-in.

-- types

create type public.account_role as enum
  ('resident', 'connector', 'municipality', 'coordinator', 'researcher');

-- tables

-- One row per person that ever signed in. The e-mail address stays in auth.users.
create table public.accounts (
  id uuid primary key references auth.users (id) on delete cascade,
  name public.plain_text
    constraint "a name has 1 to 80 characters" check (length(name) between 1 and 80),
  language text not null default 'nl'
    constraint "a language is a code of two letters" check (language ~ '^[a-z]{2}$'),
  created_at timestamptz not null default now()
);

-- A role and the area it is held for. The area is a CBS code of the current year of its
-- gemeente (see neighbourhoods), or NL for the whole programme. A resident's area is the wijk
-- or buurt they say they live in; `trusted` is given by a connector or coordinator.
create table public.role_assignments (
  account_id uuid not null references public.accounts (id) on delete cascade,
  role public.account_role not null,
  area_code text not null
    constraint "an area is NL or a CBS code"
    check (area_code ~ '^(NL|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'),
  trusted boolean not null default false
    constraint "only residents are trusted neighbours" check (role = 'resident' or not trusted),
  assigned_at timestamptz not null default now(),
  primary key (account_id, role, area_code)
);

-- Local sign-in (embedded and plain PostgreSQL). Only hashes are kept.
create table private.sign_in_codes (
  email_hash text primary key,
  code_hash text not null,
  expires_at timestamptz not null,
  tries smallint not null default 0
);

create table private.sessions (
  token_hash text primary key,
  account_id uuid not null references public.accounts (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- How often something was asked within one window; the key is a hash, never an address.
create table private.rate_limits (
  key text primary key,
  count int not null,
  until timestamptz not null
);

-- indexes

create index sessions_account_id_idx on private.sessions (account_id);
create index role_assignments_area_code_idx on public.role_assignments (area_code);

-- functions

-- Does the signed-in account hold this role, for whatever area?
create function private.has_role(wanted public.account_role) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.role_assignments
    where account_id = (select auth.uid()) and role = wanted
  )
$$;

-- May the signed-in account import whole files, which are published at once?
create function private.may_import() returns boolean
language sql stable set search_path = ''
as $$
  select private.has_role('coordinator')
$$;

-- Counts one more try under a key and says whether it is still within the limit.
create function private.within_limit(key text, most int, for_seconds int) returns boolean
language sql set search_path = ''
as $$
  insert into private.rate_limits as r (key, count, until)
  values (within_limit.key, 1, now() + make_interval(secs => for_seconds))
  on conflict (key) do update set
    count = case when r.until < now() then 1 else r.count + 1 end,
    until = case when r.until < now() then excluded.until else r.until end
  returning count <= most
$$;

-- A role came or went: what that account may see has changed, and with it what is kept for it.
create trigger role_changes_are_told after insert or update or delete on public.role_assignments
  for each statement execute function private.tell_changes('roles');

-- grants

grant select, update (name, language) on public.accounts to authenticated;
grant select on public.role_assignments to authenticated;
grant select, insert, update, delete on public.accounts, public.role_assignments to service_role;
grant select, insert, update, delete
  on private.sign_in_codes, private.sessions, private.rate_limits to service_role;
grant execute on function private.has_role(public.account_role), private.may_import()
  to anon, authenticated, service_role;
grant execute on function private.within_limit(text, int, int) to service_role;

-- policies

alter table public.accounts enable row level security;
alter table public.role_assignments enable row level security;
alter table private.sign_in_codes enable row level security;
alter table private.sessions enable row level security;
alter table private.rate_limits enable row level security;

create policy "People see their own account" on public.accounts
  for select to authenticated using (id = (select auth.uid()));
create policy "People change their own account" on public.accounts
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy "People see their own roles" on public.role_assignments
  for select to authenticated using (account_id = (select auth.uid()));
