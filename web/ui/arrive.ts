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
  (await headingIn(main))?.focus({ preventScroll: true });
}

/** A screen that is fetched when it is asked for has its heading a little later. */
async function headingIn(main: HTMLElement | null): Promise<HTMLElement | null | undefined> {
  for (let frame = 0; frame < 120; frame += 1) {
    const heading = main?.querySelector<HTMLElement>('h1');
    if (heading) return heading;
    await new Promise((done) => requestAnimationFrame(done));
  }
  return null;
}

/** Something is wrong with what was filled in: to the first field that it is wrong with. */
export async function arriveAtFault(): Promise<void> {
  await tick();
  const main = document.querySelector('main');
  const field = main?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const sentence = main?.querySelector<HTMLElement>('[role="alert"]:not(:empty)');
  if (sentence && !field) sentence.tabIndex = -1;
  (field ?? sentence)?.focus();
}
