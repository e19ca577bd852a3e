import type { Context } from 'hono';
import type { Asked } from '../../contracts/surveys.ts';
import type { Snapshot } from '../../contracts/waves.ts';
import type { Transaction } from '../../db/port.ts';
import type { Env } from '../../http/environment.ts';
import { notAllowed, notFound, Problem } from '../../http/problem.ts';
import { today } from '../../http/today.ts';
import { LEAST_ANSWERS } from '../engine/disclosure.ts';
import { resultsOf, type Respondent } from '../engine/results.ts';
import { asTold, besideTold, withoutOne } from '../engine/told.ts';
import { readWave } from './queries.ts';

interface Ground {
  title: string;
  area: string;
  instruments: Asked;
  follows: string | null;
  comparesWith: string | null;
  invited: number | null;
  wasLeft: boolean;
}

/**
 * Closes a wave and freezes it: survey, network, coverage and what was learned, as everybody sees them on this day.
 * Throws Problem 404, 403, 409 where it is not open, or 400 where more answered than were asked.
 */
export async function closeWave(c: Context<Env>, id: string): Promise<void> {
  const { database, areaFigures } = c.var.services;
  const wave = await database.asActor(c.var.actor, 'fresh', (tx) => readWave(tx, id));
  if (!wave) throw notFound();
  if (!wave.holds) throw notAllowed();
  const notOpen = new Problem(409, 'Only an open wave is closed.');
  if (wave.state !== 'open') throw notOpen;
  if (wave.invited !== null && wave.invited < wave.counts!.answers)
    throw new Problem(400, 'invited: is fewer than answered', [
      { at: 'invited', says: 'is fewer than answered' },
    ]);
  const { network, coverage } = await areaFigures(wave.area.code, today());
  await database.asSystem(async (tx) => {
    const closed = await tx.run(
      `update public.waves set state = 'closed', closed_at = now() where id = $1 and state = 'open'`,
      [id],
    );
    if (closed === 0) throw notOpen;
    // Asked here, and not of what the visitor sees: the others may be hidden from them by now.
    const others = await tx.query<{ isClosed: boolean; isSeen: boolean }>(
      `select o.state = 'closed' as "isClosed", o.visible_to >= w.visible_to as "isSeen"
       from public.waves w join public.waves o on o.id in (w.follows_id, w.compares_with_id) where w.id = $1`,
      [id],
    );
    if (others.some(({ isClosed }) => !isClosed))
      throw new Problem(409, 'The wave to compare with is closed first.');
    if (others.some(({ isSeen }) => !isSeen))
      throw new Problem(409, 'a wave is shown to no more people than those it is laid beside');
    const body = await snapshotOf(tx, id, { asOf: today(), network, coverage });
    await keepSnapshot(tx, id, 1, body);
  });
}

export const keepSnapshot = (tx: Transaction, wave: string, edition: number, body: Snapshot) =>
  tx.run('insert into public.wave_snapshots (wave_id, edition, body) values ($1, $2, $3)', [
    wave,
    edition,
    JSON.stringify(body),
  ]);

/** The figures of that day. */
export type Standing = Pick<Snapshot, 'asOf' | 'network' | 'coverage'>;

/** What a wave is frozen as. `standing`: what does not come from its answers. */
export async function snapshotOf(
  tx: Transaction,
  id: string,
  standing: Standing,
): Promise<Snapshot> {
  const ground = await groundOf(tx, id);
  const { instruments, follows, comparesWith } = ground;
  const now = await respondentsOf(tx, id);
  const before = follows === null ? null : await answeredIn(tx, follows, instruments);
  const told = (n: number) => (n >= LEAST_ANSWERS ? n : null);
  const own: Snapshot = {
    ...{ wave: id, title: ground.title, area: ground.area, asOf: standing.asOf },
    instruments: instruments.map(({ key, version }) => ({ key, version })),
    survey: {
      answers: told(now.length),
      onPaper: told(now.filter(({ onPaper }) => onPaper).length),
      invited: ground.invited,
      otherwise: before?.otherwise ?? [],
      ...asTold(
        resultsOf(instruments, { now, before: before?.all ?? [], wasLeft: before?.wasLeft }),
      ),
    },
    network: standing.network,
    coverage: standing.coverage,
    cimo: await cimoCounts(tx, ground.area, standing.asOf),
    changed: [],
  };
  return besideTold(own, comparesWith === null ? null : await frozenOf(tx, comparesWith));
}

const frozenOf = async (tx: Transaction, wave: string): Promise<Snapshot | null> => {
  const body = await readSnapshot(tx, wave);
  return body === null ? null : (JSON.parse(body) as Snapshot);
};

async function groundOf(tx: Transaction, id: string): Promise<Ground> {
  const [row] = await tx.query<Ground>(
    `select title, area_code as area, instruments, follows_id as follows, compares_with_id as "comparesWith", invited,
       was_left as "wasLeft"
     from public.waves where id = $1`,
    [id],
  );
  return row!;
}

