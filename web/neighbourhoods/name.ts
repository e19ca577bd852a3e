import type { Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import type { Messages } from '../messages/nl.ts';

type Named = { code: string; name: string | null };

/** Some wijken have no name in the register: then its code stands for it. */
export const nameOf = ({ code, name }: Named, t: Messages): string => name ?? t.area.unnamed(code);

/** "Wijk in Lelystad", "Buurt in Atolwijk" */
export function levelAndPlace({ level, wijk, gemeente }: Neighbourhood, t: Messages): string {
  const word = t.area.levels[level];
  if (level === 'gemeente') return word;
  return t.area.within(word, (wijk ?? gemeente).name ?? gemeente.name ?? gemeente.code);
}
