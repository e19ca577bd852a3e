import type { ConnectionKind, ConnectionStatus } from '../../api/contracts/connection-kinds.ts';
import type { IntroductionStage } from '../../api/contracts/introductions.ts';

/** What the finding in the heading needs of the figures. */
type Found = { nodes: number; ties: number; isolates: number; giantShare: number | null };

const kinds: Record<ConnectionKind, string> = {
  knows: 'kennen elkaar',
  works_together: 'doen dingen samen',
  shares_means: 'delen ruimte of spullen',
  hosts: 'geeft onderdak',
  refers_to: 'verwijst door',
  member_of: 'doet mee',
};
const statuses: Record<ConnectionStatus, string> = {
  planned: 'is een plan',
  active: 'loopt',
  dormant: 'ligt stil',
  ended: 'is voorbij',
};
const stage: Record<IntroductionStage, string> = {
  idea: 'Een idee',
  one_asked: 'Eén is gevraagd',
  both_asked: 'Beiden zijn gevraagd',
  both_yes: 'Beiden zeiden ja',
  met: 'Ze ontmoetten elkaar',
  connection: 'Ze zijn verbonden',
  no: 'Het ging niet door',
};
const next: Record<IntroductionStage, string> = {
  idea: 'Vraag ze allebei, los van elkaar.',
  one_asked: 'Vraag ook de ander.',
  both_asked: 'Wacht op antwoord.',
  both_yes: 'Prik een moment.',
  met: 'Schrijf op wat eruit kwam.',
  connection: 'De verbinding staat in het weefsel.',
  no: 'Misschien later iemand anders.',
};

const assets = (n: number) => (n === 1 ? '1 krachtbron' : `${n} krachtbronnen`);

