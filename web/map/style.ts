import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { MARK, order, type LayerId } from './order.ts';

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

/** Names of a basemap, kept apart from ours: one name twice and MapLibre draws nothing at all. */
const theirs = (name: string): string => `base-${name}`;

function renamed({ sources, layers, terrain, ...rest }: StyleSpecification): StyleSpecification {
  return {
    ...rest,
    ...(terrain && { terrain: { ...terrain, source: theirs(terrain.source) } }),
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [theirs(name), source]),
    ),
    layers: layers.map((layer) => ({
      ...layer,
      id: theirs(layer.id),
      ...('source' in layer && { source: theirs(layer.source as string) }),
    })) as LayerSpecification[],
  };
}

/** One style of a basemap, or of nothing, with our overlays on it in the one order. */
export function composeStyle(
  basemap: StyleSpecification | null,
  overlays: Overlay[],
  background: string,
): StyleSpecification {
  const base: StyleSpecification = renamed(
    basemap ?? {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': background } }],
    },
  );
  const layers = overlays.flatMap((overlay) => overlay.layers);
  layers.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return {
    ...base,
    // What changes is there at once: a fade is drawn sixty times.
    transition: { duration: 0, delay: 0 },
    sources: Object.assign({}, base.sources, ...overlays.map((overlay) => overlay.sources)),
    layers: [...base.layers, ...layers],
  };
}

/** What makes a layer invisible, by its sort: each sort has programs of its own for the graphics card. */
const OPACITIES: Partial<Record<LayerSpecification['type'], string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
};

/**
 * The style in steps, each a style that holds the one before, and the last the style itself: first the
 * basemap, then from one source of our tiles after the other what is drawn from it, all see-through but
 * for the ground; then that as it looks, sort by sort. All at once would keep a slow machine from hearing the visitor.
 * See-through and not by `visibility`, which has every tile read anew.
 */
export function stepsOf(style: StyleSpecification): StyleSpecification[] {
  const names = Object.keys(style.sources);
  const ends = names.flatMap((name, n) =>
    style.sources[name]!.type === 'geojson' || name.startsWith(theirs('')) ? [] : [n],
  );
  const added = [...ends, names.length].map((end) => {
    const there = names.slice(0, end);
    return {
      ...style,
      sources: Object.fromEntries(there.map((name) => [name, style.sources[name]!])),
      layers: style.layers
        .filter((layer) => !('source' in layer) || there.includes(layer.source))
        .map(seeThrough),
    };
  });
  const shown = [['fill'], ['fill', 'line']].map((sorts) => ({
    ...style,
    layers: style.layers.map((layer) => (sorts.includes(layer.type) ? layer : seeThrough(layer))),
  }));
  return [...added, ...shown, style];
}

function seeThrough(layer: LayerSpecification): LayerSpecification {
  const hidden = (OPACITIES[layer.type] ?? []).map((name) => [name, 0]);
  return { ...layer, paint: { ...layer.paint, ...Object.fromEntries(hidden) } } as never;
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
