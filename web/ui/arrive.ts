import { tick } from 'svelte';

/**
 * Something new is on the panel: shows it from its beginning, and who hears or tabs through the page
 * goes on at its heading.
 */
export async function arriveAtHeading(): Promise<void> {
  await tick();
  scrollTo({ top: 0 });
  const main = document.querySelector('main');
  if (!main) return;
  main.scrollTo({ top: 0 });
  const before = document.activeElement;
  const heading = await headingIn(main);
  // It may have come late, and somebody may be elsewhere by now.
  if ([before, document.body].includes(document.activeElement))
    heading.focus({ preventScroll: true });
}

/** Its heading; of a screen that is fetched first, as soon as it is there. */
function headingIn(main: HTMLElement): Promise<HTMLElement> {
  return new Promise((found) => {
    const look = () => {
      const heading = main.querySelector<HTMLElement>('h1');
      if (!heading) return;
      observer.disconnect();
      found(heading);
    };
    const observer = new MutationObserver(look);
    observer.observe(main, { childList: true, subtree: true });
    look();
  });
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
