import type {
  Conversation,
  ConversationChange,
  ConversationQuery,
  NewConversation,
} from '../../contracts/conversations.ts';
import type { Actor, Transaction } from '../../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../../http/problem.ts';
import { digestOf, requireRepeat, setsOf } from '../../http/write.ts';

type Row = Conversation & { sorted: string };

const select = (where: string, limit = '') => `
  select c.id, json_build_object('code', c.buurt_code, 'name', n.name) as buurt, c.held_on as "heldOn",
    c.cares, c.likes, c.shares, c.sharing,
    (select a.id from public.assets a where a.id = c.asset_id) as asset, private.is_my_conversation(c.id) as mine,
    c.version, c.created_at as "createdAt", c.held_on::text || ' ' || c.id::text as sorted
  from (select id, buurt_code, held_on, cares, likes, shares, sharing, asset_id, version, created_at
    from public.conversations) c
  left join public.current_neighbourhoods n on n.code = c.buurt_code
  where ${where} order by c.held_on desc, c.id desc ${limit}`;

const toConversation = ({ sorted: _, ...conversation }: Row): Conversation => conversation;

export async function readConversation(tx: Transaction, id: string): Promise<Conversation | null> {
  const [row] = await tx.query<Row>(select('c.id = $1'), [id]);
  return row ? toConversation(row) : null;
}

/** The visitor's own, and those that colleagues of their areas share; newest first. */
export async function listConversations(
  tx: Transaction,
  { neighbourhood, mine }: Omit<ConversationQuery, 'limit' | 'cursor'>,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Conversation[]; next: string[] | null }> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ['true'];
  if (neighbourhood)
    where.push(`c.buurt_code = any (private.buurten_within(array[${add(neighbourhood)}]))`);
  if (mine) where.push('private.is_my_conversation(c.id)');
  if (after) where.push(`c.held_on::text || ' ' || c.id::text < ${add(after[0])}`);
  const rows = await tx.query<Row>(select(where.join(' and '), `limit ${add(limit + 1)}`), params);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toConversation),
    next: rows.length > limit && last ? [last.sorted] : null,
  };
}

/** Writes a conversation, once however often it is sent; of a place only its cell of 100 m. */
export async function insertConversation(
  tx: Transaction,
  { accountId }: Actor,
  given: NewConversation,
): Promise<void> {
  const digest = digestOf(accountId, given);
  const [lon, lat] = given.at ?? [null, null];
  if (given.at) await requireNear(tx, given.buurt, given.at);
  const written = await tx.run(
    `insert into public.conversations
       (id, buurt_code, held_on, cares, likes, shares, sharing, cell_x, cell_y, digest)
     select $1, $2, coalesce($3::date, current_date), $4, $5, $6, $7::public.conversation_sharing,
       cell.x, cell.y, $10
     from (select 1) one left join private.grid_cell($8::float8, $9::float8) cell on $8::float8 is not null
     on conflict do nothing`,
    [
      ...[given.id, given.buurt, given.heldOn ?? null, given.cares, given.likes, given.shares],
      ...[given.sharing, lon, lat, digest],
    ],
  );
  if (written > 0) return;
  await requireRepeat(tx, 'public.conversations', given.id, digest);
}

/** Metres: who stands at a border, and how far a telephone errs. */
const ERRS = 300;

/** Throws Problem 400 for a place that is not in the buurt, nor near it. */
async function requireNear(tx: Transaction, buurt: string, at: number[]): Promise<void> {
  const [row] = await tx.query<{ near: boolean }>(
    `select extensions.st_dwithin(extensions.st_transform(n.geometry, 28992),
       extensions.st_transform(extensions.st_setsrid(extensions.st_point($2::float8, $3::float8), 4326), 28992),
       $4) as near
     from public.current_neighbourhoods n where n.code = $1`,
    [buurt, ...at, ERRS],
  );
  if (row && !row.near) throw new Problem(400, 'at: lies elsewhere than the buurt');
}

const columns = {
  buurt: ['buurt_code', 'text'],
  heldOn: ['held_on', 'date'],
  cares: ['cares', 'text'],
  likes: ['likes', 'text'],
  shares: ['shares', 'text'],
  sharing: ['sharing', 'public.conversation_sharing'],
  asset: ['asset_id', 'uuid'],
} as const;

/** Throws Problem 404, 412, or 403 for a conversation of somebody else. */
export async function changeConversation(
  tx: Transaction,
  id: string,
  version: number,
  change: ConversationChange,
): Promise<void> {
  const seen = await readConversation(tx, id);
  if (!seen) throw notFound();
  if (seen.version !== version) throw changedMeanwhile();
  const { sets, values } = setsOf(columns, change);
  const written = await tx.run(`update public.conversations set ${sets} where id = $1`, [
    id,
    ...values,
  ]);
  if (written === 0) throw notAllowed();
}

export async function removeConversation(tx: Transaction, id: string): Promise<void> {
  if ((await tx.run('delete from public.conversations where id = $1', [id])) === 0)
    throw notFound();
}
