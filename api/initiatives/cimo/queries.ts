import type {
  CimoEntry,
  CimoEntryChange,
  ContextFigures,
  EvidenceItem,
  NewCimoEntry,
  NewEvidence,
} from '../../contracts/cimo.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';
import { tieTo } from '../ties.ts';

type Row = Omit<CimoEntry, 'figures' | 'agreed' | 'agreedByMe'> & {
  figures: ({ asOf: string; area: string } & ContextFigures) | null;
  votes: { role: string; people: number; me: boolean }[];
};

const end = `json_build_object('id', a.id, 'kind', a.kind, 'title', a.title)`;

const select = (where: string) => `
  select e.id, json_build_object('id', i.id, 'title', i.title) as initiative, e.happened_on as "happenedOn",
    e.direction, e.happened, e.claim, e.known_by as "knownBy", e.context,
    (select json_build_object('asOf', c.as_of, 'area', c.area_code)::jsonb || c.figures
      from public.cimo_contexts c where c.entry_id = e.id) as figures,
    (select json_build_object('id', t.id, 'title', t.title, 'heldOn', t.held_on)
      from (select id, title, held_on from public.initiative_activities) t where t.id = e.activity_id) as activity,
    (select json_build_object('id', m.id, 'name', m.name, 'factor', m.factor, 'newFactor', m.new_factor)
      from (select id, name, factor, new_factor from public.mechanisms) m where m.id = e.mechanism_id) as mechanism,
    e.outcome, e.outcome_kind as "outcomeKind", e.outcome_basis as "outcomeBasis",
    (select json_build_object('id', w.id, 'title', w.title)
      from (select id, title, state from public.waves) w where w.id = e.wave_id and w.state = 'closed') as wave,
    e.strength, e.sharing,
    e.is_complete as "isComplete",
    coalesce((select json_agg(json_build_object('id', v.id, 'side', v.side, 'words', v.words, 'isQuote', v.is_quote,
        'speaker', v.speaker, 'removable', private.may_take_evidence(v.id)) order by v.added_at, v.id)
      from (select id, entry_id, side, words, is_quote, speaker, added_at from public.cimo_evidence) v
      where v.entry_id = e.id), '[]') as evidence,
    coalesce((select json_agg(g) from private.agreed_with(e.id) g), '[]') as votes,
    coalesce((select json_agg(${end} order by a.id) from public.cimo_assets l
      join (select id, kind, title from public.assets) a on a.id = l.asset_id where l.entry_id = e.id), '[]') as assets,
    coalesce((select json_agg(json_build_object('id', n.id, 'one', o.title, 'other', t.title) order by n.id)
      from public.cimo_introductions l
      join (select id, one_id, other_id from public.introductions) n on n.id = l.introduction_id
      join (select id, title from public.assets) o on o.id = n.one_id
      join (select id, title from public.assets) t on t.id = n.other_id
      where l.entry_id = e.id), '[]') as introductions,
    private.is_my_entry(e.id) as mine, e.version, e.created_at as "createdAt"
  from (select id, initiative_id, happened_on, direction, happened, claim, known_by, context, activity_id,
    mechanism_id, outcome, outcome_kind, outcome_basis, wave_id, strength, sharing, is_complete, version, created_at
    from public.cimo_entries) e
  join (select id, title from public.initiatives) i on i.id = e.initiative_id
  where ${where}`;

const toEntry = ({ votes, ...row }: Row): CimoEntry => ({
  ...row,
  agreed: votes.map(({ role, people }) => ({ role, people })),
  agreedByMe: votes.some(({ me }) => me),
});

/** Entries of an initiative, newest first: the visitor's own and those that are shared; null where it is not there. */
export async function listEntries(
  tx: Transaction,
  initiative: string,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: CimoEntry[]; next: string[] | null } | null> {
  if (!(await isThere(tx, initiative))) return null;
  const rows = await tx.query<Row>(
    `${select(`e.initiative_id = $1 ${after ? 'and (e.happened_on, e.id) < ($3::date, $4::uuid)' : ''}`)}
     order by e.happened_on desc, e.id desc limit $2`,
    [initiative, limit + 1, ...(after ?? [])],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toEntry),
    next: rows.length > limit && last ? [last.happenedOn, last.id] : null,
  };
}

const isThere = async (tx: Transaction, initiative: string): Promise<boolean> =>
  (await tx.query('select id from public.initiatives where id = $1', [initiative])).length > 0;

export async function readEntry(
  tx: Transaction,
  initiative: string,
  id: string,
): Promise<CimoEntry | null> {
  const [row] = await tx.query<Row>(select('e.initiative_id = $1 and e.id = $2'), [initiative, id]);
  return row ? toEntry(row) : null;
}

