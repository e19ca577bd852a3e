-- Searching assets: Dutch words, parts of names, and slips of the hand.

-- functions

-- The names of an asset, lower case and without accents: what is searched letter by letter.
create function private.search_names(title text, lists text[]) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select private.folded(title || ' ' || array_to_string(lists, ' '))
$$;

-- columns

alter table public.assets
  add column search_names text not null generated always as (
    private.search_names(title, tags || head || heart || hands || wishes)) stored,
  add column search_words tsvector not null generated always as (to_tsvector('pg_catalog.dutch',
    private.search_names(title, tags || head || heart || hands || wishes)
    || ' ' || private.folded(description))) stored;

-- indexes

-- Two ways in one index: whole words by their Dutch stems, and parts of names by three letters.
create index assets_search_idx on public.assets
  using gin (search_words, search_names extensions.gin_trgm_ops) where is_public;

-- functions

-- Words by their Dutch stem, and words that begin so: null for what holds no word.
create function private.word_query(word text) returns tsquery
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(stem || start, start) from (select
    plainto_tsquery('pg_catalog.dutch', word) as stem,
    (nullif(plainto_tsquery('pg_catalog.simple', word)::text, '') || ':*')::tsquery as start) as queries
$$;

-- Does a word (lower case, no accents) occur: as a part of a name, since Dutch joins words ("kook" in
-- "kookclub"); by its stem anywhere ("loop", "lopen"); or nearly a name, for who mistypes
-- ("buurthius": one slip in a long word, and not two short words that begin alike).
create function private.word_matches(names text, words tsvector, word text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select names like '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'
    or coalesce(words @@ private.word_query(word), false)
    or extensions.strict_word_similarity(word, names) >= case when length(word) < 7 then 0.5 else 0.4 end
$$;

-- The public assets in which a word occurs, found through the index and held to the same rule;
-- row-level security would keep that index out of reach. Public ones only: it tells nothing that
-- anyone may not see.
create function private.public_matches(word text) returns setof uuid
language sql stable security definer set search_path = '' set pg_trgm.strict_word_similarity_threshold = 0.4
as $$
  select id from public.assets
  where is_public and (
    search_names like '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'
    or search_words @@ private.word_query(word)
    or word operator(extensions.<<%) search_names)
    and private.word_matches(search_names, search_words, word)
$$;

-- grants

grant select (search_names, search_words) on public.assets to anon, authenticated;
grant execute on function private.search_names(text, text[]), private.word_query(text),
  private.word_matches(text, tsvector, text), private.public_matches(text)
  to anon, authenticated, service_role;
