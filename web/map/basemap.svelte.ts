import type { StyleSpecification } from 'maplibre-gl';
import { theme } from '../ui/theme.svelte.ts';
import { darkOf } from './style.ts';

const PATIENCE_MS = 4000;
/** So long the map waits with its first drawing: else it would soon draw everything anew. */
const SOON_MS = 400;
type Ask = (url: string, patience: number) => Promise<StyleSpecification | null>;

/** The style of the configured basemap, in the colours of the page; null where it is not reached. */
export class Basemap {
  style = $state.raw<StyleSpecification | null>(null);
  unreachable = $state(false);
  #answered: () => void = () => undefined;
  /** It answered, or did not do so soon. */
  readonly soon = new Promise<void>((done) => {
    this.#answered = done;
    setTimeout(done, SOON_MS);
  });

  /** Call in an effect: follows the theme. */
  async read(url: string, ask: Ask): Promise<void> {
    const wanted = theme.dark ? darkOf(url) : url;
    const style = await ask(wanted, PATIENCE_MS);
    this.style = style;
    this.unreachable = style === null;
    this.#answered();
  }
}
