-- Waves: a survey, the network, the coverage and what was learned of an area, frozen together on one day. Who
-- answers has no account: one's waves are tied by a code that only they hold.

-- types

create type public.wave_state as enum ('draft', 'open', 'closed');
create type public.wave_audience as enum ('researchers', 'learners', 'municipality', 'everyone');

-- tables

-- Own questions. A version is never changed: another one is another row.
create table public.instruments (
  key text not null constraint "a key is lower case letters, digits and dashes" check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
  version smallint not null constraint "versions count from 1" check (version between 1 and 1000),
  definition jsonb not null,
  created_by uuid default auth.uid() references public.accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint "this version is there already: make a new one" primary key (key, version)
);

create table public.waves (
  id uuid primary key,
  title public.plain_text not null
    constraint "a wave has a name of 2 to 120 characters" check (length(title) between 2 and 120),
  area_code text not null
    constraint "a wave is of a CBS area" check (area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'),
  initiative_id uuid references public.initiatives (id) on delete set null,
  -- The instruments as they are asked: their definitions, for ever.
  instruments jsonb not null,
  state public.wave_state not null default 'draft',
  visible_to public.wave_audience not null default 'learners',
  -- The wave before, of the same people; and that of an area to compare with. A restore writes them in another order.
  follows_id uuid references public.waves (id) on delete set null deferrable initially deferred,
  compares_with_id uuid references public.waves (id) on delete set null deferrable initially deferred,
  -- How many people were asked, where somebody knows: of them so many answered.
  invited int constraint "1 to 1000000 people were asked" check (invited between 1 and 1000000),
  created_by uuid default auth.uid() references public.accounts (id) on delete set null,
  closed_at timestamptz,
  -- Since it was closed somebody who counted in it took back what they answered.
  was_left boolean not null default false,
  source text not null default '',
  digest text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "a wave does not follow itself" check (id <> follows_id),
  constraint "a wave is not compared with itself" check (id <> compares_with_id)
);

-- By which somebody answers: one for all, on a poster; or one for each, good for one answer.
create table public.wave_links (
  token text primary key constraint "a link has 16 characters or more" check (length(token) >= 16),
  wave_id uuid not null references public.waves (id) on delete cascade,
  once boolean not null,
  used_at timestamptz
);

-- What people answered. Nobody reads it but by the functions below.
create table public.survey_answers (
  id uuid primary key,
  wave_id uuid not null references public.waves (id) on delete cascade,
  -- Of a code that only they hold; null: they did not want to be followed.
  person text,
  answers jsonb not null,
  language text not null default 'nl' constraint "a language is two letters" check (language ~ '^[a-z]{2}$'),
  given_on date not null default current_date,
  -- Came in after the wave was closed: kept, and not in it.
  late boolean not null default false,
  on_paper boolean not null default false,
  -- Taken back: of what was answered and by whom nothing is left. Its id is, so that it does not come in a second time.
  withdrawn boolean not null default false
);

-- The wave as it was frozen, to the byte. Another edition only where somebody withdrew.
create table public.wave_snapshots (
  wave_id uuid not null references public.waves (id) on delete cascade,
  edition smallint not null,
  taken_at timestamptz not null default now(),
  body text not null,
  primary key (wave_id, edition)
);

-- indexes

create index instruments_created_by_idx on public.instruments (created_by);
create index waves_area_code_idx on public.waves (area_code);
create index waves_initiative_id_idx on public.waves (initiative_id);
create index waves_follows_id_idx on public.waves (follows_id);
create index waves_compares_with_id_idx on public.waves (compares_with_id);
create index waves_created_by_idx on public.waves (created_by);
create index wave_links_wave_id_idx on public.wave_links (wave_id);
create index survey_answers_wave_id_idx on public.survey_answers (wave_id);
create index survey_answers_person_idx on public.survey_answers (person);
-- One answer of a person in a wave, on paper or by a link.
create unique index "with this code somebody answered already" on public.survey_answers (wave_id, person)
  where person is not null;

-- functions

-- May the signed-in account hold waves in this area? Coordinators and researchers of all of it; where it is no more,
-- those of all areas.
create function private.runs_waves_in(area text) returns boolean
language sql stable set search_path = ''
as $$
  select cardinality(within) > 0
    and within operator(pg_catalog.<@) (private.my_buurten('coordinator') || private.my_buurten('researcher'))
  from (select coalesce(nullif(private.buurten_within(array[area]), '{}'),
    private.buurten_within(array['NL'])) as within) areas
$$;

create function private.runs_wave(wave uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.waves w where w.id = wave and private.runs_waves_in(w.area_code))
$$;

-- Who sees a closed wave, besides who holds it. An area that is no more is nobody's: no buurten lie in anything.
create function private.is_shown_wave(area text, audience public.wave_audience) returns boolean
language sql stable security definer set search_path = ''
as $$
  select audience = 'everyone'
    or (audience in ('learners', 'municipality')
      and private.buurten_within(array[area]) operator(pg_catalog.&&) private.my_kept_buurten())
    or (audience = 'municipality' and cardinality(private.buurten_within(array[area])) > 0
      and private.buurten_within(array[area]) operator(pg_catalog.<@) private.my_buurten('municipality'))
$$;

-- Is there such a closed wave, for the signed-in account?
create function private.sees_closed_wave(wave uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.waves w where w.id = wave and w.state = 'closed'
    and (private.runs_waves_in(w.area_code) or private.is_shown_wave(w.area_code, w.visible_to)))
$$;

create function private.write_wave() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if (tg_op = 'INSERT' or new.area_code <> old.area_code) and not private.is_system()
    and not exists (select from public.current_neighbourhoods n where n.code = new.area_code) then
    raise exception 'a wave is of an area that is on the map' using errcode = 'check_violation',
      constraint = 'a wave is of an area that is on the map';
  end if;
  -- What it is laid beside tells of the people there, too.
  if not private.is_system() and exists (
    select from unnest(array[new.follows_id, new.compares_with_id]) with ordinality as beside (id, nth)
    where beside.id is not null and not private.sees_closed_wave(beside.id)
      and (tg_op = 'INSERT' or beside.id is distinct from old.follows_id and beside.id is distinct from old.compares_with_id)
      -- Two areas are compared of the same weeks: one that is open, of who holds both.
      and not (nth = 2 and private.runs_wave(beside.id)
        and exists (select from public.waves w where w.id = beside.id and w.state = 'open'))
  ) then
    raise exception 'a wave is laid beside closed ones that you may see' using errcode = 'check_violation',
      constraint = 'a wave is laid beside closed ones that you may see';
  end if;
  if not private.is_system() and (tg_op = 'INSERT' or (new.visible_to, new.follows_id, new.compares_with_id)
      is distinct from (old.visible_to, old.follows_id, old.compares_with_id))
    and new.state <> 'closed' and exists (select from public.waves w
    where w.id in (new.follows_id, new.compares_with_id) and w.visible_to < new.visible_to) then
    raise exception 'a wave is shown to no more people than those it is laid beside' using errcode = 'check_violation',
      constraint = 'a wave is shown to no more people than those it is laid beside';
  end if;
  if not private.is_system() and new.follows_id is not null
    and (tg_op = 'INSERT' or new.follows_id is distinct from old.follows_id) then
    if not private.runs_wave(new.follows_id) then
      raise exception 'a wave follows one that you hold' using errcode = 'check_violation',
        constraint = 'a wave follows one that you hold';
    end if;
    -- Whoever knows a few codes would find with ever new ones how those answered before. One after the other.
    perform from public.waves w where w.id = new.follows_id for no key update;
    if (select count(*) from public.waves w where w.follows_id = new.follows_id and w.id <> new.id) >= 3 then
      raise exception 'three waves at most follow one' using errcode = 'check_violation',
        constraint = 'three waves at most follow one';
    end if;
  end if;
  if tg_op = 'UPDATE' then
    -- Its area may be called otherwise by now.
    if old.state <> 'draft' and ((new.instruments, new.follows_id) is distinct from (old.instruments, old.follows_id)
      or old.state = 'closed'
        and (new.invited, new.compares_with_id) is distinct from (old.invited, old.compares_with_id)
      or new.area_code <> old.area_code and not private.is_system()) then
      raise exception 'what was asked in a wave does not change any more' using errcode = 'check_violation',
        constraint = 'what was asked in a wave does not change any more';
    end if;
    if old.state <> 'draft' and new.visible_to > old.visible_to then
      raise exception 'a wave that was opened is shown to no more people' using errcode = 'check_violation',
        constraint = 'a wave that was opened is shown to no more people';
    end if;
    -- Frozen with what it stands beside, by our server: not by a state alone.
    if new.state < old.state or (old.state = 'draft' and new.state = 'closed')
      or (new.state = 'closed' and old.state = 'open' and not private.is_system()) then
      raise exception 'a wave opens once, and closes once' using errcode = 'check_violation',
        constraint = 'a wave opens once, and closes once';
    end if;
  elsif new.state <> 'draft' and not private.is_system() then
    new.state := 'draft';
  end if;
  return new;
end
$$;
create trigger waves_are_kept before insert or update on public.waves
  for each row execute function private.write_wave();
create trigger waves_count_versions before update on public.waves
  for each row execute function private.count_version();

-- What an area of a year is called now. Of a buurt the one that holds most of it, as of all that is held at a buurt. Of
-- a wijk or a gemeente only one that is the same place, each holding most of the other: of a wijk that went into a larger
-- one, what its people answered is not told of the larger one. Null: it keeps the code that it had.
create function private.area_after(of_year smallint, area text) returns text
language sql stable security definer set search_path = ''
as $$
  select case when area like 'BU%' then private.buurt_after(of_year, area) else (
    select t.code from public.neighbourhood_crosswalks x
    join public.current_neighbourhoods t on t.year = x.to_year and t.code = x.to_code
    join public.neighbourhood_crosswalks back on back.from_year = x.to_year and back.from_code = x.to_code
      and back.to_year = of_year and back.to_code = area
    where x.from_year = of_year and x.from_code = area and x.share > 0.5 and back.share > 0.5) end
$$;

-- What is held at an area goes along when areas are renumbered; the column with its code is the second argument of the
-- trigger, its table the first. What was frozen keeps the code of its day.
create function private.follow_areas() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute format(
    'update public.%1$I held set %2$I = moved.to_code
     from (select n.code, private.area_after(n.year, n.code) as to_code from public.neighbourhoods n
       where n.year = $1 and n.gemeente_code = $2 and n.code in (select %2$I from public.%1$I)) moved
     where held.%2$I = moved.code and moved.to_code <> held.%2$I', tg_argv[0], tg_argv[1])
  using old.year, old.gemeente_code;
  return null;
end
$$;
create trigger current_year_renames_waves after update or delete on public.current_years
  for each row execute function private.follow_areas('waves', 'area_code');

-- A frozen wave answers the same for ever.
create function private.keep_snapshot() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'a frozen wave does not change' using errcode = 'check_violation',
    constraint = 'a frozen wave does not change';
end
$$;
create trigger snapshots_stay before update on public.wave_snapshots
  for each row execute function private.keep_snapshot();
create trigger instruments_stay before update on public.instruments
  for each row when (new.definition is distinct from old.definition) execute function private.keep_snapshot();

-- What somebody prepared, for who asks what is kept about them.
create function private.my_waves() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('wave', w.id, 'title', w.title, 'created_at', w.created_at)
  from public.waves w where w.created_by = (select auth.uid())
  union all
  select jsonb_build_object('instrument', i.key, 'version', i.version, 'created_at', i.created_at)
  from public.instruments i where i.created_by = (select auth.uid())
$$;

-- grants

grant select (key, version, definition, created_at), insert (key, version, definition) on public.instruments to authenticated;
grant select (id, title, area_code, initiative_id, instruments, state, visible_to, follows_id, compares_with_id,
  invited, closed_at, was_left, source, version, created_at, updated_at) on public.waves to anon, authenticated;
grant insert (id, title, area_code, initiative_id, instruments, visible_to, follows_id, compares_with_id,
  invited, digest) on public.waves to authenticated;
grant update (title, area_code, initiative_id, instruments, state, visible_to, follows_id, compares_with_id,
  invited), delete on public.waves to authenticated;
grant select, insert (token, wave_id, once) on public.wave_links to authenticated;
grant insert (id, wave_id, person, answers, on_paper) on public.survey_answers to authenticated;
grant select on public.wave_snapshots to anon, authenticated;
grant select, insert, update, delete on public.instruments, public.waves, public.wave_links, public.survey_answers,
  public.wave_snapshots to service_role;
grant execute on function private.runs_waves_in(text), private.runs_wave(uuid),
  private.is_shown_wave(text, public.wave_audience) to anon, authenticated, service_role;
grant execute on function private.my_waves() to authenticated, service_role;

-- policies

alter table public.instruments enable row level security;
alter table public.waves enable row level security;
alter table public.wave_links enable row level security;
alter table public.survey_answers enable row level security;
alter table public.wave_snapshots enable row level security;

create policy "Who learns sees the instruments" on public.instruments
  for select to authenticated using ((select private.learns()));
create policy "Coordinators and researchers make instruments" on public.instruments
  for insert to authenticated
  with check (created_by = (select auth.uid())
    and (private.has_role('coordinator') or private.has_role('researcher')));

create policy "A closed wave is seen by those it is shown to" on public.waves
  for select to anon, authenticated
  using (state = 'closed' and private.is_shown_wave(area_code, visible_to));
create policy "Who holds waves in an area sees them" on public.waves
  for select to authenticated using (private.runs_waves_in(area_code));
create policy "Coordinators and researchers hold waves in their areas" on public.waves
  for insert to authenticated
  with check (created_by = (select auth.uid()) and private.runs_waves_in(area_code)
    and (initiative_id is null or exists (select from public.initiatives i where i.id = initiative_id)));
create policy "Who holds waves in an area changes them" on public.waves
  for update to authenticated using (private.runs_waves_in(area_code))
  with check (private.runs_waves_in(area_code)
    and (initiative_id is null or exists (select from public.initiatives i where i.id = initiative_id)));
create policy "Who holds waves in an area takes a draft away" on public.waves
  for delete to authenticated using (state = 'draft' and private.runs_waves_in(area_code));

create policy "Who holds a wave sees its links" on public.wave_links
  for select to authenticated using (private.runs_wave(wave_id));
create policy "Who holds a wave makes its links" on public.wave_links
  for insert to authenticated with check (private.runs_wave(wave_id));

create policy "A snapshot is seen with its wave" on public.wave_snapshots
  for select to anon, authenticated using (exists (select from public.waves w where w.id = wave_id));
