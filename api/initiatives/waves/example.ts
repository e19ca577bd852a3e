import type { ReadAreaFigures } from '../../area-figures.ts';
import type { Answers } from '../../contracts/surveys.ts';
import type { Database, Transaction } from '../../db/port.ts';
import { today } from '../../http/today.ts';
import { identityOf } from '../../imports/staged.ts';
import { drawFrom } from '../engine/bootstrap.ts';
import { keepSnapshot, snapshotOf, type Standing } from './freeze.ts';
import { shipped } from './shipped.ts';

/** The link by which everybody answers the example that is open. */
const EXAMPLE_LINK = 'voorbeeld-binnentuin';
const PEOPLE = 36;
const DAY_MS = 86_400_000;

/** A UUID that follows from names, so that writing the examples twice changes nothing. */
const idOf = (...names: string[]): string => identityOf(['voorbeeld', ...names]).uuid;

/** Invented answers to the scale of cohesion: one level a person, a little up in the second wave. */
function answersOf(person: number, up: number): Answers {
  const draw = drawFrom(person * 7 + up);
  const level = 1 + (person % 3) + (up > 0 && person % 4 !== 0 ? up : 0);
  const code = () => Math.min(4, Math.max(0, level + draw(3) - 1));
  return {
    ...{ 'cohesion.know': 4 - code(), 'cohesion.pleasant': code(), 'cohesion.together': code() },
    ...{ 'cohesion.home': code(), 'cohesion.contact': code(), 'cohesion.mix': code() },
  };
}

/** Of the same people. */
const closed = [
  { name: '0-meting (voorbeeld)', daysAgo: 200, follows: null, up: 0 },
  { name: '1-meting (voorbeeld)', daysAgo: 20, follows: '0-meting (voorbeeld)', up: 1 },
];

/** The wijk of the example garden; undefined where its waves are there, or it is not. */
async function areaToMeasure(tx: Transaction): Promise<string | undefined> {
  const [area] = await tx.query<{ wijk: string }>(
    `select n.parent_code as wijk from public.initiatives i
     join public.current_neighbourhoods n on n.code = i.buurt_code
     where i.id = $1 and n.parent_code is not null
       and not exists (select from public.waves where source = 'voorbeeld')`,
    [idOf('initiative', 'De binnentuin van Het Rode Klif')],
  );
  return area?.wijk;
}

/**
 * Two closed waves of the wijk of the example garden, and one that is open; all invented, but for the figures of the
 * network and coverage of the example: that has to be written before. Twice changes nothing.
 */
export async function writeExampleWaves(
  database: Database,
  read: ReadAreaFigures,
  researcher: string,
): Promise<void> {
  const area = await database.asSystem(areaToMeasure);
  if (area === undefined) return;
  // Ties are told since those days. Places were not there yet, so that what is reached is of now, and says so.
  const { coverage } = await read(area, today());
  const standings = new Map<string, Standing>();
  for (const { name, daysAgo } of closed) {
    const asOf = new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
    const { network } = await read(area, asOf);
    standings.set(name, { asOf, network, coverage });
  }
  await database.asSystem(async (tx) => {
    if ((await areaToMeasure(tx)) === area) await write(tx, { area, researcher, standings });
  });
}

async function write(
  tx: Transaction,
  {
    area,
    researcher,
    standings,
  }: { area: string; researcher: string; standings: Map<string, Standing> },
): Promise<void> {
  const asked = (key: string) =>
    [shipped.find((one) => one.key === key)!].map(({ shipped: _, ...one }) => one);
  const writeWave = (
    name: string,
    key: string,
    state: string,
    daysAgo: number,
    follows: string | null,
  ) =>
    tx.run(
      `insert into public.waves (id, title, area_code, initiative_id, instruments, state, visible_to, follows_id,
         invited, source, created_by, created_at, closed_at)
       values ($1, $2, $3, $4, $5::text::jsonb, $6::text::public.wave_state, 'everyone', $7, case when $6::text = 'closed' then 90 end, 'voorbeeld', $8::uuid,
         now() - make_interval(days => $9::int), case when $6::text = 'closed' then now() - make_interval(days => $9::int) end)`,
      [
        ...[idOf('wave', name), name, area],
        key === 'participants' ? idOf('initiative', 'De binnentuin van Het Rode Klif') : null,
        ...[
          JSON.stringify(asked(key)),
          state,
          follows && idOf('wave', follows),
          researcher,
          daysAgo,
        ],
      ],
    );
  for (const { name, daysAgo, follows, up } of closed) {
    await writeWave(name, 'cohesion', 'closed', daysAgo, follows);
    const id = idOf('wave', name);
    for (let person = 0; person < PEOPLE; person += 1)
      await tx.run(
        `insert into public.survey_answers (id, wave_id, person, answers, given_on)
         values ($1, $2, $3, $4::text::jsonb, current_date - $5::int)`,
        [
          ...[idOf('answer', name, String(person)), id, `voorbeeld ${person}`],
          ...[JSON.stringify(answersOf(person, up)), daysAgo],
        ],
      );
    await keepSnapshot(tx, id, 1, await snapshotOf(tx, id, standings.get(name)!));
  }
  await writeWave('Meedoen in de binnentuin (voorbeeld)', 'participants', 'open', 2, null);
  await tx.run('insert into public.wave_links (token, wave_id, once) values ($1, $2, false)', [
    EXAMPLE_LINK,
    idOf('wave', 'Meedoen in de binnentuin (voorbeeld)'),
  ]);
}
