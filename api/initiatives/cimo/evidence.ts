import type {
  Evidence,
  EvidenceCell,
  EvidenceExportQuery,
  EvidenceQuery,
  EvidenceRow,
} from '../../contracts/cimo.ts';
import type { ContextKind } from '../../contracts/initiative-words.ts';
import type { Transaction } from '../../db/port.ts';

/** What a context is, of an entry: its key, and how it is called where it has a name of its own. */
const KEYS: Record<ContextKind, [key: string, name: string]> = {
  initiative: ['i.id::text', 'i.title'],
  gemeente: ['n.gemeente_code', 'g.name'],
  wijk: ['n.parent_code', 'w.name'],
  stage: [`c.figures ->> 'stage'`, 'null'],
  // Of the six kinds, the mean share of residents who have one within a walk: by thirds.
  completeness: [
    `case when (c.figures ->> 'completeness')::float8 < 1.0 / 3 then 'low'
      when (c.figures ->> 'completeness')::float8 < 2.0 / 3 then 'middle'
      when c.figures ->> 'completeness' is not null then 'high' end`,
    'null',
  ],
};

/** Of an initiative, where that is not told by the entry itself: what is joined for it. */
const PLACES: Partial<Record<ContextKind, string>> = {
  initiative: '',
  gemeente: `left join public.current_neighbourhoods n on n.code = i.buurt_code
    left join public.current_neighbourhoods g on g.code = n.gemeente_code`,
  wijk: `left join public.current_neighbourhoods n on n.code = i.buurt_code
    left join public.current_neighbourhoods w on w.code = n.parent_code`,
};

interface CellRow extends EvidenceCell {
  mechanism: string | null;
}
type Head = Pick<EvidenceRow, 'mechanism' | 'initiatives' | 'quotes' | 'against'>;

/**
 * Mechanism by context, over the entries that are shared with the visitor and their own: how often each worked and
 * chafed, what speaks for and against, and the newest of that in words. One statement, so that the entries are gone
 * through once.
 */
