import type { Means } from '../../api/contracts/initiatives.ts';
import { messages } from '../messages/current.svelte.ts';

/** How much there is of it, in what it is counted in; null where that was not said. */
export const amountOf = ({ kind, amount }: Means): string | null =>
  amount === null
    ? null
    : kind === 'money'
      ? messages.euros(amount)
      : kind === 'hours'
        ? messages.words.means.hours(messages.number(amount))
        : messages.number(amount);
