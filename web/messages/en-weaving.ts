import type { nlWeaving } from './nl-weaving.ts';

export const enWeaving: typeof nlWeaving = {
  tying: {
    start: 'Tie two together',
    first: 'Tap the first one, on the drawing or the map. Or search here.',
    second: (name) => `What is ${name} tied to? Tap it, or search here.`,
    search: 'Search an asset',
    found: 'To choose from',
    chosen: (name) => `Chosen: ${name}`,
    same: 'Choose another: this is the same one.',
    elsewhere: 'That one is not in this area. Tie them on its own page.',
    done: (one, other) => `${one} and ${other} are tied.`,
    from: (name) => `Tie ${name}`,
  },

  outlook: {
    along: 'Count this one along',
    counted: 'Counted together',
    drop: (pair) => `Do not count ${pair}`,
    bridging: (now, then) => `Between buurten run ${now} now, then ${then}.`,
    fragmentation: (now, then) => `Of the pairs ${now} cannot reach each other, then ${then}.`,
    same: 'This changes nothing in the figures. For the people it may.',
    best: 'Three introductions that would join most',
    bestHelp: 'Each the best, given those before it. All three together may do better.',
    joins: (n) =>
      n === 1 ? 'one pair could then reach each other' : `${n} pairs could then reach each other`,
    all: 'If all three work out:',
    plan: 'Put in your week',
    planned: 'Is in your week',
  },

  ring: {
    call: (name) => `Call or mail ${name}`,
    who: (name) => `Begin with ${name}, who knows most of them.`,
    nobody: 'No number is given here. Walk by one day.',
  },

  overlap: {
    heading: 'Do the same, do not know each other',
    help: (metres) =>
      `Less than ${metres} on foot from each other, without a tie. Estimated by straight line.`,
    offers: (words) => `both: ${words}`,
    people: (n) => (n === 1 ? 'one person knows both' : `${n} people know both`),
    none: 'Nobody found: those who do the same know each other, or are far apart.',
  },

  withoutMe: {
    heading: 'Does it work without me?',
    help: 'Only you see this. It helps to hand over, not to measure.',
    look: 'See what rests on you',
    noCard: 'You have no talent card here. So this is only what you keep.',
    holds: 'Without you the weave hangs together as well.',
    lost: (n, share) =>
      n === 1
        ? `Without you one pair loses each other (${share}).`
        : `Without you ${n} pairs lose each other (${share}).`,
    together: (now, then) => `Together hang ${now} now, ${then} without you.`,
    alone: 'Without you these stand alone:',
    rests: 'Only you keep these',
    kinds: {
      cards: 'talent cards of people without an account',
      introductions: 'introductions under way',
      ties: 'ties that only you told of',
      conversations: 'conversations that only you read',
      places: 'assets that you look after',
    },
    nothing: 'Nothing. Everything is shared with others.',
    advice: 'Let somebody walk along, or share your conversations with a colleague.',
  },

  turnover: {
    says: (added, lost) =>
      lost === 0
        ? `${added === 1 ? 'tie was' : 'ties were'} added in a year`
        : `added in a year, ${lost} ended`,
    name: 'Kept in a year',
  },

  takeNetwork: {
    heading: 'Take the weave along',
    help: 'Without people. For Gephi, Kumu or a spreadsheet.',
    merged: 'With people as groups: by buurt and talent, from five',
  },

  reminders: {
    heading: 'Reminded in time',
    mail: 'Mail me when there is a step for that day',
    noMail: 'This server sends no mail.',
    help: 'There are never names in it.',
    calendar: 'Put your steps in your calendar',
    calendarSince: (day) => `Your calendar follows your week since ${day}.`,
    make: 'Make a secret link',
    again: 'Make a new link',
    stop: 'End the link',
    once: 'Paste this link into your calendar. You see it only once.',
    link: 'Link for your calendar',
    copy: 'Copy the link',
    copied: 'Copied.',
  },

  words: {
    heading: 'Words that belong together',
    help: 'So that talents and wishes find each other in other words, too.',
    noNames: 'Put no names of people in it.',
    link: 'Words that belong together',
    search: 'Search a word',
    term: 'Word',
    concept: 'Counts as',
    conceptHint: 'Leave empty if the word says nothing by itself, such as help.',
    add: 'Add',
    added: (term) => `${term} counts from now on.`,
    removed: (term) => `${term} is gone.`,
    remove: (term) => `Take ${term} away`,
    silent: 'Say nothing by themselves',
    none: 'We do not know this word yet. Add it.',
    missing: 'Fill in a word of two letters at least.',
    notYours: 'This word is somebody else’s. Ask the coordinator.',
  },

  talks: {
    heading: 'Conversations',
    help: 'Yours, and what colleagues share.',
    none: 'No conversations yet. Ring a bell somewhere.',
    notYours: 'Conversations are for connectors.',
    new: 'New conversation',
    cares: 'Cares about',
    likes: 'Likes doing',
    shares: 'Could share',
    private: 'For you alone',
    ofColleague: 'Shared by a colleague',
    shared: 'Shared with connectors',
    card: 'See the talent card',
    makeCard: 'Make a talent card',
    change: 'Change',
    heldOn: 'When?',
    remove: 'Throw away',
    removeSure: 'Are you sure? This cannot be undone.',
    keep: 'Leave it',
    removed: 'The conversation is gone.',
    saved: 'Saved.',
    more: 'Show older ones',
    walked: 'Where did you walk?',
    walkedHelp: (day) => `Since ${day}: conversations against dwellings.`,
    noFigures: 'How many people live where is not known here yet.',
    year: (year) => `Dwellings: figures of ${year}.`,
    buurt: 'Buurt',
    talks: 'Conversations',
    dwellings: 'Dwellings',
    onMap: 'On the map: green is where you talked, orange where nobody was yet.',
    area: 'Choose an area',
  },
};
