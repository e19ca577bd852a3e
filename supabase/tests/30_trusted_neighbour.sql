-- A trusted neighbour vouches for what others in the wijk propose.
begin;
\ir world.psql
select plan(10);
select become('trusted');
select results_eq('select tests.ties()', array['near tie', 'proposed tie'], 'a trusted neighbour sees ties of places');
select lives_ok(
  $$ insert into public.connections (id, from_id, to_id, kind)
     values (tests.id('mine'), tests.id('public'), tests.id('proposed'), 'hosts') $$,
  'and tells of one');

select become('trusted');

select results_eq('select title::text from public.assets order by 1',
  array['neighbourhood', 'proposed', 'public'], 'sees what was proposed in their wijk');
select lives_ok($$ insert into public.asset_confirmations (asset_id) values (tests.id('proposed')) $$,
  'confirms it');
select results_eq(
  $$ select status::text, last_confirmed_at = now() from public.assets where id = tests.id('proposed') $$,
  $$ values ('published', true) $$, 'which publishes it');
select is(written($$ update public.assets set title = 'Mine' where id = tests.id('proposed') $$),
  0::bigint, 'but does not change it');
select lives_ok(
  $$ insert into public.assets (id, kind, title, geometry)
     values (tests.id('mine'), 'place', 'Mine', 'SRID=4326;POINT(5.405 52.505)') $$, 'adds a place');
select results_eq($$ select status::text from public.assets where id = tests.id('mine') $$,
  array['published'], 'which needs nobody else');
select throws_ok('update public.role_assignments set trusted = true',
  '42501', 'permission denied for table role_assignments', 'makes nobody trusted');

select set_home('WK900102');
select results_eq('select area_code, trusted from public.role_assignments',
  $$ values ('WK900102', false) $$, 'is not trusted any more after moving');

select * from finish();
rollback;
