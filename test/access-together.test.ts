import { randomUUID } from 'node:crypto';
import { beforeAll, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { accessTable, rows, write, type Action as AnAction } from './support/access.ts';
import { forEachDatabase } from './support/database.ts';
import { learn } from './support/learning.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { learnTogether } from './support/together.ts';

/** A meeting of the whole programme to which the connector comes; the coordinator called it. */
type World = Awaited<ReturnType<typeof neighbours>>;
type Action = AnAction<World>;

const meeting = `(select id from public.learning_meetings where place <> 'Straks')`;
const toCome = `(select id from public.learning_meetings where place = 'Straks')`;
const reflect = (sharing: string) =>
  rows(`select words from public.reflections where sharing = '${sharing}'`);

/** What anyone might try, by SQL. */
const actions: Record<string, Action> = {
  'see a meeting': rows('select theme, programme from public.learning_meetings'),
  'who called it': rows('select created_by from public.learning_meetings'),
  'call one for all': write(`insert into public.learning_meetings (id, theme, held_on, area_code)
    values ('${randomUUID()}', 'Nieuw', '2025-01-01', 'NL')`),
  'call one of GM9001': write(`insert into public.learning_meetings (id, theme, held_on, area_code)
    values ('${randomUUID()}', 'Nieuw', '2025-01-01', 'GM9001')`),
  'change a meeting': write(`update public.learning_meetings set theme = 'Mijn'`),
  'see who comes': rows('select account_id from public.learning_replies'),
  'how many come': rows(`select from private.replies_of(${meeting}) where coming > 0`),
  'say to come': write(`insert into public.learning_replies (meeting_id, comes)
    select ${toCome}, true where ${toCome} is not null on conflict (meeting_id, account_id) do update set comes = true`),
  'see who came': rows('select role, people from public.learning_attendance'),
  'count who came': write('delete from public.learning_attendance'),
  'see an intention': rows('select does from public.learning_intentions'),
  'see an example': rows('select told from public.practice_examples'),
  'who told it': rows('select told_by from public.practice_examples'),
  'change an example': write(`update public.practice_examples set told = 'Anders'`),
  'write its figures': write(`update public.practice_contexts set figures = '{}'`),
  'read a private thought': reflect('private'),
  'read one of the group': reflect('group'),
  'read a shared one': reflect('shared'),
  'who thought it': rows('select written_by from public.reflections'),
  'change a thought': write(`update public.reflections set words = 'Anders'`),
  'read a moment': rows('select month, help from public.preventive_moments'),
  'write a moment': write(`insert into public.preventive_moments
    values ('${randomUUID()}', '2025-01-01', 'WK900101', 'other', 'self')`),
  'count the moments': rows(
    `select from private.preventive_counts('WK900101', 2025) where by = 'total'`,
  ),
  'see a competence': rows('select answers from public.competence_assessments'),
  'date it back': write(`update public.competence_assessments set given_on = '2020-01-01'`),
  'those of all': rows(`select from private.assessments_in('NL')`),
  'see what was done': rows(
    `select from private.programme_counts('WK900101', '2020-01-01', '2030-01-01')`,
  ),
  'even of few': rows(
    `select from private.programme_cells('WK900101', '2020-01-01', '2030-01-01', false)`,
  ),
  'of a year as one': rows(`select from private.programme_year('WK900101', 2025)`),
  'how many connect': rows(`select from private.programme_now('WK900101')`),
  'what was learned': rows(
    `select from private.learning_counts('WK900101', '2025-01-01', '2025-12-31')`,
  ),
  'quotes to choose': rows(`select from private.quotes_of('WK900101', '2025-07-01')`),
  'choose a quote': write(`insert into public.report_quotes (area_code, quarter, evidence_id)
    select 'WK900101', '2025-07-01', q.id from private.quotes_of('WK900101', '2025-07-01') q`),
};

/** `far` is a connector of another gemeente. */
const table = `
                        anon here there trusted connector far municipality coordinator researcher owner steward
see a meeting           x    -    -     -       y         y   -            y           y          -     -
who called it           x    x    x     x       x         x   x            x           x          x     x
call one for all        x    x    x     x       y         y   x            y           y          x     x
call one of GM9001      x    x    x     x       y         x   x            y           y          x     x
change a meeting        x    -    -     -       -         -   -            y           -          -     -
see who comes           x    -    -     -       y         -   -            -           -          -     -
how many come           x    -    -     -       y         y   -            y           y          -     -
say to come             x    -    -     -       y         y   -            y           y          -     -
see who came            x    -    -     -       y         y   -            y           y          -     -
count who came          x    -    -     -       -         -   -            y           -          -     -
see an intention        x    -    -     -       y         -   -            -           -          -     -
see an example          x    -    -     -       y         y   -            y           y          -     -
who told it             x    x    x     x       x         x   x            x           x          x     x
change an example       x    -    -     -       y         -   -            -           -          -     -
write its figures       x    x    x     x       x         x   x            x           x          x     x
read a private thought  x    -    -     -       y         -   -            -           -          -     -
read one of the group   x    -    -     -       y         -   -            y           -          -     -
read a shared one       x    -    -     -       y         y   -            y           y          -     -
who thought it          x    x    x     x       x         x   x            x           x          x     x
change a thought        x    -    -     -       y         -   -            -           -          -     -
read a moment           x    x    x     x       x         x   x            x           x          x     x
write a moment          x    x    x     x       x         x   x            x           x          x     x
count the moments       x    -    -     -       y         -   y            y           y          -     -
see a competence        x    -    -     -       y         -   -            -           -          -     -
date it back            x    x    x     x       x         x   x            x           x          x     x
those of all            x    x    x     x       x         x   x            x           x          x     x
see what was done       x    -    -     -       y         -   -            y           y          -     -
even of few             x    x    x     x       x         x   x            x           x          x     x
of a year as one        x    -    -     -       y         -   -            y           y          -     -
how many connect        x    -    -     -       y         -   -            y           y          -     -
what was learned        x    -    -     -       y         -   -            y           y          -     -
quotes to choose        x    -    -     -       -         -   -            y           -          -     -
choose a quote          x    -    -     -       -         -   -            y           -          -     -
`;
const access = accessTable<World>(table, actions);

forEachDatabase('Access to what is learned together', (open) => {
  let database: Database;
  let world: World;
  beforeAll(async () => {
    database = await open();
    world = await neighbours(database);
    await learn(database, HERE, world.assets.open);
    await learnTogether(database, HERE, world.actors);
    await database.asSystem((tx) =>
      tx.run(
        `insert into public.learning_meetings (id, theme, place, held_on, area_code)
         values ($1, 'Later', 'Straks', current_date + 7, 'NL')`,
        [randomUUID()],
      ),
    );
  });

  test('the table names every actor and every action', () => access.requireWhole(world));

  test.for(access.lines)('%s', (line) => access.requireLine(line, database, world));
});
