import type { Factor } from '../contracts/initiative-words.ts';
import type { Transaction } from '../db/port.ts';
import { identityOf } from '../imports/staged.ts';

/** The five initiatives that the Samen Buurten article describes; what is told of them here is invented. */
interface Example {
  /** The asset where it is at home. */
  at: string;
  title: string;
  story: string;
  beganDaysAgo: number;
  roles: [
    name: string,
    side: 'residents' | 'organisation' | 'municipality',
    people: number,
    decides: boolean,
    does: boolean,
  ][];
  /** In `pictures`, and what it shows. */
  drawing: [file: string, alt: string];
  means: [
    kind: 'money' | 'room' | 'hours' | 'material',
    name: string,
    amount: number | null,
    endsInDays: number | null,
  ][];
  also: string[];
  /** Activities: every so many days, with how many came. */
  activities: [title: string, everyDays: number, came: number[]];
}

// prettier-ignore
const examples: Example[] = [
  {
    at: 'Buurthuis Nijkerk', title: 'Het buurthuis van Nijkerk', beganDaysAgo: 1500,
    story: 'Het begon met een sleutel en een koffiepot. Een paar bewoners wilden een plek waar je zomaar binnen kunt lopen. Nu is het elke dag open, en wie iets wil beginnen, begint hier.\n\nDe soeppan op vrijdag kwam uit een gesprek aan de keukentafel. Daarna kwamen de huiswerkhulp en het repareren.',
    roles: [['gastvrouwen en gastheren', 'residents', 14, true, true], ['bestuur', 'residents', 5, true, false], ['opbouwwerker', 'organisation', 1, false, true], ['wijkambtenaar', 'municipality', 1, true, false]],
    drawing: ['buurthuis', 'Tekening: een huis met de deur open, een pan soep en twee mensen op een bank.'],
    means: [['money', 'Jaarlijkse bijdrage van de gemeente', 12000, 95], ['room', 'Het gebouw, in bruikleen', null, 900], ['hours', 'Opbouwwerker', 8, 400]],
    also: ['Soeppan op vrijdag', 'Buurtvereniging Corlaer'], activities: ['Soep op vrijdag', 28, [38, 41, 35, 44, 40]],
  },
  {
    at: 'Binnentuin Het Rode Klif', title: 'De binnentuin van Het Rode Klif', beganDaysAgo: 900,
    story: 'Achter de flat lag gras waar niemand kwam. Bewoners met hersenletsel wilden er graag zitten, in rust en niet alleen. Nu staan er hoge bakken waar je ook met een rolstoel bij kunt.\n\nWie komt wieden, blijft voor de koffie. Buren van buiten de flat doen mee.',
    roles: [['tuinploeg', 'residents', 9, true, true], ['begeleiders', 'organisation', 2, true, true], ['groenbeheer', 'municipality', 1, false, true]],
    drawing: ['binnentuin', 'Tekening: hoge bakken met tomaten achter een flat; iemand in een rolstoel plukt.'],
    means: [['money', 'Fonds voor groen in de wijk', 3500, 60], ['room', 'De binnentuin', null, null], ['hours', 'Begeleiding', 6, 250], ['material', 'Gereedschap, geleend', null, null]],
    also: ['Gereedschap lenen', 'Volkstuinvereniging Zilt'], activities: ['Tuinochtend', 21, [8, 11, 9, 12, 14, 10]],
  },
  {
    at: 'Schakelteam De Schoor', title: 'Het Schakelteam in Almere', beganDaysAgo: 1100,
    story: 'Wie het moeilijk heeft, zoekt niet altijd hulp. Het Schakelteam zit waar mensen al komen. Eerst is er koffie, dan een gesprek, en pas daarna de vraag wat helpt.\n\nEen schaakavond bleek de beste plek om te praten.',
    roles: [['ervaringsdeskundigen', 'residents', 6, true, true], ['Schakelteam', 'organisation', 4, true, true], ['beleid welzijn', 'municipality', 1, true, false]],
    drawing: ['schakelteam', 'Tekening: twee mensen aan een schaakbord, met koffie.'],
    means: [['hours', 'Schakelteam', 60, 420], ['room', 'Inloop op de begane grond', null, 700], ['money', 'Innovatiebudget zorg', 18000, 210]],
    also: ['Schaakclub De Pion'], activities: ['Inloop', 14, [17, 15, 19, 22, 18]],
  },
  {
    at: 'Leger des Heils Almere', title: 'Samen eten en voetbal kijken', beganDaysAgo: 800,
    story: 'Bewoners van de opvang en mensen uit de straat zagen elkaar niet. Toen kwam er een groot scherm en een pan nasi. Na drie wedstrijden wist niemand meer wie waar woonde.\n\nNu organiseren ze het samen, ook als er geen voetbal is.',
    roles: [['koks', 'residents', 5, true, true], ['zaalploeg', 'residents', 8, false, true], ['teamleider', 'organisation', 1, true, true]],
    drawing: ['samen-eten', 'Tekening: een pan nasi op tafel, voetbal op een groot scherm.'],
    means: [['room', 'De zaal', null, null], ['money', 'Gift van een kerk', 1200, 140]],
    also: ['Moeders van het Plein'], activities: ['Samen eten', 28, [45, 52, 60, 48]],
  },
  {
    at: 'Koffieochtend Duifstraat', title: 'Koffie in de Duifstraat', beganDaysAgo: 600,
    story: 'In de Duifstraat vertrouwde men niet alles wat van buiten kwam. Een buurvrouw zette op woensdag haar deur open. Eerst kwamen er drie. Nu is de huiskamer te klein.\n\nEr wordt gemopperd en gelachen, en er wordt op elkaar gelet.',
    roles: [['buurvrouwen', 'residents', 4, true, true], ['buurtverbinder', 'organisation', 1, false, true]],
    drawing: ['duifstraat', 'Tekening: een open deur in een rij huizen, koffie op de stoep.'],
    means: [['money', 'Koffiepot van de woningbouw', 300, 30], ['room', 'Een huiskamer', null, null]],
    also: ['Tuinploeg West', 'Boodschappenmaatje'], activities: ['Koffieochtend', 7, [4, 9, 12, 11, 15, 13]],
  },
];

