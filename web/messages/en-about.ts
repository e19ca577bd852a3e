import type { Messages } from './nl.ts';

export const enAbout: Pick<Messages, 'reading' | 'about' | 'privacy' | 'accessibility' | 'help'> = {
  reading: { label: 'More about Buurtweefsel' },

  about: {
    heading: 'About Buurtweefsel',
    short: 'About',
    lead: 'Every neighbourhood has a lot already. Here you see it together.',
    parts: [
      {
        heading: 'What is there already',
        lines: ['Clubs, places, things to share, stories. And people who can do things.'],
      },
      {
        heading: 'Made together',
        lines: [
          'Everybody may put something on the map.',
          'A neighbourhood connector checks it, or you confirm it yourself.',
        ],
      },
      {
        heading: 'Never people on the map',
        lines: [
          'A talent card belongs to a neighbourhood, never to an address.',
          'Only the connectors of that neighbourhood see it.',
          'Others see only counts, from five.',
        ],
      },
    ],
    sources:
      'The boundaries are from Statistics Netherlands (CBS) and the Kadaster. The map itself says who makes the background map.',
  },

  privacy: {
    heading: 'Privacy',
    short: 'Privacy',
    lead: 'You choose what you share, and with whom.',
    sees: 'Who sees what?',
    what: 'What',
    who: 'Who sees it',
    rows: {
      shared: {
        what: 'What you put on the map',
        who: 'Whom you choose: everybody, the district or connectors',
      },
      contact: {
        what: 'Contact details you add to it',
        who: 'Whom you choose, and the connectors of the area',
      },
      talent: { what: 'Your talent card', who: 'You, and the connectors of your area' },
      counts: {
        what: 'How many neighbours share a talent',
        who: 'Everybody, from five neighbours',
      },
      account: {
        what: 'Your e-mail for signing in',
        who: 'You, and no other users',
      },
    },
    parts: [
      {
        heading: 'People are never on the map',
        lines: [
          'With a talent card we keep only your neighbourhood, never your address.',
          'The connector sees your card only while your consent holds.',
        ],
      },
      {
        heading: 'Your consent',
        lines: [
          'Your consent holds for twelve months. You can always withdraw it.',
          'From that moment the connector cannot see your card. We wipe it after a month.',
          'That you gave consent, and when, stays on record as proof.',
        ],
      },
      {
        heading: 'Your rights',
        lines: [
          'At “What is mine” you see what you shared.',
          'You can download your data there. You can wipe your account there, too.',
          'Places that you added then stay for the neighbourhood, without your name.',
          'Photos that you added go with you.',
        ],
      },
      {
        heading: 'Surveys and quotes',
        lines: [
          'You fill in a survey without an account. Nobody sees who answered what.',
          'What you write in your own words, only researchers and coordinators read.',
          'With your code you take your answers away. We do not keep the code.',
          'What you said we keep as a quote only if you agree.',
        ],
      },
      {
        heading: 'Learning together',
        lines: [
          'What you are going to do and how you see yourself, only you read.',
          'A thought you share with nobody, with the group or with who learns. Never with your name.',
          'That somebody got help in time, we only count. We do not know who it was.',
        ],
      },
    ],
    toMine: 'To what is mine',
    more: 'Good to know',
    questions: [
      {
        question: 'How does signing in work?',
        lines: [
          'You get a code of six digits by e-mail. It works for ten minutes.',
          'There is no password.',
          'One cookie remembers that you are signed in, for thirty days. Scripts cannot read it.',
          'We do not track you, and there are no advertisements.',
        ],
      },
      {
        question: 'What else do you keep?',
        lines: [
          'Of a place we keep earlier versions. Who may change it can bring them back.',
          'We also keep who confirmed a place. Other neighbours do not see that.',
          'Do you report that something is wrong? That stays for the connector.',
          'Do you ask for a code? For a day we count how often, by your internet address. We keep that address unreadable.',
        ],
      },
      {
        question: 'What happens when I look for an address?',
        lines: [
          'Our server asks the address list of the government.',
          'It sees what you type, but not who you are. We do not keep it.',
        ],
      },
      {
        question: 'Who looks at the figures?',
        lines: [
          'A public log says which figures were looked at, and by which role.',
          'It never says who it was.',
        ],
      },
      {
        question: 'What happens to photos?',
        lines: [
          'We take off where and when you made a photo.',
          'Are there people in it? Ask them first.',
        ],
      },
      {
        question: 'What stays on my device?',
        lines: [
          'What you look at stays on your device until you sign out. So it works without internet.',
          'Pieces of the background map stay longer, also when you sign out.',
          'What still has to be sent stays until it has gone.',
          'Your language and colours are kept, too.',
        ],
      },
    ],
    map: {
      question: 'Who supplies the background map?',
      from: (host) => `The background map comes from ${host}.`,
      lines: [
        'That service sees the IP address of your device.',
        'It also sees which part of the map you ask for.',
        'That service can have pieces of the map fetched from another service.',
      ],
    },
    where: {
      question: 'What do you use my location for?',
      lines: [
        'Only when you tap “Where am I?” or “Where I am now”.',
        'Then we look up your district, or put there the place you add.',
        'For your district we send your place to within a hundred metres. We do not keep it.',
      ],
    },
    responsible: {
      question: 'Who is responsible?',
      lines: [
        'The organisation that runs this map. Ask your connector which one that is.',
        'We keep a talent card because you gave your consent.',
        'No solution together? You can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens).',
      ],
    },
  },

  accessibility: {
    heading: 'Accessibility',
    short: 'Accessibility',
    lead: 'Everybody must be able to take part here.',
    status: 'Partially conforms',
    statusText:
      'This is our own judgement. An official status first needs an independent examination.',
    parts: [
      {
        heading: 'What we aim for',
        lines: ['We work by WCAG 2.2, level AA, and the standard EN 301 549.'],
      },
      {
        heading: 'How we test',
        lines: [
          'The program axe checks every screen as it opens: light and dark, small and large.',
          'We also test the main tasks with a keyboard alone.',
        ],
      },
    ],
    limits: 'What does not work well yet',
    limitList: [
      'The map itself is an image. The list says the same, in words.',
      'Neighbours write the texts. They are not always easy, or in your language.',
      'Not every photo has a description. Whoever adds the photo writes it.',
    ],
    barrier: 'Is something not working for you?',
    barrierLines: [
      'Tell your connector, or the organisation that runs this map.',
      'Say what you wanted to do, and where it went wrong.',
    ],
  },

  help: {
    heading: 'Help',
    short: 'Help',
    steps: {
      look: { heading: 'See what is there', line: 'Choose your district on the map.' },
      add: { heading: 'Add something', line: 'A place, a club or a story.' },
      meet: { heading: 'Get in touch', line: 'The connector introduces you.' },
    },
    ask: 'What do you want to know?',
    questions: [
      {
        question: 'How do I put something on the map?',
        lines: [
          'Tap “Put on the map”. Choose what it is, where it is and its name.',
          'Photos and opening hours may come later.',
        ],
      },
      {
        question: 'Do I have to sign in?',
        lines: [
          'No. You can always look, and propose something, too.',
          'For a talent card, photos and contact details you do sign in.',
        ],
      },
      {
        question: 'How do I sign in?',
        lines: [
          'Fill in your e-mail address. You get a code of six digits.',
          'The code works for ten minutes. Do you not see it? Look in your junk mail.',
        ],
      },
      {
        question: 'What is a talent card?',
        lines: [
          'It says what you can do, know or love to do.',
          'Your connector sees it, and introduces you to neighbours. Only when you say yes.',
        ],
      },
      {
        question: 'Something is wrong. What now?',
        lines: ['At the place, tap “Something is wrong”. The connector looks into it.'],
      },
      {
        question: 'How far is the walk?',
        lines: [
          'We estimate it. A way is mostly a little longer than the straight line: 1.3 times.',
          'We count 80 metres a minute.',
        ],
      },
      {
        question: 'Does it work without internet?',
        lines: [
          'Yes. You see what you looked at before.',
          'What you add goes by itself as soon as there is a connection.',
        ],
      },
      {
        question: 'How do I take away what I shared?',
        lines: [
          'Open it at “What is mine”. A talent card you remove yourself.',
          'A place you put away. Then it is off the map.',
        ],
      },
    ],
    person: 'Still stuck? Ask the connector in your district, who is glad to think along.',
  },
};
