import { asset } from '../contracts/assets.ts';
import type { Transaction } from '../db/port.ts';
import { notAllowed, notFound } from '../http/problem.ts';
import { actAndShow } from './show.ts';

async function requireEditor(tx: Transaction, id: string): Promise<void> {
  const [row] = await tx.query<{ editable: boolean }>(
    'select private.may_edit(id) as editable from public.assets where id = $1',
    [id],
  );
  if (!row) throw notFound();
  if (!row.editable) throw notAllowed();
}

/** What photos need to know of assets. */
export const photosOfAssets = {
  of: { table: 'public.asset_photos', owner: 'asset_id' },
  ...{ tag: 'assets', shape: asset, requireEditor, actAndShow },
} as const;
