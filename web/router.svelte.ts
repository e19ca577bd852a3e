import { arriveAtHeading } from './ui/arrive.ts';
import { readAddress, writeAddress, type View } from './url.ts';

/** Where the visitor is. One for the page: the address bar is one, too. */
class Router {
  view = $state.raw<View>(readAddress(location));
  /** Counts arrivals on another screen or by Back: then the map follows the address. */
  arrivals = $state(0);

  #before: View | null = null;

  constructor() {
    addEventListener('popstate', () => this.#arrive(readAddress(location)));
    document.addEventListener('click', (event) => this.#click(event));
  }

  /** The address of the present view with a change: for links. The map then frames what is chosen. */
  href(change: Partial<View>): string {
    return writeAddress({ ...this.view, map: null, step: 0, ...change });
  }

  go(change: Partial<View>): void {
    this.#push({ ...this.view, map: null, step: 0, ...change });
  }

  /** To where the visitor was before this screen; else to the start. */
  goBackFrom(screen: View['screen']): void {
    const before = this.#before?.screen === screen ? null : this.#before;
    this.#push(before ?? { ...this.view, screen: this.view.area ? 'area' : 'home', asset: null });
  }

  /** A filter: Back undoes it, the map stays where it is. */
  filter(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    history.pushState(null, '', writeAddress(this.view));
  }

  /** Keeps the address true without a step for Back: typing, moving the map. */
  replace(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    history.replaceState(history.state, '', writeAddress(this.view));
  }

  #push(view: View): void {
    history.pushState(null, '', writeAddress(view));
    this.#arrive(view);
  }

  #arrive(view: View): void {
    const moved =
      view.screen !== this.view.screen ||
      view.area !== this.view.area ||
      view.asset !== this.view.asset;
    if (view.screen !== this.view.screen) this.#before = this.view;
    this.view = view;
    this.arrivals += 1;
    if (moved) void arriveAtHeading();
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hash) return;
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    this.#push(readAddress(link));
  }
}

export const router = new Router();
