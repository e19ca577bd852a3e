import { randomUUID } from 'node:crypto';
import { beforeAll, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { accessTable, type Action as AnAction } from './support/access.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { account } from './support/people.ts';
import { HERE, neighbours } from './support/neighbours.ts';

type World = Awaited<ReturnType<typeof neighbours>>;
type Action = AnAction<World>;

const FAR = 'BU90020101';
const point = (buurt: string) => {
  const [lon, lat] = middleOf(buurt);
  return `extensions.st_setsrid(extensions.st_point(${lon}, ${lat}), 4326)`;
};

type Name = keyof World['assets'];
const see = (name: Name): Action => rows('select id from public.assets where id = $1', name);
const rows =
  (text: string, name?: Name): Action =>
  async (tx, { assets }) =>
    (await tx.query(text, name ? [assets[name]] : [])).length;
const write =
  (text: string, name?: Name): Action =>
  (tx, { assets }) =>
    tx.run(text, name ? [assets[name]] : []);
const change = (name: Name, set: string): Action =>
  write(`update public.assets set ${set} where id = $1`, name);
const contact = (name: Name): Action =>
  rows('select phone from public.asset_contacts where asset_id = $1', name);
const photo = (name: Name): Action =>
  rows('select file from public.asset_photos where asset_id = $1', name);
const confirm = (name: Name): Action =>
  write('insert into public.asset_confirmations (asset_id) values ($1)', name);
const report =
  (name: Name): Action =>
  (tx, { assets }) =>
    tx.run(`insert into public.asset_reports (id, asset_id, reason) values ($1, $2, 'gone')`, [
      randomUUID(),
      assets[name],
    ]);
const insert =
  (columns: string, values: string): Action =>
  (tx) =>
    tx.run(
      `insert into public.assets (id, kind, title, geometry ${columns})
       values ('${randomUUID()}', 'place', 'New', ${point(HERE)} ${values})`,
    );

/** What anyone might try. */
const actions: Record<string, Action> = {
  'see open': see('open'),
  'see ours': see('ours'),
  'see inner': see('inner'),
  'see proposed': see('proposed'),
  'see archived': see('archived'),
  'see card': see('card'),
  'see held card': see('held'),
  'see expired card': see('expired'),
  'see withdrawn card': see('withdrawn'),
  'contact public': contact('reachable'),
  'contact neighbourhood': contact('near'),
  'contact connectors': contact('closed'),
  'contact of card': contact('card'),
  'change open': change('open', "title = 'Changed'"),
  'change inner': change('inner', "title = 'Changed'"),
  'change card': change('card', "title = 'Changed'"),
  'change held card': change('held', "title = 'Changed'"),
  'change withdrawn card': change('withdrawn', "title = 'Changed'"),
  'publish proposed': change('proposed', "status = 'published'"),
  'archive open': change('open', "status = 'archived'"),
  'move open far away': change('open', `geometry = ${point(FAR)}`),
  'move card far away': change('card', `buurt_code = '${FAR}'`),
  'steward open': change('open', 'steward_id = (select auth.uid())'),
  'take open over': change('open', 'owner_id = (select auth.uid())'),
  'delete open': write('delete from public.assets where id = $1', 'open'),
  'delete card': write('delete from public.assets where id = $1', 'card'),
  'delete held card': write('delete from public.assets where id = $1', 'held'),
  'write contact': write(
    `insert into public.asset_contacts (asset_id, phone) values ($1, '0320 999999')`,
    'open',
  ),
  'change contact': write(
    `update public.asset_contacts set phone = '0320 999999' where asset_id = $1`,
    'reachable',
  ),
  'confirm open': confirm('open'),
  'confirm proposed': confirm('proposed'),
  'confirm inner': confirm('inner'),
  'report open': report('open'),
  'report inner': report('inner'),
  'read reports': rows('select id from public.asset_reports where asset_id = $1', 'open'),
  'settle reports': write(
    'update public.asset_reports set resolved_at = now() where asset_id = $1',
    'open',
  ),
  'photo of open': photo('open'),
  'photo of ours': photo('ours'),
  'photo of inner': photo('inner'),
  'who took a photo': rows('select added_by from public.asset_photos where asset_id = $1', 'open'),
  'add a photo': write(
    `insert into public.asset_photos (id, asset_id, width, height, file, digest)
     values (gen_random_uuid(), $1, 1, 1, gen_random_uuid(), '')`,
    'open',
  ),
  'describe a photo': write(`update public.asset_photos set alt = 'A' where asset_id = $1`, 'open'),
  'remove a photo': write('delete from public.asset_photos where asset_id = $1', 'open'),
  'read loose pictures': rows('select file from private.loose_pictures'),
  'read connector cards': rows('select name from public.connector_cards'),
  'who connects here': rows(`select from private.connectors_of('WK900101') where cards <> '[]'`),
  'write my card': write(`insert into public.connector_cards (name, reach) values ('A', 'B')`),
  'write a card as another': (tx, { actors }) =>
    tx.run(`insert into public.connector_cards values ($1, 'A', 'B')`, [actors.owner.accountId]),
  'change a card': write(`update public.connector_cards set name = 'C'`),
  'take a card away': write('delete from public.connector_cards'),
  'history of open': rows('select version from public.asset_history where asset_id = $1', 'open'),
  'history of card': rows('select version from public.asset_history where asset_id = $1', 'card'),
  'add a place': insert('', ''),
  'add for nobody': insert(', owner_id', ', null'),
  'add as published': insert(', status', ", 'published'"),
  'add as another': (tx, world) =>
    insert(', owner_id', `, '${world.actors.owner.accountId}'`)(tx, world, world.actors.anon),
  'whose is open': rows('select owner_id from public.assets where id = $1', 'open'),
  'whose care is open': rows('select steward_id from public.assets where id = $1', 'open'),
  'what was sent': rows('select digest from public.assets where id = $1', 'open'),
  'who changed open': rows(
    'select replaced_by from public.asset_history where asset_id = $1',
    'open',
  ),
  'who reported open': rows(
    'select account_id from public.asset_reports where asset_id = $1',
    'open',
  ),
  'read consent': rows('select id from public.consents where asset_id = $1', 'card'),
  'withdraw consent': write(
    'update public.consents set withdrawn_at = now() where asset_id = $1',
    'card',
  ),
  'withdraw held consent': write(
    'update public.consents set withdrawn_at = now() where asset_id = $1',
    'held',
  ),
  'revive consent': write(
    'update public.consents set withdrawn_at = null where asset_id = $1',
    'withdrawn',
  ),
  'give consent as self': write(
    `insert into public.consents (asset_id, text_version, through) values ($1, '2026-01', 'self')`,
    'held',
  ),
  'read other accounts': rows('select id from public.accounts where id <> (select auth.uid())'),
  'read other roles': rows(
    'select role from public.role_assignments where account_id <> (select auth.uid())',
  ),
  'become connector': write(
    `insert into public.role_assignments values ((select auth.uid()), 'connector', 'NL')`,
  ),
  'become trusted': write('update public.role_assignments set trusted = true'),
  'read addresses': rows('select email from auth.users'),
  'read sessions': rows('select token_hash from private.sessions'),
  'read codes': rows('select email_hash from private.sign_in_codes'),
  'read pieces': rows('select code from private.buurt_pieces'),
  'list talents': rows(`select person from private.talents_within('NL')`),
  'change areas': write(`update public.neighbourhoods set name = 'Mine'`),
  'change the year': write('delete from public.current_years'),
  'write the log': write('delete from public.figure_views'),
  'forget early': rows('select private.forget()'),
  'count few talents': rows(
    `select cards from private.gift_counts('NL') where cards between 1 and 4`,
  ),
  'see a tie': rows(`select id from public.connections where kind = 'hosts'`),
  'see a tie of a card': rows(`select id from public.connections where kind = 'knows'`),
  'tell of a tie': (tx, { assets }) =>
    tx.run(
      `insert into public.connections (id, from_id, to_id, kind)
       values (gen_random_uuid(), $1, $2, 'shares_means')`,
      [assets.open, assets.near],
    ),
  'change a tie': write(`update public.connections set strength = 3 where kind = 'hosts'`),
  'take a tie away': write(`delete from public.connections where kind = 'hosts'`),
  'who told of a tie': rows('select reported_by from public.connections'),
  'see an introduction': rows('select id from public.introductions'),
  'plan an introduction': (tx, { assets }) =>
    tx.run(`insert into public.introductions (id, one_id, other_id) values ($1, $2, $3)`, [
      ...[randomUUID(), assets.open, assets.near],
    ]),
  'say yes for a card': write('update public.introductions set one_says_yes = true'),
  'read a conversation': rows(`select id from public.conversations where sharing = 'connectors'`),
  'read a private one': rows(`select id from public.conversations where sharing = 'private'`),
  'note a conversation': (tx) =>
    tx.run(`insert into public.conversations (id, buurt_code, cares) values ($1, $2, 'A')`, [
      ...[randomUUID(), HERE],
    ]),
  'be reminded': write('insert into public.reminders (by_mail) values (true)'),
  'read reminders': rows('select account_id from public.reminders'),
  'read calendar secrets': rows('select calendar_hash from public.reminders'),
  'add a word': write(
    `insert into public.vocabulary_terms (term, concept) values ('zeilen', 'sport')`,
  ),
  'take a word away': write('delete from public.vocabulary_terms'),
  'change who lives where': write('update public.population_cells set inhabitants = 0'),
};

/**
 * `owner` has every asset but the held card, `steward` looks after the places, `far` is a connector of another
 * gemeente.
 */
const table = `
                        anon here there trusted connector far municipality coordinator researcher owner steward
see open                y    y    y     y       y         y   y            y           y          y     y
see ours                -    y    -     y       y         -   -            -           -          y     y
see inner               -    -    -     -       y         -   -            -           -          y     y
see proposed            -    -    -     y       y         -   -            -           -          y     y
see archived            -    -    -     -       y         -   -            -           -          y     y
see card                -    -    -     -       y         -   -            -           -          y     -
see held card           -    -    -     -       y         -   -            -           -          -     -
see expired card        -    -    -     -       -         -   -            -           -          y     -
see withdrawn card      -    -    -     -       -         -   -            -           -          y     -
contact public          y    y    y     y       y         y   y            y           y          y     y
contact neighbourhood   -    y    -     y       y         -   -            -           -          y     y
contact connectors      -    -    -     -       y         -   -            -           -          y     y
contact of card         -    -    -     -       y         -   -            -           -          y     -
change open             x    -    -     -       y         -   -            -           -          y     y
change inner            x    -    -     -       y         -   -            -           -          y     y
change card             x    -    -     -       -         -   -            -           -          y     -
change held card        x    -    -     -       y         -   -            -           -          -     -
change withdrawn card   x    -    -     -       -         -   -            -           -          y     -
publish proposed        x    -    -     -       y         -   -            -           -          y     x
archive open            x    -    -     -       y         -   -            -           -          y     y
move open far away      x    -    -     -       x         -   -            -           -          y     y
move card far away      x    -    -     -       -         -   -            -           -          y     -
steward open            x    -    -     -       y         -   -            -           -          y     y
take open over          x    x    x     x       x         x   x            x           x          x     x
delete open             x    -    -     -       -         -   -            -           -          -     -
delete card             x    -    -     -       -         -   -            -           -          y     -
delete held card        x    -    -     -       y         -   -            -           -          -     -
write contact           x    x    x     x       y         x   x            x           x          y     y
change contact          x    -    -     -       y         -   -            -           -          y     y
confirm open            x    y    y     y       y         y   y            y           y          y     y
confirm proposed        x    x    x     y       y         x   x            x           x          y     x
confirm inner           x    x    x     x       y         x   x            x           x          y     y
report open             y    y    y     y       y         y   y            y           y          y     y
report inner            x    x    x     x       y         x   x            x           x          y     y
read reports            x    -    -     -       y         -   -            -           -          -     -
settle reports          x    -    -     -       y         -   -            -           -          -     -
photo of open           y    y    y     y       y         y   y            y           y          y     y
photo of ours           -    y    -     y       y         -   -            -           -          y     y
photo of inner          -    -    -     -       y         -   -            -           -          y     y
who took a photo        x    x    x     x       x         x   x            x           x          x     x
add a photo             x    x    x     x       y         x   x            x           x          y     y
describe a photo        x    -    -     -       y         -   -            -           -          y     y
remove a photo          x    -    -     -       y         -   -            -           -          y     y
read loose pictures     x    x    x     x       x         x   x            x           x          x     x
read connector cards    x    -    -     -       -         -   -            -           -          -     -
who connects here       y    y    y     y       y         y   y            y           y          y     y
write my card           x    x    x     x       y         y   x            x           x          x     x
write a card as another x    x    x     x       x         x   x            x           x          x     x
change a card           x    -    -     -       -         -   -            -           -          -     -
take a card away        x    -    -     -       -         -   -            -           -          -     -
history of open         x    -    -     -       y         -   -            -           -          y     y
history of card         x    -    -     -       -         -   -            -           -          y     -
add a place             y    y    y     y       y         y   y            y           y          y     y
add for nobody          y    x    x     x       y         x   x            x           x          x     x
add as published        x    x    x     x       x         x   x            x           x          x     x
add as another          x    x    x     x       x         x   x            x           x          y     x
whose is open           x    x    x     x       x         x   x            x           x          x     x
whose care is open      x    x    x     x       x         x   x            x           x          x     x
what was sent           x    x    x     x       x         x   x            x           x          x     x
who changed open        x    x    x     x       x         x   x            x           x          x     x
who reported open       x    x    x     x       x         x   x            x           x          x     x
read consent            x    -    -     -       -         -   -            -           -          y     -
withdraw consent        x    -    -     -       -         -   -            -           -          y     -
withdraw held consent   x    -    -     -       y         -   -            -           -          -     -
revive consent          x    -    -     -       -         -   -            -           -          -     -
give consent as self    x    x    x     x       x         x   x            x           x          x     x
read other accounts     x    -    -     -       -         -   -            -           -          -     -
read other roles        x    -    -     -       -         -   -            -           -          -     -
become connector        x    x    x     x       x         x   x            x           x          x     x
become trusted          x    x    x     x       x         x   x            x           x          x     x
read addresses          x    x    x     x       x         x   x            x           x          x     x
read sessions           x    x    x     x       x         x   x            x           x          x     x
read codes              x    x    x     x       x         x   x            x           x          x     x
read pieces             x    x    x     x       x         x   x            x           x          x     x
list talents            x    x    x     x       x         x   x            x           x          x     x
change areas            x    x    x     x       x         x   x            x           x          x     x
change the year         x    x    x     x       x         x   x            x           x          x     x
write the log           x    x    x     x       x         x   x            x           x          x     x
forget early            x    x    x     x       x         x   x            x           x          x     x
count few talents       -    -    -     -       -         -   -            -           -          -     -
see a tie               y    y    y     y       y         y   y            y           y          y     y
see a tie of a card     -    -    -     -       y         -   -            -           -          y     -
tell of a tie           x    x    x     y       y         x   x            x           x          y     y
change a tie            x    -    -     y       y         -   -            -           -          y     y
take a tie away         x    -    -     y       y         -   -            -           -          y     y
who told of a tie       x    x    x     x       x         x   x            x           x          x     x
see an introduction     x    -    -     -       y         -   -            -           -          -     -
plan an introduction    x    x    x     x       y         x   x            x           x          x     x
say yes for a card      x    -    -     -       x         -   -            -           -          -     -
read a conversation     x    -    -     -       y         -   -            -           -          -     -
read a private one      x    -    -     -       -         -   -            -           -          -     -
note a conversation     x    x    x     x       y         x   x            x           x          x     x
be reminded             x    x    x     x       y         y   x            x           x          x     x
read reminders          x    -    -     -       -         -   -            -           -          -     -
read calendar secrets   x    x    x     x       x         x   x            x           x          x     x
add a word              x    x    x     x       y         y   x            y           x          x     x
take a word away        x    -    -     -       -         -   -            y           -          -     -
change who lives where  x    x    x     x       x         x   x            x           x          x     x
`;

const access = accessTable<World>(table, actions);

forEachDatabase('Access', (open) => {
  let database: Database;
  let world: World;
  beforeAll(async () => {
    database = await open();
    world = await neighbours(database);
    const connector = await account(database, { roles: [{ role: 'connector', area: 'WK900101' }] });
    await database.asSystem(async (tx) => {
      const { open: place, card } = world.assets;
      await tx.run(`insert into public.connector_cards values ($1, 'Amina', 'In the library')`, [
        connector.accountId,
      ]);
      await tx.run(`update public.assets set description = 'more' where id in ($1, $2)`, [
        place,
        card,
      ]);
      await tx.run(
        `insert into public.asset_photos (id, asset_id, width, height, file, digest)
         select gen_random_uuid(), id, 1, 1, gen_random_uuid(), '' from public.assets
         where kind <> 'person'`,
      );
      await tx.run(
        `insert into public.asset_reports (id, asset_id, reason) values ($1, $2, 'wrong')`,
        [randomUUID(), place],
      );
      await tx.run(
        `insert into public.connections (id, from_id, to_id, kind, reported_by)
         values (gen_random_uuid(), $1, $2, 'hosts', $4), (gen_random_uuid(), $1, $3, 'knows', $4)`,
        [place, world.assets.reachable, card, connector.accountId],
      );
      await tx.run(
        `insert into public.introductions (id, one_id, other_id, connector_id, one_asked_at)
         values (gen_random_uuid(), $1, $2, $3, now())`,
        [card, world.assets.held, connector.accountId],
      );
      for (const sharing of ['private', 'connectors'])
        await tx.run(
          `insert into public.conversations (id, connector_id, buurt_code, cares, sharing)
           values (gen_random_uuid(), $1, $2, 'A', $3::public.conversation_sharing)`,
          [connector.accountId, HERE, sharing],
        );
      await tx.run('insert into public.reminders (account_id) values ($1)', [connector.accountId]);
      await tx.run(
        `insert into public.vocabulary_terms (term, concept, added_by) values ('wadlopen', 'wandelen', $1)`,
        [connector.accountId],
      );
    });
  });

  test('the table names every actor and every action', () => access.requireWhole(world));

  test.for(access.lines)('%s', (line) => access.requireLine(line, database, world));
});
