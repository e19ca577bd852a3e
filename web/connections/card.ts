import type { Conversation } from '../../api/contracts/conversations.ts';
import { draft } from '../assets/add/draft.svelte.ts';

/** Longer is no word any more; as the contract has it. */
const LONGEST = 80;

/** Single things out of what somebody said: "vissen, en soep koken" is two. */
export const wordsOf = (said: string): string[] => [
  ...new Set(
    said
      .split(/[,;.\n]|\s(?:en|and)\s/)
      .map((word) =>
        word
          .replace(/^\s*(?:en|and)\s/, '')
          .trim()
          .slice(0, LONGEST),
      )
      .filter((word) => word.length > 1),
  ),
];

type Heard = Pick<Conversation, 'id' | 'version' | 'buurt' | 'likes' | 'shares'>;

/** Begins a talent card with what was said in a conversation; the person is still asked for consent. */
export function beginCard({ id, version, buurt, likes, shares }: Heard): void {
  draft.startAgain();
  const { content } = draft;
  content.kind = 'person';
  content.behalf = 'connector';
  content.buurt = { code: buurt.code, name: buurt.name ?? buurt.code };
  content.form.heart = wordsOf(likes);
  content.form.hands = wordsOf(shares);
  content.conversation = { id, version };
  content.step = draft.steps.indexOf('gifts');
}