const respondentsOf = (
  tx: Transaction,
  wave: string,
): Promise<(Respondent & { onPaper: boolean })[]> =>
  tx.query<Respondent & { onPaper: boolean }>(
    // By chance: ids come from outside, and of pairs that are left out nobody chooses which.
    'select person, answers, on_paper as "onPaper" from private.answers_of($1) order by gen_random_uuid()',
    [wave],
  );

/**
 * What was answered in another wave to the very questions of this one; and which instruments were asked otherwise there:
 * another version of the same questions measures another thing.
 */
async function answeredIn(
  tx: Transaction,
  wave: string,
  ours: Asked,
): Promise<{ all: Respondent[]; otherwise: string[]; wasLeft: boolean }> {
  const { instruments: theirs, wasLeft } = await groundOf(tx, wave);
  const versionOf = new Map(theirs.map(({ key, version }) => [key, version]));
  const same = new Set(
    ours.filter(({ key, version }) => versionOf.get(key) === version).map(({ key }) => key),
  );
  const isSame = ([item]: [string, unknown]) => same.has(item.slice(0, item.indexOf('.')));
  return {
    all: (await respondentsOf(tx, wave)).map(({ person, answers }) => ({
      person,
      answers: Object.fromEntries(Object.entries(answers).filter(isSame)),
    })),
    otherwise: ours.flatMap(({ key }) => (versionOf.has(key) && !same.has(key) ? [key] : [])),
    wasLeft,
  };
}

/** Of what is shared and happened by that day: entries of initiatives in the area, by what they say and by factor. */
async function cimoCounts(tx: Transaction, area: string, on: string): Promise<Snapshot['cimo']> {
  const rows = await tx.query<{ direction: string; factor: string | null; n: number }>(
    `select e.direction, m.factor, count(*)::int as n
     from public.cimo_entries e
     join public.initiatives i on i.id = e.initiative_id
     left join public.mechanisms m on m.id = e.mechanism_id
     where e.sharing = 'shared' and e.happened_on <= $2 and i.status = 'published' and i.buurt_code = any ((select private.buurten_within(array[$1]))::text[])
     group by 1, 2 order by 1, 2`,
    [area, on],
  );
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((total, { n }) => total + n, 0);
  const factors = [...new Set(rows.flatMap(({ factor }) => factor ?? []))].toSorted();
  return {
    entries: sum(() => true),
    works: sum(({ direction }) => direction === 'works'),
    chafes: sum(({ direction }) => direction === 'chafes'),
    byFactor: Object.fromEntries(
      factors.map((factor) => [factor, sum((row) => row.factor === factor)]),
    ),
  };
}

/** The newest edition of a frozen wave, as it was written; null where there is none for the visitor. */
export async function readSnapshot(tx: Transaction, wave: string): Promise<string | null> {
  const [row] = await tx.query<{ body: string }>(
    'select body from public.wave_snapshots where wave_id = $1 order by edition desc limit 1',
    [wave],
  );
  return row?.body ?? null;
}

interface Touched {
  id: string;
  edition: number;
  body: string;
  follows: string | null;
  comparesWith: string | null;
}

/**
 * Somebody takes back what they answered, in all waves: they are out, and every frozen wave in which they were, or
 * that stands on one, becomes another edition that says so. What was before is gone. Answers how many waves.
 */
export async function withdraw(tx: Transaction, person: string): Promise<number> {
  const gone = await tx.query<{ id: string; counted: boolean }>(
    'select id, counted from private.withdraw_answers($1)',
    [person],
  );
  const counted = gone.flatMap((one) => (one.counted ? [one.id] : []));
  const touched = await tx.query<Touched>(
    `select w.id, s.edition, s.body, w.follows_id as follows, w.compares_with_id as "comparesWith"
     from public.waves w join public.wave_snapshots s on s.wave_id = w.id
     where w.id in (select private.waves_with($1::uuid[])) order by w.id`,
    [counted],
  );
  const changed = new Map(
    touched.map(({ id, body, follows }) => {
      const before = JSON.parse(body) as Snapshot;
      const isIn = (wave: string | null) => wave !== null && counted.includes(wave);
      const survey = withoutOne(before.survey, { now: isIn(id), before: isIn(follows) });
      const said = { on: today(), because: 'withdrawn' as const };
      return [id, { ...before, survey, changed: [...before.changed, said] }];
    }),
  );
  for (const { id, edition, comparesWith } of touched) {
    const beside =
      comparesWith === null
        ? null
        : (changed.get(comparesWith) ?? (await frozenOf(tx, comparesWith)));
    await tx.run('delete from public.wave_snapshots where wave_id = $1', [id]);
    await keepSnapshot(tx, id, edition + 1, besideTold(changed.get(id)!, beside));
  }
  return gone.length;
}
