import type { Instrument, InstrumentDefinition } from '../../contracts/surveys.ts';

/**
 * Instruments that come with the product. A version that was used never changes: a change is another version, and the
 * old one stays here. test/instruments.test.ts holds them to their bytes.
 */
const agree = (key: string, nl: string, en: string) =>
  ({ key, kind: 'scale', words: { nl, en }, most: 4 }) as const;
const count = (key: string, nl: string, en: string, most = 500) =>
  ({ key, kind: 'number', words: { nl, en }, least: 0, most }) as const;
const scale = (
  key: string,
  nl: string,
  en: string,
  items: string[],
  leastAnswered: number,
  reversed: string[] = [],
) => ({ key, words: { nl, en }, items, reversed, leastAnswered, upTo: 10 });

/** The scale of the Veiligheidsmonitor (CBS), of which MEASURES E tells; the scoring is ours. */
const cohesion: InstrumentDefinition = {
  title: { nl: 'Samenleven in de buurt', en: 'Living together' },
  intro: {
    nl: 'Zes zinnen over je buurt. Zeg hoe je erover denkt. Er is geen goed of fout.',
    en: 'Six sentences about your neighbourhood. Say what you think. There is no right or wrong.',
  },
  items: [
    agree(
      'know',
      'De mensen in deze buurt kennen elkaar nauwelijks.',
      'People here hardly know each other.',
    ),
    agree(
      'pleasant',
      'De mensen in deze buurt gaan prettig met elkaar om.',
      'People here get along pleasantly.',
    ),
    agree(
      'together',
      'Het is een gezellige buurt, waar mensen elkaar helpen en dingen samen doen.',
      'It is a friendly neighbourhood, where people help each other and do things together.',
    ),
    agree(
      'home',
      'Ik voel me thuis bij de mensen in deze buurt.',
      'I feel at home with the people here.',
    ),
    agree(
      'contact',
      'Ik heb veel contact met andere mensen uit de buurt.',
      'I have much contact with others here.',
    ),
    agree(
      'mix',
      'Ik ben tevreden met wie er in deze buurt wonen.',
      'I am content with who live here.',
    ),
  ],
  scales: [
    scale(
      'cohesion',
      'Sociale samenhang',
      'Social cohesion',
      ['know', 'pleasant', 'together', 'home', 'contact', 'mix'],
      4,
      ['know'],
    ),
  ],
};

const participants: InstrumentDefinition = {
  title: { nl: 'Meedoen', en: 'Taking part' },
  intro: {
    nl: 'Over het initiatief waar je aan meedoet.',
    en: 'About the initiative in which you take part.',
  },
  items: [
    {
      ...{
        key: 'often',
        kind: 'choice',
        words: { nl: 'Hoe vaak doe je mee?', en: 'How often do you take part?' },
      },
      options: [
        { code: 0, words: { nl: 'Dit was de eerste keer', en: 'This was the first time' } },
        { code: 1, words: { nl: 'Af en toe', en: 'Now and then' } },
        { code: 2, words: { nl: 'Elke maand', en: 'Every month' } },
        { code: 3, words: { nl: 'Elke week', en: 'Every week' } },
      ],
    },
    agree('welcome', 'Ik voel me hier welkom.', 'I feel welcome here.'),
    agree('heard', 'Er wordt naar mij geluisterd.', 'I am listened to.'),
    agree('give', 'Ik kan hier iets bijdragen.', 'I can contribute something here.'),
    agree('decide', 'Ik kan meebeslissen over wat we doen.', 'I have a say in what we do.'),
    agree(
      'turn-to',
      'Ik ken hier iemand bij wie ik terecht kan.',
      'I know somebody here whom I can turn to.',
    ),
    agree('alone', 'Ik voel me vaak alleen.', 'I often feel alone.'),
    {
      ...{
        key: 'brought',
        kind: 'several',
        words: { nl: 'Wat bracht het jou?', en: 'What did it bring you?' },
      },
      options: [
        { code: 1, words: { nl: 'Nieuwe mensen', en: 'New people' } },
        {
          code: 2,
          words: { nl: 'Iets om naar uit te kijken', en: 'Something to look forward to' },
        },
        { code: 3, words: { nl: 'Hulp of raad', en: 'Help or advice' } },
        { code: 4, words: { nl: 'Iets geleerd', en: 'Something learned' } },
        { code: 5, words: { nl: 'Nog niets', en: 'Nothing yet' } },
      ],
    },
    {
      key: 'more',
      kind: 'words',
      words: {
        nl: 'Wat wil je nog zeggen? Noem geen namen.',
        en: 'What else do you want to say? No names.',
      },
    },
  ],
  scales: [
    scale('belonging', 'Erbij horen', 'Belonging', ['welcome', 'heard', 'turn-to', 'alone'], 3, [
      'alone',
    ]),
    scale('ownership', 'Eigenaarschap', 'Ownership', ['give', 'decide'], 2),
  ],
};

