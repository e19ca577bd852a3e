-- Answers on paper that somebody types over: what is there already is not written again. Nobody reads an answer by it.

-- functions

-- Which of these people answered in a wave already, for who holds it and types their paper over.
create function private.answered_already(wave uuid, people text[]) returns setof text
language sql stable security definer set search_path = ''
as $$
  select a.person from public.survey_answers a
  where a.wave_id = wave and a.person = any (people) and private.runs_wave(wave)
$$;

-- Which of these sheets are there already: sent before.
create function private.typed_already(wave uuid, sheets uuid[]) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.id from public.survey_answers a
  where a.wave_id = wave and a.id = any (sheets) and a.on_paper and private.runs_wave(wave)
$$;

-- grants

grant execute on function private.answered_already(uuid, text[]), private.typed_already(uuid, uuid[])
  to authenticated, service_role;