/** Writes an entry, once however often it is sent. Throws Problem 404, 403 or 409. */
export async function insertEntry(
  tx: Transaction,
  { accountId }: Actor,
  initiative: string,
  given: NewCimoEntry,
): Promise<void> {
  const [seen] = await tx.query<{ studies: boolean; wasPublished: boolean }>(
    `select private.studies_initiative(id) as studies, was_published as "wasPublished"
     from public.initiatives where id = $1`,
    [initiative],
  );
  if (!seen) throw notFound();
  if (!seen.studies) throw notAllowed();
  if (!seen.wasPublished)
    throw new Problem(409, 'an initiative is learned from once it was published');
  const digest = digestOf(accountId, initiative, given);
  const written = await tx.run(
    `insert into public.cimo_entries (id, initiative_id, happened_on, direction, happened, claim, known_by, context,
       activity_id, mechanism_id, outcome, outcome_kind, outcome_basis, strength, sharing, digest, wave_id)
     values ($1, $2, coalesce($3::date, current_date), $4::public.cimo_direction, $5, $6, $7, $8, $9, $10, $11,
       $12::public.outcome_kind, $13::public.outcome_basis, $14::public.evidence_strength,
       $15::public.cimo_sharing, $16, $17::uuid)
     on conflict do nothing`,
    [
      ...[given.id, initiative, given.happenedOn ?? null, given.direction, given.happened],
      ...[given.claim, given.knownBy, given.context, given.activity, given.mechanism],
      ...[given.outcome, given.outcomeKind, given.outcomeBasis, given.strength, given.sharing],
      ...[digest, given.wave],
    ],
  );
  if (written > 0) return tieTo(tx, 'entry', given.id, given);
  await requireRepeat(tx, 'public.cimo_entries', given.id, digest);
}

const columns = {
  happenedOn: ['happened_on', 'date'],
  direction: ['direction', 'public.cimo_direction'],
  happened: ['happened', 'text'],
  claim: ['claim', 'text'],
  knownBy: ['known_by', 'text'],
  context: ['context', 'text'],
  activity: ['activity_id', 'uuid'],
  mechanism: ['mechanism_id', 'uuid'],
  outcome: ['outcome', 'text'],
  outcomeKind: ['outcome_kind', 'public.outcome_kind'],
  outcomeBasis: ['outcome_basis', 'public.outcome_basis'],
  wave: ['wave_id', 'uuid'],
  strength: ['strength', 'public.evidence_strength'],
  sharing: ['sharing', 'public.cimo_sharing'],
} as const;

/** Throws Problem 404, 412, or 403 for an entry of somebody else. */
export async function changeEntry(
  tx: Transaction,
  initiative: string,
  id: string,
  version: number,
  change: CimoEntryChange,
): Promise<void> {
  const seen = await readEntry(tx, initiative, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  const written = await tx.run(
    `update public.cimo_entries set ${sets || 'happened = happened'} where id = $1`,
    [id, ...values],
  );
  if (written === 0) throw notAllowed();
  await tieTo(tx, 'entry', id, change);
}

export async function removeEntry(tx: Transaction, initiative: string, id: string): Promise<void> {
  if (!(await readEntry(tx, initiative, id))) throw notFound();
  if ((await tx.run('delete from public.cimo_entries where id = $1', [id])) === 0)
    throw notAllowed();
}

/** Adds what speaks for an entry or against it; sent twice it is added once. Throws Problem 404. */
export async function addEvidence(
  tx: Transaction,
  initiative: string,
  entry: string,
  given: NewEvidence,
): Promise<void> {
  if (!(await readEntry(tx, initiative, entry))) throw notFound();
  await tx.run(
    `insert into public.cimo_evidence (id, entry_id, side, words, is_quote, consent_how, speaker)
     values ($1, $2, $3::public.evidence_side, $4, $5, $6, $7) on conflict do nothing`,
    [...[given.id, entry, given.side, given.words, given.isQuote, given.consentHow], given.speaker],
  );
}

export async function removeEvidence(
  tx: Transaction,
  entry: string,
  id: EvidenceItem['id'],
): Promise<void> {
  const written = await tx.run('delete from public.cimo_evidence where id = $1 and entry_id = $2', [
    id,
    entry,
  ]);
  if (written === 0) throw notFound();
}

/** Agrees with an entry, or takes that back. Throws Problem 404, or 403 for one's own. */
export async function agree(
  tx: Transaction,
  initiative: string,
  entry: string,
  agrees: boolean,
): Promise<void> {
  const seen = await readEntry(tx, initiative, entry);
  if (!seen) throw notFound();
  if (seen.mine) throw new Problem(403, 'Others say whether they agree with what you wrote.');
  if (agrees)
    await tx.run(
      'insert into public.cimo_agreements (entry_id) values ($1) on conflict do nothing',
      [entry],
    );
  else await tx.run('delete from public.cimo_agreements where entry_id = $1', [entry]);
}

/** In which wijk an entry lies and on which day, for the figures of its context; null when those are there. */
export async function contextToRead(
  tx: Transaction,
  entry: string,
): Promise<{ area: string; on: string } | null> {
  const [row] = await tx.query<{ area: string; on: string }>(
    `select n.parent_code as area, least(e.happened_on, current_date)::text as on
     from public.cimo_entries e
     join public.initiatives i on i.id = e.initiative_id
     join public.current_neighbourhoods n on n.code = i.buurt_code
     where e.id = $1 and n.parent_code is not null and not exists (select from public.cimo_contexts c
       where c.entry_id = e.id and c.as_of = least(e.happened_on, current_date) and c.area_code = n.parent_code)`,
    [entry],
  );
  return row ?? null;
}

export async function writeContext(
  tx: Transaction,
  entry: string,
  { area, on }: { area: string; on: string },
  figures: ContextFigures,
): Promise<void> {
  await tx.run(
    `insert into public.cimo_contexts (entry_id, as_of, area_code, figures) values ($1, $2, $3, $4::text::jsonb)
     on conflict (entry_id) do update
       set as_of = excluded.as_of, area_code = excluded.area_code, figures = excluded.figures`,
    [entry, on, area, JSON.stringify(figures)],
  );
}
