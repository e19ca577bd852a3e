import type { z } from 'zod';
import type { assetHistory } from '../contracts/assets.ts';
import type { Transaction } from '../db/port.ts';
import { notFound, Problem } from '../http/problem.ts';

type History = z.infer<typeof assetHistory>['items'];

/** All versions, newest first; for those who may change the asset. */
export async function readHistory(tx: Transaction, id: string): Promise<History> {
  const items = await tx.query<History[number]>(
    `select a.version, null as "replacedAt", null as "replacedBy", private.asset_content(a) as content
     from public.assets a
     where a.id = $1 and private.may_edit(a.kind, a.owner_id, a.steward_id, a.buurt_code)
     union all
     select h.version, h.replaced_at,
       case when h.replaced_by = (select auth.uid()) then 'you'
         when h.replaced_by = a.owner_id then 'owner' else 'someone else' end,
       h.content
     from public.asset_history h join public.assets a on a.id = h.asset_id
     where h.asset_id = $1
     order by version desc`,
    [id],
  );
  if (items.length === 0) throw notFound();
  // Who looks after it is an account, and no business of the history.
  return items.map((item) => {
    const { steward_id: _, ...content } = item.content;
    return { ...item, content };
  });
}

/** Makes an earlier version the newest again; the one between stays in the history. */
export async function undoTo(
  tx: Transaction,
  id: string,
  seen: number,
  version: number,
): Promise<void> {
  const [current] = await tx.query<{ version: number }>(
    'select version from public.assets where id = $1',
    [id],
  );
  if (!current) throw notFound();
  if (current.version !== seen)
    throw new Problem(412, 'Somebody changed this after you opened it. Look at it again.');
  const written = await tx.run(
    `update public.assets a set
       kind = old.kind, title = old.title, description = old.description, tags = old.tags,
       head = old.head, heart = old.heart, hands = old.hands, wishes = old.wishes,
       opening_hours = old.opening_hours, wheelchair = old.wheelchair,
       accessibility = old.accessibility, capacity = old.capacity, languages = old.languages,
       web_link = old.web_link, source = old.source, last_used_on = old.last_used_on,
       last_used_for = old.last_used_for, visibility = old.visibility, status = old.status,
       geometry = old.geometry,
       buurt_code = case when old.kind = 'person' then old.buurt_code else a.buurt_code end
     from public.asset_history h,
       lateral jsonb_populate_record(null::public.assets, h.content) old
     where a.id = $1 and h.asset_id = a.id and h.version = $2 and a.version = $3`,
    [id, version, seen],
  );
  if (written === 0) throw notFound();
}
