import { randomUUID } from 'node:crypto';
import type { Role } from '../../api/contracts/session.ts';
import type { Database } from '../../api/db/port.ts';

/** An account with these roles; it may act from now on. */
export async function account(
  database: Database,
  { roles = [] }: { roles?: { role: Role; area: string; trusted?: boolean }[] } = {},
): Promise<{ accountId: string }> {
  const accountId = randomUUID();
  await database.asSystem(async (tx) => {
    await tx.run('insert into auth.users (id, email) values ($1, $2)', [
      accountId,
      `${accountId}@example.org`,
    ]);
    await tx.run('insert into public.accounts (id) values ($1)', [accountId]);
    for (const { role, area, trusted = false } of roles)
      await tx.run(
        `insert into public.role_assignments (account_id, role, area_code, trusted)
         values ($1, $2::public.account_role, $3, $4)`,
        [accountId, role, area, trusted],
      );
  });
  return { accountId };
}
