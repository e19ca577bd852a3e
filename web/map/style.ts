import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { order, type LayerId } from './order.ts';
import { theme } from '../ui/theme.svelte.ts';
import { MARK } from './state.svelte.ts';

/** What a layer file hands over: sources by name, and layers that draw from them. */
export interface Overlay {
  sources: Record<string, SourceSpecification>;
  layers: (LayerSpecification & { id: LayerId })[];
}

/** What overlays may ask: a colour by its token, and on what they lie. */
export interface Paint {
  colour: (token: string) => string;
  dark: boolean;
  /** No basemap below: areas are filled and named by ourselves, with the letters of the page. */
  plain: boolean;
}

/** A ring around what somebody points at; see MapState.mark. */
export const markOverlay = ({ colour }: Paint): Overlay => ({
  sources: { [MARK]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
  layers: [
    {
      id: 'here',
      type: 'circle',
      source: MARK,
      paint: {
        'circle-radius': 24,
        'circle-color': colour('leaf-wash'),
        'circle-opacity': 0.8,
        'circle-stroke-color': colour('leaf'),
        'circle-stroke-width': 2.5,
      },
    },
  ],
});

/** One style of a basemap, or of nothing, with our overlays on it in the one order. */
export function composeStyle(
  basemap: StyleSpecification | null,
  overlays: Overlay[],
  background: string,
): StyleSpecification {
  const base: StyleSpecification = basemap ?? {
    version: 8,
    sources: {},
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': background } }],
  };
  const layers = overlays.flatMap((overlay) => overlay.layers);
  layers.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return {
    ...base,
    sources: Object.assign({}, base.sources, ...overlays.map((overlay) => overlay.sources)),
    layers: [...base.layers, ...layers],
  };
}

const colours = new Map<string, string>();

/** The colour that a token stands for just now, as a canvas understands it. */
export function readColour(token: string): string {
  // Asking the page is slow; it answers the same until the theme or the look changes.
  const key = `${token} ${theme.dark} ${document.documentElement.style.cssText}`;
  const known = colours.get(key);
  if (known) return known;
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  colours.set(key, color);
  return color;
}

/** The dark sister of a PDOK style, which differs in one word; other styles stay as they are. */
export const darkOf = (styleUrl: string): string =>
  styleUrl.replace('/styles/standaard__', '/styles/darkmode__');

/** How sources and layers are named that somebody is drawing. */
export const DRAWN = 'drawn';

/** What is being drawn stays when our own style changes. For MapLibre's `transformStyle`. */
export function keepDrawn(
  previous: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  const isDrawn = (name: string) => name.startsWith(`${DRAWN}-`);
  const layers = previous?.layers.filter(({ id }) => isDrawn(id)) ?? [];
  if (layers.length === 0) return next;
  const sources = Object.entries(previous!.sources).filter(([name]) => isDrawn(name));
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    layers: [...next.layers, ...layers],
  };
}

/** "rgb(18, 84, 74)" as "#12544a". */
export const hexOf = (rgb: string): `#${string}` =>
  `#${rgb
    .match(/\d+(\.\d+)?/g)!
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;
