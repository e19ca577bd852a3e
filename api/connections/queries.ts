import type {
  Connection,
  ConnectionChange,
  ConnectionQuery,
  NewConnection,
} from '../contracts/connections.ts';
import type { Actor, Transaction } from '../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../http/problem.ts';
import { digestOf, isRepeat } from '../http/write.ts';

type Row = Connection & { sorted: string };

/** Connections found by conditions on `c`, newest change first, with their ends. */
const select = (where: string, limit = '') => `
  with page as materialized (
    select c.* from (
      select id, from_id, to_id, kind, status, strength, since, until, source, version, created_at, updated_at
      from public.connections
    ) c where ${where} order by c.updated_at desc, c.id desc ${limit}
  )
  select c.id, c.kind, c.status, c.strength, c.since, c.until, c.source, c.version,
    c.created_at as "createdAt", c.updated_at as "updatedAt", c.updated_at::text as sorted,
    json_build_object('id', f.id, 'kind', f.kind, 'title', f.title) as "from",
    json_build_object('id', t.id, 'kind', t.kind, 'title', t.title) as "to",
    (select coalesce(json_agg(k.asset_id order by k.asset_id), '[]')
      from public.connection_confirmations k where k.connection_id = c.id) as confirmed,
    part.note, part.mine, part.editable, to_json(part.sides) as sides
  from page c
  join public.assets f on f.id = c.from_id
  join public.assets t on t.id = c.to_id
  join private.connection_part(array(select id from page)) part on part.id = c.id
  order by c.updated_at desc, c.id desc`;

const toConnection = ({ sorted: _, ...connection }: Row): Connection => connection;

export async function readConnection(tx: Transaction, id: string): Promise<Connection | null> {
  const [row] = await tx.query<Row>(select('c.id = $1'), [id]);
  return row ? toConnection(row) : null;
}

/** Those that the visitor may see, from after the sort values in `after`. */
export async function listConnections(
  tx: Transaction,
  { neighbourhood, asset, status }: Omit<ConnectionQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Connection[]; next: string[] | null }> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ['true'];
  if (neighbourhood)
    where.push(`exists (select from public.assets a where a.id in (c.from_id, c.to_id)
      and a.buurt_code = any ((select private.buurten_within(array[${add(neighbourhood)}]))::text[]))`);
  if (asset) where.push(`${add(asset)}::uuid in (c.from_id, c.to_id)`);
  if (status) where.push(`c.status = ${add(status)}::public.connection_status`);
  if (after) {
    const [at, id] = after.map(add);
    where.push(`(c.updated_at, c.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await tx.query<Row>(select(where.join(' and '), `limit ${add(limit + 1)}`), params);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toConnection),
    next: rows.length > limit && last ? [last.sorted, last.id] : null,
  };
}

/** Throws Problem 400 naming each end that is not there, or not for this visitor: the two are one. */
async function requireEnds(tx: Transaction, ends: Record<string, string>): Promise<void> {
  const seen = await tx.query<{ id: string }>(
    'select id from public.assets where id = any ($1::uuid[])',
    [Object.values(ends)],
  );
  const ids = new Set(seen.map(({ id }) => id));
  const faults = Object.entries(ends)
    .filter(([, id]) => !ids.has(id.toLowerCase()))
    .map(([at]) => ({ at, says: 'is nothing that you may see' }));
  if (faults.length > 0)
    throw new Problem(400, faults.map(({ at, says }) => `${at}: ${says}`).join('; '), faults);
}

/** Writes a new connection, once however often it is sent. Throws Problem 400 for ends that may not be seen, 409 for a used id or pair. */
export async function insertConnection(
  tx: Transaction,
  { accountId }: Actor,
  given: NewConnection,
): Promise<void> {
  const digest = digestOf(accountId, given);
  if (await isRepeat(tx, 'public.connections', given.id, digest)) return;
  await requireEnds(tx, { from: given.from, to: given.to });
  await tx.run(
    `insert into public.connections
       (id, from_id, to_id, kind, status, strength, since, until, note, source, digest)
     values ($1, $2, $3, $4::public.connection_kind, $5::public.connection_status, $6, $7::date, $8::date,
       $9, $10, $11)`,
    [
      ...[given.id, given.from, given.to, given.kind, given.status, given.strength],
      ...[given.since ?? null, given.until ?? null, given.note, given.source ?? null, digest],
    ],
  );
}

/** Field of the contract -> type of its column, which has the same name. */
const columns = {
  kind: 'public.connection_kind',
  status: 'public.connection_status',
  strength: 'smallint',
  since: 'date',
  until: 'date',
  note: 'text',
  source: 'text',
} as const;

/** Changes a version that the visitor saw. Throws Problem 404, 412, or 403. */
export async function changeConnection(
  tx: Transaction,
  id: string,
  version: number,
  change: ConnectionChange,
): Promise<void> {
  await requireVersion(tx, id, version);
  const fields = Object.keys(columns).filter(
    (field) => change[field as keyof ConnectionChange] !== undefined,
  ) as (keyof typeof columns)[];
  const written = await tx.run(
    `update public.connections set ${fields.map((field, i) => `${field} = $${i + 3}::${columns[field]}`).join(', ')}
     where id = $1 and version = $2`,
    [id, version, ...fields.map((field) => change[field])],
  );
  if (written === 0) throw notAllowed();
}

export async function removeConnection(
  tx: Transaction,
  id: string,
  version: number,
): Promise<void> {
  await requireVersion(tx, id, version);
  const written = await tx.run('delete from public.connections where id = $1 and version = $2', [
    id,
    version,
  ]);
  if (written === 0) throw notAllowed();
}

async function requireVersion(tx: Transaction, id: string, version: number): Promise<void> {
  const [row] = await tx.query<{ version: number }>(
    'select version from public.connections where id = $1',
    [id],
  );
  if (!row) throw notFound();
  if (row.version !== version) throw changedMeanwhile();
}

/** Says for a side that it is so; of one's only side it need not be named. Saying it twice is saying it once. */
export async function confirmConnection(
  tx: Transaction,
  id: string,
  side: string | undefined,
): Promise<void> {
  const found = await readConnection(tx, id);
  if (!found) throw notFound();
  const [only, other] = found.sides;
  if (!only) throw new Problem(403, 'Only who speaks for one of the two confirms this.');
  if (!side && other) throw new Problem(400, 'asset: say for which of the two you confirm this');
  if (side && !found.sides.includes(side.toLowerCase()))
    throw new Problem(403, 'Only who speaks for one of the two confirms this.');
  await tx.run(
    `insert into public.connection_confirmations (connection_id, asset_id) values ($1, $2)
     on conflict do nothing`,
    [id, side ?? only],
  );
}
