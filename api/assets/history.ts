import type { z } from 'zod';
import type { assetHistory } from '../contracts/assets.ts';
import type { Transaction } from '../db/port.ts';
import { notFound, Problem } from '../http/problem.ts';
import { CONTENT } from './write.ts';

type History = z.infer<typeof assetHistory>['items'];

/** All versions, newest first; for those who may change the asset. */
export async function readHistory(tx: Transaction, id: string): Promise<History> {
  const items = await tx.query<History[number]>(
    `select a.version, null as "replacedAt", null as "replacedBy",
       private.asset_content(to_jsonb(a)) as content
     from (select id, version, buurt_code, status, ${CONTENT.join(', ')} from public.assets) a
     where a.id = $1 and private.may_edit(a.id)
     union all
     select version, replaced_at, private.replaced_by(asset_id, version), content
     from public.asset_history where asset_id = $1
     order by version desc`,
    [id],
  );
  if (items.length === 0) throw notFound();
  return items;
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
       ${CONTENT.map((column) => `${column} = old.${column}`).join(', ')},
       buurt_code = case when old.kind = 'person' then old.buurt_code else a.buurt_code end
     from public.asset_history h,
       lateral jsonb_populate_record(null::public.assets, h.content) old
     where a.id = $1 and h.asset_id = a.id and h.version = $2 and a.version = $3`,
    [id, version, seen],
  );
  if (written === 0) throw notFound();
}
