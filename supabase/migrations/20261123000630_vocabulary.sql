-- The vocabulary by which gifts and wishes meet: words that mean the same are one concept. Dutch; what is
-- shipped stands apart from what connectors and coordinators add to it.

-- tables

create table public.vocabulary_terms (
  -- As it is compared: lower case, no accents.
  term text primary key
    constraint "a term has 2 to 60 characters" check (length(term) between 2 and 60 and term = private.folded(term)),
  -- What it counts as; null: a word that says nothing by itself ("hulp", "samen").
  concept text constraint "a concept has 2 to 60 characters"
    check (length(concept) between 2 and 60 and concept = private.folded(concept)),
  -- The Dutch stems of which it is made: a text holds the term when it holds all of them.
  stems text[] not null generated always as
    (tsvector_to_array(to_tsvector('pg_catalog.dutch', term))) stored,
  added_by uuid default auth.uid() references public.accounts (id) on delete set null,
  added_at timestamptz not null default now(),
  constraint "a term has a word that means something" check (cardinality(tsvector_to_array(to_tsvector('pg_catalog.dutch', term))) > 0)
);

-- What every house begins with; it comes with the migration, and is in no export.
create table private.shipped_terms (
  term text primary key,
  concept text,
  stems text[] not null generated always as
    (tsvector_to_array(to_tsvector('pg_catalog.dutch', term))) stored
);

-- indexes

create index vocabulary_terms_stems_idx on public.vocabulary_terms using gin (stems);
create index shipped_terms_stems_idx on private.shipped_terms using gin (stems);

-- functions

-- The concepts of some words ("een wandelmaatje", "Nederlands oefenen"): those of the terms that they hold,
-- and the Dutch stem of every other word. Sorted, each once. What somebody added goes before what is
-- shipped.
create function private.concepts_of(words text[]) returns text[]
language sql stable security definer set search_path = ''
as $$
  with terms as (
    select term, concept, stems from public.vocabulary_terms
    union all
    select term, concept, stems from private.shipped_terms s
    where not exists (select from public.vocabulary_terms own where own.term = s.term)
  ), texts as (
    select tsvector_to_array(to_tsvector('pg_catalog.dutch', private.folded(word))) as stems
    from unnest(words) as word
  ), held as (
    select t.concept, t.stems from texts x
    join terms t on t.stems operator(pg_catalog.<@) x.stems
  )
  select coalesce(array_agg(distinct concept order by concept), '{}') from (
    select concept from held where concept is not null
    union all
    select stem from texts x cross join unnest(x.stems) as stem
    where not exists (select from held h where stem = any (h.stems))
  ) found
$$;

-- All terms by what they count as: what was added hides what was shipped under the same term. It is free
-- text, so it is shown to those who write it.
create function private.vocabulary()
returns table (term text, concept text, added boolean, mine boolean)
language sql stable security definer set search_path = ''
as $$
  select term, concept, true, coalesce(added_by = (select auth.uid()), false)
  from public.vocabulary_terms
  where private.has_role('connector') or private.has_role('coordinator')
  union all
  select term, concept, false, false from private.shipped_terms s
  where not exists (select from public.vocabulary_terms own where own.term = s.term)
$$;

-- Does a term come with the product? What it means is for a coordinator to change: it matters everywhere.
create function private.is_shipped(word text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from private.shipped_terms where term = word)
$$;

-- seed

