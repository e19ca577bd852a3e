import type { ConnectionKind } from '../contracts/connection-kinds.ts';
import type { Transaction } from '../db/port.ts';

/** Invented ties between the example assets, by their titles; the same whenever written. */
const ties: [from: string, to: string, kind: ConnectionKind, strength: 1 | 2 | 3][] = [
  ['Binnentuin Het Rode Klif', 'Gereedschap lenen', 'shares_means', 2],
  ['Binnentuin Het Rode Klif', 'Bibliotheek in de wijk', 'works_together', 1],
  ['Binnentuin Het Rode Klif', 'Volkstuinvereniging Zilt', 'shares_means', 2],
  ['Wandelclub De Atollers', 'De eerste bewoners', 'knows', 1],
  ['Wandelclub De Atollers', 'Bibliotheek in de wijk', 'works_together', 2],
  ['Bibliotheek in de wijk', 'De eerste bewoners', 'hosts', 2],
  ['Buurtkamer Boeier', 'Koor De Zuiderzee', 'hosts', 3],
  ['Buurtkamer Boeier', 'Weggeefkast Gondel', 'hosts', 1],
  ['Koor De Zuiderzee', 'Muurschildering van de haven', 'works_together', 1],
  ['Schakelteam De Schoor', 'Leger des Heils Almere', 'refers_to', 3],
  ['Schakelteam De Schoor', 'Schaakclub De Pion', 'refers_to', 2],
  ['Leger des Heils Almere', 'Moeders van het Plein', 'hosts', 2],
  ['Moeders van het Plein', 'Wijktuin Waterlandplein', 'shares_means', 1],
  ['Buurthuis Nijkerk', 'Buurtvereniging Corlaer', 'hosts', 3],
  ['Buurthuis Nijkerk', 'Soeppan op vrijdag', 'hosts', 3],
  ['Koffieochtend Duifstraat', 'Tuinploeg West', 'works_together', 2],
  ['Koffieochtend Duifstraat', 'Boodschappenmaatje', 'refers_to', 2],
  ['Buur 1 (voorbeeld)', 'Binnentuin Het Rode Klif', 'knows', 1],
  ['Buur 2 (voorbeeld)', 'Buur 4 (voorbeeld)', 'knows', 2],
  ['Buur 4 (voorbeeld)', 'Binnentuin Het Rode Klif', 'member_of', 2],
  ['Buur 6 (voorbeeld)', 'De eerste bewoners', 'knows', 1],
  ['Buur 7 (voorbeeld)', 'Buur 8 (voorbeeld)', 'knows', 1],
];

/** Writes the example ties between assets that are there; twice changes nothing. */
export async function writeExampleConnections(tx: Transaction): Promise<void> {
  for (const [from, to, kind, strength] of ties)
    await tx.run(
      `insert into public.connections (id, from_id, to_id, kind, strength, since, source, reported_by)
       select md5('voorbeeld ' || $1 || ' ' || $2)::uuid, f.id, t.id, $3::public.connection_kind, $4::smallint,
         current_date - 200, 'voorbeeld', null
       from public.assets f, public.assets t
       where f.title = $1 and t.title = $2 and f.source = 'voorbeeld' and t.source = 'voorbeeld'
         and (f.kind <> 'person' or t.kind <> 'person' or f.buurt_code = t.buurt_code)
       order by f.id, t.id limit 1
       on conflict do nothing`,
      [from, to, kind, strength],
    );
}
