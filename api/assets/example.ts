import { createHash } from 'node:crypto';
import type { Kind } from '../contracts/kinds.ts';
import type { Transaction } from '../db/port.ts';

type Example = [
  kind: Exclude<Kind, 'person'>,
  title: string,
  description: string,
  lon: number,
  lat: number,
  tags: string[],
  more?: {
    capacity?: number;
    openingHours?: string;
    usedFor?: string;
    proposed?: true;
    wheelchair?: 'yes';
  },
];

/** The five initiatives of the Samen Buurten article, and invented assets around them. */
// One line each: a table, read as one.
// prettier-ignore
const examples: Example[] = [
  // Lelystad
  ['place', 'Binnentuin Het Rode Klif', 'Plek om samen te tuinieren, voor en met bewoners met hersenletsel. Iedereen is welkom.', 5.4632, 52.5021, ['tuin', 'ontmoeten'], { capacity: 24, openingHours: 'di en vr 10:00-12:00', usedFor: 'koffie en onkruid wieden', wheelchair: 'yes' }],
  ['association', 'Wandelclub De Atollers', 'Elke dinsdag een rondje van een uur. Zoekt iemand die kan fotograferen.', 5.4665, 52.5038, ['wandelen', 'bewegen'], { openingHours: 'di 10:00' }],
  ['exchange', 'Gereedschap lenen', 'Boormachine, ladder, steekwagen. Geef even door wat je nodig hebt.', 5.4612, 52.5049, ['lenen', 'gereedschap']],
  ['institution', 'Bibliotheek in de wijk', 'Boeken, krant en een tafel om aan te werken.', 5.4714, 52.5079, ['lezen', 'taal'], { capacity: 40, openingHours: 'ma-vr 9:00-17:00', wheelchair: 'yes' }],
  ['story', 'De eerste bewoners', 'In 1967 woonden hier vier gezinnen. Mevrouw De Boer vertelt erover.', 5.4689, 52.5112, ['geschiedenis']],
  ['place', 'Speelveld aan de dijk', 'Groot grasveld met doelen en een bankje in de zon.', 5.4571, 52.5064, ['spelen', 'sport']],
  ['association', 'Volkstuinvereniging Zilt', 'Veertig tuinen, een kas en een schuur met koffie.', 5.4782, 52.5145, ['tuin', 'voedsel', 'koffie'], { capacity: 40 }],
  ['institution', 'Huisartsenpost Kust', 'Praktijk met een ruimte voor praatgroepen in de avond.', 5.4741, 52.5167, ['zorg', 'praatgroep']],
  ['place', 'Buurtkamer Boeier', 'Huiskamer met keuken. Donderdag eten we samen.', 5.4838, 52.5091, ['eten', 'ontmoeten'], { capacity: 30, openingHours: 'do 17:30-20:00', usedFor: 'samen eten', wheelchair: 'yes' }],
  ['exchange', 'Weggeefkast Gondel', 'Pak wat je nodig hebt, zet neer wat je over hebt.', 5.4921, 52.5133, ['delen']],
  ['association', 'Koor De Zuiderzee', 'Zingen zonder auditie, elke woensdag.', 5.4867, 52.5052, ['muziek'], { openingHours: 'wo 20:00-22:00' }],
  ['story', 'Muurschildering van de haven', 'Gemaakt door de buurt, in drie zomers.', 5.4803, 52.5189, ['kunst']],
  ['place', 'Pluktuin Jol', 'Kruiden en bessen. Plukken mag.', 5.4955, 52.5074, ['tuin', 'voedsel'], { proposed: true }],
  ['exchange', 'Repaircafé Lelystad-Oost', 'Elke eerste zaterdag repareren we samen.', 5.5012, 52.5126, ['repareren'], { capacity: 12 }],
  // Almere
  ['institution', 'Schakelteam De Schoor', 'Steun dichtbij voor wie het even moeilijk heeft. Loop gewoon binnen.', 5.2189, 52.3702, ['steun', 'ontmoeten'], { openingHours: 'ma-vr 10:00-16:00', wheelchair: 'yes' }],
  ['institution', 'Leger des Heils Almere', 'Zorg en bewoners doen hier dingen samen: eten, voetbal kijken, vieren.', 5.2265, 52.3748, ['eten', 'vieren'], { capacity: 60, usedFor: 'voetbal kijken' }],
  ['place', 'Wijktuin Waterlandplein', 'Moestuin naast het plein, met een kas van oude ramen.', 5.2148, 52.3786, ['tuin']],
  ['association', 'Schaakclub De Pion', 'Een potje schaak, en tijd voor elkaar.', 5.2231, 52.3689, ['schaken', 'ontmoeten'], { openingHours: 'do 19:30' }],
  ['exchange', 'Fietsenwerkplaats', 'Leer je band plakken van je buurman.', 5.2312, 52.3711, ['fietsen', 'repareren']],
  ['story', 'Polderverhalen', 'Bewoners vertellen over de eerste winter in de polder.', 5.2087, 52.3731, ['geschiedenis']],
  ['place', 'Strandje Weerwater', 'Zwemmen, picknick en in juni een buurtfeest.', 5.2244, 52.3627, ['water', 'vieren']],
  ['association', 'Moeders van het Plein', 'Samen koken en Nederlands oefenen.', 5.2172, 52.3665, ['taal', 'eten']],
  // Nijkerk
  ['place', 'Buurthuis Nijkerk', 'Ontmoetingsplek van de wijk. Hier beginnen nieuwe initiatieven.', 5.4832, 52.2224, ['ontmoeten'], { capacity: 80, openingHours: 'ma-za 9:00-22:00', usedFor: 'buurtberaad', wheelchair: 'yes' }],
  ['association', 'Buurtvereniging Corlaer', 'Straatfeest, kerstboom en een appgroep voor hulp.', 5.4769, 52.2187, ['vieren']],
  ['exchange', 'Soeppan op vrijdag', 'Wie kan, kookt. Wie wil, eet mee.', 5.4861, 52.2241, ['eten'], { usedFor: 'soep voor veertig mensen' }],
  ['story', 'De markt van vroeger', 'Foto’s en verhalen over de veemarkt.', 5.4878, 52.2207, ['geschiedenis']],
  ['institution', 'Basisschool De Holk', 'Gymzaal en schoolplein zijn na drie uur van de buurt.', 5.4795, 52.2259, ['spelen', 'sport'], { capacity: 50 }],
  // Ermelo
  ['place', 'Koffieochtend Duifstraat', 'Elke woensdag koffie, met of zonder verhaal.', 5.6098, 52.3019, ['koffie', 'ontmoeten'], { capacity: 20, openingHours: 'wo 10:00-12:00', usedFor: 'kennismaken met nieuwe buren' }],
  ['association', 'Tuinploeg West', 'Samen het groen bijhouden, elke tweede zaterdag.', 5.6074, 52.3036, ['tuin']],
  ['exchange', 'Boodschappenmaatje', 'Iemand rijdt elke vrijdag naar de winkel en neemt graag iets mee.', 5.6121, 52.3002, ['vervoer']],
  ['institution', 'Zorgboerderij De Veluwe', 'Dagbesteding, en zaterdag open voor de buurt.', 5.6187, 52.2968, ['zorg', 'dieren']],
  ['story', 'Namen van de straten', 'Waarom onze straten naar vogels heten.', 5.6063, 52.3011, ['geschiedenis']],
];

