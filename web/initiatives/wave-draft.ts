import type { WaveAudience } from '../../api/contracts/wave-words.ts';
import { v4 as newId } from 'uuid';
import { keepForm, readKept } from '../ui/kept-form.ts';

/** A wave as far as it is filled in: somebody may go and make questions first, and comes back to it. */
const KEPT = 'wave';
const empty = () => ({
  ...{ id: newId() as string, title: '', gemeente: '', wijk: '', follows: '', comparesWith: '' },
  /** Instruments, each as "key version". */
  chosen: ['cohesion 1'],
  visibleTo: 'learners' as WaveAudience,
});
export type WaveDraft = ReturnType<typeof empty>;

export const readWaveDraft = (account: string): WaveDraft => readKept(KEPT, account, empty());
export const keepWaveDraft = (account: string, draft: WaveDraft): void =>
  keepForm(KEPT, account, draft);
export const dropWaveDraft = (): void => sessionStorage.removeItem(KEPT);

interface Asked {
  key: string;
  version: number;
}
export const nameOfAsked = ({ key, version }: Asked): string => `${key} ${version}`;

/** One version of an instrument at most: answers are told apart by its key. */
export const withAsked = (chosen: string[], asked: Asked): string[] => [
  ...chosen.filter((one) => !one.startsWith(`${asked.key} `)),
  nameOfAsked(asked),
];

/** Asks this in the wave that is being prepared. */
export function askInWave(account: string, asked: Asked): void {
  const draft = readWaveDraft(account);
  keepWaveDraft(account, { ...draft, chosen: withAsked(draft.chosen, asked) });
}
