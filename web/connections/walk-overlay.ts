import type { ConversationReach } from '../../api/contracts/conversations.ts';
import type { Overlay, Paint } from '../map/style.ts';

/**
 * Cells of 100 m: where people were talked with in the colour of leaves, the more often the fuller; where
 * somebody lives and nobody rang yet in the warm one, fuller where more homes are.
 */
export function walkOverlay({ colour }: Paint, { cells }: ConversationReach): Overlay {
  return {
    sources: {
      walked: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: cells.map(({ corners, conversations, dwellings }) => ({
            type: 'Feature',
            geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]!]] },
            properties: { conversations, dwellings: dwellings ?? 0 },
          })),
        },
      },
    },
    layers: [
      {
        id: 'walked',
        type: 'fill',
        source: 'walked',
        paint: {
          'fill-color': [
            'case',
            ['>', ['get', 'conversations'], 0],
            colour('leaf'),
            colour('warm'),
          ],
          'fill-opacity': [
            'case',
            ['>', ['get', 'conversations'], 0],
            ['interpolate', ['linear'], ['get', 'conversations'], 1, 0.45, 5, 0.8],
            ['interpolate', ['linear'], ['get', 'dwellings'], 0, 0.04, 60, 0.35],
          ],
        },
      },
    ],
  };
}
