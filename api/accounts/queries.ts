import type { ConnectorCard, Role, Session } from '../contracts/session.ts';
import type { Transaction } from '../db/port.ts';

/** The signed-in account with its roles; null when the account is gone. */
export async function readAccount(tx: Transaction): Promise<Session['account']> {
  const [account] = await tx.query<{ id: string; name: string | null; language: string }>(
    'select id, name, language from public.accounts where id = (select auth.uid())',
  );
  if (!account) return null;
  const roles = await tx.query<{
    role: Role;
    area: string;
    areaName: string | null;
    trusted: boolean;
  }>(
    `select r.role, r.area_code as area, n.name as "areaName", r.trusted
     from public.role_assignments r
     left join public.current_neighbourhoods n on n.code = r.area_code
     where r.account_id = (select auth.uid()) order by r.role, r.area_code`,
  );
  const [card] = await tx.query<ConnectorCard>(
    'select name, reach from public.connector_cards where account_id = (select auth.uid())',
  );
  return { ...account, roles, card: card ?? null };
}

export async function changeAccount(
  tx: Transaction,
  change: {
    name?: string | null;
    language?: string;
    home?: string;
    card?: ConnectorCard | null;
  },
): Promise<void> {
  if (change.name !== undefined)
    await tx.run('update public.accounts set name = $1 where id = (select auth.uid())', [
      change.name,
    ]);
  if (change.language !== undefined)
    await tx.run('update public.accounts set language = $1 where id = (select auth.uid())', [
      change.language,
    ]);
  if (change.card)
    await tx.run(
      `insert into public.connector_cards (name, reach) values ($1, $2)
       on conflict (account_id) do update set name = excluded.name, reach = excluded.reach`,
      [change.card.name, change.card.reach],
    );
  else if (change.card === null)
    await tx.run('delete from public.connector_cards where account_id = (select auth.uid())');
  if (change.home !== undefined) await tx.query('select public.set_home($1)', [change.home]);
}

/** Gives somebody who has signed in before a role, anew if need be; false when there is no such account. */
export async function assignRole(
  tx: Transaction,
  email: string,
  role: Role,
  area: string,
  trusted: boolean,
): Promise<boolean> {
  const written = await tx.run(
    `insert into public.role_assignments (account_id, role, area_code, trusted)
     select a.id, $2::public.account_role, $3, $4 from public.accounts a
     join auth.users u on u.id = a.id where u.email = lower($1)
     on conflict (account_id, role, area_code) do update set trusted = excluded.trusted`,
    [email, role, area, trusted],
  );
  return written > 0;
}

/** Takes a role away; false when it was not held. */
export async function endRole(
  tx: Transaction,
  email: string,
  role: Role,
  area: string,
): Promise<boolean> {
  const gone = await tx.run(
    `delete from public.role_assignments r using auth.users u
     where u.id = r.account_id and u.email = lower($1)
       and r.role = $2::public.account_role and r.area_code = $3`,
    [email, role, area],
  );
  return gone > 0;
}
