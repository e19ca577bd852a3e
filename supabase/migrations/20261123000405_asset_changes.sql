-- What every server process hears when assets change.

-- functions

-- Tells every server process in which map cells (zoom 12) something changed, so that cached tiles
-- go. Cells only: no ids and no places travel on the channel. An area may reach over many cells and
-- has one: where one changed, that is told, and all tiles go.
create function private.tell_asset_changes() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  cells bigint[];
  has_area boolean;
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct cell >> 24), bool_or(is_area) into cells, has_area from written;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct cell >> 24), bool_or(is_area) into cells, has_area from gone;
  else
    select array_agg(distinct cell >> 24), bool_or(is_area) into cells, has_area
      from (select cell, is_area from written union all select cell, is_area from gone) both_sides;
  end if;
  cells := array_remove(cells, null);
  if cardinality(cells) > 200 then
    perform pg_notify('changes', '{"what":"assets"}');
  elsif cardinality(cells) > 0 then
    perform pg_notify('changes',
      jsonb_build_object('what', 'assets', 'cells', cells, 'areas', coalesce(has_area, false))::text);
  end if;
  return null;
end
$$;

create trigger asset_inserts_are_told after insert on public.assets
  referencing new table as written
  for each statement execute function private.tell_asset_changes();
create trigger asset_updates_are_told after update on public.assets
  referencing old table as gone new table as written
  for each statement execute function private.tell_asset_changes();
create trigger asset_deletes_are_told after delete on public.assets
  referencing old table as gone
  for each statement execute function private.tell_asset_changes();
