-- A municipality sees figures and public places; never a person.
begin;
\ir world.psql
insert into public.assets (id, kind, title, visibility, status, owner_id, buurt_code, hands)
  values (tests.id('card5'), 'person', 'card5', 'connectors', 'published', tests.id('guest5'), 'BU90010102', '{baking}');
insert into public.consents (asset_id, text_version, through) values (tests.id('card5'), '2026-01', 'self');
select plan(15);
select become('municipality');

select results_eq('select title::text from public.assets', array['public'], 'sees public places');
select is_empty('select * from public.asset_contacts', 'and nobody''s contact');
select results_eq(
  $$ select code, cards, at_least from private.gift_counts('GM9001') order by 1 $$,
  $$ values ('BU90010101', null, false), ('BU90010102', 5, false), ('BU90010201', null, false),
       ('GM9001', 5, true), ('WK900101', 5, true), ('WK900102', null, false) $$,
  'counts from five, and totals that tell nothing of the two next door');
select results_eq($$ select gift, cards from private.gift_words('WK900101') $$,
  $$ values ('baking', 5) $$, 'and what is offered, by the same rule');
select is_empty('select * from public.consents', 'reads no consent');
select is_empty($$ select id from public.accounts where id <> tests.id('municipality') $$,
  'and no account');
select throws_ok($$ select * from private.talents_within('NL') $$,
  '42501', 'permission denied for function talents_within', 'lists nobody');
select lives_ok($$ select set_home('WK900101') $$, 'says it lives here');
select results_eq('select title::text from public.assets', array['public'],
  'and still is no neighbour');
select throws_ok($$ delete from public.figure_views $$,
  '42501', 'permission denied for table figure_views', 'cannot hide which figures it looked at');
select is(written($$ update public.assets set title = 'Ours' where id = tests.id('public') $$),
  0::bigint, 'changes nothing');

select become('municipality');
select is_empty('select tests.ties()', 'sees no tie of which an end is hidden');
select is_empty('select id from public.introductions', 'and nobody who may meet');
select is_empty('select id from public.conversations', 'nor what was said at a door');
select is_empty('select account_id from public.reminders', 'nor who is reminded');

select * from finish();
rollback;
