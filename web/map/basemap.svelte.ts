import type { StyleSpecification } from 'maplibre-gl';
import { theme } from '../ui/theme.svelte.ts';
import { darkOf } from './style.ts';

const PATIENCE_MS = 4000;
type Ask = (url: string, patience: number) => Promise<StyleSpecification | null>;

/** The style of the configured basemap, in the colours of the page; null where it is not reached. */
export class Basemap {
  style = $state.raw<StyleSpecification | null>(null);
  unreachable = $state(false);

  /** Call in an effect: follows the theme. */
  async read(url: string, ask: Ask): Promise<void> {
    const wanted = theme.dark ? darkOf(url) : url;
    const style = await ask(wanted, PATIENCE_MS);
    this.style = style;
    this.unreachable = style === null;
  }
}
