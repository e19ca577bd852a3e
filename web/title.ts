import type { Messages } from './messages/nl.ts';
import type { View } from './url.ts';

const ownScreens = ['mine', 'queue', 'waiting', 'week', 'conversation', 'talks', 'words'] as const;
/** A screen of who is signed in. */
export type OwnScreen = (typeof ownScreens)[number];
export const isOwn = (screen: View['screen']): screen is OwnScreen =>
  (ownScreens as readonly string[]).includes(screen);

/** What a screen is called, for the title of the page; null where it says so itself. */
export function titleOf({ screen }: View, area: string, t: Messages): string | null {
  const titles: Record<Exclude<View['screen'], 'asset'>, string> = {
    home: '',
    area,
    network: `${t.network.heading}, ${area}`,
    coverage: `${t.coverage.heading}, ${area}`,
    mine: t.mine.heading,
    queue: t.queue.heading,
    week: t.week.heading,
    conversation: t.conversation.heading,
    talks: t.talks.heading,
    words: t.words.heading,
    waiting: t.offline.heading,
    about: t.about.heading,
    privacy: t.privacy.heading,
    accessibility: t.accessibility.heading,
    help: t.help.heading,
    add: t.shell.add,
    signIn: t.signIn.heading,
    missing: t.shell.missing,
    // In tabs of their own, with titles of their own.
    print: '',
    coveragePrint: '',
    embed: '',
  };
  return screen === 'asset' ? null : t.title(titles[screen]);
}
