-- Connections: ties between two assets. Whoever sees both ends sees the tie; a plan is seen by who makes it.

-- types

create type public.connection_kind as enum
  ('knows', 'works_together', 'shares_means', 'hosts', 'refers_to', 'member_of');
create type public.connection_status as enum ('planned', 'active', 'dormant', 'ended');

-- tables

create table public.connections (
  id uuid primary key,
  from_id uuid not null references public.assets (id) on delete cascade,
  to_id uuid not null references public.assets (id) on delete cascade,
  kind public.connection_kind not null,
  status public.connection_status not null default 'active',
  strength smallint not null default 1
    constraint "strength is 1, 2 or 3" check (strength between 1 and 3),
  since date constraint "a connection begins between 1900 and 2100"
    check (since between '1900-01-01' and '2100-12-31'),
  until date constraint "a connection ends between 1900 and 2100"
    check (until between '1900-01-01' and '2100-12-31'),
  note public.plain_text not null default ''
    constraint "a note has at most 1000 characters" check (length(note) <= 1000),
  source public.plain_text constraint "a source has at most 200 characters" check (length(source) <= 200),
  reported_by uuid default auth.uid() references public.accounts (id) on delete set null,
  digest text,                 -- of the first writing: tells a repeated request from a clash
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "nothing is connected to itself" check (from_id <> to_id),
  constraint "a connection does not end before it begins" check (until >= since),
  constraint "what has ended says until when" check (status <> 'ended' or until is not null)
);

-- Every earlier version: with it the network of any past day can be told.
create table public.connection_history (
  connection_id uuid not null references public.connections (id) on delete cascade,
  version int not null,
  replaced_at timestamptz not null default now(),
  replaced_by uuid references public.accounts (id) on delete set null,
  status public.connection_status not null,
  content jsonb not null,
  primary key (connection_id, version)
);

-- Which side said that it is so. One word a side: a connection is confirmed by neither, one or both.
create table public.connection_confirmations (
  connection_id uuid not null references public.connections (id) on delete cascade,
  asset_id uuid not null references public.assets (id) on delete cascade,
  confirmed_by uuid default auth.uid() references public.accounts (id) on delete set null,
  confirmed_at timestamptz not null default now(),
  primary key (connection_id, asset_id)
);

-- indexes

create unique index "this pair has a connection of this kind" on public.connections
  (least(from_id, to_id), greatest(from_id, to_id), kind);
create index connections_to_id_idx on public.connections (to_id);
create index connections_from_id_idx on public.connections (from_id);
create index connection_confirmations_asset_id_idx on public.connection_confirmations (asset_id);

-- functions

-- May the signed-in account speak for this side? Its owner and steward; a connector of the area where it
-- has no account of its own.
create function private.speaks_for_side(asset uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select a.owner_id = (select auth.uid()) or (a.kind <> 'person' and a.steward_id = (select auth.uid()))
      or (a.owner_id is null and private.connects(a.buurt_code))
    from public.assets a where a.id = asset), false)
$$;

