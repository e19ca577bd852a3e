import type { GraphNode, NetworkGraph } from '../../api/contracts/network.ts';
import type { Overlay, Paint } from '../map/style.ts';

type At = [lon: number, lat: number];

/**
 * Ties on the map: single ones between places, and those of the people of a buurt bundled from its middle,
 * since a person has no place. `middles` says by buurt where that is.
 */
export function tieOverlay(
  { colour }: Paint,
  { nodes, ties }: NetworkGraph,
  middles: ReadonlyMap<string, At>,
): Overlay {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placeOf = ({ lon, lat }: GraphNode): At | null =>
    lon === null || lat === null ? null : [lon, lat];
  const single: [At, At, number][] = [];
  const bundles = new Map<string, { ends: [At, At]; n: number }>();
  for (const { from, to, status, strength } of ties) {
    if (status !== 'active') continue;
    const [a, b] = [byId.get(from)!, byId.get(to)!];
    const [here, there] = [placeOf(a), placeOf(b)];
    if (here && there) {
      single.push([here, there, strength]);
      continue;
    }
    // People of a buurt are one end together, in its middle; a place is its own.
    const endOf = (node: GraphNode) => (node.kind === 'person' ? node.buurt : node.id);
    const key = [endOf(a), endOf(b)].toSorted().join(' ');
    const [start, end] = [here ?? middles.get(a.buurt ?? ''), there ?? middles.get(b.buurt ?? '')];
    if (!start || !end || endOf(a) === endOf(b)) continue;
    const bundle = bundles.get(key) ?? { ends: [start, end] as [At, At], n: 0 };
    bundle.n += 1;
    bundles.set(key, bundle);
  }
  const line = (coordinates: At[], properties: object) => ({
    type: 'Feature' as const,
    geometry: { type: 'LineString' as const, coordinates },
    properties,
  });
  return {
    sources: {
      ties: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: single.map(([a, b, strength]) => line([a, b], { strength })),
        },
      },
      flows: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: [...bundles.values()].map(({ ends, n }) => line(ends, { n })),
        },
      },
    },
    layers: [
      {
        id: 'flows',
        type: 'line',
        source: 'flows',
        layout: { 'line-cap': 'round' },
        paint: {
          'line-color': colour('person'),
          'line-opacity': 0.35,
          'line-width': ['interpolate', ['linear'], ['get', 'n'], 1, 4, 20, 18],
        },
      },
      {
        id: 'ties',
        type: 'line',
        source: 'ties',
        layout: { 'line-cap': 'round' },
        paint: {
          'line-color': colour('leaf'),
          'line-opacity': 0.7,
          'line-width': ['+', 0.5, ['get', 'strength']],
        },
      },
    ],
  };
}
