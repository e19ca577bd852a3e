import type { FigureView } from '../contracts/privacy.ts';
import type { Transaction } from '../db/port.ts';

/** Everything that is kept about the signed-in account, in the words of the tables. */
export async function readMyData(tx: Transaction): Promise<Record<string, unknown>> {
  const one = async (name: string, text: string) => [name, await tx.query(text)] as const;
  return Object.fromEntries([
    await one(
      'account',
      'select id, name, language, created_at from public.accounts where id = (select auth.uid())',
    ),
    await one('traces', 'select email, sessions, reports from private.my_traces()'),
    await one(
      'roles',
      'select role, area_code, trusted, assigned_at from public.role_assignments where account_id = (select auth.uid())',
    ),
    await one(
      'card',
      'select name, reach from public.connector_cards where account_id = (select auth.uid())',
    ),
    await one(
      'assets',
      `select a.id, private.asset_content(to_jsonb(a)) as content, a.version, a.created_at, a.updated_at
       from private.my_assets() a order by a.created_at`,
    ),
    await one(
      'contacts',
      `select c.* from public.asset_contacts c join private.my_assets() a on a.id = c.asset_id`,
    ),
    await one('photos', 'select * from private.my_photos() order by added_at, id'),
    await one(
      'history',
      `select h.asset_id, h.version, h.replaced_at, h.content from public.asset_history h
       join private.my_assets() a on a.id = h.asset_id
       order by h.asset_id, h.version`,
    ),
    await one(
      'confirmations',
      'select asset_id, confirmed_on from public.asset_confirmations where account_id = (select auth.uid())',
    ),
    await one(
      'consents',
      `select asset_id, text_version, given_at, through, given_how, until, withdrawn_at
       from public.consents k where (k.through = 'self' and k.through_account = (select auth.uid()))
         or k.asset_id in (select id from private.my_assets())
       order by given_at`,
    ),
    await one(
      'connections',
      `select id, from_id, to_id, kind, status, strength, since, until, note, source, created_at
       from private.my_connections() order by created_at, id`,
    ),
    await one('invitations', 'select * from private.my_invitations()'),
    await one(
      'conversations',
      `select id, buurt_code, held_on, cares, likes, shares, sharing, cell_x, cell_y, asset_id, created_at
       from public.conversations where private.is_my_conversation(id) order by created_at, id`,
    ),
    await one('initiatives', 'select private.my_initiatives() as initiative'),
    await one('cimo', 'select private.my_cimo() as written'),
    await one('learning', 'select private.my_learning() as written'),
    await one('competences', 'select private.my_competences() as seen'),
    await one('waves', 'select private.my_waves() as made'),
  ]);
}

/** The account and what only it may keep; see private.leave. */
export async function leave(tx: Transaction, accountId: string): Promise<void> {
  await tx.run('delete from public.accounts where id = $1', [accountId]);
  await tx.run('delete from auth.users where id = $1', [accountId]);
}

/** Notes that a role looked at a figure, for the public log. Whose account it was is not kept. */
export async function noteFigureView(
  tx: Transaction,
  accountId: string,
  figure: string,
  area: string,
): Promise<void> {
  await tx.run(
    `insert into public.figure_views (role, figure, area_code)
     select distinct r.role, $2, $3 from public.role_assignments r
     where r.account_id = $1 and r.role in ('municipality', 'coordinator', 'researcher')
       -- Who drags a marker asks many times for one look.
       and not exists (select from public.figure_views v
         where (v.role, v.figure, v.area_code) = (r.role, $2, $3)
           and v.viewed_at > now() - interval '1 minute')`,
    [accountId, figure, area],
  );
}

/** The newest entries of the public log of figures looked at. */
export const readFigureViews = (tx: Transaction, limit: number): Promise<FigureView[]> =>
  tx.query<FigureView>(
    `select viewed_at as "viewedAt", role, figure, area_code as area
     from public.figure_views order by viewed_at desc, id desc limit $1`,
    [limit],
  );