// prettier-ignore
const mechanisms: [name: string, factor: Factor, agreed: boolean][] = [
  ['Wie gehoord wordt, durft meer', 'trust_and_ownership', true],
  ['Samen eten verlaagt de drempel', 'inclusion', true],
  ['Wie vertrouwen heeft, vertelt wat er is', 'prevention', true],
  ['Wie meebeslist, blijft', 'shared_ownership', true],
  ['Ieder werkt voor zich', 'fragmented_cooperation', true],
  ['Onzekerheid over geld maakt moe', 'limited_means', true],
  ['Een oud verhaal over de buurt blijft hangen', 'stubborn_image', false],
  ['Te weinig schouders dragen te veel', 'skewed_effort', true],
];

interface ExampleEntry {
  of: string;
  daysAgo: number;
  direction: 'works' | 'chafes';
  mechanism: string | null;
  happened: string;
  claim: string;
  knownBy: string;
  outcome: string;
  kind: 'output' | 'outcome' | null;
  basis: 'measure' | 'story' | 'signal' | null;
  strength: 'told' | 'seen_by_two' | 'measured';
  context: string;
  stage: 'scattered' | 'hub-and-spoke' | 'multi-hub';
  quote?: string;
  against?: string;
}

// prettier-ignore
const entries: ExampleEntry[] = [
  { of: 'Het buurthuis van Nijkerk', daysAgo: 40, direction: 'works', mechanism: 'Wie meebeslist, blijft', happened: 'Gastvrouwen maakten zelf het rooster en kozen de openingstijden.', claim: 'Het rooster is van henzelf.', knownBy: 'Er viel dit kwartaal niemand uit.', outcome: 'Het huis is zes dagen open.', kind: 'output', basis: 'measure', strength: 'measured', context: 'Het huis bestaat vier jaar en heeft een eigen bestuur.', stage: 'multi-hub', quote: 'Als ik mag kiezen, kom ik ook op zaterdag.' },
  { of: 'Het buurthuis van Nijkerk', daysAgo: 75, direction: 'chafes', mechanism: 'Onzekerheid over geld maakt moe', happened: 'De brief over de bijdrage kwam weer laat.', claim: 'Elk jaar wachten kost meer dan het geld.', knownBy: 'Twee bestuursleden zeiden het los van elkaar.', outcome: 'Een bestuurslid stopt.', kind: 'outcome', basis: 'signal', strength: 'seen_by_two', context: 'De bijdrage wordt per jaar besloten.', stage: 'multi-hub' },
  { of: 'De binnentuin van Het Rode Klif', daysAgo: 20, direction: 'works', mechanism: 'Wie gehoord wordt, durft meer', happened: 'Iemand die nooit iets zei, vroeg om een bak voor tomaten.', claim: 'Er was tijd, en niemand vulde het voor hem in.', knownBy: 'Ik stond ernaast.', outcome: 'Hij geeft nu water op dagen dat er niemand is.', kind: 'outcome', basis: 'story', strength: 'told', context: 'Rustige ochtend, zes mensen.', stage: 'hub-and-spoke', quote: 'Hier hoef ik niet uit te leggen hoe het met mij is.' },
  { of: 'De binnentuin van Het Rode Klif', daysAgo: 55, direction: 'works', mechanism: 'Samen eten verlaagt de drempel', happened: 'Na de oogst maakten we soep. Drie buren van buiten de flat schoven aan.', claim: 'Bij soep vraagt niemand waar je woont.', knownBy: 'Twee van hen komen nu elke week.', outcome: 'De tuinploeg groeide van zeven naar negen.', kind: 'output', basis: 'measure', strength: 'measured', context: 'Zomer, tuin open.', stage: 'hub-and-spoke' },
  { of: 'De binnentuin van Het Rode Klif', daysAgo: 90, direction: 'chafes', mechanism: 'Te weinig schouders dragen te veel', happened: 'Een van de begeleiders was ziek en de tuin bleef twee weken dicht.', claim: 'De sleutel hangt aan één persoon.', knownBy: 'Het rooster.', outcome: 'Twee tuinochtenden vervielen.', kind: 'output', basis: 'measure', strength: 'measured', context: 'Vakantietijd.', stage: 'hub-and-spoke', against: 'Bewoners gaven zelf water.' },
  { of: 'Het Schakelteam in Almere', daysAgo: 30, direction: 'works', mechanism: 'Wie vertrouwen heeft, vertelt wat er is', happened: 'Tijdens een potje schaak vertelde iemand hoe zwaar het was.', claim: 'Naast elkaar zitten praat makkelijker dan tegenover elkaar.', knownBy: 'De spelleider en een vrijwilliger waren erbij.', outcome: 'Er was dezelfde week hulp.', kind: 'outcome', basis: 'signal', strength: 'seen_by_two', context: 'Vaste avond, vaste gezichten.', stage: 'multi-hub', quote: 'Hij vroeg niets. Daarom zei ik het.' },
  { of: 'Het Schakelteam in Almere', daysAgo: 65, direction: 'chafes', mechanism: 'Ieder werkt voor zich', happened: 'Twee organisaties belden dezelfde man, los van elkaar.', claim: 'We weten niet van elkaar wat we doen.', knownBy: 'Hij vertelde het zelf.', outcome: 'Hij nam een tijd niet op.', kind: 'outcome', basis: 'story', strength: 'told', context: 'Drie organisaties in één straat.', stage: 'multi-hub' },
  { of: 'Samen eten en voetbal kijken', daysAgo: 15, direction: 'works', mechanism: 'Samen eten verlaagt de drempel', happened: 'Bij de finale stonden er mensen uit drie straten in de rij voor nasi.', claim: 'Eten en voetbal zijn van iedereen.', knownBy: 'Zestig borden.', outcome: 'Acht mensen hielpen voor het eerst.', kind: 'output', basis: 'measure', strength: 'measured', context: 'Grote wedstrijd.', stage: 'hub-and-spoke', quote: 'Ik wist niet dat jullie ook gewoon van Oranje zijn.' },
  { of: 'Samen eten en voetbal kijken', daysAgo: 80, direction: 'chafes', mechanism: 'Een oud verhaal over de buurt blijft hangen', happened: 'Een winkelier wilde geen poster ophangen.', claim: 'Hij denkt nog aan vroeger.', knownBy: 'Hij zei het.', outcome: '', kind: null, basis: null, strength: 'told', context: '', stage: 'hub-and-spoke' },
  { of: 'Koffie in de Duifstraat', daysAgo: 12, direction: 'works', mechanism: 'Wie gehoord wordt, durft meer', happened: 'De mopperaar van de straat bood aan om de heg te knippen.', claim: 'Er werd eerst naar hem geluisterd.', knownBy: 'Drie mensen hoorden het.', outcome: 'De tuinploeg heeft er iemand bij.', kind: 'outcome', basis: 'story', strength: 'seen_by_two', context: 'Elke woensdag dezelfde tafel.', stage: 'scattered' },
  { of: 'Koffie in de Duifstraat', daysAgo: 50, direction: 'chafes', mechanism: 'Samen eten verlaagt de drempel', happened: 'Bij de lunch bleven twee gezinnen weg: het eten was niet halal.', claim: 'Wat we kookten, sloot iemand uit.', knownBy: 'Een buurvrouw vroeg het na.', outcome: 'De volgende keer kookten zij mee.', kind: 'outcome', basis: 'story', strength: 'told', context: 'Eerste lunch in de straat.', stage: 'scattered' },
];

