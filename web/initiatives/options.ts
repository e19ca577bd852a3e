import type { SurveyItem } from '../../api/contracts/surveys.ts';
import type { Wave } from '../../api/contracts/waves.ts';
import { messages } from '../messages/current.svelte.ts';

/** What can be chosen for a question, by code; none of what is typed. */
export function optionsOf(item: SurveyItem): { code: number; text: string }[] {
  if (item.kind === 'choice' || item.kind === 'several')
    return item.options.map(({ code, words }) => ({ code, text: messages.textOf(words) }));
  if (item.kind !== 'scale') return [];
  const { agree } = messages.words.survey;
  return Array.from({ length: item.most + 1 }, (_, code) => ({
    code,
    text: item.most === 4 ? agree[code]! : String(code),
  }));
}

/** Waves to choose one from, each with its area; `none` is for none of them. */
export const waveOptions = (waves: Wave[], none: string): { value: string; label: string }[] => [
  { value: '', label: none },
  ...waves.map(({ id, title, area }) => ({
    value: id,
    label: `${title}, ${area.name ?? area.code}`,
  })),
];
