-- By which measure an outcome is known: a closed wave.

-- tables

alter table public.cimo_entries add column wave_id uuid references public.waves (id) on delete set null;

-- indexes

create index cimo_entries_wave_id_idx on public.cimo_entries (wave_id);

-- functions

create function private.rest_on_wave() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.wave_id is not null and (tg_op = 'INSERT' or new.wave_id is distinct from old.wave_id)
    and not private.is_system() and not private.sees_closed_wave(new.wave_id) then
    raise exception 'an entry rests on a closed wave that you may see' using errcode = 'check_violation',
      constraint = 'an entry rests on a closed wave that you may see';
  end if;
  return new;
end
$$;
create trigger entries_rest_on_what_was_measured before insert or update on public.cimo_entries
  for each row execute function private.rest_on_wave();

-- grants

grant select (wave_id), insert (wave_id), update (wave_id) on public.cimo_entries to authenticated;
