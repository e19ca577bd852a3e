import type { Mechanism, NewMechanism } from '../../contracts/cimo.ts';
import type { Transaction } from '../../db/port.ts';
import { notAllowed, notFound, Problem } from '../../http/problem.ts';

/** What is agreed on first, then what is proposed; empty for who does not take part in learning. */
export const listMechanisms = (tx: Transaction): Promise<Mechanism[]> =>
  tx.query<Mechanism>(
    `select m.id, m.name, m.factor, m.new_factor as "newFactor", m.agreed_at as "agreedAt", v.agreements, v.mine,
       v.agreed as "agreedByMe"
     from (select id, name, factor, new_factor, agreed_at from public.mechanisms) m
     join private.mechanism_votes() v on v.id = m.id
     order by m.agreed_at is null, private.folded(m.name)`,
  );

/** Proposes a mechanism; sent twice it is proposed once. Throws Problem 409 where one is called so already. */
export async function proposeMechanism(tx: Transaction, given: NewMechanism): Promise<void> {
  const written = await tx.run(
    `insert into public.mechanisms (id, name, factor, new_factor)
     values ($1, $2, $3::public.factor, $4) on conflict do nothing`,
    [given.id, given.name, given.factor, given.newFactor],
  );
  if (written > 0) return;
  const [same] = await tx.query('select id from public.mechanisms where id = $1 and name = $2', [
    given.id,
    given.name,
  ]);
  if (!same) throw new Problem(409, 'There is a mechanism with this name already.');
}

/** Agrees on a mechanism, or takes that back. Throws Problem 404, or 403 for one's own. */
export async function agreeOn(tx: Transaction, id: string, agrees: boolean): Promise<void> {
  const seen = (await listMechanisms(tx)).find((one) => one.id === id);
  if (!seen) throw notFound();
  if (seen.mine) throw new Problem(403, 'Others say whether they agree with what you proposed.');
  if (agrees)
    await tx.run(
      'insert into public.mechanism_agreements (mechanism_id) values ($1) on conflict do nothing',
      [id],
    );
  else await tx.run('delete from public.mechanism_agreements where mechanism_id = $1', [id]);
}

/** Takes one's own proposal back. Throws Problem 404, or 403 for another's, or one that is agreed on. */
export async function withdrawMechanism(tx: Transaction, id: string): Promise<void> {
  const [seen] = await tx.query('select id from public.mechanisms where id = $1', [id]);
  if (!seen) throw notFound();
  if ((await tx.run('delete from public.mechanisms where id = $1', [id])) === 0) throw notAllowed();
}
