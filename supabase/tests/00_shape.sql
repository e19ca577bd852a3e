-- What must hold for every table, view and function, also those that come later.
begin;
\ir world.psql
select plan(10);

select is_empty(
  $$ select oid::regclass from pg_class where relkind in ('r', 'p') and not relrowsecurity
     and relnamespace in ('public'::regnamespace, 'private'::regnamespace) $$,
  'every table has row-level security');

select is_empty(
  $$ select oid::regclass from pg_class where relkind = 'v'
     and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
     and not coalesce(reloptions @> '{security_invoker=true}', false) $$,
  'every view sees with the eyes of who asks');

select is_empty(
  $$ select oid::regprocedure from pg_proc where prosecdef
     and not coalesce(proconfig @> '{"search_path=\"\""}', false)
     and pronamespace in ('public'::regnamespace, 'private'::regnamespace) $$,
  'every definer function has an empty search path');

select is_empty(
  $$ select oid::regclass from pg_class where relkind in ('r', 'v')
     and relnamespace = 'private'::regnamespace
     and has_any_column_privilege('authenticated', oid, 'select, insert, update') $$,
  'no visitor reads or writes a private table');

select set_eq(
  $$ select c.relname::text, p from pg_class c,
       unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as p
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
       and case when p in ('delete', 'truncate') then has_table_privilege('anon', c.oid, p)
         else has_any_column_privilege('anon', c.oid, p) end
  $$,
  $$ values ('asset_contacts', 'select'), ('asset_photos', 'select'), ('asset_reports', 'insert'), ('assets', 'insert'),
       ('assets', 'select'), ('connection_confirmations', 'select'), ('connection_history', 'select'),
       ('connections', 'select'), ('population_figures', 'select'), ('current_neighbourhoods', 'select'), ('current_years', 'select'),
       ('figure_views', 'select'), ('initiative_activities', 'select'), ('initiative_assets', 'select'),
       ('initiative_connections', 'select'), ('initiative_photos', 'select'), ('initiative_roles', 'select'),
       ('initiatives', 'select'), ('neighbourhood_crosswalks', 'select'),
       ('neighbourhoods', 'select'), ('wave_snapshots', 'select'), ('waves', 'select') $$,
  'nobody in particular has these privileges and no other');

select is_empty(
  $$ select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace
     and has_function_privilege('anon', oid, 'execute') $$,
  'nobody in particular calls a function that is open to the outside');

select is_empty(
  $$ select proname from pg_proc where pronamespace = 'auth'::regnamespace and prosecdef $$,
  'no definer function lies in auth');

select is_empty(
  $$ select tablename, policyname from pg_policies where schemaname in ('public', 'private')
     and roles && '{public}' $$,
  'every policy says whom it is for');

select set_eq(
  $$ select rolname::text, rolbypassrls, rolsuper, rolcanlogin from pg_roles
     where rolname in ('anon', 'authenticated', 'service_role') $$,
  $$ values ('anon', false, false, false), ('authenticated', false, false, false),
       ('service_role', true, false, false) $$,
  'visitors never pass the wall by their role');

select set_eq(
  $$ select a.attrelid::regclass::text from pg_constraint k
     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'buurt_code'
     where k.contype = 'f' and k.confrelid = 'public.neighbourhoods'::regclass $$,
  $$ select coalesce(nullif(split_part(encode(tgargs, 'escape'), '\000', 1), ''), 'assets') from pg_trigger
     where tgrelid = 'public.current_years'::regclass and not tgisinternal
       and tgname like 'current_year_places_%' $$,
  'whatever is held at a buurt follows its areas');

select * from finish();
rollback;