-- May the signed-in account tell of a connection of this asset? Who speaks for it, and who may vouch where
-- it is. Never a municipality for others.
create function private.may_tell_of(asset uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select private.speaks_for_side(asset) or coalesce((
    select private.may_vouch(a.buurt_code) from public.assets a where a.id = asset), false)
$$;

-- What the signed-in account is to these connections: whose they are is nobody's to read.
create function private.connection_part(connections uuid[])
returns table (id uuid, mine boolean, editable boolean, note text, sides uuid[])
language sql stable security definer set search_path = ''
as $$
  select c.id, p.mine, p.mine or p.tells, case when p.mine or p.tells then c.note::text end,
    array_remove(array[
      case when private.speaks_for_side(c.from_id) then c.from_id end,
      case when private.speaks_for_side(c.to_id) then c.to_id end], null)
  from public.connections c
  cross join lateral (
    select coalesce(c.reported_by = (select auth.uid()), false) as mine,
      private.may_tell_of(c.from_id) or private.may_tell_of(c.to_id) as tells
  ) p
  where c.id = any (connections)
$$;

-- May the signed-in account change this connection? Who told of it, and who may tell of either end.
create function private.may_edit_connection(one uuid, other uuid, reporter uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(reporter = (select auth.uid()), false)
    or private.may_tell_of(one) or private.may_tell_of(other)
$$;

-- How many sides said that it is so: 0, 1 or 2.
create function private.confirmed_sides(connection uuid) returns int
language sql stable security definer set search_path = ''
as $$
  select count(*)::int from public.connection_confirmations where connection_id = connection
$$;

-- The connections that are somebody's own words, for who leaves or asks what is kept of them; not those of
-- people whom they see no more.
create function private.my_connections() returns setof public.connections
language sql stable security definer set search_path = ''
as $$
  select c.* from public.connections c where c.reported_by = (select auth.uid())
    and not exists (
      select from public.assets a where a.id in (c.from_id, c.to_id) and a.kind = 'person'
        and a.owner_id is distinct from (select auth.uid())
        and not (private.connects(a.buurt_code) and private.consent_holds(a.id)))
$$;

-- Keeps what was, gives a changed connection its next version, and ends it on a day.
create function private.write_connection() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.status = 'ended' and new.until is null then
    new.until := greatest(current_date, new.since);
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if new.from_id <> old.from_id or new.to_id <> old.to_id then
    raise exception 'a connection keeps its two ends' using errcode = 'check_violation',
      constraint = 'a connection keeps its two ends';
  end if;
  if (new.kind, new.status, new.strength, new.since, new.until, new.note::text, new.source::text)
    is distinct from
    (old.kind, old.status, old.strength, old.since, old.until, old.note::text, old.source::text) then
    new.version := old.version + 1;
    new.updated_at := now();
    insert into public.connection_history (connection_id, version, replaced_by, status, content)
      values (old.id, old.version, auth.uid(), old.status, jsonb_build_object('kind', old.kind,
        'status', old.status, 'strength', old.strength, 'since', old.since, 'until', old.until,
        'note', old.note, 'source', old.source));
    -- What was confirmed was another thing.
    if new.kind <> old.kind then
      delete from public.connection_confirmations where connection_id = old.id;
    end if;
  end if;
  return new;
end
$$;

-- Who tells of a connection of their own has confirmed that side by telling.
create function private.confirm_by_telling() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.connection_confirmations (connection_id, asset_id, confirmed_by)
    select new.id, a.id, auth.uid() from public.assets a
    where a.id in (new.from_id, new.to_id) and a.owner_id = auth.uid();
  return null;
end
$$;

create trigger connections_are_kept before insert or update on public.connections
  for each row execute function private.write_connection();
create trigger telling_confirms after insert on public.connections
  for each row execute function private.confirm_by_telling();

-- The status on a day of each connection of some assets, where it was in force: from its first day (or that
-- on which it was told) to its last. Its first version holds for the time before it was told. The rows are
-- those that the asker may see; of some assets, since nobody asks for all there are.
create function private.connections_on(day date, assets uuid[])
returns table (id uuid, from_id uuid, to_id uuid, kind public.connection_kind,
  status public.connection_status, strength smallint)
language sql stable set search_path = ''
as $$
  select c.id, c.from_id, c.to_id, c.kind,
    case when then_it_was.status = 'ended' then 'active' else then_it_was.status end, c.strength
  from public.connections c
  cross join lateral (
    select coalesce((
      select h.status from public.connection_history h
      where h.connection_id = c.id and h.replaced_at >= day + 1
      order by h.version limit 1), c.status) as status
  ) then_it_was
  where (c.from_id = any (assets) or c.to_id = any (assets))
    and coalesce(c.since, c.created_at::date) <= day and (c.until is null or c.until >= day)
    and (then_it_was.status <> 'ended' or day < current_date)
$$;

-- Was an asset published at the end of a day? Its first version holds for the time before it was added.
create function private.was_published(asset uuid, day date) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select h.content ->> 'status' from public.asset_history h
      where h.asset_id = asset and h.replaced_at >= day + 1 order by h.version limit 1),
    (select a.status::text from public.assets a where a.id = asset)) = 'published'
$$;

-- May the signed-in account see the people of a whole area? Then its network is told with them, too.
create function private.sees_people_of(area text) returns boolean
language sql stable set search_path = ''
as $$
  select cardinality(within) > 0 and within operator(pg_catalog.<@) private.my_buurten('connector')
  from (select private.buurten_within(array[area]) as within) areas
$$;

