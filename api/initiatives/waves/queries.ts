import { randomBytes } from 'node:crypto';
import type { Answers, Asked, Instrument, NewInstrument, Survey } from '../../contracts/surveys.ts';
import type { NewWave, Wave, WaveChange, WaveLinks } from '../../contracts/waves.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';
import type { Sheet } from './paper.ts';
import { shipped } from './shipped.ts';

const select = (where: string, more = '') => `
  select w.id, w.title, json_build_object('code', w.area_code, 'name', n.name) as area,
    (select json_build_object('id', i.id, 'title', i.title) from (select id, title from public.initiatives) i
      where i.id = w.initiative_id) as initiative,
    w.instruments, w.state, w.visible_to as "visibleTo",
    (select json_build_object('id', f.id, 'title', f.title) from (select id, title from public.waves) f
      where f.id = w.follows_id) as follows,
    (select json_build_object('id', f.id, 'title', f.title) from (select id, title from public.waves) f
      where f.id = w.compares_with_id) as "comparesWith",
    w.invited, w.closed_at as "closedAt", w.was_left as "wasLeft",
    (select json_build_object('answers', k.answers, 'late', k.late, 'onPaper', k.on_paper)
      from private.answer_counts(w.id) k where private.runs_wave(w.id)) as counts,
    private.runs_wave(w.id) as holds, w.source = 'voorbeeld' as "isExample", w.version${more}
  from (select id, title, area_code, initiative_id, instruments, state, visible_to, follows_id, compares_with_id,
    invited, closed_at, was_left, source, version, created_at from public.waves) w
  left join public.current_neighbourhoods n on n.code = w.area_code
  where ${where}`;

/** Waves of an area and of those in it that the visitor may see, the newest first. */
export async function listWaves(
  tx: Transaction,
  neighbourhood: string | undefined,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Wave[]; next: string[] | null }> {
  const rows = await tx.query<Wave & { sorted: string }>(
    `${select(
      `($2::text is null or w.area_code = $2 or w.area_code in (
         select code from public.current_neighbourhoods where $2 in (parent_code, gemeente_code)))
       and ($3::timestamptz is null or (w.created_at, w.id) < ($3, $4::uuid))`,
      ', w.created_at::text as sorted',
    )} order by w.created_at desc, w.id desc limit $1`,
    [limit + 1, neighbourhood ?? null, after?.[0] ?? null, after?.[1] ?? null],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ sorted: _, ...wave }) => wave),
    next: rows.length > limit && last ? [last.sorted, last.id] : null,
  };
}

export async function readWave(tx: Transaction, id: string): Promise<Wave | null> {
  const [row] = await tx.query<Wave>(select('w.id = $1'), [id]);
  return row ?? null;
}

/** Instruments that come with the product, and those of the programme; the newest version first. */
export async function listInstruments(tx: Transaction): Promise<Instrument[]> {
  const own = await tx.query<Omit<Instrument, 'shipped'>>(
    'select key, version, definition from public.instruments order by key, version desc',
  );
  return [...shipped, ...own.map((one) => ({ ...one, shipped: false }))];
}

/** Writes a version; the same sent twice is one. Throws Problem 409 for another definition of it. */
export async function insertInstrument(tx: Transaction, given: NewInstrument): Promise<void> {
  const { key, version, definition } = given;
  const taken = new Problem(409, 'This version is there already: make a new one.');
  if (shipped.some((one) => one.key === key))
    throw new Problem(409, 'This key is of a survey that everybody has: take another key.');
  const written = await tx.run(
    `insert into public.instruments (key, version, definition) values ($1, $2, $3::text::jsonb) on conflict do nothing`,
    [key, version, JSON.stringify(definition)],
  );
  if (written > 0) return;
  const [same] = await tx.query(
    'select key from public.instruments where key = $1 and version = $2 and definition = $3::text::jsonb',
    [key, version, JSON.stringify(definition)],
  );
  if (!same) throw taken;
}

/** The definitions of what is asked. Throws Problem 400 for what is not there. */
async function askedBy(tx: Transaction, which: NewWave['instruments']): Promise<Asked> {
  const all = await listInstruments(tx);
  return which.map(({ key, version }, n) => {
    const found = all.find((one) => one.key === key && one.version === version);
    if (found) return { key, version, definition: found.definition };
    throw new Problem(400, `instruments.${n}: there is no such instrument`, [
      { at: `instruments.${n}`, says: 'there is no such instrument' },
    ]);
  });
}

