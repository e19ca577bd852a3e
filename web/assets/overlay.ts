import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Feature, Geometry } from 'geojson';
import type { CLUSTER_BELOW_ZOOM } from '../../api/contracts/map.ts';
import type { Asset } from '../../api/contracts/assets.ts';
import type { Kind } from '../../api/contracts/kinds.ts';
import type { LayerId } from '../map/order.ts';
import type { Overlay, Paint } from '../map/style.ts';
import { kindsInOrder } from './kinds.ts';
import { placeOf } from './place.ts';

/** From here on the tiles hold single assets only; they are not asked for beyond. */
const STREET_ZOOM: typeof CLUSTER_BELOW_ZOOM = 15;

export interface ShownAssets {
  /** Empty: all. */
  kinds: Kind[];
  /** The found ones instead of the tiles: what tiles cannot filter on. */
  found: Asset[] | null;
  selected: Asset | null;
  /** Another word asks for the tiles anew. */
  edition: string;
}

/** Assets as their signs, as rings of the mix below street level, and as areas. */
export function assetOverlay(paint: Paint, origin: string, shown: ShownAssets): Overlay {
  const theme = paint.dark ? 'dark' : 'light';
  const kinds = shown.kinds.length > 0 ? shown.kinds : kindsInOrder;
  const tiles = { source: 'assets', 'source-layer': 'assets' };
  const counted = (kind: Kind): ExpressionSpecification | 0 =>
    kinds.includes(kind) ? ['coalesce', ['get', kind], 0] : 0;
  const total: ExpressionSpecification = ['+', ...kindsInOrder.map(counted)] as never;
  const ring: ExpressionSpecification = [
    'concat',
    `ring|${theme}|`,
    ['to-string', total],
    '|',
    ...kindsInOrder.flatMap((kind, index) => [
      ...(index > 0 ? [','] : []),
      ['to-string', counted(kind)] as ExpressionSpecification,
    ]),
  ];
  const isKind: ExpressionSpecification = ['in', ['get', 'kind'], ['literal', kinds]];
  const others: ExpressionSpecification = ['!=', ['get', 'id'], shown.selected?.id ?? ''];
  const sign = (
    id: LayerId,
    source: object,
    size: number,
  ): SymbolLayerSpecification & { id: LayerId } => ({
    id,
    type: 'symbol',
    ...(source as { source: string }),
    layout: {
      'icon-image': ['concat', `asset|${theme}|`, ['get', 'kind'], '|', ['get', 'status']],
      'icon-size': size,
      'icon-allow-overlap': true,
    },
  });
  const inTiles = shown.found ? 'none' : 'visible';
  const overlay: Overlay = {
    sources: {
      assets: {
        type: 'vector',
        tiles: [`${origin}/api/v1/tiles/assets/{z}/{x}/{y}.mvt?edition=${shown.edition}`],
        maxzoom: STREET_ZOOM,
      },
    },
    layers: [
      {
        id: 'asset-areas',
        type: 'fill',
        source: 'assets',
        'source-layer': 'areas',
        filter: isKind,
        layout: { visibility: inTiles },
        paint: { 'fill-color': ofKind(paint), 'fill-opacity': 0.18, 'fill-antialias': false },
      },
      {
        id: 'asset-area-lines',
        type: 'line',
        source: 'assets',
        'source-layer': 'areas',
        filter: isKind,
        layout: { visibility: inTiles },
        paint: { 'line-color': ofKind(paint), 'line-width': 1.5 },
      },
      {
        id: 'clusters',
        type: 'symbol',
        ...tiles,
        filter: ['all', ['has', 'count'], ['>', total, 0]],
        layout: { 'icon-image': ring, 'icon-allow-overlap': true, visibility: inTiles },
      },
    ],
  };
  const single = sign('assets', { ...tiles, filter: ['all', ['has', 'id'], isKind, others] }, 1);
  overlay.layers.push({ ...single, layout: { ...single.layout, visibility: inTiles } });
  if (shown.found) {
    overlay.sources['found'] = { type: 'geojson', data: collection(shown.found.map(toPoint)) };
    overlay.layers.push(sign('found', { source: 'found', filter: others }, 1));
  }
  if (shown.selected) {
    overlay.sources['selected'] = { type: 'geojson', data: collection([toPoint(shown.selected)]) };
    overlay.layers.push(sign('selected', { source: 'selected' }, 1.5));
  }
  return overlay;
}

/** A place that is being chosen for something new. */
export function pinOverlay({ dark }: Paint, place: { lon: number; lat: number }): Overlay {
  return {
    sources: {
      pin: { type: 'geojson', data: collection([point([place.lon, place.lat], {})]) },
    },
    layers: [
      {
        id: 'pin',
        type: 'symbol',
        source: 'pin',
        layout: { 'icon-image': `pin|${dark ? 'dark' : 'light'}`, 'icon-allow-overlap': true },
      },
    ],
  };
}

export const collection = (features: (Feature | null)[]) => ({
  type: 'FeatureCollection' as const,
  features: features.filter((feature) => feature !== null),
});

export const point = (coordinates: number[], properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties,
});

function toPoint({ id, kind, title, status, geometry }: Asset): Feature | null {
  const place = placeOf(geometry as Geometry | null);
  return place && point(place, { id, kind, title, status });
}

const ofKind = ({ colour }: Paint): ExpressionSpecification =>
  [
    'match',
    ['get', 'kind'],
    ...kindsInOrder.flatMap((kind) => [kind, colour(kind)]),
    colour('soft'),
  ] as never;
