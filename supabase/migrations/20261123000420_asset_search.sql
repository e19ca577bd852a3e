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

-- The Dutch stem of a word, where it is long enough to be looked for within others: Dutch joins words,
-- and "verhaal" is in "polderverhalen" by its stem alone. Null for others.
create function private.stem_within(word text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select stem from (select (ts_lexize('pg_catalog.dutch_stem', word))[1] as stem) as stems
  where length(stem) >= 4
$$;

-- A short word with two neighbouring letters changed about, for each two: three letters of it are too
-- few to tell what is like it, and this is how most of us mistype. Words joined by "or" for a query.
create function private.slips(word text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select string_agg(nullif(plainto_tsquery('pg_catalog.dutch',
    overlay(word placing substr(word, n + 1, 1) || substr(word, n, 1) from n for 2))::text, ''), ' | ')
  from generate_series(1, case when word ~ '^[a-z]{4,6}$' then length(word) - 1 else 0 end) as n
$$;

-- Words by their Dutch stem, words that begin so, and such slips: null for what holds no word.
create function private.word_query(word text) returns tsquery
language sql immutable parallel safe set search_path = ''
as $$
  select nullif(concat_ws(' | ', nullif(plainto_tsquery('pg_catalog.dutch', word)::text, ''),
    nullif(plainto_tsquery('pg_catalog.simple', word)::text, '') || ':*', private.slips(word)), '')::tsquery
$$;

-- A text that `like` finds wherever it occurs.
create function private.anywhere(part text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select '%' || regexp_replace(part, '([\\%_])', '\\\1', 'g') || '%'
$$;

-- Does a word (lower case, no accents) occur: as a part of a name, since Dutch joins words ("kook" in
-- "kookclub"); by its stem anywhere ("loop", "lopen"); or nearly a name, for who mistypes
-- ("buurthius": one slip in a long word, and not two short words that begin alike).
create function private.word_matches(names text, words tsvector, word text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select names like private.anywhere(word)
    or coalesce(names like private.anywhere(private.stem_within(word)), false)
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
    search_names like private.anywhere(word)
    or search_names like private.anywhere(private.stem_within(word))
    or search_words @@ private.word_query(word)
    or word operator(extensions.<<%) search_names)
    and private.word_matches(search_names, search_words, word)
$$;

-- grants

grant select (search_names, search_words) on public.assets to anon, authenticated;
grant execute on function private.search_names(text, text[]), private.word_query(text),
  private.stem_within(text), private.slips(text), private.anywhere(text),
  private.word_matches(text, tsvector, text), private.public_matches(text)
  to anon, authenticated, service_role;
