import type {
  Initiative,
  InitiativeChange,
  InitiativeQuery,
  InitiativeSummary,
  NewInitiative,
} from '../contracts/initiatives.ts';
import type { Actor, Transaction } from '../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../http/write.ts';
import { tieTo } from './ties.ts';

type Row = InitiativeSummary & { sorted: string };

/** Its own first, then those of what it is tied to. */
const photosOf = (initiative: string) => `
  select p.asset, p.id, p.alt, p.width, p.height from (
    select null::uuid as asset, id, alt, width, height, added_at
    from public.initiative_photos where initiative_id = ${initiative}
    union all
    select p.asset_id, p.id, p.alt, p.width, p.height, p.added_at
    from public.initiative_assets l join public.asset_photos p on p.asset_id = l.asset_id
    where l.initiative_id = ${initiative}) p
  order by p.asset is not null, p.added_at, p.id`;

const SUMMARY = `i.id, i.title, json_build_object('code', i.buurt_code, 'name', n.name) as buurt,
  json_build_object('code', g.code, 'name', g.name) as gemeente, i.began_on as "beganOn", i.ended_on as "endedOn",
  i.status, i.was_published as "wasPublished", (select row_to_json(p) from (${photosOf('i.id')} limit 1) p) as photo,
  (select count(*)::int from (select initiative_id from public.initiative_activities) a
    where a.initiative_id = i.id) as activities,
  (select max(held_on) from (select initiative_id, held_on from public.initiative_activities) a
    where a.initiative_id = i.id and a.held_on <= current_date) as "lastOn",
  i.id in (select private.kept_initiatives()) as keeps, i.id in (select private.studied_initiatives()) as studies,
  i.buurt_code = any ((select private.my_kept_buurten())::text[]) as publishes,
  (select min(m.until) from private.means_of(i.id) m where m.runs_out) as "runsOutOn",
  i.source = 'voorbeeld' as "isExample", i.version`;

const FROM = `from (select id, title, story, buurt_code, began_on, ended_on, status, was_published, source, version,
    created_at, updated_at from public.initiatives) i
  left join public.current_neighbourhoods n on n.code = i.buurt_code
  left join public.current_neighbourhoods g on g.code = n.gemeente_code`;

/** Initiatives that the visitor may see, by name. */
export async function listInitiatives(
  tx: Transaction,
  { neighbourhood, kept }: Omit<InitiativeQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: InitiativeSummary[]; next: string[] | null }> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ['true'];
  if (neighbourhood)
    where.push(
      `i.buurt_code = any ((select private.buurten_within(array[${add(neighbourhood)}]))::text[])`,
    );
  if (kept) where.push('i.id in (select private.kept_initiatives())');
  const sorted = `private.folded(i.title) || ' ' || i.id::text`;
  if (after) where.push(`${sorted} collate "C" > ${add(after[0])}`);
  const rows = await tx.query<Row>(
    `select ${SUMMARY}, ${sorted} as sorted ${FROM} where ${where.join(' and ')}
     order by ${sorted} collate "C" limit ${add(limit + 1)}`,
    params,
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ sorted: _, ...item }) => item),
    next: rows.length > limit && last ? [last.sorted] : null,
  };
}

/** One initiative with all that the visitor may see of it; null where there is none for them. */
export async function readInitiative(tx: Transaction, id: string): Promise<Initiative | null> {
  const end = (alias: string) =>
    `json_build_object('id', ${alias}.id, 'kind', ${alias}.kind, 'title', ${alias}.title)`;
  const [row] = await tx.query<Initiative>(
    `select ${SUMMARY}, i.story,
       coalesce((select json_agg(json_build_object('name', r.name, 'side', r.side, 'people', p.people,
           'decides', r.decides, 'does', r.does) order by r.place)
         from (select id, initiative_id, place, name, side, decides, does from public.initiative_roles) r
         left join private.role_people(i.id) p on p.id = r.id where r.initiative_id = i.id), '[]') as roles,
       case when i.id in (select private.studied_initiatives()) then
         coalesce((select json_agg(json_build_object('kind', m.kind, 'name', m.name, 'amount', m.amount,
             'since', m.since, 'until', m.until, 'runsOut', m.runs_out)) from private.means_of(i.id) m), '[]') end as means,
       coalesce((select json_agg(p) from (${photosOf('i.id')}) p), '[]') as photos,
       coalesce((select json_agg(${end('a')} order by private.folded(a.title), a.id)
         from public.initiative_assets l join (select id, kind, title from public.assets) a on a.id = l.asset_id
         where l.initiative_id = i.id), '[]') as assets,
       coalesce((select json_agg(json_build_object('id', c.id, 'from', ${end('f')}, 'to', ${end('t')},
           'kind', c.kind) order by private.folded(f.title), private.folded(t.title), c.id)
         from public.initiative_connections l
         join (select id, from_id, to_id, kind from public.connections) c on c.id = l.connection_id
         join (select id, kind, title from public.assets) f on f.id = c.from_id
         join (select id, kind, title from public.assets) t on t.id = c.to_id
         where l.initiative_id = i.id), '[]') as connections,
       (select sum(came.attended)::int from private.attendance(i.id) came) as attended,
       i.created_at as "createdAt", i.updated_at as "updatedAt"
     ${FROM} where i.id = $1`,
    [id],
  );
  return row ? { ...row, introductions: await readIntroductions(tx, row) } : null;
}

