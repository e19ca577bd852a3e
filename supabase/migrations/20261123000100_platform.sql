-- Platform: extensions, the closed schema for helpers, and the words that every domain shares.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;

-- Helpers of policies, and tables that no visitor reads. Not exposed by any API.
create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- Close first, open after: every grant below and in later migrations is explicit.
alter default privileges revoke execute on functions from public;
-- The extensions' own functions, and those that an upgrade of PostGIS brings, stay callable.
alter default privileges in schema extensions grant execute on functions to public;
grant execute on all functions in schema extensions to public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
revoke create on schema public from public;

-- types

-- Text as people type it. Markup is refused, not stripped: what was typed is never changed silently.
create domain public.plain_text as text
  constraint "text is plain, without HTML" check (value !~ '<[/!?]?[A-Za-z]|<\s*[/!?]?\s*[A-Za-z][^>]*>');

-- functions

-- True when no element holds markup or is longer than `longest`. Lists are text[], because
-- arrays of a domain reach a client under a type number that differs per database.
create function private.plain_list(list text[], longest int) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(bool_and(
    item is not null and length(item) between 1 and longest
    and item !~ '<[/!?]?[A-Za-z]|<\s*[/!?]?\s*[A-Za-z][^>]*>'
  ), true)
  from unnest(list) as item
$$;

-- Lower case, no accents: how names and search words are compared.
create function private.folded(words text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select lower(extensions.unaccent('extensions.unaccent', words))
$$;

-- Is this the server itself (imports, restores, migrations), and not a visitor?
-- The role setting keeps its value inside a definer function, where current_user does not.
create function private.is_system() returns boolean
language sql stable set search_path = ''
as $$
  select current_setting('role') not in ('anon', 'authenticated')
    and coalesce(auth.jwt() ->> 'role', 'service_role') = 'service_role'
$$;

-- Tells every server process that something changed that it may have kept: what, the trigger says.
create function private.tell_changes() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform pg_notify('changes', jsonb_build_object('what', tg_argv[0])::text);
  return null;
end
$$;

-- Each change of a row is another version of it.
create function private.count_version() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

-- Was this very row of a table written before, by the same account? Its digest tells a repeated request from a clash,
-- also to who may not read it.
create function private.is_repeat(of regclass, row_id uuid, written text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  same boolean;
begin
  execute format('select digest = $2 from %s where id = $1', of) into same using row_id, written;
  return coalesce(same, false);
end
$$;

-- grants

grant execute on function
  private.plain_list(text[], int), private.folded(text), private.is_system(),
  private.is_repeat(regclass, uuid, text)
  to anon, authenticated, service_role;
