import type { Asset } from '../contracts/assets.ts';
import type { Queue } from '../contracts/queue.ts';
import type { Transaction } from '../db/port.ts';
import { notFound } from '../http/problem.ts';
import { readAssets } from './read.ts';

const MOST = 20;
/** What nobody confirmed for so long may be gone. */
const OUT_OF_DATE = '12 months';

// Of the areas where the visitor may act; row-level security says what of it may be seen.
const MINE = `a.buurt_code = any ((select private.my_buurten('connector'))::text[])`;

/** What asks for attention where the visitor is a connector, or trusted. Empty for everybody else. */
export async function readQueue(tx: Transaction): Promise<Queue> {
  const first = async (text: string) => {
    const rows = await tx.query<{ id: string; total: number }>(`${text} limit ${MOST}`);
    return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
  };
  const proposed = await first(
    `select a.id, count(*) over ()::int as total from public.assets a
     where a.status = 'proposed' and (${MINE} or a.buurt_code = any ((select private.my_wijk_buurten(true))::text[]))
     order by a.created_at, a.id`,
  );
  const outOfDate = await first(
    `select a.id, count(*) over ()::int as total from public.assets a
     where a.status = 'published' and a.kind <> 'person' and ${MINE}
       and coalesce(a.last_confirmed_at, a.created_at) < now() - interval '${OUT_OF_DATE}'
     order by coalesce(a.last_confirmed_at, a.created_at), a.id`,
  );
  const reports = await tx.query<{
    assetId: string;
    reports: Queue['reported'][number]['reports'];
    total: number;
  }>(
    `select r.asset_id as "assetId", count(*) over ()::int as total, json_agg(json_build_object('id', r.id, 'reason', r.reason,
       'note', r.note, 'reportedAt', r.reported_at) order by r.reported_at) as reports
     from public.asset_reports r join public.assets a on a.id = r.asset_id
     where r.resolved_at is null and a.status <> 'archived'
     group by r.asset_id order by min(r.reported_at), r.asset_id limit ${MOST}`,
  );
  const twins = await tx.query<{ one: string; other: string; metres: number }>(
    'select one, other, round(metres::numeric, 1) as metres from private.likely_twins($1)',
    [MOST],
  );
  const found = await readAssets(tx, [
    ...new Set([
      ...[...proposed.ids, ...outOfDate.ids, ...reports.map(({ assetId }) => assetId)],
      ...twins.flatMap(({ one, other }) => [one, other]),
    ]),
  ]);
  // One may have gone since its id was read.
  const asset = (id: string): Asset[] => [found.get(id)].filter((one) => one !== undefined);
  return {
    proposed: proposed.ids.flatMap(asset),
    reported: reports.flatMap(({ assetId, reports }) =>
      asset(assetId).map((asset) => ({ asset, reports })),
    ),
    outOfDate: outOfDate.ids.flatMap(asset),
    totals: {
      proposed: proposed.total,
      reported: reports[0]?.total ?? 0,
      outOfDate: outOfDate.total,
    },
    twins: twins.flatMap(({ one, other, metres }) => {
      const [a, b] = [found.get(one), found.get(other)];
      return a && b ? [{ one: a, other: b, metres }] : [];
    }),
  };
}

/** Everything that was reported about an asset is looked at. Throws Problem 404 when there is nothing. */
export async function settleReports(tx: Transaction, id: string): Promise<void> {
  const settled = await tx.run(
    'update public.asset_reports set resolved_at = now() where asset_id = $1 and resolved_at is null',
    [id],
  );
  if (settled === 0) throw notFound();
}

/** Two that look alike are two: they are not named together again. */
export async function keepApart(tx: Transaction, one: string, other: string): Promise<void> {
  const [lower, higher] = [one.toLowerCase(), other.toLowerCase()].toSorted();
  await tx.run(
    'insert into public.asset_twins_apart (one, other) values ($1, $2) on conflict do nothing',
    [lower, higher],
  );
}
