-- A researcher studies the programme; that shows no person, whatever the area.
begin;
\ir world.psql
select plan(12);
select become('researcher');

select results_eq('select title::text from public.assets', array['public'], 'sees public places');
select is_empty('select * from public.asset_contacts', 'and nobody''s contact');
select results_eq($$ select cards from private.gift_counts('NL') where code = 'BU90010102' $$,
  array[null::int], 'sees no count under five');
select results_eq(
  $$ select area, w.* from unnest(array['BU90010101', 'BU90010102', 'GM9001']) as area, private.gift_words(area) w $$,
  $$ values ('GM9001', 'baking', 6) $$,
  'nor a gift that fewer than five offer, but where no subtraction tells of whom');
select is_empty('select content from public.asset_history', 'reads no history of others');
select is_empty('select id from public.asset_reports', 'and no report');
select throws_ok(
  $$ insert into public.role_assignments values (tests.id('researcher'), 'connector', 'NL') $$,
  '42501', 'permission denied for table role_assignments', 'gives nobody a role');
select throws_ok($$ update public.current_years set year = 2023 $$,
  '42501', 'permission denied for table current_years', 'leaves the areas as they are');

select become('researcher');
select is_empty('select tests.ties()', 'sees no tie of which an end is hidden');
select is_empty('select id from public.introductions', 'and nobody who may meet');
select is_empty('select id from public.conversations', 'nor what was said at a door');
select is_empty('select account_id from public.reminders', 'nor who is reminded');

select * from finish();
rollback;
