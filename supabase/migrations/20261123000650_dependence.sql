-- Does it work without me? What rests on the signed-in connector in an area: for themselves alone to read,
-- so that it can be shared before they stop.

-- Somebody whose consent ended is no more counted than seen.
create function private.agrees(asset uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select kind <> 'person' or private.consent_holds(id) from public.assets where id = asset
$$;

create function private.rests_on_me(area text)
returns table (cards int, introductions int, ties int, conversations int, places int)
language sql stable security definer set search_path = ''
as $$
  with buurten as (select private.buurten_within(array[area]) as codes)
  select
    -- Talents of people without an account, whose consent came through this connector.
    (select count(*)::int from public.assets a
      where a.kind = 'person' and a.owner_id is null and a.status = 'published'
        and a.buurt_code = any (b.codes) and private.consent_holds(a.id)
        and exists (select from public.consents k
          where k.asset_id = a.id and k.through_account = (select auth.uid()))),
    (select count(*)::int from public.introductions i
      where i.connector_id = (select auth.uid()) and i.stage not in ('no', 'connection')
        and private.agrees(i.one_id) and private.agrees(i.other_id)
        and exists (select from public.assets a
          where a.id in (i.one_id, i.other_id) and a.buurt_code = any (b.codes))),
    -- Ties that nobody but this connector vouched for.
    (select count(*)::int from public.connections c
      where c.reported_by = (select auth.uid()) and c.status = 'active'
        and private.agrees(c.from_id) and private.agrees(c.to_id)
        and not exists (select from public.connection_confirmations k
          where k.connection_id = c.id and k.confirmed_by is distinct from (select auth.uid()))
        and exists (select from public.assets a
          where a.id in (c.from_id, c.to_id) and a.buurt_code = any (b.codes))),
    (select count(*)::int from public.conversations v
      where v.connector_id = (select auth.uid()) and v.sharing = 'private'
        and v.buurt_code = any (b.codes)),
    (select count(*)::int from public.assets a
      where a.kind <> 'person' and a.steward_id = (select auth.uid()) and a.status = 'published'
        and a.buurt_code = any (b.codes))
  from buurten b
$$;

grant execute on function private.rests_on_me(text) to authenticated;
