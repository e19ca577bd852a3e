-- What people answer in a wave, by a link or on paper: how it comes in, who reads what of it, and how it is taken back.

-- functions

-- Does a wave take answers? While it is open, and a day longer: somebody may be answering when it is closed.
create function private.takes_answers(wave public.waves) returns boolean
language sql stable set search_path = ''
as $$
  select wave.state = 'open' or (wave.state = 'closed' and wave.closed_at > now() - interval '1 day')
$$;

-- What a link asks; nothing where there is no such link.
create function private.survey_behind(link text)
returns table (title text, instruments jsonb, state public.wave_state, visible_to text, takes boolean, used boolean)
language sql stable security definer set search_path = ''
as $$
  select w.title, w.instruments, w.state, w.visible_to::text, private.takes_answers(w), l.once and l.used_at is not null
  from public.wave_links l join public.waves w on w.id = l.wave_id
  where l.token = link and w.state <> 'draft'
$$;

-- Keeps an answer. Says what became of it: kept, late (the wave was closed meanwhile: kept, and marked), again (the
-- same one, sent twice), withdrawn (it was taken back), taken (another has its id), used (the link was good for one),
-- twice (the code answered before), closed (for longer than a day), or nothing where there is no such link.
create function private.answer_survey(link text, answer uuid, given jsonb, who text, tongue text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  found public.wave_links;
  wave public.waves;
  before text;
begin
  select * into found from public.wave_links where token = link for update;
  if found.token is null then return null; end if;
  select * into wave from public.waves w where w.id = found.wave_id for share; -- Closed before it, or counting it.
  if wave.state = 'draft' then return null; end if;
  -- What was typed over from paper nobody sends again by a link: whether it is the same would be a way to guess it.
  select case when a.on_paper then 'taken' when a.withdrawn then 'withdrawn'
    when (a.wave_id, a.answers, a.person) is distinct from (wave.id, given, who) then 'taken'
    when a.late then 'late' else 'again' end
  into before from public.survey_answers a where a.id = answer;
  if before is not null then return before; end if;
  if not private.takes_answers(wave) then return 'closed'; end if;
  if found.once and found.used_at is not null then return 'used'; end if;
  -- One answer of a person in a wave: the first one stands.
  if who is not null and exists (select from public.survey_answers a
    where a.wave_id = found.wave_id and a.person = who) then return 'twice'; end if;
  insert into public.survey_answers (id, wave_id, person, answers, language)
    values (answer, found.wave_id, who, given, tongue);
  update public.wave_links set used_at = now() where token = link and once;
  return case when wave.state = 'closed' then 'late' else 'kept' end;
end
$$;

-- The answers of a wave that count: for the server alone, which tells of them together.
create function private.answers_of(wave uuid)
returns table (id uuid, person text, answers jsonb, on_paper boolean)
language sql stable security definer set search_path = ''
as $$
  select a.id, a.person, a.answers, a.on_paper from public.survey_answers a
  where a.wave_id = wave and not a.late and not a.withdrawn
$$;

-- How many answered, for who holds it; how many of them on paper is not told once somebody who counted left.
create function private.answer_counts(wave uuid)
returns table (answers int, late int, on_paper int)
language sql stable security definer set search_path = ''
as $$
  select (count(a.id) filter (where not a.late))::int, (count(a.id) filter (where a.late))::int,
    case when not w.was_left then (count(a.id) filter (where a.on_paper and not a.late))::int end
  from public.waves w left join public.survey_answers a on a.wave_id = w.id and not a.withdrawn
  where w.id = answer_counts.wave and private.runs_wave(w.id)
  group by w.was_left
$$;

-- What was answered in words, once the wave is closed, for who holds it; of fewer than five answers nothing. Of each
-- question the words by their letters: neither row nor order says which of them are of one person. Nothing any more once
-- somebody left: beside a file from before, what is missing would be theirs.
create function private.words_of(wave uuid)
returns table (question text, asked text, words text)
language sql stable security definer set search_path = ''
as $$
  select key, item -> 'words' ->> 'nl', a.answers ->> key
  from public.waves w,
    jsonb_array_elements(w.instruments) with ordinality as of_wave (instrument, m),
    jsonb_array_elements(instrument -> 'definition' -> 'items') with ordinality as of_instrument (item, n),
    lateral (select concat(instrument ->> 'key', '.', item ->> 'key') as key) named,
    public.survey_answers a
  where w.id = words_of.wave and w.state = 'closed' and private.runs_wave(w.id)
    and not w.was_left
    and (select count(*) from public.survey_answers c where c.wave_id = w.id and not c.late and not c.withdrawn) >= 5
    and a.wave_id = w.id and not a.late and item ->> 'kind' = 'words' and a.answers ? key
  order by m, n, a.answers ->> key collate "C"
$$;

-- These waves, those that follow one of them, and those that are laid beside either: what is told in them changes together.
create function private.waves_with(waves uuid[]) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select w.id from public.waves w left join public.waves other on other.id = w.compares_with_id
  where w.id = any (waves) or w.follows_id = any (waves) or other.id = any (waves) or other.follows_id = any (waves)
$$;

-- Whoever holds a code takes their answers back: of all waves. The waves they were in, and in which they counted. Whoever
-- closes one of them meanwhile, or takes theirs back from the same ones, waits for it or is waited for.
create function private.withdraw_answers(who text)
returns table (id uuid, counted boolean)
language sql security definer set search_path = ''
as $$
  select w.id from public.waves w where w.id in (select private.waves_with(
    array(select a.wave_id from public.survey_answers a where a.person = who)))
  order by w.id for no key update;
  with gone as (update public.survey_answers set person = null, answers = '{}', language = 'nl', withdrawn = true
    where person = who returning wave_id, late),
  told as (
    select g.wave_id, not g.late and w.state = 'closed' as counted
    from gone g join public.waves w on w.id = g.wave_id
  ), marked as (update public.waves set was_left = true where id in (select wave_id from told where counted))
  select wave_id, counted from told
$$;

-- What comes in after a wave was closed is kept, and not in it. Whoever answers and whoever closes wait for each other.
create function private.mark_late() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_system() then
    select w.state = 'closed' into new.late from public.waves w where w.id = new.wave_id for share;
  end if;
  return new;
end
$$;
create trigger answers_may_be_late before insert on public.survey_answers
  for each row execute function private.mark_late();

-- grants

grant execute on function private.survey_behind(text), private.answer_survey(text, uuid, jsonb, text, text),
  private.answer_counts(uuid) to anon, authenticated, service_role;
grant execute on function private.words_of(uuid) to authenticated, service_role;
grant execute on function private.answers_of(uuid), private.withdraw_answers(text),
  private.waves_with(uuid[]) to service_role;

-- policies

create policy "Who holds a wave writes down what was answered on paper" on public.survey_answers
  for insert to authenticated
  with check (on_paper and private.runs_wave(wave_id) and exists (select from public.waves w
    where w.id = wave_id and w.state <> 'draft'));
