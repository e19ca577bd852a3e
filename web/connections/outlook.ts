import type { Outlook } from '../../api/contracts/network.ts';
import type { Messages } from '../messages/nl.ts';

/** What changes between two outlooks, in sentences; one that says so where nothing does. */
export function changesOf(
  now: Outlook,
  then: Outlook,
  t: Messages,
  words: { percent: (value: number | null) => string },
): string[] {
  const { suggest } = t.network;
  /** Said only where it reads differently, too. */
  const shares = (
    before: number | null,
    after: number | null,
    says: (now: string, then: string) => string,
  ) => {
    const [was, is] = [words.percent(before), words.percent(after)];
    return was !== is && says(was, is);
  };
  const lines = [
    then.isolates !== now.isolates && suggest.isolates(now.isolates, then.isolates),
    then.islands !== now.islands && suggest.islands(now.islands, then.islands),
    shares(now.giantShare, then.giantShare, suggest.together),
    shares(now.fragmentation, then.fragmentation, t.outlook.fragmentation),
    shares(now.bridging, then.bridging, t.outlook.bridging),
  ].filter((line) => line !== false);
  return lines.length > 0 ? lines : [t.outlook.same];
}