-- Of these cards, those of people who are connectors themselves: what hangs on them is told apart. For
-- connectors of their area alone.
create function private.connectors_among(cards uuid[]) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.id from public.assets a
  where a.id = any (cards) and a.kind = 'person' and private.connects(a.buurt_code)
    and exists (select from public.role_assignments r
      where r.account_id = a.owner_id and r.role = 'connector')
$$;

-- How many accounts told of these connections, of those that the asker may see.
create function private.reporters_of(ties uuid[]) returns int
language sql stable security definer set search_path = ''
as $$
  select count(distinct reported_by)::int from public.connections where id = any (ties)
$$;

-- grants

grant select (id, from_id, to_id, kind, status, strength, since, until, source, version, created_at,
  updated_at) on public.connections to anon, authenticated;
grant insert (id, from_id, to_id, kind, status, strength, since, until, note, source, digest)
  on public.connections to authenticated;
grant update (kind, status, strength, since, until, note, source) on public.connections to authenticated;
grant delete on public.connections to authenticated;
-- Which status it had is no more than the connection itself says; its words are for who may change it.
grant select (connection_id, version, replaced_at, status) on public.connection_history
  to anon, authenticated;
grant select (connection_id, asset_id, confirmed_at) on public.connection_confirmations
  to anon, authenticated;
grant insert (connection_id, asset_id), delete on public.connection_confirmations to authenticated;
grant select, insert, update, delete on public.connections, public.connection_history,
  public.connection_confirmations to service_role;
grant execute on function private.speaks_for_side(uuid), private.may_tell_of(uuid),
  private.connection_part(uuid[]), private.may_edit_connection(uuid, uuid, uuid),
  private.confirmed_sides(uuid), private.connections_on(date, uuid[]),
  private.was_published(uuid, date), private.sees_people_of(text), private.connectors_among(uuid[]), private.reporters_of(uuid[])
  to anon, authenticated, service_role;
grant execute on function private.my_connections() to authenticated;

-- policies

alter table public.connections enable row level security;
alter table public.connection_history enable row level security;
alter table public.connection_confirmations enable row level security;

-- The conditions on assets are the assets' own policies: they hold within these.
create policy "Who sees both ends sees the connection" on public.connections
  for select to anon, authenticated
  using (exists (select from public.assets a where a.id = from_id)
    and exists (select from public.assets a where a.id = to_id)
    and (status <> 'planned' or private.may_edit_connection(from_id, to_id, reported_by)));
create policy "Who sees both ends and may tell of one tells of a connection" on public.connections
  for insert to authenticated
  with check (reported_by = (select auth.uid())
    and exists (select from public.assets a where a.id = from_id)
    and exists (select from public.assets a where a.id = to_id)
    and (private.may_tell_of(from_id) or private.may_tell_of(to_id)));
create policy "Who told of a connection or may tell of an end changes it" on public.connections
  for update to authenticated
  using (exists (select from public.assets a where a.id = from_id)
    and exists (select from public.assets a where a.id = to_id)
    and private.may_edit_connection(from_id, to_id, reported_by))
  with check (exists (select from public.assets a where a.id = from_id)
    and exists (select from public.assets a where a.id = to_id)
    and private.may_edit_connection(from_id, to_id, reported_by));
create policy "Who told of a connection or may tell of an end takes it away" on public.connections
  for delete to authenticated
  using (exists (select from public.assets a where a.id = from_id)
    and exists (select from public.assets a where a.id = to_id)
    and private.may_edit_connection(from_id, to_id, reported_by));

create policy "Earlier versions are seen with the connection" on public.connection_history
  for select to anon, authenticated
  using (exists (select from public.connections c where c.id = connection_id));
create policy "Confirmations are seen with the connection" on public.connection_confirmations
  for select to anon, authenticated
  using (exists (select from public.connections c where c.id = connection_id));
create policy "A side confirms by who speaks for it" on public.connection_confirmations
  for insert to authenticated
  with check (confirmed_by = (select auth.uid()) and private.speaks_for_side(asset_id)
    and exists (select from public.connections c where c.id = connection_id
      and asset_id in (c.from_id, c.to_id)));
create policy "A side takes its word back by who speaks for it" on public.connection_confirmations
  for delete to authenticated using (private.speaks_for_side(asset_id));