insert into private.shipped_terms (term, concept)
select private.folded(term), private.folded(concept)
from (values
  ('koken', array['kok', 'kookles', 'maaltijd', 'soep koken', 'samen eten', 'eten maken', 'bakken', 'taart', 'eettafel', 'keuken', 'eten']),
  ('tuinieren', array['tuin', 'moestuin', 'onkruid', 'groen', 'planten', 'snoeien', 'tuinhulp', 'volkstuin', 'pluktuin', 'schoffelen', 'tuinen']),
  ('wandelen', array['wandeling', 'wandelmaatje', 'wandelclub', 'lopen', 'ommetje', 'wandelgroep', 'hardlopen']),
  ('fietsen', array['fiets', 'fietstocht', 'fietsmaatje', 'fietsles']),
  ('repareren', array['fietsen maken', 'fiets maken', 'band plakken', 'klussen', 'klus', 'klusser', 'timmeren', 'reparatie', 'repaircafe', 'handig', 'schilderen', 'verven', 'maken']),
  ('gereedschap', array['boormachine', 'ladder', 'steekwagen', 'gereedschap lenen']),
  ('computer', array['computers', 'telefoon', 'tablet', 'digitaal', 'internet', 'ict', 'laptop', 'website']),
  ('nederlands', array['taal', 'taalles', 'taalmaatje', 'nederlandse les', 'taalcafe', 'inburgering']),
  ('lezen', array['voorlezen', 'boeken', 'leesclub', 'bibliotheek']),
  ('schrijven', array['brieven', 'gedichten', 'teksten']),
  ('papieren', array['administratie', 'belastingpapieren', 'belasting', 'formulieren', 'boekhouden', 'geldzaken', 'schulden']),
  ('muziek', array['zingen', 'koor', 'gitaar', 'piano', 'band', 'muziek maken', 'drummen']),
  ('kunst', array['tekenen', 'schilderles', 'schilderijen', 'muurschildering', 'creatief', 'keramiek', 'boetseren']),
  ('fotograferen', array['foto', 'fotos', 'fotograaf', 'fotografie', 'filmen', 'film']),
  ('handwerken', array['breien', 'haken', 'naaien', 'naaimachine', 'kleding maken', 'borduren', 'quilten']),
  ('sport', array['sporten', 'bewegen', 'gym', 'gymzaal', 'yoga', 'fitness', 'zwemmen']),
  ('voetbal', array['voetballen', 'voetbal kijken']),
  ('spelletjes', array['schaken', 'schaak', 'kaarten', 'klaverjassen', 'bordspel', 'dammen', 'bridge', 'biljarten']),
  ('kinderen', array['oppas', 'oppassen', 'speelgoed', 'huiswerk', 'bijles', 'rekenen', 'spelen', 'jeugd']),
  ('ontmoeten', array['koffie', 'koffieochtend', 'gezelschap', 'bezoek', 'praatje', 'praatgroep', 'buurtkamer', 'visite', 'koffie drinken', 'thee']),
  ('feesten', array['feest', 'vieren', 'straatfeest', 'buurtfeest', 'barbecue', 'organiseren van feesten']),
  ('organiseren', array['organisatie', 'plannen', 'lijsten maken', 'vergaderen', 'besturen', 'penningmeester', 'voorzitter']),
  ('vervoer', array['rijden', 'auto', 'boodschappen', 'boodschappenmaatje', 'meerijden', 'chauffeur', 'verhuizen', 'bus']),
  ('zorg', array['verzorgen', 'mantelzorg', 'zorgen', 'ehbo', 'verpleging', 'hersenletsel', 'gezondheid']),
  ('dieren', array['hond', 'hond uitlaten', 'kat', 'kippen', 'huisdier', 'paarden']),
  ('geschiedenis', array['verhalen', 'verhalen vertellen', 'vertellen', 'verleden', 'vroeger']),
  ('natuur', array['vogels', 'milieu', 'duurzaam', 'bomen', 'bos']),
  ('ruimte', array['oefenruimte', 'zaal', 'lokaal', 'plek om te vergaderen', 'schuur', 'werkplaats']),
  ('delen', array['lenen', 'weggeven', 'weggeefkast', 'ruilen', 'delen van spullen']),
  ('haarverzorging', array['knippen', 'kapper', 'kapster', 'haar knippen']),
  ('luisteren', array['luisterend oor', 'praten', 'gesprek', 'steun']),
  ('geloof', array['kerk', 'moskee', 'bidden', 'bijbel'])
) as concepts (concept, terms)
cross join lateral unnest(concept || terms) as term
on conflict do nothing;

insert into private.shipped_terms (term, concept)
select private.folded(term), null
from unnest(array['hulp', 'helpen', 'samen', 'oefenen', 'leren', 'les', 'maatje', 'graag', 'goed',
  'buurt', 'buren', 'zondag', 'zaterdag', 'avond', 'mensen', 'club', 'vrijwilliger', 'werken', 'wonen', 'lekker',
  'potje', 'kennismaken', 'geven', 'zoeken', 'nieuwe', 'leuk']) as term
on conflict do nothing;

-- grants

grant select (term, concept, added_at, stems) on public.vocabulary_terms to authenticated;
grant insert (term, concept), delete on public.vocabulary_terms to authenticated;
grant select, insert, update, delete on public.vocabulary_terms to service_role;
grant select on private.shipped_terms to service_role;
grant execute on function private.concepts_of(text[]), private.vocabulary(), private.is_shipped(text) to anon, authenticated, service_role;

-- policies

alter table public.vocabulary_terms enable row level security;
alter table private.shipped_terms enable row level security;

create policy "Connectors and coordinators see what is added to the vocabulary" on public.vocabulary_terms
  for select to authenticated
  using ((select private.has_role('connector')) or (select private.has_role('coordinator')));
create policy "Connectors and coordinators add to the vocabulary" on public.vocabulary_terms
  for insert to authenticated
  with check (added_by = (select auth.uid())
    and (private.has_role('coordinator')
      or (private.has_role('connector') and not private.is_shipped(term))));
create policy "Who added a term, and coordinators, take it away" on public.vocabulary_terms
  for delete to authenticated
  using (added_by = (select auth.uid()) or private.has_role('coordinator'));
