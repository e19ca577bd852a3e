-- Connector cards: how residents reach a buurtverbinder. Written by connectors about themselves, and
-- shown to everyone: the one place where somebody of the programme stands with a name.

-- tables

create table public.connector_cards (
  account_id uuid primary key default auth.uid() references public.accounts (id) on delete cascade,
  name public.plain_text not null
    constraint "a name on a card has 1 to 80 characters" check (length(name) between 1 and 80),
  reach public.plain_text not null
    constraint "how to reach somebody has 1 to 200 characters" check (length(reach) between 1 and 200)
);

-- functions

-- How many connectors work in an area, or in a part or the whole around it, and the cards of those who
-- gave one. Whose account a card is, is not told.
create function private.connectors_of(area text)
returns table (total int, cards jsonb)
language sql stable security definer set search_path = ''
as $$
  select count(*)::int, coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'reach', c.reach)
    order by c.name) filter (where c.account_id is not null), '[]')
  from (
    select distinct r.account_id from public.role_assignments r
    where r.role = 'connector'
      and private.buurten_within(array[r.area_code]) && private.buurten_within(array[area])
  ) held
  left join public.connector_cards c on c.account_id = held.account_id
$$;

-- grants

grant select, insert, update (name, reach), delete on public.connector_cards to authenticated;
grant select, insert, update, delete on public.connector_cards to service_role;
grant execute on function private.connectors_of(text) to anon, authenticated, service_role;

-- policies

alter table public.connector_cards enable row level security;

create policy "Connectors see their own card" on public.connector_cards
  for select to authenticated using (account_id = (select auth.uid()));
create policy "Connectors write their own card" on public.connector_cards
  for insert to authenticated
  with check (account_id = (select auth.uid()) and private.has_role('connector'));
create policy "Connectors change their own card" on public.connector_cards
  for update to authenticated using (account_id = (select auth.uid()))
  with check (account_id = (select auth.uid()) and private.has_role('connector'));
create policy "Connectors take their own card away" on public.connector_cards
  for delete to authenticated using (account_id = (select auth.uid()));
