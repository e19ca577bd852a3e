import { tick } from 'svelte';

/**
 * Something new is on the panel: shows it from its beginning, and who hears or tabs through the page
 * goes on at its heading.
 */
export async function arriveAtHeading(): Promise<void> {
  await tick();
  scrollTo({ top: 0 });
  const main = document.querySelector('main');
  main?.scrollTo({ top: 0 });
  main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
