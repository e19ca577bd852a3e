import type { Factor } from '../contracts/initiative-words.ts';
import type { HelpKind, NoticedThrough } from '../contracts/learning-words.ts';
import type { Transaction } from '../db/port.ts';
import { identityOf } from '../imports/staged.ts';

/** A UUID that follows from names, so that writing the examples twice changes nothing. */
const idOf = (...names: string[]): string =>
  identityOf(['voorbeeld', 'samen leren', ...names]).uuid;

interface ExampleMeeting {
  theme: string;
  place: string;
  programme: string;
  /** From today; before it is below 0. */
  inDays: number;
  came: [role: string, people: number][];
}

// prettier-ignore
const meetings: ExampleMeeting[] = [
  { theme: 'Omgaan met weerstand', place: 'Buurthuis Nijkerk', inDays: -35, came: [['connector', 11], ['resident', 4], ['professional', 3], ['coordinator', 1], ['researcher', 1]],
    programme: 'Soep om half zes.\nTwee praktijkvoorbeelden, in kringen van vijf.\nWat neem je mee?' },
  { theme: 'Eigenaarschap bij bewoners houden', place: 'Het Rode Klif, Lelystad', inDays: 18, came: [],
    programme: 'We kijken terug op wat je ging doen.\nDaarna: wanneer doe je een stap terug?' },
];

// prettier-ignore
const examples: { of: string; title: string; told: string; learned: string; factors: Factor[]; at: boolean }[] = [
  { of: 'Koffie in de Duifstraat', title: 'De buurman die tegen was', at: true, factors: ['trust_and_ownership', 'stubborn_image'],
    told: 'Eén bewoner was tegen de koffieochtend: het zou lawaai geven. We gingen niet overtuigen, maar vroegen waar hij last van had. Het bleek om de fietsen voor zijn raam te gaan.',
    learned: 'Vraag eerst wat er onder het nee zit.' },
  { of: 'Samen eten en voetbal kijken', title: 'Wie kookt, hoort erbij', at: true, factors: ['inclusion'],
    told: 'Een paar mensen kwamen nooit eten. Toen we vroegen of zij een keer wilden koken, kwamen ze met hun hele familie.',
    learned: 'Geef iemand een taak in plaats van een plek.' },
  { of: 'Het buurthuis van Nijkerk', title: 'Het rooster van de gastvrouwen', at: false, factors: ['shared_ownership', 'skewed_effort'],
    told: 'Het rooster lag bij twee mensen, en die waren moe. Nu hangt het in de keuken en schrijft iedereen zelf.',
    learned: 'Zet het op papier waar iedereen langs loopt.' },
];

// prettier-ignore
const thoughts: { words: string; factors: Factor[]; sharing: string; at: boolean }[] = [
  { words: 'Ik wil vaak te snel een oplossing. Stil blijven is moeilijker dan praten.', factors: ['trust_and_ownership'], sharing: 'shared', at: true },
  { words: 'Drie van ons wachten op dezelfde subsidie. Waarom vragen we die niet samen aan?', factors: ['limited_means', 'fragmented_cooperation'], sharing: 'shared', at: true },
];

const moments: [help: HelpKind, noticed: NoticedThrough, times: number][] = [
  ['listening', 'activity', 4],
  ['mental_health', 'activity', 3],
  ['neighbours', 'neighbour', 3],
  ['social_team', 'conversation', 2],
];

/** An example of learning together, told by these accounts; twice changes nothing. */
export async function writeExampleLearning(
  tx: Transaction,
  { connector, coordinator }: Record<'connector' | 'coordinator', string>,
): Promise<void> {
  for (const { theme, place, programme, inDays, came } of meetings) {
    const written = await tx.run(
      `insert into public.learning_meetings
         (id, theme, place, programme, held_on, begins_at, area_code, source, created_by)
       values ($1, $2, $3, $4, current_date + $5::int, '19:30', 'NL', 'voorbeeld', $6) on conflict do nothing`,
      [idOf('meeting', theme), theme, place, programme, inDays, coordinator],
    );
    if (written === 0) continue;
    await tx.run(
      `insert into public.learning_attendance (meeting_id, role, people)
       select $1, (a ->> 0)::public.learning_role, (a ->> 1)::smallint from json_array_elements($2::text::json) a`,
      [idOf('meeting', theme), JSON.stringify(came)],
    );
  }
  const held = idOf('meeting', meetings[0]!.theme);
  for (const { of, title, told, learned, factors, at } of examples)
    await tx.run(
      `insert into public.practice_examples
         (id, title, told, learned, factors, buurt_code, meeting_id, initiative_id, source, told_by, created_at)
       select $1, $2, $3, $4, $5::text[]::public.factor[], i.buurt_code, $6::uuid, i.id, 'voorbeeld', $7::uuid,
         now() - interval '35 days'
       from public.initiatives i where i.title = $8 and i.source = 'voorbeeld' on conflict do nothing`,
      [idOf('example', title), title, told, learned, factors, at ? held : null, coordinator, of],
    );
  for (const { words, factors, sharing, at } of thoughts)
    await tx.run(
      `insert into public.reflections (id, meeting_id, words, factors, sharing, source, written_by, created_at)
       values ($1, $2, $3, $4::text[]::public.factor[], $5::public.reflection_sharing, 'voorbeeld', $6,
         now() - interval '34 days')
       on conflict do nothing`,
      [idOf('thought', words), at ? held : null, words, factors, sharing, coordinator],
    );
  await tx.run(
    `insert into public.learning_intentions (id, meeting_id, account_id, takes, does)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [
      ...[idOf('intention', connector), held, connector, 'Vraag eerst wat er onder het nee zit.'],
      'Ik vraag de man van de heg wat hij zelf zou doen.',
    ],
  );
  const ids = moments.flatMap(([help, noticed, times]) =>
    Array.from({ length: times }, (_, n) => [idOf('moment', help, String(n)), help, noticed]),
  );
  await tx.run(
    `insert into public.preventive_moments (id, month, wijk_code, help, noticed)
     select (m ->> 0)::uuid, (private.first_open_month() - interval '1 month')::date,
       n.parent_code, (m ->> 1)::public.help_kind, (m ->> 2)::public.noticed_through
     from json_array_elements($1::text::json) m
     join public.initiatives i on i.title = 'De binnentuin van Het Rode Klif' and i.source = 'voorbeeld'
     join public.current_neighbourhoods n on n.code = i.buurt_code and n.parent_code is not null
     on conflict do nothing`,
    [JSON.stringify(ids)],
  );
}