export async function readEvidence(
  tx: Transaction,
  { by, neighbourhood, initiative, factor, direction, shared, from, until }: EvidenceQuery,
): Promise<Evidence> {
  const [key, name] = KEYS[by];
  const places = PLACES[by];
  // Only what was asked: a condition that is looked at for each of ten thousand entries is felt.
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const within = neighbourhood
    ? `i.buurt_code = any ((select private.buurten_within(array[${add(neighbourhood)}]))::text[])`
    : 'true';
  const where = ['true'];
  if (from) where.push(`e.happened_on >= ${add(from)}`);
  if (until) where.push(`e.happened_on <= ${add(until)}`);
  if (factor)
    where.push(
      `e.mechanism_id in (select id from (select id, factor from public.mechanisms) m where m.factor = ${add(factor)})`,
    );
  if (direction) where.push(`e.direction = ${add(direction)}`);
  if (initiative) where.push(`e.initiative_id = ${add(initiative)}`);
  if (shared) where.push(`e.sharing = 'shared'`);
  const [found] = await tx.query<{
    cells: CellRow[];
    names: Evidence['contexts'];
    heads: Head[];
    initiatives: number;
  }>(
    `with initiatives as materialized (
       select i.id, ${places === undefined ? 'null' : key} as context, ${places === undefined ? 'null' : name} as name
       from (select id, title, buurt_code from public.initiatives) i ${places ?? ''}
       where ${within}
     ), chosen as materialized (
       select e.id, e.mechanism_id, e.initiative_id, e.direction, e.strength, e.is_seconded, e.sharing,
         ${places === undefined ? key : 'i.context'} as context
       from (select id, initiative_id, mechanism_id, direction, strength, is_seconded, happened_on, sharing
         from public.cimo_entries) e
       join initiatives i on i.id = e.initiative_id
       ${places === undefined ? 'left join public.cimo_contexts c on c.entry_id = e.id' : ''}
       where ${where.join(' and ')}
     ), said as materialized (
       select v.id, v.side, v.words, v.speaker, v.is_quote, v.added_at, c.sharing = 'shared' as is_shared,
         c.mechanism_id, c.context
       from (select id, entry_id, side, words, speaker, is_quote, added_at from public.cimo_evidence) v
       join chosen c on c.id = v.entry_id
     ), studied as materialized (
       select distinct mechanism_id, initiative_id from chosen
     ), counted as (
       select mechanism_id, context, count(*) filter (where direction = 'works') as works,
         count(*) filter (where direction = 'chafes') as chafes, 0 as pro, 0 as contra,
         count(*) filter (where strength = 'measured') as measured,
         count(*) filter (where strength = 'seen_by_two' and is_seconded) as seen_by_two
       from chosen group by 1, 2
       union all
       select mechanism_id, context, 0, 0, count(*) filter (where side = 'for'),
         count(*) filter (where side = 'against'), 0, 0
       from said group by 1, 2
     ), cells as (
       select mechanism_id as mechanism, context, sum(works)::int as works, sum(chafes)::int as chafes,
         sum(pro)::int as "evidenceFor", sum(contra)::int as "evidenceAgainst", sum(measured)::int as measured,
         sum(seen_by_two)::int as "seenByTwo"
       from counted group by 1, 2 order by 1, 2 nulls last
     ), newest as (
       select * from (
         select mechanism_id, words, side, speaker, is_quote,
           row_number() over (partition by mechanism_id, side order by added_at desc, id) as nth
         from said where is_shared and (is_quote or side = 'against')) spoken
       where nth <= 3
     ), heads as (
       select (select json_build_object('id', m.id, 'name', m.name, 'factor', m.factor, 'newFactor', m.new_factor,
             'agreed', m.agreed_at is not null)
           from (select id, name, factor, new_factor, agreed_at from public.mechanisms) m where m.id = h.mechanism_id) as mechanism,
         h.initiatives,
         coalesce((select json_agg(json_build_object('words', q.words, 'side', q.side, 'speaker', q.speaker)
             order by q.nth)
           from newest q
           where q.side = 'for' and q.mechanism_id is not distinct from h.mechanism_id), '[]') as quotes,
         coalesce((select json_agg(json_build_object('words', q.words, 'isQuote', q.is_quote, 'speaker', q.speaker)
             order by q.nth)
           from newest q
           where q.side = 'against' and q.mechanism_id is not distinct from h.mechanism_id), '[]') as against
       from (select mechanism_id, count(*)::int as initiatives from studied group by 1) h
     )
     select coalesce((select json_agg(cells) from cells), '[]') as cells,
       coalesce((select json_agg(json_build_object('key', i.context, 'name', i.name)) from initiatives i), '[]') as names,
       coalesce((select json_agg(heads) from heads), '[]') as heads,
       (select count(distinct initiative_id)::int from studied) as initiatives`,
    params,
  );
  const { cells, names, heads, initiatives } = found!;
  return {
    ...{ by, initiatives },
    entries: cells.reduce((sum, { works, chafes }) => sum + works + chafes, 0),
    contexts: contextsOf(cells, names),
    rows: heads.map((head) => rowOf(head, cells)).toSorted((a, b) => b.entries - a.entries),
  };
}

/** Those that there are cells of; what is not known comes last. */
function contextsOf(cells: CellRow[], names: Evidence['contexts']): Evidence['contexts'] {
  const nameOf = new Map(names.map(({ key, name }) => [key, name]));
  return [...new Set(cells.map(({ context }) => context))]
    .map((key) => ({ key, name: nameOf.get(key) ?? null }))
    .toSorted((a, b) => Number(a.key === null) - Number(b.key === null));
}

