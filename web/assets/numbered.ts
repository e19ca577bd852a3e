import type { Feature, Geometry } from 'geojson';
import type { Asset } from '../../api/contracts/assets.ts';
import { pixelsBetween, spread } from '../map/spread.ts';
import type { Overlay, Paint } from '../map/style.ts';
import { collection, point } from './overlay.ts';
import { placeOf } from './place.ts';

/** Pixels from sign to sign: just free of each other. */
const APART = 29;
/** Pixels: a sign that moved less still covers its place. */
const MOVED = 9;

/**
 * Assets by their number in a list beside the map. Signs that would hide each other at this zoom
 * stand apart, with a line to their place; null: the zoom is not known yet.
 */
export function numberedOverlay(
  { dark, colour }: Paint,
  assets: Asset[],
  zoom: number | null,
): Overlay {
  const placed = assets.flatMap((asset, index) => {
    const place = placeOf(asset.geometry as Geometry | null);
    return place ? [{ asset, number: index + 1, place }] : [];
  });
  const places = placed.map(({ place }) => place);
  const signs = zoom === null ? places : spread(places, zoom, APART);
  const lines = placed.flatMap(({ place }, index): Feature[] =>
    zoom === null || pixelsBetween(place, signs[index]!, zoom) < MOVED
      ? []
      : [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'LineString', coordinates: [place, signs[index]!] },
          },
        ],
  );
  const numbers = placed.map(({ asset: { id, kind, title }, number }, index) =>
    point(signs[index]!, { id, kind, title, number }),
  );
  return {
    sources: {
      leaders: { type: 'geojson', data: collection(lines) },
      found: { type: 'geojson', data: collection(numbers) },
    },
    layers: [
      {
        id: 'leaders',
        type: 'line',
        source: 'leaders',
        paint: { 'line-color': colour('ink'), 'line-width': 1.25 },
      },
      {
        id: 'leader-ends',
        type: 'circle',
        source: 'leaders',
        paint: { 'circle-color': colour('ink'), 'circle-radius': 2.5 },
      },
      {
        id: 'found',
        type: 'symbol',
        source: 'found',
        layout: {
          'icon-image': [
            'concat',
            `number|${dark ? 'dark' : 'light'}|`,
            ['get', 'kind'],
            '|',
            ['to-string', ['get', 'number']],
          ],
          'icon-allow-overlap': true,
          // Where they still meet, earlier ones above.
          'symbol-sort-key': ['-', 0, ['get', 'number']],
        },
      },
    ],
  };
}
