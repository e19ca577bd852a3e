-- What an initiative is tied to: assets, connections and introductions. Each is seen by who sees both.

-- tables

create table public.initiative_assets (
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  asset_id uuid not null references public.assets (id) on delete cascade,
  primary key (initiative_id, asset_id)
);
create table public.initiative_connections (
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  connection_id uuid not null references public.connections (id) on delete cascade,
  primary key (initiative_id, connection_id)
);
create table public.initiative_introductions (
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  introduction_id uuid not null references public.introductions (id) on delete cascade,
  primary key (initiative_id, introduction_id)
);

-- indexes

create index initiative_assets_asset_id_idx on public.initiative_assets (asset_id);
create index initiative_connections_connection_id_idx on public.initiative_connections (connection_id);
create index initiative_introductions_introduction_id_idx on public.initiative_introductions (introduction_id);

-- grants

grant select on public.initiative_assets, public.initiative_connections to anon, authenticated;
grant select on public.initiative_introductions to authenticated;
grant insert (initiative_id, asset_id), delete on public.initiative_assets to authenticated;
grant insert (initiative_id, connection_id), delete on public.initiative_connections to authenticated;
grant insert (initiative_id, introduction_id), delete on public.initiative_introductions to authenticated;
grant select, insert, update, delete on public.initiative_assets, public.initiative_connections,
  public.initiative_introductions to service_role;

-- policies

alter table public.initiative_assets enable row level security;
alter table public.initiative_connections enable row level security;
alter table public.initiative_introductions enable row level security;

-- The conditions on assets, connections and introductions are their own policies: they hold within these.
create policy "Who sees both sees the asset of an initiative" on public.initiative_assets
  for select to anon, authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id)
    and exists (select from public.assets a where a.id = asset_id));
create policy "Who keeps an initiative ties it to assets they see" on public.initiative_assets
  for insert to authenticated
  with check (private.keeps_initiative(initiative_id)
    and exists (select from public.assets a where a.id = asset_id));
create policy "Who keeps an initiative unties its assets" on public.initiative_assets
  for delete to authenticated using (private.keeps_initiative(initiative_id));

create policy "Who sees both sees the connection of an initiative" on public.initiative_connections
  for select to anon, authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id)
    and exists (select from public.connections c where c.id = connection_id));
create policy "Who keeps an initiative ties it to connections they see" on public.initiative_connections
  for insert to authenticated
  with check (private.keeps_initiative(initiative_id)
    and exists (select from public.connections c where c.id = connection_id));
create policy "Who keeps an initiative unties its connections" on public.initiative_connections
  for delete to authenticated using (private.keeps_initiative(initiative_id));

create policy "Who sees both sees the introduction of an initiative" on public.initiative_introductions
  for select to authenticated
  using (exists (select from public.initiatives i where i.id = initiative_id)
    and exists (select from public.introductions n where n.id = introduction_id));
create policy "Who keeps an initiative ties it to introductions they see" on public.initiative_introductions
  for insert to authenticated
  with check (private.keeps_initiative(initiative_id)
    and exists (select from public.introductions n where n.id = introduction_id));
create policy "Who keeps an initiative unties its introductions" on public.initiative_introductions
  for delete to authenticated using (private.keeps_initiative(initiative_id));
