-- A connector knows everything and everyone of the area, as long as people agree.
begin;
\ir world.psql
select plan(28);
select become('connector');

select results_eq('select title::text from public.assets order by 1',
  array['archived', 'card', 'card1', 'card2', 'card3', 'card4', 'connectors', 'held',
    'neighbourhood', 'proposed', 'public'],
  'sees every place of the area, and the cards whose consent holds');
select results_eq('select phone::text from public.asset_contacts order by 1',
  array['0320 111111', '0320 222222'], 'and how to reach them');
select is(written($$ update public.assets set title = 'Better' where id = tests.id('public') $$),
  1::bigint, 'changes a place');
select results_eq($$ select content ->> 'title' from public.asset_history where asset_id = tests.id('public') $$,
  array['public'], 'and reads how it was');
select is(written($$ update public.assets set title = 'Better' where id = tests.id('card') $$),
  0::bigint, 'never what people say about themselves');
select is(written($$ update public.assets set title = 'Better' where id = tests.id('held') $$),
  1::bigint, 'only the card of who has no account');
select throws_ok(
  $$ update public.assets set geometry = 'SRID=4326;POINT(5.405 52.515)' where id = tests.id('public') $$,
  '42501', 'new row violates row-level security policy for table "assets"',
  'moves nothing out of the area');
select throws_ok(
  $$ insert into public.assets (id, kind, title, buurt_code, visibility, owner_id)
     values (tests.id('far'), 'person', 'Ali', 'BU90010201', 'connectors', null) $$,
  '42501', 'new row violates row-level security policy for table "assets"',
  'writes a card for nobody of another wijk');
select lives_ok(
  $$ insert into public.assets (id, kind, title, buurt_code, visibility, owner_id)
     values (tests.id('ali'), 'person', 'Ali', 'BU90010101', 'connectors', null) $$,
  'writes a card for somebody without an account');
select throws_ok(
  $$ insert into public.consents (asset_id, text_version, through) values (tests.id('ali'), '2026-01', 'self') $$,
  '42501', 'new row violates row-level security policy for table "consents"',
  'never as if they had given consent by themselves');
select throws_ok(
  $$ insert into public.consents (asset_id, text_version, through) values (tests.id('ali'), '2026-01', 'connector') $$,
  '23514', 'new row for relation "consents" violates check constraint "consent through a connector says how it was given"',
  'nor without saying how it was given');
select lives_ok(
  $$ insert into public.consents (asset_id, text_version, through, given_how)
     values (tests.id('ali'), '2026-01', 'connector', 'at the kitchen table') $$, 'but saying how');
select lives_ok($$ insert into public.asset_confirmations (asset_id) values (tests.id('proposed')) $$,
  'confirms a proposal');

select become('elsewhere');
select results_eq('select title::text from public.assets order by 1', array['Better', 'proposed'],
  'a connector of another wijk sees what is public');
select results_eq(
  $$ select cards from private.gift_counts('WK900101') where level = 'buurt' order by code $$,
  array[null::int, null::int], 'and counts, none under five');
select is_empty($$ select * from public.consents $$, 'and no consent');

select results_eq('select tests.ties()', array['proposed tie'], 'and of ties those of places');
select is_empty('select id from public.introductions', 'and nobody who may meet');
select is_empty('select id from public.conversations', 'nor what was said at a door');
select is_empty('select account_id from public.reminders', 'nor who is reminded');
select become('connector');
select results_eq('select tests.ties()', array['inner tie', 'near tie', 'person tie', 'proposed tie'],
  'the connector sees ties of people, too');
select results_eq('select cares::text from public.conversations order by 1',
  array['kept talk', 'shared talk'], 'their own conversations');
select throws_ok(
  $$ update public.introductions set one_says_yes = true where id = tests.id('meeting') $$,
  '42501', 'only somebody themselves says yes or no', 'says yes for nobody who has an account');
select is(written($$ update public.introductions set other_asked_at = now() where id = tests.id('meeting') $$),
  1::bigint, 'and goes on asking');
select throws_ok('select calendar_hash from public.reminders', '42501',
  'permission denied for table reminders', 'reads no secret of a calendar');
select results_eq($$ select cards, introductions, ties, conversations from private.rests_on_me('WK900101') $$,
  $$ values (1, 1, 4, 1) $$, 'and hears what rests on them');
select become('elsewhere');
select is(written($$ delete from public.vocabulary_terms $$), 0::bigint, 'nobody else''s word is taken away');
select is_empty($$ select id from public.connections where id = tests.id('person tie') $$,
  'nor a tie of people seen elsewhere');

select * from finish();
rollback;