/** Of those alone who sees both sides; nobody who is not signed in may ask for them. */
async function readIntroductions(
  tx: Transaction,
  { id, keeps }: Initiative,
): Promise<Initiative['introductions']> {
  if (!keeps) return [];
  return tx.query<Initiative['introductions'][number]>(
    `select n.id, o.title as one, t.title as other
     from public.initiative_introductions l
     join (select id, one_id, other_id from public.introductions) n on n.id = l.introduction_id
     join (select id, title from public.assets) o on o.id = n.one_id
     join (select id, title from public.assets) t on t.id = n.other_id
     where l.initiative_id = $1 order by private.folded(o.title), private.folded(t.title), n.id`,
    [id],
  );
}

/** Writes an initiative, once however often it is sent. Throws Problem 409 for another under the same id. */
export async function insertInitiative(
  tx: Transaction,
  { accountId }: Actor,
  given: NewInitiative,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const written = await tx.run(
    `insert into public.initiatives (id, title, story, buurt_code, began_on, ended_on, status, digest)
     values ($1, $2, $3, $4, $5, $6, $7::public.initiative_status, $8) on conflict do nothing`,
    [
      ...[given.id, given.title, given.story, given.buurt, given.beganOn, given.endedOn],
      ...[given.status, digest],
    ],
  );
  if (written > 0) return writeParts(tx, given.id, given);
  await requireRepeat(tx, 'public.initiatives', given.id, digest);
}

const columns = {
  title: ['title', 'text'],
  story: ['story', 'text'],
  buurt: ['buurt_code', 'text'],
  beganOn: ['began_on', 'date'],
  endedOn: ['ended_on', 'date'],
  status: ['status', 'public.initiative_status'],
} as const;

/** Throws Problem 404, 412, or 403 for an initiative that somebody else keeps. */
export async function changeInitiative(
  tx: Transaction,
  id: string,
  version: number,
  change: InitiativeChange,
): Promise<void> {
  const [seen] = await tx.query<{ version: number }>(
    'select version from public.initiatives where id = $1',
    [id],
  );
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  // Its parts are of it: who changes them alone makes another version, too.
  const written = await tx.run(
    `update public.initiatives set ${sets || 'title = title'} where id = $1`,
    [id, ...values],
  );
  if (written === 0) throw notAllowed();
  await writeParts(tx, id, change);
}

type Parts = Pick<InitiativeChange, 'roles' | 'means' | 'assets' | 'connections' | 'introductions'>;

/** Puts the given lists in place of those that are there. Throws Problem 400 for what the visitor does not see. */
async function writeParts(tx: Transaction, id: string, parts: Parts): Promise<void> {
  if (parts.roles) {
    await tx.run('delete from public.initiative_roles where initiative_id = $1', [id]);
    await tx.run(
      `insert into public.initiative_roles (initiative_id, place, name, side, people, decides, does)
       select $1, row_number() over (), r.name, r.side, r.people, r.decides, r.does
       from json_to_recordset($2::text::json) as r
         (name text, side public.initiative_side, people smallint, decides boolean, does boolean)`,
      [id, JSON.stringify(parts.roles)],
    );
  }
  if (parts.means) {
    await tx.run('delete from public.initiative_means where initiative_id = $1', [id]);
    await tx.run(
      `insert into public.initiative_means (initiative_id, place, kind, name, amount, since, until)
       select $1, row_number() over (), m.kind, m.name, m.amount, m.since, m.until
       from json_to_recordset($2::text::json) as m
         (kind public.means_kind, name text, amount numeric, since date, until date)`,
      [id, JSON.stringify(parts.means)],
    );
  }
  await tieTo(tx, 'initiative', id, parts);
}

/** Throws Problem 404, 403 for who does not keep it, or 409 where it was once published. */
export async function removeInitiative(tx: Transaction, id: string): Promise<void> {
  const [seen] = await tx.query<{ wasPublished: boolean }>(
    'select was_published as "wasPublished" from public.initiatives where id = $1',
    [id],
  );
  if (!seen) throw notFound();
  if (seen.wasPublished)
    throw new Problem(409, 'an initiative that was published ends or is hidden, and stays');
  if ((await tx.run('delete from public.initiatives where id = $1', [id])) === 0)
    throw notAllowed();
}
