-- Reminders: how a connector hears of the next steps of introductions, by a calendar that follows a secret
-- link and by e-mail. Neither names anybody.

-- tables

create table public.reminders (
  account_id uuid primary key default auth.uid() references public.accounts (id) on delete cascade,
  by_mail boolean not null default false,
  -- The last day of which the steps were told by e-mail.
  mailed_until date,
  -- Of the secret in the link of the calendar; the secret itself is kept by nobody.
  calendar_hash text unique,
  calendar_since timestamptz,
  constraint "a calendar link is as old as it is" check ((calendar_hash is null) = (calendar_since is null))
);

-- functions

-- Whose calendar a secret opens; nobody's where the link was made anew or taken away.
create function private.account_of_calendar(hash text) returns uuid
language sql stable set search_path = ''
as $$
  select account_id from public.reminders where calendar_hash = hash
$$;

-- Who is to be told by e-mail on a day, and of the steps since when; from then on they count as told. Of two
-- servers that ask at once, one is answered.
create function private.take_reminders(day date)
returns table (account_id uuid, email text, language text, since date)
language sql set search_path = ''
as $$
  with due as (
    select r.account_id, r.mailed_until from public.reminders r
    where r.by_mail and (r.mailed_until is null or r.mailed_until < day)
    for update skip locked
  ), taken as (
    update public.reminders r set mailed_until = day from due
    where r.account_id = due.account_id
    returning r.account_id, due.mailed_until
  )
  select t.account_id, u.email, a.language, coalesce(t.mailed_until, day - 7)
  from taken t
  join public.accounts a on a.id = t.account_id
  join auth.users u on u.id = t.account_id
$$;

-- grants

grant select (account_id, by_mail, calendar_since) on public.reminders to authenticated;
grant insert (by_mail, calendar_hash, calendar_since), update (by_mail, calendar_hash, calendar_since)
  on public.reminders to authenticated;
grant select, insert, update, delete on public.reminders to service_role;
grant execute on function private.account_of_calendar(text), private.take_reminders(date) to service_role;

-- policies

alter table public.reminders enable row level security;

create policy "Connectors see how they are reminded" on public.reminders
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Connectors say how they are reminded" on public.reminders
  for insert to authenticated
  with check (account_id = (select auth.uid()) and private.has_role('connector'));
create policy "Connectors change how they are reminded" on public.reminders
  for update to authenticated using (account_id = (select auth.uid()))
  with check (account_id = (select auth.uid()));
