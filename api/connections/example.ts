import type { ConnectionKind } from '../contracts/connection-kinds.ts';
import type { Transaction } from '../db/port.ts';
import { identityOf } from '../imports/staged.ts';

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
  ['Samira (voorbeeld)', 'Buur 1 (voorbeeld)', 'knows', 2],
  ['Samira (voorbeeld)', 'Binnentuin Het Rode Klif', 'member_of', 2],
  ['Samira (voorbeeld)', 'Gereedschap lenen', 'knows', 1],
];

/** Introductions under way, by how far they came. */
const introductions: {
  one: string;
  other: string;
  invitation: string;
  asked: 0 | 1 | 2;
  yes?: true;
  nextStep: string;
  inDays: number;
}[] = [
  {
    ...{ one: 'Buur 3 (voorbeeld)', other: 'Speelveld aan de dijk', asked: 1, inDays: 0 },
    invitation: 'Iemand uit de buurt kan fietsen maken en wil dat een middag voor iedereen doen.',
    nextStep: 'Het speelveld vragen',
  },
  {
    ...{
      one: 'Wandelclub De Atollers',
      other: 'Buur 2 (voorbeeld)',
      asked: 2,
      yes: true,
      inDays: 3,
    },
    invitation: 'Samen lopen en Nederlands oefenen.',
    nextStep: 'Dinsdag samen bij de start staan',
  },
];

/** Introductions of which a tie came, of the ties above. */
const came: [one: string, other: string, invitation: string, metDaysAgo: number][] = [
  [
    'Buurthuis Nijkerk',
    'Soeppan op vrijdag',
    'Een plek met een keuken, voor wie graag kookt.',
    100,
  ],
  ['Binnentuin Het Rode Klif', 'Gereedschap lenen', 'Spades en scheppen voor een tuin.', 80],
  ['Schakelteam De Schoor', 'Schaakclub De Pion', 'Een bord en tijd om te praten.', 60],
  ['Leger des Heils Almere', 'Moeders van het Plein', 'Samen koken in een grote keuken.', 45],
  ['Koffieochtend Duifstraat', 'Tuinploeg West', 'Koffie na het snoeien.', 30],
];

/** What was heard at doors; degrees. */
const conversations: {
  lon: number;
  lat: number;
  daysAgo: number;
  cares: string;
  likes: string;
  shares: string;
  sharing: 'private' | 'connectors';
}[] = [
  {
    ...{ lon: 5.4632, lat: 52.5021, daysAgo: 4, sharing: 'connectors' },
    ...{ cares: 'Dat het pad langs de tuin weer open gaat.', likes: 'Vogels kijken.', shares: '' },
  },
  {
    ...{ lon: 5.4641, lat: 52.5028, daysAgo: 11, sharing: 'connectors' },
    ...{
      cares: 'Meer te doen voor tieners.',
      likes: 'Koken voor velen.',
      shares: 'Soep koken leren',
    },
  },
  {
    ...{ lon: 5.4665, lat: 52.5038, daysAgo: 25, sharing: 'private' },
    ...{ cares: 'Rust in de straat.', likes: '', shares: 'Een ladder' },
  },
];

/** A UUID that follows from names, so that writing the examples twice changes nothing. */
const idOf = (...names: string[]): string => identityOf(['voorbeeld', ...names]).uuid;

/**
 * Writes the example ties, introductions and conversations, told by the example connector, between assets
 * that are there; twice changes nothing.
 */
export async function writeExampleConnections(tx: Transaction, connector: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `select id from public.connections where source = 'voorbeeld'`,
  );
  const there = new Set(rows.map(({ id }) => id));
  for (const [from, to, kind, strength] of ties) {
    const id = idOf('tie', from, to);
    if (there.has(id)) continue;
    await tx.run(
      `insert into public.connections (id, from_id, to_id, kind, strength, since, source, reported_by)
       select $6::uuid, f.id, t.id, $3::public.connection_kind, $4::smallint,
         current_date - 200, 'voorbeeld', $5::uuid
       from public.assets f, public.assets t
       where f.title = $1 and t.title = $2 and f.source = 'voorbeeld' and t.source = 'voorbeeld'
         and (f.kind <> 'person' or t.kind <> 'person' or f.buurt_code = t.buurt_code)
       order by f.id, t.id limit 1
       on conflict do nothing`,
      [from, to, kind, strength, connector, id],
    );
  }
  for (const { one, other, invitation, asked, yes = null, nextStep, inDays } of introductions)
    await tx.run(
      `insert into public.introductions (id, one_id, other_id, connector_id, invitation, one_asked_at,
         other_asked_at, one_says_yes, other_says_yes, next_step, next_step_on)
       select $9::uuid, o.id, t.id, $3::uuid, $4,
         case when $5 > 0 then now() end, case when $5 > 1 then now() end, $6::boolean, $6::boolean,
         $7, current_date + $8::int
       from public.assets o, public.assets t
       where o.title = $1 and t.title = $2 and o.source = 'voorbeeld' and t.source = 'voorbeeld'
       order by o.id, t.id limit 1
       on conflict do nothing`,
      [
        ...[one, other, connector, invitation, asked, yes, nextStep, inDays],
        idOf('introduction', one, other),
      ],
    );
  for (const [one, other, invitation, metDaysAgo] of came)
    await tx.run(
      `insert into public.introductions (id, one_id, other_id, connector_id, invitation, one_asked_at,
         other_asked_at, one_says_yes, other_says_yes, met_on, outcome, created_at)
       select $1::uuid, c.from_id, c.to_id, $2::uuid, $3, now() - $4::int * interval '1 day',
         now() - $4::int * interval '1 day', true, true, current_date - $4::int, 'connection',
         now() - ($4::int + 10) * interval '1 day'
       from public.connections c where c.id = $5::uuid
       on conflict do nothing`,
      [
        ...[idOf('introduction', one, other), connector, invitation, metDaysAgo],
        idOf('tie', one, other),
      ],
    );
  for (const { lon, lat, daysAgo, cares, likes, shares, sharing } of conversations)
    await tx.run(
      `insert into public.conversations (id, connector_id, buurt_code, held_on, cares, likes, shares,
         sharing, cell_x, cell_y)
       select $9::uuid, $1::uuid, at.code, current_date - $3::int, $4, $5, $6,
         $7::public.conversation_sharing, cell.x, cell.y
       from private.buurt_at(extensions.st_setsrid(extensions.st_point($2::float8, $8::float8), 4326)) at
       cross join private.grid_cell($2::float8, $8::float8) cell
       on conflict do nothing`,
      [
        ...[connector, lon, daysAgo, cares, likes, shares, sharing, lat],
        idOf('conversation', cares),
      ],
    );
}