function rowOf({ mechanism, initiatives, quotes, against }: Head, all: CellRow[]): EvidenceRow {
  const own = all.filter((cell) => cell.mechanism === (mechanism?.id ?? null));
  const sum = (of: (cell: CellRow) => number) => own.reduce((total, cell) => total + of(cell), 0);
  const works = sum((cell) => cell.works);
  const chafes = sum((cell) => cell.chafes);
  return {
    ...{ mechanism, initiatives, quotes, against, works, chafes, entries: works + chafes },
    contradicts:
      mechanism !== null && ((works > 0 && chafes > 0) || sum((cell) => cell.evidenceAgainst) > 0),
    cells: own.map(({ mechanism: _, ...cell }) => cell),
  };
}

/** Every entry that is shared with the visitor and their own, in the words of the file that leaves. */
export const readEvidenceRows = (
  tx: Transaction,
  { neighbourhood, factor, direction, from, until }: EvidenceExportQuery,
): Promise<Record<string, string | number | null>[]> =>
  tx.query(
    `with spoken as (
       select v.entry_id, v.side, string_agg(case when v.is_quote
           then '“' || v.words || '”' || coalesce(' (' || nullif(v.speaker, '') || ')', '') else v.words end,
         E'\n' order by v.added_at, v.id) as words
       from (select id, entry_id, side, words, is_quote, speaker, added_at from public.cimo_evidence) v group by 1, 2
     )
     select e.id::text as entry, i.title as initiative, e.happened_on::text as happened_on,
       n.gemeente_code as gemeente, n.parent_code as wijk, e.direction::text, e.happened, e.claim, e.known_by, e.context,
       (c.figures ->> 'inhabitants')::float8 as inhabitants, (c.figures ->> 'completeness')::float8 as completeness,
       c.figures ->> 'stage' as network_stage, (c.figures ->> 'isolateShare')::float8 as isolate_share,
       t.title as activity,
       (select string_agg(o.title || ' - ' || u.title, E'\n' order by r.id) from public.cimo_introductions l
         join (select id, one_id, other_id from public.introductions) r on r.id = l.introduction_id
         join (select id, title from public.assets) o on o.id = r.one_id
         join (select id, title from public.assets) u on u.id = r.other_id where l.entry_id = e.id) as introductions,
       (select string_agg(s.title, E'\n' order by s.id) from public.cimo_assets l
         join (select id, title from public.assets) s on s.id = l.asset_id where l.entry_id = e.id) as assets,
       (select w.title from (select id, title, state from public.waves) w where w.id = e.wave_id and w.state = 'closed') as wave,
       m.name as mechanism, coalesce(m.factor::text, m.new_factor::text) as factor,
       e.outcome, e.outcome_kind::text, e.outcome_basis::text, e.strength::text, e.sharing::text,
       (select coalesce(sum(g.people), 0)::int from private.agreed_with(e.id) g) as agreed,
       p.words as evidence_for, a.words as evidence_against
     from (select id, initiative_id, happened_on, direction, happened, claim, known_by, context, activity_id,
       mechanism_id, outcome, outcome_kind, outcome_basis, wave_id, strength, sharing from public.cimo_entries) e
     join (select id, title, buurt_code from public.initiatives) i on i.id = e.initiative_id
     left join public.current_neighbourhoods n on n.code = i.buurt_code
     left join public.cimo_contexts c on c.entry_id = e.id
     left join (select id, title from public.initiative_activities) t on t.id = e.activity_id
     left join (select id, name, factor, new_factor from public.mechanisms) m on m.id = e.mechanism_id
     left join spoken p on p.entry_id = e.id and p.side = 'for'
     left join spoken a on a.entry_id = e.id and a.side = 'against'
     where ($1::text is null or i.buurt_code = any ((select private.buurten_within(array[$1]))::text[]))
       and ($2::date is null or e.happened_on >= $2) and ($3::date is null or e.happened_on <= $3)
       and ($4::text is null or m.factor::text = $4) and ($5::text is null or e.direction::text = $5)
     order by e.happened_on, e.id`,
    [neighbourhood ?? null, from ?? null, until ?? null, factor ?? null, direction ?? null],
  );
