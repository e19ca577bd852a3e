-- Somebody who did not sign in sees what is public, proposes a place, and says what is wrong.
begin;
\ir world.psql
select plan(19);
select become('nobody');

select results_eq('select title from public.assets', array['public'::plain_text],
  'sees the published public places');
select is_empty('select * from public.asset_contacts', 'sees no contact for neighbours');
select results_eq(
  $$ select distinct level::text, cards from private.gift_counts('GM9001') where code like 'BU9001010%' $$,
  $$ values ('buurt', null::int) $$, 'sees no count under five');
select results_eq(
  $$ select area, w.* from unnest(array['BU90010101', 'BU90010102', 'GM9001']) as area, private.gift_words(area) w $$,
  $$ values ('GM9001', 'baking', 6) $$,
  'nor a gift that fewer than five offer, but where no subtraction tells of whom');

select lives_ok(
  $$ insert into public.assets (id, kind, title, geometry)
     values (tests.id('new'), 'place', 'A bench', 'SRID=4326;POINT(5.405 52.505)') $$,
  'proposes a place');
select is_empty($$ select id from public.assets where id = tests.id('new') $$,
  'which is not shown before somebody confirms it');
select throws_ok(
  $$ insert into public.assets (id, kind, title, geometry)
     values (tests.id('sea'), 'place', 'A buoy', 'SRID=4326;POINT(3 53)') $$,
  '23514', 'this place lies outside every known buurt', 'but not outside every buurt');
select throws_ok(
  $$ insert into public.assets (id, kind, title, geometry, visibility)
     values (tests.id('new2'), 'place', 'A bench', 'SRID=4326;POINT(5.405 52.505)', 'connectors') $$,
  '42501', 'new row violates row-level security policy for table "assets"', 'nor out of sight');
select throws_ok(
  $$ insert into public.assets (id, kind, title, buurt_code) values (tests.id('me'), 'person', 'Me', 'BU90010101') $$,
  '42501', 'permission denied for table assets', 'nor a talent');

select lives_ok(
  $$ insert into public.asset_reports (id, asset_id, reason) values (tests.id('r'), tests.id('public'), 'gone') $$,
  'reports what is public');
select throws_ok(
  $$ insert into public.asset_reports (id, asset_id, reason) values (tests.id('r2'), tests.id('proposed'), 'gone') $$,
  '42501', 'new row violates row-level security policy for table "asset_reports"',
  'and nothing else');
select throws_ok($$ update public.assets set title = 'Mine' $$,
  '42501', 'permission denied for table assets', 'changes nothing');
select throws_ok('select owner_id from public.assets',
  '42501', 'permission denied for table assets', 'does not read whose it is');
select throws_ok('select * from public.consents',
  '42501', 'permission denied for table consents', 'reads no consent');
select throws_ok('select * from private.sessions',
  '42501', 'permission denied for table sessions', 'reads no session');

select is_empty('select tests.ties()', 'sees no tie of which an end is hidden');
select throws_ok('select id from public.introductions', '42501',
  'permission denied for table introductions', 'nothing of who may meet');
select throws_ok('select id from public.conversations', '42501',
  'permission denied for table conversations', 'nor of what was said at a door');
select throws_ok('select by_mail from public.reminders', '42501',
  'permission denied for table reminders', 'nor of who is reminded');

select * from finish();
rollback;
