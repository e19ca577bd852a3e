import type { Messages } from './nl.ts';

export const enOwn: Pick<Messages, 'mine' | 'activity' | 'queue'> = {
  mine: {
    heading: 'What is mine',
    signIn: 'Sign in to see what you shared.',
    name: 'What shall we call you?',
    nameHint: 'A first name is enough. Only you see it.',
    saveName: 'Keep my name',
    saved: 'Kept.',
    home: (name) => `You live in ${name}.`,
    noHome: 'You chose no neighbourhood yet. Choose it on the map, and tap “I live here”.',
    shared: 'What I shared',
    none: 'You shared nothing yet. Do you know a good place, or is there something you can do?',
    seenBy: (who) => `Who sees this: ${who}.`,
    consent: {
      given: (day) => `Your consent runs until ${day}.`,
      withdrawn: 'You withdrew your consent. Only you still see this card.',
      expired: 'Your consent has run out. Only you still see this card.',
    },
    data: 'My data',
    dataText: 'Everything we keep about you, in one file.',
    download: 'Get my data',
    leave: 'I want to leave',
    leaveAsk:
      'Your talent cards, your contact details and your account disappear at once. Places you added stay for the neighbourhood. What you shared to learn from stays without your name. There is no way back.',
    leaveYes: 'Yes, delete my account',
    left: 'Your account is deleted. Thank you for what you shared.',
  },

  activity: {
    kinds: 'What is here already',
    seen: (n) => (n === 6 ? 'All six kinds are there.' : `${n} of the 6 kinds are there.`),
    notSeen: (kinds) => `no ${kinds} seen yet`,
    effort: (confirmed, all) =>
      confirmed === 0
        ? 'In the past year nobody looked whether they are still right.'
        : confirmed === all
          ? 'All that is here was looked at in the past year.'
          : `In the past year ${confirmed} of ${all} were looked at.`,
    last: (day) => `Most recently on ${day}.`,
    recent: 'Just happened',
    what: { added: 'New', changed: 'Changed', confirmed: 'Looked at' },
    connectors: 'Who connects here?',
    unnamed: (n) =>
      n === 0
        ? 'There is no connector here yet. Something for you?'
        : n === 1
          ? 'One connector works here. Drop in at a coffee morning in the wijk.'
          : `${n} connectors work here. Drop in at a coffee morning in the wijk.`,
    card: 'How do residents find you?',
    cardText: 'Everyone sees this on the page of your districts.',
    cardName: 'Your name',
    cardReach: 'Where and when can you be found?',
    cardReachHint: 'For example: Tuesday 10 to 12 at the community house',
    cardSave: 'Show this',
    cardSaved: 'Residents now see how to find you.',
    cardRemove: 'Take it away',
    cardGone: 'You are not shown any more.',
  },

  queue: {
    heading: 'What needs your attention?',
    signIn: 'Sign in as a connector to see what waits.',
    notYours: 'This is work for connectors and trusted neighbours. There is nothing for you to do.',
    waits: (n) => (n === 1 ? 'One thing waits for you.' : `${n} things wait for you.`),
    none: 'All is up to date. Time for a chat in the neighbourhood.',
    proposed: 'Proposed',
    proposedText: 'Is it right? Then neighbours see it, too.',
    reported: 'Reported',
    reportedText: 'Somebody says that something is wrong.',
    first: (n, total) => `These are the first ${n} of ${total}.`,
    outOfDate: 'Not confirmed for long',
    outOfDateText: 'For over a year nobody said that this is still so.',
    lastConfirmed: (day) => `Last confirmed on ${day}.`,
    neverConfirmed: 'Never confirmed yet.',
    twins: 'Is it there twice?',
    twinsText: 'These look alike and lie close together.',
    metres: (n) => `${Math.round(n)} metres apart.`,
    apart: 'These are two',
    settled: 'Looked at',
    archived: (title) => `“${title}” is put away.`,
    undo: 'See it, or undo',
    done: (title) => `“${title}” is up to date.`,
  },
};
