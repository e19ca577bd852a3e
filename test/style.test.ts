import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import type { Asset } from '../api/contracts/assets.ts';
import { assetOverlay, pinOverlay } from '../web/assets/overlay.ts';
import { MARK, order } from '../web/map/order.ts';
import {
  composeStyle,
  DRAWN,
  firstStep,
  keepDrawn,
  laterSteps,
  markOverlay,
  type Paint,
} from '../web/map/style.ts';
import { neighbourhoodOverlay } from '../web/neighbourhoods/overlay.ts';

const paint: Paint = { colour: () => 'rgb(1, 2, 3)', dark: false, plain: true };
const point = { type: 'Point' as const, coordinates: [5.5, 52.5] };
const one = { id: 'a', kind: 'place', status: 'published', geometry: point } as unknown as Asset;
const overlays = [
  markOverlay(paint),
  neighbourhoodOverlay(paint, 'https://here.example', point, [
    { name: 'Zuid', lon: 5.5, lat: 52.5 },
  ]),
  assetOverlay(paint, 'https://here.example', {
    kinds: [],
    found: [one],
    selected: one,
    edition: '1',
  }),
  pinOverlay(paint, { lon: 5.5, lat: 52.5 }),
];

test('without a basemap the style is one that MapLibre accepts, bottom up in our order', () => {
  const style = composeStyle(null, overlays, 'white');
  expect(validateStyleMin(style)).toEqual([]);
  const ours = style.layers.map(({ id }) => id).filter((id) => !id.startsWith('base-'));
  expect(ours).toEqual(order.filter((id) => ours.includes(id)));
  expect(ours).toContain('assets');
});

test('a basemap may name its layers and sources as we do', () => {
  const basemap: StyleSpecification = {
    version: 8,
    glyphs: 'https://there.example/{fontstack}/{range}.pbf',
    sources: {
      assets: { type: 'vector', tiles: ['https://there.example/{z}/{x}/{y}.pbf'] },
      heights: { type: 'raster-dem', tiles: ['https://there.example/{z}/{x}/{y}.png'] },
      [MARK]: { type: 'geojson', data: point },
    },
    terrain: { source: 'heights' },
    layers: [
      { id: 'pin', type: 'background', paint: { 'background-color': 'blue' } },
      ...order.map((id) => ({
        id: `${id}${id === 'pin' ? '-too' : ''}`,
        type: 'fill' as const,
        source: 'assets',
        'source-layer': 'water',
      })),
    ],
  };
  const style = composeStyle(basemap, overlays, 'white');
  expect(validateStyleMin(style)).toEqual([]);
  const ids = style.layers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const layer of style.layers)
    if ('source' in layer) expect(Object.keys(style.sources)).toContain(layer.source);
  expect(style.layers[0]!.id).toBe('base-pin');
  expect(style.sources['base-assets']).toEqual(basemap.sources['assets']);
});

test('what is being drawn stays on top when the style changes', () => {
  const [before, after] = ['white', 'black'].map((ground) => composeStyle(null, overlays, ground));
  before!.sources[`${DRAWN}-polygon`] = { type: 'geojson', data: point };
  before!.layers.push({ id: `${DRAWN}-fill`, type: 'fill', source: `${DRAWN}-polygon` });
  const next = keepDrawn(before, after!);
  expect(next.layers.at(-1)!.id).toBe(`${DRAWN}-fill`);
  expect(next.sources).toHaveProperty(`${DRAWN}-polygon`);
  expect(keepDrawn(after, before!)).toBe(before);
});

test('drawn in steps, in the end everything looks as the style says, and at first only the ground', () => {
  const style = composeStyle(null, overlays, 'white');
  const first = firstStep(style);
  expect(validateStyleMin(first)).toEqual([]);
  for (const { type, paint = {} } of first.layers) {
    const opacities = Object.entries(paint).filter(([name]) => name.endsWith('-opacity'));
    if (type !== 'background') expect(opacities.length).toBeGreaterThan(0);
    for (const [, value] of opacities) expect(value).toBe(0);
  }
  const steps = laterSteps(style);
  const layers = first.layers.map((layer) => {
    const given = steps.flat().filter(({ id }) => id === layer.id);
    const paint = {
      ...layer.paint,
      ...Object.fromEntries(given.map((g) => [g.property, g.value])),
    };
    return { ...layer, paint };
  });
  expect(layers).toEqual(style.layers.map((layer) => ({ paint: {}, ...layer })));
  expect(steps.every((step) => step.length < steps.flat().length)).toBe(true);
});
