-- A resident sees their own wijk, offers a talent, and takes it back.
begin;
\ir world.psql
select plan(31);
select become('resident');
select results_eq('select tests.ties()', array['near tie'], 'sees a tie only with both its ends');
select is_empty('select id from public.introductions', 'and nobody who may meet');
select is_empty('select id from public.conversations', 'nor what was said at a door');
select is_empty('select account_id from public.reminders', 'nor who is reminded');
select throws_ok(
  $$ insert into public.connections (id, from_id, to_id, kind)
     values (tests.id('mine'), tests.id('public'), tests.id('proposed'), 'hosts') $$,
  '42501', 'new row violates row-level security policy for table "connections"',
  'tells of no tie between what is somebody else''s');
select become('sharer');
select results_eq(
  $$ select asset_title, other_kind::text, other_title from private.my_invitations() $$,
  $$ values ('card', 'person', null::text) $$, 'who is asked hears what for, and no name');
select ok(private.answer_invitation(tests.id('meeting'), true), 'and says yes for themselves');

select become('resident');

select results_eq('select title::text from public.assets order by 1',
  array['neighbourhood', 'public'], 'sees what is for the people of their wijk');
select results_eq('select phone::text from public.asset_contacts', array['0320 111111'],
  'and the contact that is for them');
select results_eq('select role::text, area_code from public.role_assignments',
  $$ values ('resident', 'WK900101') $$, 'reads their own role only');
select results_eq('select id from public.accounts', array[tests.id('resident')],
  'reads their own account only');

select lives_ok(
  $$ insert into public.assets (id, kind, title, geometry)
     values (tests.id('mine'), 'place', 'Mine', 'SRID=4326;POINT(5.405 52.505)') $$, 'adds a place');
select results_eq(
  $$ select a.status::text, my.mine from public.assets a
     join private.my_part(array[tests.id('mine')]) my using (id) $$,
  $$ values ('proposed', true) $$, 'as a proposal of their own');
select throws_ok(
  $$ insert into public.assets (id, kind, title, geometry, owner_id)
     values (tests.id('other'), 'place', 'Theirs', 'SRID=4326;POINT(5.405 52.505)', tests.id('stranger')) $$,
  '42501', 'new row violates row-level security policy for table "assets"', 'never as of another');
select throws_ok(
  $$ insert into public.assets (id, kind, title, geometry, status)
     values (tests.id('other'), 'place', 'Theirs', 'SRID=4326;POINT(5.405 52.505)', 'published') $$,
  '42501', 'permission denied for table assets', 'never as published');

select lives_ok(
  $$ insert into public.assets (id, kind, title, buurt_code, visibility, hands)
     values (tests.id('talent'), 'person', 'Me', 'BU90010101', 'connectors', '{baking}') $$,
  'offers a talent');
select lives_ok(
  $$ insert into public.consents (asset_id, text_version, through) values (tests.id('talent'), '2026-01', 'self') $$,
  'with their consent');
select throws_ok(
  $$ insert into public.assets (id, kind, title, geometry, visibility)
     values (tests.id('dot'), 'person', 'Me', 'SRID=4326;POINT(5.405 52.505)', 'connectors') $$,
  '23514', 'new row for relation "assets" violates check constraint "a person never has a point on the map"',
  'never with a point');

select become('connector');
select isnt_empty($$ select id from public.assets where id = tests.id('talent') $$,
  'a connector of the wijk sees it');
select become('resident');
select is(written($$ update public.consents set withdrawn_at = now() where asset_id = tests.id('talent') $$),
  1::bigint, 'withdraws the consent');
select become('connector');
select is_empty($$ select id from public.assets where id = tests.id('talent') $$,
  'and from then on a connector does not');

select become('resident');
select is(written($$ update public.assets set title = 'Mine' where id = tests.id('public') $$),
  0::bigint, 'changes nothing of others');
select throws_ok(
  $$ insert into public.role_assignments values (tests.id('resident'), 'connector', 'NL') $$,
  '42501', 'permission denied for table role_assignments', 'gives nobody a role');
select throws_ok($$ insert into public.asset_confirmations (asset_id) values (tests.id('connectors')) $$,
  '42501', 'new row violates row-level security policy for table "asset_confirmations"',
  'confirms nothing out of sight');

select become('stranger');
select results_eq('select title::text from public.assets order by 1', array['public'],
  'a resident of another wijk sees what is public');
select is_empty('select * from public.asset_contacts', 'and no contact for neighbours');

select become('resident');
select lives_ok($$ select set_home('WK900102') $$, 'moves house');
select lives_ok($$ select set_home('WK900102') $$, 'may say so twice');
select lives_ok($$ select set_home('WK900101') $$, 'and moves back');
select lives_ok($$ select set_home('WK900102') $$, 'and once more');
select throws_ok($$ select set_home('WK900101') $$,
  '42501', 'a home changes at most three times in thirty days', 'but looks not into every wijk');

select * from finish();
rollback;
