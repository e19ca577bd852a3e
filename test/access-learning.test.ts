import { randomUUID } from 'node:crypto';
import { beforeAll, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { accessTable, rows, write, type Action as AnAction } from './support/access.ts';
import { forEachDatabase } from './support/database.ts';
import { learn } from './support/learning.ts';
import { HERE, neighbours } from './support/neighbours.ts';

/** Of HERE: a published initiative with an inner place tied to it, a shared lesson, and a frozen wave for everyone. */
type World = Awaited<ReturnType<typeof neighbours>>;
type Action = AnAction<World>;

const ofIt = `(select id from public.initiatives where title = 'De tuin')`;
const entry = `(select id from public.cimo_entries where happened = 'Ze bleven')`;
const SHEET = randomUUID();
const wave = `(select id from public.waves where title = '0-meting')`;
const begin = (status: string): Action =>
  write(`insert into public.initiatives (id, title, buurt_code, began_on, status)
    values ('${randomUUID()}', 'Nieuw', '${HERE}', '2025-01-01', '${status}')`);

/** What anyone might try, by SQL. */
const actions: Record<string, Action> = {
  'see an initiative': rows(`select title, story from public.initiatives where title = 'De tuin'`),
  'see a proposal': rows(`select title from public.initiatives where title = 'Voorstel'`),
  'who began it': rows('select created_by from public.initiatives'),
  'propose one': begin('proposed'),
  'publish one': begin('published'),
  'change it': write(`update public.initiatives set title = 'Mijn' where title = 'De tuin'`),
  'see its roles': rows(`select name, decides from public.initiative_roles`),
  'how many hold a role': rows('select people from public.initiative_roles'),
  'the same by function': rows(
    `select people from private.role_people(${ofIt}) where people is not null`,
  ),
  'see its means': rows(`select name from private.means_of(${ofIt})`),
  'the same from the table': rows('select name, amount from public.initiative_means'),
  'see an activity': rows('select title from public.initiative_activities'),
  'read its count': rows('select attended from public.initiative_activities'),
  'read its note': rows(`select note from private.attendance(${ofIt}) where note is not null`),
  'note an activity':
    write(`insert into public.initiative_activities (id, initiative_id, title, held_on)
    select '${randomUUID()}', id, 'A', '2025-01-01' from public.initiatives where title = 'De tuin'`),
  'see an inner tie': async (tx, { assets }) =>
    (await tx.query('select from public.initiative_assets where asset_id = $1', [assets.inner]))
      .length,
  'see its photo': rows('select file from public.initiative_photos'),
  'who took it': rows('select added_by from public.initiative_photos'),
  'add a photo':
    write(`insert into public.initiative_photos (id, initiative_id, width, height, file, digest)
    select '${randomUUID()}', id, 1, 1, '${randomUUID()}', '' from public.initiatives where title = 'De tuin'`),
  'describe its photo': write(`update public.initiative_photos set alt = 'A'`),
  'remove its photo': write('delete from public.initiative_photos'),
  'see a lesson': rows('select happened from public.cimo_entries'),
  'see a private lesson': rows(
    `select happened from public.cimo_entries where sharing = 'private'`,
  ),
  'who wrote it': rows('select written_by from public.cimo_entries'),
  'write a lesson': write(`insert into public.cimo_entries (id, initiative_id, direction, happened)
    select '${randomUUID()}', id, 'works', 'A' from public.initiatives where title = 'De tuin'`),
  'learn of a proposal':
    write(`insert into public.cimo_entries (id, initiative_id, direction, happened)
    select '${randomUUID()}', id, 'works', 'A' from public.initiatives where title = 'Voorstel'`),
  'take it away': write(`delete from public.initiatives where title = 'De tuin'`),
  'change a lesson': write(`update public.cimo_entries set happened = 'Anders'`),
  'see its figures': rows('select figures from public.cimo_contexts'),
  'write its figures': write(`update public.cimo_contexts set figures = '{}'`),
  'see a quote': rows('select words from public.cimo_evidence'),
  'how consent was given': rows('select consent_how from public.cimo_evidence'),
  'add evidence': write(`insert into public.cimo_evidence (id, entry_id, side, words)
    select '${randomUUID()}', id, 'for', 'A' from public.cimo_entries where happened = 'Ze bleven'`),
  'who agrees': rows(`select account_id from public.cimo_agreements where entry_id = ${entry}`),
  'see a mechanism': rows('select name from public.mechanisms'),
  'agree for all': write('update public.mechanisms set agreed_at = now()'),
  'see a wave': rows(`select title from public.waves where title = '0-meting'`),
  'see a draft': rows(`select title from public.waves where title = 'Concept'`),
  'see what is frozen': rows(`select body from public.wave_snapshots where wave_id = ${wave}`),
  'freeze otherwise': write(`update public.wave_snapshots set body = '{}'`),
  'open it again': write(`update public.waves set title = 'Mijn' where title = '0-meting'`),
  'see its links': rows('select token from public.wave_links'),
  'read an answer': rows('select answers from public.survey_answers'),
  'the answers by function': rows(`select answers from private.answers_of(${wave})`),
  'withdraw for another': rows(`select private.withdraw_answers('x')`),
  'who answered already': rows(`select private.answered_already(${wave}, array['p'])`),
  'what was typed already': rows(`select private.typed_already(${wave}, array['${SHEET}'::uuid])`),
  'see an instrument': rows('select definition from public.instruments'),
};

/** `far` is a connector of another gemeente. */
const table = `
                        anon here there trusted connector far municipality coordinator researcher owner steward
see an initiative       y    y    y     y       y         y   y            y           y          y     y
see a proposal          -    y    -     -       y         -   -            y           -          -     -
who began it            x    x    x     x       x         x   x            x           x          x     x
propose one             x    y    y     y       y         y   x            y           y          y     y
publish one             x    x    x     x       y         x   x            y           x          x     x
change it               x    -    -     -       y         -   -            y           -          -     -
see its roles           y    y    y     y       y         y   y            y           y          y     y
how many hold a role    x    x    x     x       x         x   x            x           x          x     x
the same by function    -    -    -     -       y         -   -            y           y          -     -
see its means           -    -    -     -       y         -   -            y           y          -     -
the same from the table x    -    -     -       y         -   -            y           y          -     -
see an activity         y    y    y     y       y         y   y            y           y          y     y
read its count          x    x    x     x       x         x   x            x           x          x     x
read its note           -    -    -     -       y         -   -            y           y          -     -
note an activity        x    x    x     x       y         x   x            y           x          x     x
see an inner tie        -    -    -     -       y         -   -            -           -          y     y
see its photo           y    y    y     y       y         y   y            y           y          y     y
who took it             x    x    x     x       x         x   x            x           x          x     x
add a photo             x    x    x     x       y         x   x            y           x          x     x
describe its photo      x    -    -     -       y         -   -            y           -          -     -
remove its photo        x    -    -     -       y         -   -            y           -          -     -
see a lesson            x    -    -     -       y         -   -            y           y          -     -
see a private lesson    x    -    -     -       -         -   -            -           -          -     -
who wrote it            x    x    x     x       x         x   x            x           x          x     x
write a lesson          x    x    x     x       y         x   x            y           y          x     x
learn of a proposal     x    x    -     -       x         -   -            x           -          -     -
take it away            x    -    -     -       -         -   -            -           -          -     -
change a lesson         x    -    -     -       -         -   -            -           -          -     -
see its figures         x    -    -     -       y         -   -            y           y          -     -
write its figures       x    x    x     x       x         x   x            x           x          x     x
see a quote             x    -    -     -       y         -   -            y           y          -     -
how consent was given   x    x    x     x       x         x   x            x           x          x     x
add evidence            x    -    -     -       y         -   -            y           y          -     -
who agrees              x    -    -     -       -         -   -            -           -          -     -
see a mechanism         x    -    -     -       y         y   -            y           y          -     -
agree for all           x    x    x     x       x         x   x            x           x          x     x
see a wave              y    y    y     y       y         y   y            y           y          y     y
see a draft             -    -    -     -       -         -   -            y           y          -     -
see what is frozen      y    y    y     y       y         y   y            y           y          y     y
freeze otherwise        x    x    x     x       x         x   x            x           x          x     x
open it again           x    -    -     -       -         -   -            y           y          -     -
see its links           x    -    -     -       -         -   -            y           y          -     -
read an answer          x    x    x     x       x         x   x            x           x          x     x
the answers by function x    x    x     x       x         x   x            x           x          x     x
withdraw for another    x    x    x     x       x         x   x            x           x          x     x
who answered already    x    -    -     -       -         -   -            y           y          -     -
what was typed already  x    -    -     -       -         -   -            y           y          -     -
see an instrument       x    -    -     -       y         y   -            y           y          -     -
`;
const access = accessTable<World>(table, actions);

forEachDatabase('Access to what is learned', (open) => {
  let database: Database;
  let world: World;
  beforeAll(async () => {
    database = await open();
    world = await neighbours(database);
    await learn(database, HERE, world.assets.open);
    await database.asSystem(async (tx) => {
      await tx.run(
        `insert into public.initiative_assets (initiative_id, asset_id)
         select id, $1 from public.initiatives where title = 'De tuin'`,
        [world.assets.inner],
      );
      await tx.run(
        `insert into public.initiative_photos (id, initiative_id, width, height, file, digest)
         select $1, id, 1, 1, $1, '' from public.initiatives where title = 'De tuin'`,
        [randomUUID()],
      );
      await tx.run(
        `insert into public.initiatives (id, title, buurt_code, began_on, created_by)
         values ($1, 'Voorstel', $2, '2025-01-01', $3)`,
        [randomUUID(), HERE, world.actors.here.accountId],
      );
      await tx.run(
        `insert into public.cimo_entries (id, initiative_id, direction, happened)
         select $1, id, 'works', 'Voor mij' from public.initiatives where title = 'De tuin'`,
        [randomUUID()],
      );
      await tx.run(
        `insert into public.survey_answers (id, wave_id, person, answers, late, on_paper)
         select $1, id, 'p', '{}', true, true from public.waves where title = '0-meting'`,
        [SHEET],
      );
      await tx.run(
        `insert into public.waves (id, title, area_code, instruments, visible_to)
         values ($1, 'Concept', 'WK900101', '[]', 'everyone')`,
        [randomUUID()],
      );
    });
  });

  test('the table names every actor and every action', () => access.requireWhole(world));

  test.for(access.lines)('%s', (line) => access.requireLine(line, database, world));
});
