import type { nlProgramme } from './nl-programme.ts';

const times = (n: number) => (n === 1 ? 'once' : `${n} times`);

export const enProgramme: typeof nlProgramme = {
  programme: {
    heading: 'The programme in figures',
    help: 'What happened, by quarter. Tap a number and see what it is made of.',
    notYours: 'This is for connectors, coordinators and researchers.',
    all: 'The whole programme',
    now: 'Now:',
    connectorsNow: (n) => (n === 1 ? '1 connector' : `${n} connectors`),
    initiativesNow: (n) => (n === 1 ? '1 initiative' : `${n} initiatives`),
    introduced: (n) =>
      n === 0
        ? 'No introductions were planned yet this year.'
        : n === 1
          ? '1 introduction was planned this year.'
          : `${n} introductions were planned this year.`,
    tied: (n) =>
      n === 0
        ? 'No tie came of an introduction yet this year.'
        : n === 1
          ? '1 tie came of an introduction this year, whenever that was planned.'
          : `${n} ties came of introductions this year, whenever those were planned.`,
    effort: (people, share, gini) =>
      `The busiest tenth of at least ${people} people did about ${share} of the work. Skewness (Gini) about ${gini}, from 0 to 1.`,
    nothing: 'Nothing was written down in these quarters yet.',
    nothingNow: 'Nothing of it was written down in this quarter.',
    quarter: (nth, year) => `Quarter ${nth} of ${year}`,
    short: (nth, year) => `Q${nth} ${year}`,
    measures: {
      conversations: 'Conversations',
      introductions: 'Introductions planned',
      met: 'Introductions held',
      ties: 'Ties that came of them',
      assets: 'New assets',
      activities: 'Activities',
      attended: 'Visits to activities',
      works: 'Lessons: it works',
      chafes: 'Lessons: it chafes',
      examples: 'Practice examples',
    },
    what: 'What',
    few: 'too few',
    fewHelp:
      'A + means: so many or more. Only the coordinator sees conversations and introductions exactly. Others see what colleagues did, in fives, of quarters that are over. Too few: fewer than five, or the quarter still runs.',
    look: 'See for yourself',
    lookAtOwn: 'See what you wrote down yourself',
    lookAtNetwork: 'See the network',
    ofPeople: 'Who it was and what was said stays with who wrote it down.',
    factors: 'What works and where it chafes',
    factorsHelp: 'Lessons by factor. Tap a factor and read them.',
    areas: 'How things stand now',
    areasHelp: 'Without people, as everybody sees it.',
    stage: 'Weave',
    reach: 'Within a walk',
    waves: 'Waves',
    connectors: 'Connectors',
    initiatives: 'Initiatives',
    reports: 'Reports',
    quarterReport: 'Of this quarter',
    yearReport: (year) => `Of ${year}`,
  },

  reporting: {
    year: (year) => `Report of the year ${year}`,
    of: (quarter) => `Report of ${quarter}`,
    madeOn: (day) => `Made on ${day} of what was written down by then.`,
    days: (from, until) => `${from} to ${until}`,
    running: 'This period is not over: the figures are until today.',
    missing: 'This report is not there, or not for you.',
    learned: 'What we learned together',
    meetings: (n) => (n === 1 ? '1 learning meeting' : `${n} learning meetings`),
    cameTo: 'Who came',
    examples: (n) => (n === 1 ? '1 practice example' : `${n} practice examples`),
    reflections: (n) => (n === 1 ? '1 thought shared' : `${n} thoughts shared`),
    intentions: (n) => `At least ${n} people took something along to do`,
    without: (n) =>
      n === 1
        ? 'One lesson is still without a mechanism.'
        : `${n} lessons are still without a mechanism.`,
    lookedBack: (n, done) =>
      `At least ${n} looked back${done > 0 ? `; for at least ${done} of them it worked out` : ''}`,
    quotes: 'In their own words',
    chooseQuotes: 'Choose quotes for this report',
    chooseHelp: 'Only quotes with consent stand here.',
    chosen: 'Saved',
    save: 'Save',
    done: 'What happened',
    prevention: 'In time',
    moments: (n) =>
      n === 0
        ? 'Fewer than five times it was counted that a signal was seen in time.'
        : `At least ${n} times a signal was seen in time and help came.`,
    works: 'Through what it works, and where it chafes',
    noLessons: 'No lessons were shared in this period.',
    counts: (works, chafes) =>
      [works > 0 && `it works ${times(works)}`, chafes > 0 && `it chafes ${times(chafes)}`]
        .filter(Boolean)
        .join(', '),
    measured: 'Measured',
    noWaves: 'No wave was closed in this period.',
    wave: (title, day) => `${title}, closed on ${day}`,
    score: (name, score) => `${name}: ${score}`,
    answered: (n) => `${n} answers`,
    areaNow: 'How the area stands now',
    network: (stage, nodes, ties) =>
      `Weave: ${stage}. ${nodes === 1 ? '1 asset' : `${nodes} assets`} and ${
        ties === 1 ? '1 tie' : `${ties} ties`
      }, without people.`,
    coverage: (share) => `Of the six kinds ${share} on average is within a walk.`,
    method: 'How this report was made',
    methods: {
      counts: 'Numbers come from what connectors and initiatives wrote down themselves.',
      few: 'Conversations and introductions are told in fives, rounded down. Of fewer than five nothing is told, nor of a quarter that runs. Of a gemeente it is the sum of the wijken. Who made this report does not count. A + means: so many or more.',
      fewCame: 'Where one to four people came, no number is told.',
      prevention: 'Moments are rounded down to fives. Whose they were, we do not know.',
      lessons: 'Lessons are observations of who was there, not a sample.',
      waves:
        'Only waves that the municipality may see. Under thirty pairs there is only a direction. Under five nothing. Sometimes pairs are left out, so that nobody can be recognised.',
      cause: 'What happens together need not come from each other.',
    },
    response: 'Who answered, and who did not',
    responseHelp: 'Where no part is told, we do not know how many were asked.',
    limits: 'What this report does not say',
    limit: {
      silent: 'Who wrote nothing does not count. Few figures does not mean: little happened.',
      compare: 'Do not compare areas: not everywhere is as much written down.',
    },
    initiative: 'Initiative',
    held: (n, came) =>
      `${n === 1 ? '1 activity' : `${n} activities`}, ${came === 1 ? '1 visit' : `${came} visits`} in all.`,
    few: 'How many people came was not counted.',
    means: 'What it lives on',
    make: 'Make a report of the year',
  },
};