/** A UUID that follows from names, so that writing the examples twice changes nothing. */
const idOf = (...names: string[]): string => identityOf(['voorbeeld', ...names]).uuid;

/** What is drawn of each, for it has no photos that we may show. */
export const exampleDrawings = examples.map(({ title, drawing: [file, alt] }) => ({
  id: idOf('photo', title),
  initiative: idOf('initiative', title),
  alt,
  from: new URL(`pictures/${file}.svg`, import.meta.url),
}));

/** Writes the example initiatives and what was learned of them, told by these accounts; twice changes nothing. */
export async function writeExampleInitiatives(
  tx: Transaction,
  {
    connector,
    coordinator,
    researcher,
  }: Record<'connector' | 'coordinator' | 'researcher', string>,
): Promise<void> {
  const rows = await tx.query<{ title: string }>(
    `select title from public.initiatives where source = 'voorbeeld'`,
  );
  const there = new Set(rows.map(({ title }) => title));
  for (const example of examples)
    if (!there.has(example.title)) await writeOne(tx, example, coordinator);
  for (const [name, factor, agreed] of mechanisms)
    await tx.run(
      `insert into public.mechanisms (id, name, factor, proposed_by, agreed_at)
       values ($1, $2, $3::public.factor, $4::uuid, case when $5::boolean then now() end) on conflict do nothing`,
      [idOf('mechanism', name), name, factor, connector, agreed],
    );
  for (const entry of entries)
    if (!there.has(entry.of))
      await writeEntry(
        tx,
        entry,
        entry.of.startsWith('De binnentuin') ? connector : coordinator,
        researcher,
      );
}