/** Writes a wave, once however often it is sent. Throws Problem 400, 403 or 409. */
export async function insertWave(
  tx: Transaction,
  { accountId }: Actor,
  given: NewWave,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const asked = await askedBy(tx, given.instruments);
  const written = await tx.run(
    `insert into public.waves (id, title, area_code, initiative_id, instruments, visible_to, follows_id,
       compares_with_id, invited, digest)
     values ($1, $2, $3, $4, $5::text::jsonb, $6::public.wave_audience, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[given.id, given.title, given.area, given.initiative, JSON.stringify(asked)],
      ...[given.visibleTo, given.follows, given.comparesWith, given.invited, digest],
    ],
  );
  if (written > 0) {
    await makeLinks(tx, given.id, 1, false);
    return;
  }
  await requireRepeat(tx, 'public.waves', given.id, digest);
}

const columns = {
  title: ['title', 'text'],
  area: ['area_code', 'text'],
  initiative: ['initiative_id', 'uuid'],
  visibleTo: ['visible_to', 'public.wave_audience'],
  follows: ['follows_id', 'uuid'],
  comparesWith: ['compares_with_id', 'uuid'],
  invited: ['invited', 'int'],
  state: ['state', 'public.wave_state'],
  instruments: ['instruments', 'text::jsonb'],
} as const;

/** Throws Problem 404, 412, or 403 for who only looks. */
export async function changeWave(
  tx: Transaction,
  id: string,
  version: number,
  change: WaveChange,
): Promise<void> {
  const seen = await readWave(tx, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const asked = change.instruments && JSON.stringify(await askedBy(tx, change.instruments));
  const { sets, values } = setsOf(columns, { ...change, instruments: asked });
  const written = await tx.run(`update public.waves set ${sets} where id = $1`, [id, ...values]);
  if (written === 0) throw notAllowed();
}

/** Takes a draft away; what was opened stays. Throws Problem 404 or 403. */
export async function removeWave(tx: Transaction, id: string): Promise<void> {
  const seen = await readWave(tx, id);
  if (!seen) throw notFound();
  if ((await tx.run('delete from public.waves where id = $1', [id])) > 0) return;
  throw seen.holds ? new Problem(403, 'A wave that was opened stays.') : notAllowed();
}

export async function listLinks(tx: Transaction, wave: string): Promise<WaveLinks['items'] | null> {
  const seen = await readWave(tx, wave);
  if (!seen) return null;
  if (!seen.holds) throw notAllowed();
  return tx.query<WaveLinks['items'][number]>(
    `select token, once, used_at is not null as used from public.wave_links where wave_id = $1
     order by once, token`,
    [wave],
  );
}

/** Links that nobody guesses (128 bits); `once`: each good for one answer. */
export async function makeLinks(
  tx: Transaction,
  wave: string,
  count: number,
  once: boolean,
): Promise<void> {
  const tokens = Array.from({ length: count }, () => randomBytes(16).toString('base64url'));
  await tx.run(
    'insert into public.wave_links (token, wave_id, once) select token, $2, $3 from unnest($1::text[]) as token',
    [tokens, wave, once],
  );
}

/**
 * What was answered in words, of a closed wave, by question; none of fewer than five answers, and none any more once
 * somebody who counted in it withdrew. Throws Problem 403, 409.
 */
export async function readWords(
  tx: Transaction,
  wave: string,
): Promise<{ question: string; asked: string; words: string }[] | null> {
  const seen = await readWave(tx, wave);
  if (!seen) return null;
  if (!seen.holds) throw notAllowed();
  if (seen.state !== 'closed') throw new Problem(409, 'Words are read once the wave is closed.');
  if (seen.wasLeft)
    throw new Problem(
      409,
      'Somebody took back what they answered: the words are not given any more.',
    );
  return tx.query('select question, asked, words from private.words_of($1)', [wave]);
}

interface Behind {
  title: string;
  instruments: Asked;
  state: string;
  takes: boolean;
  used: boolean;
  visibleTo: Survey['visibleTo'];
}

export async function surveyBehind(tx: Transaction, token: string): Promise<Behind | null> {
  const [row] = await tx.query<Behind>(
    'select title, instruments, state, visible_to as "visibleTo", takes, used from private.survey_behind($1)',
    [token],
  );
  return row ?? null;
}

type Became =
  'kept' | 'late' | 'again' | 'withdrawn' | 'taken' | 'used' | 'twice' | 'closed' | null;

export async function keepAnswer(
  tx: Transaction,
  token: string,
  given: { id: string; answers: Answers; language: string },
  person: string | null,
): Promise<Became> {
  const [row] = await tx.query<{ became: Became }>(
    'select private.answer_survey($1, $2, $3::text::jsonb, $4, $5) as became',
    [token, given.id, JSON.stringify(given.answers), person, given.language],
  );
  return row!.became;
}

/**
 * Answers on paper, all of them or none: none where somebody answered already, with the sheets of those. `late`: the wave
 * was closed meanwhile, and they are not in it.
 */
export async function keepPaper(
  tx: Transaction,
  wave: string,
  sheets: Sheet[],
): Promise<{ written: number; late: boolean; answered: Sheet[] }> {
  // Closing waits until they are in.
  const [found] = await tx.query<{ state: string }>(
    'select state from public.waves where id = $1 for share',
    [wave],
  );
  const late = found?.state === 'closed';
  const there = await tx.query<{ id: string }>(
    'select private.typed_already($1, $2::uuid[]) as id',
    [wave, sheets.map(({ id }) => id)],
  );
  const known = new Set(there.map(({ id }) => id));
  const fresh = sheets.filter(({ id }) => !known.has(id));
  const people = await tx.query<{ person: string }>(
    'select private.answered_already($1, $2::text[]) as person',
    [wave, fresh.flatMap(({ person }) => person ?? [])],
  );
  const answered = new Set(people.map(({ person }) => person));
  const again = fresh.filter(({ person }) => person !== null && answered.has(person));
  if (again.length > 0) return { written: 0, late, answered: again };
  await tx.run(
    `insert into public.survey_answers (id, wave_id, person, answers, on_paper)
     select r.id, $1, r.person, r.answers, true
     from json_to_recordset($2::text::json) as r (id uuid, person text, answers jsonb)`,
    [wave, JSON.stringify(fresh)],
  );
  return { written: sheets.length, late, answered: [] };
}
