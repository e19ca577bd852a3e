import type { Snapshot } from '../../api/contracts/waves.ts';
import { messages } from '../messages/current.svelte.ts';

/** Which part of those who were asked answered, in words; nothing where either is not told. */
export function responseOf({ answers, invited }: Snapshot['survey']): string {
  if (answers === null || invited === null) return '';
  return messages.words.waves.response(messages.percent(answers / invited), invited);
}