const network: InstrumentDefinition = {
  title: { nl: 'Wie je kent', en: 'Whom you know' },
  intro: {
    nl: 'Het gaat om hoeveel mensen, niet om wie. Schat gerust.',
    en: 'It is about how many people, not who. An estimate will do.',
  },
  items: [
    count(
      'by-name',
      'Hoeveel mensen in je buurt ken je bij naam?',
      'How many people here do you know by name?',
    ),
    count(
      'talk',
      'Met hoeveel mensen in je buurt praat je elke week?',
      'With how many people here do you talk every week?',
    ),
    count(
      'help',
      'Aan hoeveel mensen in je buurt kun je hulp vragen?',
      'Of how many people here can you ask help?',
    ),
    count(
      'helped',
      'Hoeveel mensen heb je deze maand geholpen?',
      'How many people did you help this month?',
    ),
    count(
      'different',
      'Hoeveel van hen kwamen uit een ander land, of zijn veel ouder of jonger dan jij?',
      'How many of them came from another country, or are much older or younger than you?',
    ),
  ],
  scales: [],
};

const competences: InstrumentDefinition = {
  title: { nl: 'Jij als buurtverbinder', en: 'You as a connector' },
  intro: {
    nl: 'Voor jezelf, voor en na het leren samen. Wees eerlijk: niemand beoordeelt je.',
    en: 'For yourself, before and after learning together. Be honest: nobody judges you.',
  },
  items: [
    agree(
      'resist-listen',
      'Als iemand tegen is, zoek ik eerst uit waarom.',
      'When somebody is against it, I first find out why.',
    ),
    agree(
      'resist-stay',
      'Ik blijf in gesprek, ook als het schuurt.',
      'I keep talking, also when it chafes.',
    ),
    agree(
      'resist-turn',
      'Weerstand gebruik ik om het plan beter te maken.',
      'I use resistance to better the plan.',
    ),
    agree(
      'relate-start',
      'Ik leg makkelijk contact met mensen die ik niet ken.',
      'I easily make contact with people I do not know.',
    ),
    agree(
      'relate-tie',
      'Ik breng mensen bij elkaar die iets voor elkaar kunnen betekenen.',
      'I bring people together who can mean something to each other.',
    ),
    agree(
      'relate-keep',
      'Ik houd contact, ook als er niets te regelen valt.',
      'I stay in touch, also when there is nothing to arrange.',
    ),
    agree(
      'own-back',
      'Ik geef een vraag terug aan bewoners voor ik zelf iets doe.',
      'I give a question back to residents before I act myself.',
    ),
    agree(
      'own-lead',
      'Bewoners bepalen wat er gebeurt, niet ik.',
      'Residents decide what happens, not I.',
    ),
    agree(
      'own-without',
      'Wat ik begin, kan zonder mij verder.',
      'What I begin can go on without me.',
    ),
  ],
  scales: [
    scale(
      'resistance',
      'Omgaan met weerstand',
      'Dealing with resistance',
      ['resist-listen', 'resist-stay', 'resist-turn'],
      2,
    ),
    scale(
      'relations',
      'Relaties opbouwen',
      'Building relations',
      ['relate-start', 'relate-tie', 'relate-keep'],
      2,
    ),
    scale(
      'ownership',
      'Eigenaarschap bij bewoners houden',
      'Keeping ownership with residents',
      ['own-back', 'own-lead', 'own-without'],
      2,
    ),
  ],
};

export const shipped: Instrument[] = [
  { key: 'cohesion', version: 1, definition: cohesion, shipped: true },
  { key: 'participants', version: 1, definition: participants, shipped: true },
  { key: 'network', version: 1, definition: network, shipped: true },
  { key: 'competences', version: 1, definition: competences, shipped: true },
];
