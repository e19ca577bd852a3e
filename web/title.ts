import type { Messages } from './messages/nl.ts';
import type { View } from './url.ts';

const ownScreens = ['mine', 'queue', 'waiting', 'week', 'conversation', 'talks', 'words'] as const;
/** A screen of who is signed in. */
export type OwnScreen = (typeof ownScreens)[number];
export const isOwn = (screen: View['screen']): screen is OwnScreen =>
  (ownScreens as readonly string[]).includes(screen);

const togetherScreens = [
  ...(['initiatives', 'newInitiative', 'initiative', 'lesson', 'evidence'] as const),
  ...(['waves', 'newWave', 'wave', 'sheets', 'survey', 'withdraw', 'instrument'] as const),
];
/** A screen of what residents began together, and what is learned of it. */
export type TogetherScreen = (typeof togetherScreens)[number];
export const isTogether = (screen: View['screen']): screen is TogetherScreen =>
  (togetherScreens as readonly string[]).includes(screen);

const learningScreens = [
  ...(['together', 'newMeeting', 'meeting', 'examples', 'prevention'] as const),
  ...(['competences', 'programme'] as const),
];
/** A screen of the learning community, or of the programme in figures. */
export type LearningScreen = (typeof learningScreens)[number];
export const isLearning = (screen: View['screen']): screen is LearningScreen =>
  (learningScreens as readonly string[]).includes(screen);

/**
 * What a screen is called, for the title of the page; null where it says so itself, and nothing while its words are
 * still to come.
 */
export function titleOf({ screen }: View, area: string, t: Messages): string | null {
  const titles: Record<
    Exclude<View['screen'], 'asset' | 'initiative' | 'wave' | 'survey' | 'meeting'>,
    () => string | undefined
  > = {
    home: () => '',
    area: () => area,
    network: () => `${t.network.heading}, ${area}`,
    coverage: () => `${t.coverage.heading}, ${area}`,
    mine: () => t.mine.heading,
    queue: () => t.queue.heading,
    week: () => t.week.heading,
    conversation: () => t.conversation.heading,
    talks: () => t.talks.heading,
    words: () => t.words.heading,
    waiting: () => t.offline.heading,
    initiatives: () => t.initiatives.heading,
    newInitiative: () => t.initiativeForm.new,
    lesson: () => t.lessons.formHeading,
    evidence: () => t.evidence.heading,
    waves: () => t.waves?.heading,
    newWave: () => t.waves?.newHeading,
    sheets: () => t.sheets?.heading,
    together: () => t.together?.heading,
    newMeeting: () => t.meetings?.formNew,
    examples: () => t.examples?.heading,
    prevention: () => t.prevention?.heading,
    competences: () => t.competences?.heading,
    programme: () => t.programme?.heading,
    withdraw: () => t.survey?.withdraw,
    instrument: () => t.instrument?.heading,
    about: () => t.about.heading,
    privacy: () => t.privacy.heading,
    accessibility: () => t.accessibility.heading,
    help: () => t.help.heading,
    add: () => t.shell.add,
    signIn: () => t.signIn.heading,
    missing: () => t.shell.missing,
    // In tabs of their own, with titles of their own.
    print: () => '',
    coveragePrint: () => '',
    report: () => '',
    initiativeReport: () => '',
    embed: () => '',
  };
  // These say so themselves, by what they show.
  return screen in titles ? t.title(titles[screen as keyof typeof titles]() ?? '') : null;
}