/** Gift cards of nobody in particular, in the buurt at a place. */
const cards: {
  lon: number;
  lat: number;
  gifts: [head: string, heart: string, hands: string, wish: string][];
}[] = [
  {
    lon: 5.4632,
    lat: 52.5021,
    gifts: [
      ['fotograferen', 'natuur', 'lijsten maken', 'een wandelmaatje'],
      ['Arabisch', 'samen eten', 'koken', 'Nederlands oefenen'],
      ['belastingpapieren', 'schaken', 'fietsen maken', 'iemand voor een potje schaak'],
      ['tuinieren', 'kinderen', 'koken', 'hulp met de computer'],
      ['computers', 'muziek', 'koken', 'een oefenruimte'],
      ['verhalen vertellen', 'geschiedenis', 'breien', 'bezoek op zondag'],
      ['EHBO', 'wandelen', 'koken', 'een tuin om in te werken'],
      ['organiseren', 'feesten', 'koken', 'een zaal voor vijftig mensen'],
    ],
  },
  {
    lon: 5.4838,
    lat: 52.5091,
    gifts: [
      ['Pools', 'voetbal', 'klussen', 'gereedschap'],
      ['rekenen', 'lezen', 'naaien', 'een naaimachine'],
    ],
  },
];

/** How to reach somebody, of a few: invented, and nobody's. */
const contacts: Record<string, string> = {
  'Bibliotheek in de wijk': '0320 000 001',
  'Buurtkamer Boeier': '0320 000 002',
  'Schakelteam De Schoor': '036 000 0001',
  'Buurthuis Nijkerk': '033 000 0001',
};

