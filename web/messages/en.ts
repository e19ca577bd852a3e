import { enAbout } from './en-about.ts';
import { enForms } from './en-forms.ts';
import { enNetwork } from './en-network.ts';
import { enOffline } from './en-offline.ts';
import { enOwn } from './en-own.ts';
import { enTake } from './en-take.ts';
import { enCoverage } from './en-coverage.ts';
import { enInitiatives } from './en-initiatives.ts';
import { enLearning } from './en-learning.ts';
import { enProgramme } from './en-programme.ts';
import { enWaves } from './en-waves.ts';
import { enWeaving } from './en-weaving.ts';
import type { Messages } from './nl.ts';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const en: Messages = {
  ...enAbout,
  ...enForms,
  ...enNetwork,
  ...enOffline,
  ...enOwn,
  ...enTake,
  ...enWeaving,
  ...enCoverage,
  ...enInitiatives,
  ...enWaves,
  ...enLearning,
  ...enProgramme,
  language: { locale: 'en-GB' },
  title: (page) => (page ? `${page} · Buurtweefsel` : 'Buurtweefsel'),
  kinds: {
    person: {
      one: 'talent card',
      more: 'talent cards',
      short: 'Talents',
      what: 'What you can do, know or love. Only your neighbourhood connector sees it.',
    },
    association: {
      one: 'association',
      more: 'associations',
      short: 'Associations',
      what: 'A club, choir, group or street app.',
    },
    institution: {
      one: 'organisation',
      more: 'organisations',
      short: 'Organisations',
      what: 'A school, library, shop or care service.',
    },
    place: {
      one: 'place',
      more: 'places',
      short: 'Places',
      what: 'A garden, bench, field or living room where people meet.',
    },
    exchange: {
      one: 'exchange & economy',
      more: 'exchange & economy',
      short: 'Exchange',
      what: 'Lending, sharing, repairing, buying together.',
    },
    story: {
      one: 'story & culture',
      more: 'stories & culture',
      short: 'Stories',
      what: 'Something to remember: a story, feast or work of art.',
    },
  },

  shell: {
    name: 'Buurtweefsel',
    home: 'Buurtweefsel, to the start',
    skipMap: 'Skip the map',
    add: 'Put on the map',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: (name) => `You are signed in as ${name}`,
    noName: 'neighbour',
    menu: 'Menu',
    about: 'About Buurtweefsel',
    theme: 'Colours',
    themes: { auto: 'Like your device', light: 'Light', dark: 'Dark' },
    back: 'Back',
    missing: 'This page is not here',
    missingHelp: 'Perhaps the address changed. You can find everything on the map.',
    toMap: 'To the map',
    wait: 'One moment …',
  },

  map: {
    label: 'Map of your neighbourhood',
    keys: 'Map. Move with the arrow keys, zoom with plus and minus. A digit opens what is near.',
    credits: 'Who made this map?',
    zoomIn: 'Closer',
    zoomOut: 'Further away',
    whole: 'Show everything',
    loading: 'The map is on its way',
    plain: 'The background map cannot be reached.',
    failed: 'The map does not work here. The list has everything.',
    attribution: 'Boundaries: CBS and Kadaster',
  },

  nearest: {
    heading: 'Near the middle. Press a digit to open it.',
    none: 'Nothing is found here. Move the map on.',
    here: 'right here',
    away: (distance, wind) => `${distance} to the ${wind}`,
    winds: {
      n: 'north',
      ne: 'north-east',
      e: 'east',
      se: 'south-east',
      s: 'south',
      sw: 'south-west',
      w: 'west',
      nw: 'north-west',
    },
  },

  filters: {
    label: 'Search and choose',
    search: 'Find a district, place or club',
    clear: 'Clear the search',
    whereAmI: 'Where am I?',
    looking: 'Finding where you are …',
    noPlace: 'We cannot find where you are. Search for your district by name.',
    outside: 'You are outside the districts on this map. Search for your district by name.',
    all: 'All',
    kinds: 'Kind of asset',
    mine: 'Mine',
    waiting: 'Awaiting confirmation',
    inView: 'Only what the map shows',
    areas: 'Districts and neighbourhoods',
    noAreas: 'No district or neighbourhood with this name.',
  },

  area: {
    chooseGemeente: 'Choose a municipality',
    chooseWijk: 'Choose a wijk',
    levels: { gemeente: 'Municipality', wijk: 'District', buurt: 'Neighbourhood' },
    within: (level, name) => `${level} in ${name}`,
    yours: (name) => `Your district in ${name}`,
    unnamed: (code) => `Area ${code}`,
    found: (n) =>
      n === 0 ? 'Nothing is on the map here yet.' : `${many(n, 'asset', 'assets')} on the map.`,
    talents: (n, atLeast) =>
      `${atLeast ? 'At least ' : ''}${many(n, 'resident shares', 'residents share')} a talent.`,
    open: 'We have not been here yet. You know what there is already.',
    inside: { gemeente: 'Districts', wijk: 'Neighbourhoods', buurt: 'Neighbourhoods' },
    up: (name) => `To ${name}`,
    missing: 'This area is not on the map',
    makeHome: 'This is my district',
    madeHome: 'This is your district now.',
  },

  home: {
    eyebrow: 'What your neighbourhood already has',
    headline: (n, areas) =>
      n === 0
        ? 'What is near you?'
        : `${many(n, 'asset', 'assets')} in ${many(areas, 'municipality', 'municipalities')}`,
    intro: 'Choose your district and see who and what is near. Something missing? Add it.',
    choose: 'Choose a municipality',
    yours: (name) => `To your district: ${name}`,
    none: 'There are no districts on this map yet.',
  },

  list: {
    heading: 'Assets',
    count: (n) => (n === 0 ? 'Nothing found' : `${n} found`),
    more: 'Show more',
    shown: (shown, total) => `${shown} of ${total}`,
    none: 'Nothing found here yet. Do you know something? Put it on the map.',
    noneOfKind: 'Nothing found here yet. Choose another kind, or put something on the map.',
    noneMine: 'You have not put anything on the map yet.',
    walk: (minutes) => `about ${minutes} min walk`,
    usedFor: (what) => `Last: ${what}`,
    proposed: 'awaiting confirmation',
    private: { neighbourhood: 'for the district', connectors: 'for connectors' },
    failed: 'The list could not be fetched.',
    again: 'Try again',
  },

  talents: {
    heading: 'Talents of neighbours',
    few: 'There are few talent cards here yet. Up to five we do not count them, so that nobody can be recognised.',
    count: (n, atLeast) =>
      `${atLeast ? 'At least ' : ''}${many(n, 'neighbour shares', 'neighbours share')} a talent. Only the neighbourhood connector knows who they are.`,
    with: (n, gift) => `${many(n, 'neighbour shares', 'neighbours share')} “${gift}”.`,
    maybe: 'Perhaps a neighbour can do this. Names are never here.',
    often: 'Often named',
    ask: 'Looking for someone? Ask the neighbourhood connector, who knows these neighbours and can introduce you.',
    offer: 'Share a talent too',
  },

  asset: {
    missing: 'This asset is not here, or not for everyone',
    missingHelp: 'Perhaps it was taken away. Sign in if it is yours.',
    in: (place) => `In ${place}`,
    outside: 'Outside the known neighbourhoods',
    facts: 'Good to know',
    openingHours: 'When',
    capacity: 'Room for',
    people: (n) => many(n, 'person', 'people'),
    wheelchair: 'By wheelchair',
    wheelchairs: { yes: 'Fine', limited: 'Partly', no: 'Not possible', unknown: 'We do not know' },
    accessibility: 'Accessibility',
    languages: 'Languages',
    webLink: 'Website',
    tags: 'Key words',
    source: 'Source',
    contact: 'Contact',
    contactHidden: 'Contact details are only for those who may see them.',
    lastUsed: 'Last used',
    lastUsedFor: (what, day) => [what, day].filter(Boolean).join(', '),
    lastConfirmed: 'Last confirmed',
    never: 'not yet',
    whoSees: 'Who can see this?',
    gifts: { head: 'Knows (head)', heart: 'Loves (heart)', hands: 'Can do (hands)' },
    wishes: 'Wish',
    mine: 'This one is yours.',
    proposed: 'This is a proposal. It is on the map as soon as somebody confirms it.',
    proposedMine: 'One more step: see if it is right. Then your neighbours see it too.',
    archived: 'This asset has been put away. Only those who may change it still see it.',
    publish: 'Correct, put it on the map',
    published: 'It is on the map.',
    confirm: 'Yes, this is still so',
    confirmed: 'Thank you. Now the neighbourhood knows that this is still so.',
    signInToConfirm: 'Sign in to say that this is still so',
    edit: 'Change',
    archive: 'Put away',
    archiveAsk: 'Put away means off the map. You can always turn this back.',
    archiveYes: 'Yes, put away',
    restore: 'Put it on the map again',
    remove: 'Take the talent card away',
    withdraw: 'Withdraw consent',
    removeAsk: 'The talent card disappears altogether. This cannot be turned back.',
    removeYes: 'Yes, take it away',
    removed: 'The talent card is gone.',
    withdrawAsk:
      'The connector no longer sees your card from then on, and it counts nowhere. Only you still see it.',
    withdrawYes: 'Yes, withdraw',
    consentWithdrawn:
      'You withdrew your consent. Only you still see your talent card. After a month we delete it.',
    consentExpired:
      'Your consent has run out. Only you still see your talent card. After a month we delete it.',
    consentAgain: 'Share it again',
    consentUntil: 'Consent until',
    consentGiven: 'Thank you. The connector sees your talent card again.',
    withdrawn: 'Your consent is withdrawn. Only you still see your talent card.',
    cancel: 'Rather not',
    onMap: 'See it on the map',
  },

  signIn: {
    heading: 'Sign in',
    intro: 'You need no password. We send a code to your e-mail.',
    email: 'E-mail address',
    send: 'Send me a code',
    sent: (email) => `We sent a code of six digits to ${email}. It works for ten minutes.`,
    code: 'Code',
    codeHint: 'Six digits',
    verify: 'Sign in',
    other: 'Another e-mail address',
    wrong: 'This code is not right or no longer works. Look again, or ask for a new one.',
    tooMany: 'You tried too often. Wait a few minutes.',
    demo: 'Look around as an example',
    demoHelp: 'This is a trial map with invented people. Choose who you want to be.',
    roles: {
      resident: { label: 'Resident', hint: 'Sees the district, adds, shares a talent' },
      connector: { label: 'Connector', hint: 'Knows the district and confirms proposals' },
      municipality: { label: 'Municipality', hint: 'Sees figures, never a person' },
      coordinator: { label: 'Coordinator', hint: 'Guides the programme' },
      researcher: { label: 'Researcher', hint: 'Learns from what happens' },
    },
    already: (name) => `You are signed in as ${name}.`,
  },

  wrong: {
    offline: 'There is no connection. What you typed is still here. Try again in a moment.',
    server: 'Something went wrong on our side. Try again in a moment.',
    signIn: 'Sign in first. What you typed is kept.',
    forbidden: 'You may not do this here.',
    missing: 'This is not here, or you may not see it.',
    stale: 'Somebody else just changed this. See first what it says now.',
    tooLarge: 'This is too large to send.',
    tooMany: 'That was too often. Wait a few minutes.',
    invalid: 'Something is not right yet.',
    choose: 'Choose one first.',
    field: 'This is not right yet.',
    empty: 'Fill this in.',
  },
};
