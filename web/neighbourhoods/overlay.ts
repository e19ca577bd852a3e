import type { LineLayerSpecification } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { LayerId } from '../map/order.ts';
import type { Overlay, Paint } from '../map/style.ts';

const SOURCE = 'neighbourhoods';
const level = (name: string) => ({ source: SOURCE, 'source-layer': name });
/** The letters of the page: without glyphs in the style, MapLibre draws with the fonts at hand. */
const FONT = ['Bricolage Grotesque Variable', 'system-ui', 'sans-serif'];

/** Boundaries of gemeente, wijk and buurt, and the chosen one laid bare. */
export function neighbourhoodOverlay(
  { colour, plain }: Paint,
  origin: string,
  chosen: Geometry | null,
  names: { name: string; lon: number; lat: number }[],
): Overlay {
  const line = (
    id: LayerId,
    of: string,
    width: number,
    strength: 'border' | 'border-strong',
    dashes?: number[],
  ): LineLayerSpecification & { id: LayerId } => ({
    id,
    type: 'line',
    ...level(of),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour(strength),
      // Thin from afar, where islets would be all line.
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, width / 2, 12, width],
      ...(dashes && { 'line-dasharray': dashes }),
    },
  });
  const overlay: Overlay = {
    sources: {
      [SOURCE]: {
        type: 'vector',
        tiles: [`${origin}/api/v1/tiles/neighbourhoods/{z}/{x}/{y}.mvt`],
        maxzoom: 14,
      },
    },
    layers: [
      // Seen or not, the land can be clicked.
      {
        id: 'land',
        type: 'fill',
        ...level('gemeente'),
        paint: {
          'fill-color': colour('land'),
          'fill-opacity': plain ? 1 : 0,
          // Its edge lies under a line.
          'fill-antialias': false,
        },
      },
      line('buurt-lines', 'buurt', 1, 'border'),
      line('wijk-lines', 'wijk', 1.5, plain ? 'border' : 'border-strong'),
      line('gemeente-lines', 'gemeente', 1.75, 'border-strong'),
    ],
  };
  if (chosen) {
    overlay.sources['chosen'] = { type: 'geojson', data: chosen };
    overlay.layers.push(
      {
        id: 'chosen',
        type: 'fill',
        source: 'chosen',
        paint: { 'fill-color': colour('land-chosen'), 'fill-opacity': plain ? 1 : 0.25 },
      },
      {
        id: 'chosen-line',
        type: 'line',
        source: 'chosen',
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: {
          'line-color': colour('leaf'),
          'line-width': 2.5,
          'line-dasharray': [0.1, 2],
        },
      },
    );
  }
  if (!plain) return overlay;
  overlay.sources['area-names'] = {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: names.map(({ name, lon, lat }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: { name },
      })),
    },
  };
  overlay.layers.push(
    {
      id: 'water',
      type: 'fill',
      ...level('buurt'),
      filter: ['==', ['get', 'water'], true],
      paint: { 'fill-color': colour('water'), 'fill-antialias': false },
    },
    {
      id: 'area-names',
      type: 'symbol',
      source: 'area-names',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 8, 13, 14, 18],
        'text-max-width': 8,
        'text-padding': 6,
        // In the middle where it is free, else above or below the ring that stands there: beside it, or
        // further off from near by, a name would lie on another area.
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'text-radial-offset': ['interpolate', ['linear'], ['zoom'], 10, 2.75, 12, 1.9],
      },
      paint: {
        'text-color': colour('label'),
        'text-halo-color': colour('land'),
        'text-halo-width': 1.5,
      },
    },
  );
  return overlay;
}