async function writeOne(
  tx: Transaction,
  { at, title, story, beganDaysAgo, roles, means, also, activities }: Example,
  writer: string,
): Promise<void> {
  const id = idOf('initiative', title);
  await tx.run(
    `insert into public.initiatives (id, title, story, buurt_code, began_on, status, source, created_by)
     select $1::uuid, $2, $3, a.buurt_code, current_date - $4::int, 'published', 'voorbeeld', $5::uuid
     from public.assets a where a.title = $6 and a.source = 'voorbeeld' and a.buurt_code is not null
     order by a.id limit 1 on conflict do nothing`,
    [id, title, story, beganDaysAgo, writer, at],
  );
  // Where the areas do not hold it, there is none.
  const [written] = await tx.query('select id from public.initiatives where id = $1', [id]);
  if (!written) return;
  await tx.run(
    `insert into public.initiative_roles (initiative_id, place, name, side, people, decides, does)
     select $1, row_number() over (), r ->> 0, (r ->> 1)::public.initiative_side, (r ->> 2)::smallint,
       (r ->> 3)::boolean, (r ->> 4)::boolean from json_array_elements($2::text::json) as r`,
    [id, JSON.stringify(roles)],
  );
  await tx.run(
    `insert into public.initiative_means (initiative_id, place, kind, name, amount, until)
     select $1, row_number() over (), (m ->> 0)::public.means_kind, m ->> 1, (m ->> 2)::numeric,
       current_date + (m ->> 3)::int from json_array_elements($2::text::json) as m`,
    [id, JSON.stringify(means)],
  );
  await tx.run(
    `insert into public.initiative_assets (initiative_id, asset_id)
     select $1, a.id from public.assets a where a.source = 'voorbeeld' and a.title = any ($2::text[])`,
    [id, [at, ...also]],
  );
  // And to the ties and introductions between these.
  for (const [part, column, ends] of [
    ['connections', 'connection_id', 'from_id, to_id'],
    ['introductions', 'introduction_id', 'one_id, other_id'],
  ])
    await tx.run(
      `insert into public.initiative_${part} (initiative_id, ${column})
       select $1, p.id from public.${part} p
       where array[${ends}] <@ (select array_agg(asset_id) from public.initiative_assets where initiative_id = $1)`,
      [id],
    );
  const [name, everyDays, came] = activities;
  for (const [n, attended] of came.entries())
    await tx.run(
      `insert into public.initiative_activities (id, initiative_id, title, held_on, attended, newcomers, written_by)
       values ($1, $2, $3, current_date - $4::int, $5, $6, $7::uuid)`,
      [
        ...[idOf('activity', title, String(n)), id, name, (came.length - n) * everyDays - 3],
        ...[attended, Math.round(attended / 9), writer],
      ],
    );
}

