import { tick } from 'svelte';

/** Somebody arrives at a heading or at a fault, and needs no other place. */
let arriving = 0;

/** Attached to the panel: where what has the focus goes away, the focus goes to what came instead. */
export function keepPlace(panel: HTMLElement): () => void {
  let last: Element | null = null;
  const remember = () => (last = document.activeElement);
  const observer = new MutationObserver((changes) => {
    if (!last || last.isConnected || arriving > 0) return;
    const lost = last;
    const change = changes.find(({ removedNodes }) =>
      [...removedNodes].some((node) => node.contains(lost)),
    );
    if (!change || document.activeElement !== document.body) return;
    last = null;
    const added = changes
      .filter(({ target }) => target === change.target)
      .flatMap(({ addedNodes }) => [...addedNodes]);
    const place = [...added, change.nextSibling, change.previousSibling, change.target]
      .map(elementOf)
      .find((element) => element?.isConnected);
    focusOn(place ?? panel, { preventScroll: true });
  });
  observer.observe(panel, { childList: true, subtree: true });
  panel.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    panel.removeEventListener('focusin', remember);
  };
}

/** The node itself where it can have the focus; of the anchors that Svelte leaves, what stands beside. */
const elementOf = (node: Node | null): HTMLElement | null =>
  node instanceof HTMLElement
    ? node
    : node instanceof CharacterData
      ? ((node.nextElementSibling ?? node.previousElementSibling) as HTMLElement | null)
      : null;

/** Also on what cannot have it by itself, as a sentence. */
function focusOn(element: HTMLElement, options?: FocusOptions): void {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus(options);
}

/**
 * Something new is on the panel: shows it from its beginning, and who hears or tabs through the page
 * goes on at its heading.
 */
export async function arriveAtHeading(): Promise<void> {
  arriving += 1;
  await tick();
  scrollTo({ top: 0 });
  const main = document.querySelector('main');
  main?.scrollTo({ top: 0 });
  const before = document.activeElement;
  const heading = main && (await headingIn(main));
  arriving -= 1;
  // It may have come late, and somebody may be elsewhere by now.
  if ([before, document.body].includes(document.activeElement))
    heading?.focus({ preventScroll: true });
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
  const place = field ?? main?.querySelector<HTMLElement>('[role="alert"]:not(:empty)');
  if (place) focusOn(place);
}
