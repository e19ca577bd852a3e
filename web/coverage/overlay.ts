import circle from '@turf/circle';
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Overlay, Paint } from '../map/style.ts';
import type { CoverageLook } from './address.ts';
import { CLASSES, classOf, limitsOf, rampOf, shareOf } from './classes.ts';
import type { AreaCoverage } from './coverage.svelte.ts';

const FEW = -1;

/** Areas by class, or cells of who reaches none. */
export function coverageOverlay(
  { colour, dark }: Paint,
  coverage: AreaCoverage,
  look: CoverageLook,
): Overlay {
  const { areas, gaps } = coverage;
  const theme = dark ? 'dark' : 'light';
  const overlay: Overlay = { sources: {}, layers: [] };
  if (areas) {
    const shares = areas.features.flatMap(({ properties }) => shareOf(properties, look) ?? []);
    const limits = limitsOf(shares, look.classes);
    overlay.sources['coverage'] = {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: areas.features.map(({ geometry, properties }) => {
          const share = shareOf(properties, look);
          const step = share === null ? FEW : rampOf(classOf(share, limits, look.classes), limits);
          return {
            ...{ type: 'Feature', geometry },
            properties: { code: properties.code, step, few: share === null },
          };
        }),
      },
    };
    const isTold: ExpressionSpecification = ['>=', ['get', 'step'], 0];
    const isPale = look.shows === 'gaps';
    overlay.layers.push(
      {
        ...{ id: 'coverage', type: 'fill', source: 'coverage' },
        paint: {
          'fill-color': [
            'match',
            ['get', 'step'],
            ...Array.from({ length: CLASSES }, (_, n) => [n, colour(`ramp-${n}`)]).flat(),
            colour('land'),
          ] as unknown as ExpressionSpecification,
          'fill-opacity': isPale ? 0 : 0.92,
        },
      },
      {
        ...{ id: 'coverage-pattern', type: 'fill', source: 'coverage' },
        filter: isPale ? ['!', isTold] : ['!=', ['get', 'step'], 0],
        paint: {
          'fill-pattern': [
            'case',
            ['get', 'few'],
            `pattern|${theme}|few`,
            ['concat', `pattern|${theme}|`, ['to-string', ['get', 'step']]],
          ],
        },
      },
      {
        ...{ id: 'coverage-lines', type: 'line', source: 'coverage' },
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colour('card'), 'line-width': 1.5 },
      },
    );
  }
  if (gaps && look.shows === 'gaps') {
    overlay.sources['gaps'] = {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: gaps.items.map(({ corners, inhabitants }) => ({
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]!]] },
          properties: { inhabitants },
        })),
      },
    };
    overlay.layers.push({
      ...{ id: 'gaps', type: 'fill', source: 'gaps' },
      paint: {
        'fill-color': colour('ink'),
        'fill-opacity': ['interpolate', ['linear'], ['get', 'inhabitants'], 5, 0.2, 100, 0.8],
      },
    });
  }
  return overlay;
}

/** The places that are tried out, with how far they reach; `detour` as the figures have it. */
export function siteOverlay(
  { colour, dark }: Paint,
  places: { lon: number; lat: number }[],
  { kind, within }: CoverageLook,
  detour: number,
): Overlay {
  const points = places.map(({ lon, lat }) => [lon, lat]);
  return {
    sources: {
      site: {
        type: 'geojson',
        data: {
          ...{ type: 'Feature', properties: {} },
          geometry: { type: 'MultiPoint', coordinates: points },
        },
      },
      'site-reach': {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: points.map((at) => circle(at, within / detour, { units: 'meters', steps: 96 })),
        },
      },
    },
    layers: [
      {
        ...{ id: 'site-reach', type: 'fill', source: 'site-reach' },
        paint: { 'fill-color': colour('warm'), 'fill-opacity': 0.22 },
      },
      {
        ...{ id: 'site-reach-line', type: 'line', source: 'site-reach' },
        paint: { 'line-color': colour('warm'), 'line-width': 2.5, 'line-dasharray': [0.1, 2] },
        layout: { 'line-cap': 'round' },
      },
      {
        ...{ id: 'site', type: 'symbol', source: 'site' },
        layout: {
          'icon-image': `asset|${dark ? 'dark' : 'light'}|${kind}|published`,
          'icon-size': 1.25,
          'icon-allow-overlap': true,
        },
      },
    ],
  };
}
