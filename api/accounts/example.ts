import type { Role } from '../contracts/session.ts';
import type { Transaction } from '../db/port.ts';

const accounts: { role: Role; name: string; area: string }[] = [
  { role: 'resident', name: 'Noor (voorbeeld)', area: 'lelystad' },
  { role: 'connector', name: 'Samira (voorbeeld)', area: 'lelystad' },
  { role: 'municipality', name: 'Gemeente (voorbeeld)', area: 'GM0995' },
  { role: 'coordinator', name: 'Programmateam (voorbeeld)', area: 'NL' },
  { role: 'researcher', name: 'Lectoraat (voorbeeld)', area: 'NL' },
];

/** The same on every machine, so that examples can refer to each other. */
export const exampleAccountId = (role: Role): string =>
  `e0000000-0000-4000-8000-00000000000${accounts.findIndex((account) => account.role === role) + 1}`;

/**
 * One example account a role. `home` is the wijk where the resident lives and the connector works.
 * Writing them twice changes nothing.
 */
export async function writeExampleAccounts(tx: Transaction, home: string): Promise<void> {
  for (const { role, name, area } of accounts) {
    const id = exampleAccountId(role);
    const held = area === 'lelystad' ? (role === 'connector' ? 'GM0995' : home) : area;
    await tx.run('insert into auth.users (id, email) values ($1, $2) on conflict (id) do nothing', [
      id,
      `${role}@voorbeeld.invalid`,
    ]);
    await tx.run('insert into public.accounts (id, name) values ($1, $2) on conflict do nothing', [
      id,
      name,
    ]);
    if (role === 'connector')
      await tx.run(
        `insert into public.connector_cards (account_id, name, reach) values ($1, $2, $3)
         on conflict do nothing`,
        [id, name, 'Dinsdag 10:00-12:00 aan de koffietafel van het buurthuis (voorbeeld)'],
      );
    await tx.run(
      `insert into public.role_assignments (account_id, role, area_code)
       values ($1, $2::public.account_role, $3) on conflict do nothing`,
      [id, role, held],
    );
  }
}