/** How a neighbourhood hangs together, and what a connector does about it. */
export const nlNetwork = {
  network: {
    heading: 'Hoe het samenhangt',
    finding: ({ nodes, ties, isolates, giantShare }: Found) => {
      if (nodes === 0) return 'Hier staat nog niets om te verbinden';
      if (ties === 0) return `${assets(nodes)}, nog geen verbinding`;
      const together = Math.round((giantShare ?? 0) * nodes);
      const alone =
        isolates === 0
          ? 'niemand staat los'
          : `${isolates} ${isolates === 1 ? 'staat' : 'staan'} los`;
      return `${together} van de ${nodes} hangen samen; ${alone}`;
    },
    empty: 'Zet eerst iets op de kaart. Daarna zie je hier wat elkaar kent.',
    link: 'Zie hoe het samenhangt',
    drawing: 'Tekening van het weefsel. De lijst zegt hetzelfde in woorden.',
    cannotDraw: 'De tekening werkt hier niet. In de lijst staat alles.',
    whole: 'Toon het hele weefsel',
    views: 'Manieren om te kijken',
    view: { weave: 'Weefsel', map: 'Kaart', list: 'Lijst' },
    islands: 'Eilanden',
    islandsHelp: 'Deze groepen kennen elkaar nog niet. Eén kennismaking kan ze verbinden.',
    largest: (n: number) => `De grootste groep: ${n}`,
    island: (n: number) => `Een eiland van ${n}`,
    alone: (n: number) => (n === 1 ? 'Eén staat nog los' : `${n} staan nog los`),
    aloneHelp: 'Goed om hier eens langs te gaan of te bellen.',
    more: (n: number) => `en nog ${n}`,
    letGo: 'Toon weer alles',
    tiedTo: (n: number) =>
      n === 0 ? 'Staat nog los.' : n === 1 ? 'Kent er één:' : `Kent er ${n}:`,
    open: 'Bekijk de krachtbron',
    listOf: (n: number) => `${assets(n)} met ${n === 1 ? 'zijn' : 'hun'} verbindingen`,
    columns: {
      title: 'Naam',
      kind: 'Soort',
      degree: 'Kent er',
      island: 'Hoort bij',
      contacts: 'Verbonden met',
    },
    standsAlone: 'staat los',
    part: (n: number) => (n === 1 ? 'de grootste groep' : `eiland ${n - 1}`),
    look: 'Anders kijken',
    search: 'Zoek in het weefsel',
    when: 'Het weefsel van toen',
    today: 'vandaag',
    colourBy: 'Kleur',
    colours: { kind: 'naar soort', community: 'naar groep' },
    sizeBy: 'Grootte',
    sizes: { ties: 'naar verbindingen', between: 'naar tussenpersoon', same: 'alles even groot' },
    inNumbers: 'In cijfers',
    figures: {
      alone: (n: number): string => (n === 1 ? 'staat nog los' : 'staan nog los'),
      islands: (n: number): string =>
        n === 1 ? 'groep hangt samen' : 'groepen die elkaar niet bereiken',
      reach: 'van de paren kan elkaar bereiken, zo nodig via anderen',
      across: 'van de verbindingen slaat een brug naar een andere soort',
      shares: (bonding: string, bridging: string, linking: string) =>
        `Binnen één soort ${bonding}, tussen soorten ${bridging}, met organisaties ${linking}.`,
      busiest: 'van de verbindingen rust op het drukste tiende deel',
      withoutConnectors: (now: string) =>
        `hangt ook samen zonder de buurtverbinders. Met hen is het ${now}.`,
      stage: {
        scattered: { name: 'Los zand', says: 'De meeste kennen elkaar nog niet.' },
        'hub-and-spoke': { name: 'Eén spil', says: 'Veel loopt via één plek of persoon.' },
        'in-between': { name: 'Onderweg', says: 'Er groeien groepen, nog zonder vaste vorm.' },
        'multi-hub': { name: 'Meer spillen', says: 'Verschillende groepen dragen het samen.' },
        'core-periphery': {
          name: 'Kern en kring',
          says: 'Een hechte kern met een open kring eromheen.',
        },
      },
      stageHint: 'Dit is een vingerwijzing, geen oordeel.',
      tooLarge: 'Dit weefsel is te groot om alle wegen na te lopen. Kies een kleiner gebied.',
      brokers: 'Hier loopt veel langs',
      lost: (n: number) =>
        n === 0
          ? 'kan gemist worden'
          : n === 1
            ? 'zonder hem verliest één paar elkaar'
            : `zonder hem verliezen ${n} paren elkaar`,
      basis: (nodes: number, ties: number, crossing: number) =>
        `${assets(nodes)}, ${ties === 1 ? '1 verbinding' : `${ties} verbindingen`}${crossing > 0 ? `, en ${crossing} naar buiten` : ''}.`,
      told: (n: number, both: string) =>
        `${n} ${n === 1 ? 'melder' : 'melders'}; ${both} door beide kanten bevestigd.`,
      withPersons: 'Met talenten van mensen erbij.',
      withoutPersons: 'Zonder mensen.',
      all: 'Alle maten, en hoe ze zijn berekend',
      measure: 'Maat',
      value: 'Waarde',
      byChance: 'bij toeval',
      stability: 'stabiliteit',
      density: 'Dichtheid',
      meanDegree: 'Verbindingen per krachtbron',
      giantShare: 'Aandeel van de grootste groep',
      fragmentation: 'Versnippering',
      distance: 'Versnippering met afstand',
      transitivity: 'Gesloten driehoeken',
      centralisation: 'Centralisatie',
      ei: 'E-I-index naar soort',
      eiBuurt: 'E-I-index naar buurt',
      assortativity: 'Assortativiteit naar soort',
      communities: 'Groepen',
      core: 'Kern',
    },
    suggest: {
      heading: 'Voorstel: breng samen',
      pair: (one: string, other: string) => `${one} en ${other}`,
      gift: (gift: string, wish: string) => `${gift} past bij ${wish}`,
      shared: (name: string, n: number) =>
        n === 1 ? `kennen allebei ${name}` : `kennen allebei ${name} en anderen`,
      joins: 'verbindt twee eilanden',
      sameBuurt: 'zelfde buurt',
      otherWijk: 'andere wijk',
      otherKind: 'andere soort',
      isolates: (now: number, then: number) => `Los staan er nu ${now}, dan ${then}.`,
      islands: (now: number, then: number) => `Groepen zijn er nu ${now}, dan ${then}.`,
      together: (now: string, then: string) => `Samen hangt nu ${now}, dan ${then}.`,
      plan: 'Stel ze voor',
      another: 'Een ander voorstel',
      planned: (pairs: string, n: number) =>
        n === 1 ? `${pairs} staan in je week.` : `In je week: ${pairs}.`,
      planAll: (n: number) => `Stel deze ${n} paren voor`,
      toWeek: 'Naar deze week',
      none: 'Er zijn nu geen voorstellen. Voeg talenten en wensen toe, dan komen ze vanzelf.',
    },
  },

  week: {
    heading: 'Deze week',
    signIn: 'Log in om te zien wie je aan elkaar voorstelt.',
    notYours: 'Deze pagina is voor buurtverbinders.',
    count: (n: number) =>
      n === 0
        ? 'Geen kennismakingen onderweg'
        : n === 1
          ? 'Eén kennismaking onderweg'
          : `${n} kennismakingen onderweg`,
    none: 'Kijk in het weefsel wie elkaar goed zou kunnen gebruiken.',
    whom: 'Wie stel ik aan elkaar voor?',
    conversation: 'Nieuw buurtgesprek',
    and: ' en ',
    stage,
    next,
    asked: 'Ik heb het gevraagd',
    yes: 'Zegt ja',
    no: 'Zegt nee',
    saidYes: 'zei ja',
    waits: 'antwoordt zelf',
    met: 'Ze hebben elkaar ontmoet',
    becameTie: 'Er is een verbinding',
    nothingYet: 'Nog niets',
    cameToNothing: 'Het werd niets',
    planStep: 'Volgende stap',
    nextStep: 'Wat doe je als volgende?',
    nextStepOn: 'Wanneer?',
    invitation: 'Wat lezen beiden, voor ze antwoorden?',
    invitationHint: 'Noem geen namen: wie het is, horen ze als beiden ja zeggen.',
    note: 'Notitie',
    noteHint: 'Alleen buurtverbinders van dit gebied lezen dit.',
    save: 'Bewaar',
    drop: 'Haal weg',
    dropSure: 'Weet je het zeker? Dan is deze kennismaking weg, ook voor collega’s.',
    mistake: (name: string) => `${name} zei toch geen nee`,
    path: 'Van idee naar verbinding',
    pathHelp: (day: string) => `Van het hele team, sinds ${day}.`,
    steps: {
      ideas: 'ideeën',
      asked: 'gevraagd',
      bothYes: 'beiden ja',
      met: 'ontmoet',
      connections: 'verbonden',
    },
  },

  conversation: {
    heading: 'Nieuw buurtgesprek',
    help: 'Drie vragen. Een paar woorden is genoeg.',
    notYours: 'Een buurtgesprek schrijf je op als buurtverbinder.',
    cares: 'Wat ligt je na aan het hart?',
    likes: 'Wat doe je graag?',
    shares: 'Wat zou je kunnen delen of leren aan een ander?',
    where: 'In welke buurt?',
    here: 'Ik sta er nu',
    hereHelp: 'We bewaren alleen het vak van honderd meter, nooit het adres.',
    placed: (buurt: string) => `Het vak is bekend, in ${buurt}.`,
    elsewhere: 'Je staat buiten je gebied. Kies zelf de buurt.',
    whichBuurt: 'Kies eerst de buurt.',
    chooseBuurt: 'Kies een buurt',
    noPlace: 'Je plek is niet bekend. De buurt is genoeg.',
    who: 'Wie mag dit lezen?',
    private: 'Alleen ik',
    shared: 'Buurtverbinders van deze buurt',
    save: 'Bewaar het gesprek',
    empty: 'Schrijf bij één van de vragen iets op.',
    saved: 'Bewaard. Dank je wel.',
    onlyYou: 'Alleen jij kunt dit lezen.',
    colleagues: 'Buurtverbinders van deze buurt kunnen dit lezen.',
    another: 'Nog een gesprek',
    makeCard: 'Maak er een talentenkaart van',
    toWeek: 'Naar deze week',
  },

  invitations: {
    heading: 'Iemand wil je leren kennen',
    ask: (kind: string, card: string) =>
      `Een ${kind} past misschien bij ${card}. Wil je kennismaken?`,
    nameLater: 'Je hoort wie het is als jullie allebei ja zeggen.',
    saidYes: 'Je zei ja. We wachten nog op de ander.',
    saidNo: 'Je zei nee. Dat hoort de ander niet.',
    bothYes: 'Jullie zeiden allebei ja:',
    yes: 'Ja, graag',
    no: 'Nee, liever niet',
  },

  ties: {
    heading: 'Verbonden met',
    none: 'Nog geen verbindingen. Wie kent wie?',
    kinds,
    statuses,
    confirmed: [
      'nog niet bevestigd',
      'door één kant bevestigd',
      'door beide kanten bevestigd',
    ] as Record<number, string>,
    confirm: 'Dat klopt',
    isSo: 'Bevestigd.',
    end: 'Is voorbij',
    ended: 'De verbinding is beëindigd.',
    add: 'Voeg een verbinding toe',
    added: 'De verbinding staat erin.',
    with: (name: string) => `Waarmee is ${name} verbonden?`,
    found: 'Gevonden krachtbronnen',
    another: 'Kies een andere',
    chooseFirst: 'Kies eerst een krachtbron uit de lijst.',
    how: 'Hoe?',
    since: 'Sinds wanneer?',
    until: 'Tot wanneer?',
    strength: 'Hoe sterk?',
    strengths: { 1: 'af en toe', 2: 'geregeld', 3: 'hecht' },
    note: 'Opmerking',
    noteHint: 'Alleen wie de verbinding mag wijzigen leest dit.',
    save: 'Bewaar de verbinding',
  },
};