/** The example connector's own card, in the buurt at a place: a connector is a neighbour, too. */
const CONNECTOR = { title: 'Samira (voorbeeld)', lon: 5.4632, lat: 52.5021 };

/** A UUID that follows from a name, so that writing the examples twice changes nothing. */
function idOf(name: string): string {
  const hash = createHash('sha1').update(`voorbeeld ${name}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

const PERSON = `insert into public.assets (id, kind, title, head, heart, hands, wishes, status, visibility,
    source, owner_id, buurt_code)
  select $1, 'person', $2, array[$3], array[$4], array[$5], array[$6], 'published', 'connectors',
    'voorbeeld', $9::uuid, at.code
  from private.buurt_at(extensions.st_setsrid(extensions.st_point($7::float8, $8::float8), 4326)) at
  on conflict do nothing`;
const CONSENT = `insert into public.consents (asset_id, text_version, through, through_account, given_how)
  values ($1, '2026-11', $2::public.consent_channel, $3::uuid, $4)`;

/** `connector` is the example connector's account. */
export async function writeExampleAssets(tx: Transaction, connector: string): Promise<void> {
  // A start of a house that has them all is not to wait for what is placed and then found to be there.
  const rows = await tx.query<{ id: string }>(
    `select id from public.assets where source = 'voorbeeld'`,
  );
  const there = new Set(rows.map(({ id }) => id));
  for (const [kind, title, description, lon, lat, tags, more = {}] of examples) {
    if (there.has(idOf(title))) continue;
    await tx.run(
      `insert into public.assets (id, kind, title, description, tags, capacity, opening_hours,
         wheelchair, last_used_for, last_used_on, source, status, last_confirmed_at, owner_id, geometry)
       values ($1, $2::public.asset_kind, $3, $4, $5::text[], $6, $7, $8::public.wheelchair, $9::text,
         case when $9::text is not null then current_date - 3 end, 'voorbeeld',
         $10::text::public.asset_status, case when $10::text = 'published' then now() end, null,
         extensions.st_setsrid(extensions.st_point($11::float8, $12::float8), 4326))
       on conflict do nothing`,
      [
        idOf(title),
        kind,
        title,
        description,
        tags,
        more.capacity ?? null,
        more.openingHours ?? null,
        more.wheelchair ?? 'unknown',
        more.usedFor ?? null,
        more.proposed ? 'proposed' : 'published',
        lon,
        lat,
      ],
    );
  }
  for (const { lon, lat, gifts } of cards)
    for (const [index, [head, heart, hands, wish]] of gifts.entries()) {
      const title = `Buur ${index + 1} (voorbeeld)`;
      const id = idOf(`${title} ${lon}`);
      if (there.has(id)) continue;
      const given = [title, head, heart, hands, wish, lon, lat];
      if ((await tx.run(PERSON, [id, ...given, null])) > 0)
        await tx.run(CONSENT, [id, 'connector', connector, 'voorbeeld']);
    }
  const { title, lon, lat } = CONNECTOR;
  const words = [
    'luisteren',
    'mensen bij elkaar brengen',
    'organiseren',
    'koffie met nieuwe buren',
  ];
  if ((await tx.run(PERSON, [idOf(title), title, ...words, lon, lat, connector])) > 0)
    await tx.run(CONSENT, [idOf(title), 'self', connector, '']);
  for (const [asset, phone] of Object.entries(contacts))
    await tx.run(
      `insert into public.asset_contacts (asset_id, name, phone, visibility)
       select id, 'voorbeeld', $2, 'connectors' from public.assets where id = $1 on conflict do nothing`,
      [idOf(asset), phone],
    );
}