async function writeEntry(
  tx: Transaction,
  entry: ExampleEntry,
  writer: string,
  researcher: string,
): Promise<void> {
  const id = idOf('cimo', entry.of, entry.happened);
  const written = await tx.run(
    `insert into public.cimo_entries (id, initiative_id, happened_on, direction, happened, claim, known_by, context,
       mechanism_id, outcome, outcome_kind, outcome_basis, strength, sharing, written_by)
     select $1, i.id, current_date - $3::int, $4::public.cimo_direction, $5, $6, $7, $8, $9::uuid, $10,
       $11::public.outcome_kind, $12::public.outcome_basis, $13::public.evidence_strength, 'shared', $14::uuid
     from public.initiatives i where i.id = $2 on conflict do nothing`,
    [
      ...[id, idOf('initiative', entry.of), entry.daysAgo, entry.direction, entry.happened],
      ...[entry.claim, entry.knownBy, entry.context],
      entry.mechanism && idOf('mechanism', entry.mechanism),
      ...[entry.outcome, entry.kind, entry.basis, entry.strength, writer],
    ],
  );
  if (written === 0) return;
  await tx.run(
    `insert into public.cimo_contexts (entry_id, as_of, area_code, figures)
     select e.id, e.happened_on, n.parent_code, jsonb_build_object('inhabitants', null, 'completeness', null,
       'shareWithAtLeastFour', null, 'places', null, 'ties', null, 'isolateShare', null, 'giantShare', null,
       'stage', $2::text)
     from public.cimo_entries e join public.initiatives i on i.id = e.initiative_id
     join public.current_neighbourhoods n on n.code = i.buurt_code where e.id = $1 and n.parent_code is not null`,
    [id, entry.stage],
  );
  const evidence: [side: 'for' | 'against', words: string, isQuote: boolean][] = [
    ...(entry.quote ? [['for', entry.quote, true] as const] : []),
    ...(entry.against ? [['against', entry.against, false] as const] : []),
  ].map(([side, words, isQuote]) => [side, words, isQuote]);
  for (const [side, words, isQuote] of evidence)
    await tx.run(
      `insert into public.cimo_evidence (id, entry_id, side, words, is_quote, consent_how, added_by)
       values ($1, $2, $3::public.evidence_side, $4, $5, $6, $7::uuid)`,
      [
        ...[idOf('evidence', words), id, side, words, isQuote],
        ...[isQuote ? 'Gevraagd na afloop (voorbeeld)' : '', writer],
      ],
    );
  if (entry.strength !== 'told')
    await tx.run(
      'insert into public.cimo_agreements (entry_id, account_id) values ($1, $2) on conflict do nothing',
      [id, researcher],
    );
}
