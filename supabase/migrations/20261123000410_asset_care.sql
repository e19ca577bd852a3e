-- What happens to assets: contacts, history, confirmations, reports. Each of them is seen and written
-- by whom the asset's own policies let through.

-- types

create type public.report_reason as enum ('wrong', 'gone', 'duplicate', 'unwanted');

-- tables

-- How to reach somebody; seen apart from the asset itself. Never in the history.
create table public.asset_contacts (
  asset_id uuid primary key references public.assets (id) on delete cascade,
  name public.plain_text constraint "a contact name has at most 80 characters" check (length(name) <= 80),
  email public.plain_text constraint "an e-mail address has one @" check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  phone public.plain_text constraint "a phone number has 6 to 20 digits and signs" check (phone ~ '^[0-9+() -]{6,20}$'),
  visibility public.visibility not null default 'connectors'
);

-- Every earlier version, whole. The row itself is the newest, so a first version costs nothing here.
create table public.asset_history (
  asset_id uuid not null references public.assets (id) on delete cascade,
  version int not null,
  replaced_at timestamptz not null default now(),
  replaced_by uuid references public.accounts (id) on delete set null,
  content jsonb not null,
  primary key (asset_id, version)
);

-- "I was there, it is still so": at most one a day for each account.
create table public.asset_confirmations (
  asset_id uuid not null references public.assets (id) on delete cascade,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  confirmed_on date not null default current_date,
  primary key (asset_id, account_id, confirmed_on)
);

create table public.asset_reports (
  id uuid primary key,
  asset_id uuid not null references public.assets (id) on delete cascade,
  reason public.report_reason not null,
  note public.plain_text not null default ''
    constraint "a note has at most 1000 characters" check (length(note) <= 1000),
  account_id uuid default auth.uid() references public.accounts (id) on delete set null,
  reported_at timestamptz not null default now(),
  resolved_at timestamptz
);

-- indexes

create index asset_reports_asset_id_idx on public.asset_reports (asset_id);

-- functions

-- A confirmation counts at once, and publishes what was proposed: private.write_asset asks by whom.
create function private.count_confirmation() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  asset public.assets;
begin
  select * into strict asset from public.assets where id = new.asset_id for update;
  if asset.status = 'archived' then
    raise exception 'an archived asset cannot be confirmed' using errcode = 'check_violation',
      constraint = 'an archived asset cannot be confirmed';
  end if;
  update public.assets set last_confirmed_at = now(), status = 'published' where id = asset.id;
  return null;
end
$$;

-- Who replaced a version, as far as it concerns the asker.
create function private.replaced_by(asset uuid, replaced int) returns text
language sql stable security definer set search_path = ''
as $$
  select case h.replaced_by when (select auth.uid()) then 'you' when a.owner_id then 'owner'
    else 'someone else' end
  from public.asset_history h join public.assets a on a.id = h.asset_id
  where h.asset_id = asset and h.version = replaced
$$;

-- A changed contact is a changed asset: whoever saw the old one is told (If-Match).
create function private.count_contact() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.assets set version = version + 1, updated_at = now()
    where id = coalesce(new.asset_id, old.asset_id)
      and created_at < now();  -- not the contact that came along with it
  return null;
end
$$;

create trigger contacts_count after insert or update or delete on public.asset_contacts
  for each row execute function private.count_contact();
create trigger confirmations_count after insert on public.asset_confirmations
  for each row execute function private.count_confirmation();

-- grants

grant select on public.asset_contacts to anon, authenticated;
grant insert, update, delete on public.asset_contacts to authenticated;
-- Not by whom: an editor needs the words, not the account.
grant select (asset_id, version, replaced_at, content) on public.asset_history to authenticated;
grant select (id, asset_id, reason, note, reported_at, resolved_at)
  on public.asset_reports to authenticated;
grant select on public.asset_confirmations to authenticated;
grant execute on function private.replaced_by(uuid, int) to authenticated;
grant insert (asset_id) on public.asset_confirmations to authenticated;
grant insert (id, asset_id, reason, note) on public.asset_reports to anon, authenticated;
grant update (resolved_at) on public.asset_reports to authenticated;
grant select, insert, update, delete on public.asset_contacts, public.asset_history,
  public.asset_confirmations, public.asset_reports to service_role;

-- policies

alter table public.asset_contacts enable row level security;
alter table public.asset_history enable row level security;
alter table public.asset_confirmations enable row level security;
alter table public.asset_reports enable row level security;

create policy "Contacts are seen as their own visibility says" on public.asset_contacts
  for select to anon, authenticated
  using (exists (
    select from public.assets a where a.id = asset_id and (
      (asset_contacts.visibility = 'public' and a.kind <> 'person')
      or (asset_contacts.visibility = 'neighbourhood' and a.kind <> 'person'
        and a.buurt_code = any ((select private.my_wijk_buurten())::text[]))
      or private.may_edit(a.id)
      or a.buurt_code = any ((select private.my_buurten('connector'))::text[]))));
create policy "Who may change an asset keeps its contact" on public.asset_contacts
  for all to authenticated
  using (exists (select from public.assets a where a.id = asset_id) and private.may_edit(asset_id))
  with check (exists (select from public.assets a where a.id = asset_id) and private.may_edit(asset_id));

create policy "History is for those who may change the asset" on public.asset_history
  for select to authenticated
  using (exists (select from public.assets a where a.id = asset_id) and private.may_edit(asset_id));

create policy "People see their own confirmations" on public.asset_confirmations
  for select to authenticated using (account_id = (select auth.uid()));
create policy "People confirm what they may see" on public.asset_confirmations
  for insert to authenticated
  with check (account_id = (select auth.uid()) and exists (select from public.assets a where a.id = asset_id));

create policy "Anyone reports what they may see" on public.asset_reports
  for insert to anon, authenticated
  with check (account_id is not distinct from (select auth.uid())
    and exists (select from public.assets a where a.id = asset_id));
-- Not for whose asset it is: a neighbour who warns of it should not have to fear them.
create policy "Reports are for connectors of the area" on public.asset_reports
  for select to authenticated
  using (exists (select from public.assets a where a.id = asset_id and private.connects(a.buurt_code)));
create policy "Connectors of the area settle reports" on public.asset_reports
  for update to authenticated
  using (exists (select from public.assets a where a.id = asset_id and private.connects(a.buurt_code)))
  with check (true);
