import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import type { Asset } from '../api/contracts/assets.ts';
import { assetOverlay, pinOverlay } from '../web/assets/overlay.ts';
import { MARK, order } from '../web/map/order.ts';
import {
  composeStyle,
  DRAWN,
  keepDrawn,
  markOverlay,
  stepsOf,
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

/** One that names its own as we do. */
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

test('without a basemap the style is one that MapLibre accepts, bottom up in our order', () => {
  const style = composeStyle(null, overlays, 'white');
  expect(validateStyleMin(style)).toEqual([]);
  const ours = style.layers.map(({ id }) => id).filter((id) => !id.startsWith('base-'));
  expect(ours).toEqual(order.filter((id) => ours.includes(id)));
  expect(ours).toContain('assets');
});

test('a basemap may name its layers and sources as we do', () => {
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

test.each([
  ['no basemap', null],
  ['a basemap', basemap],
])('drawn in steps on %s, each holds the one before, and the last is the style', (_, below) => {
  const style = composeStyle(below, overlays, 'white');
  const steps = stepsOf(style);
  for (const step of steps) expect(validateStyleMin(step)).toEqual([]);
  const [ground] = style.layers;
  expect(seenIn(steps[0]!)).toEqual([ground!.id]);
  for (const [n, step] of steps.entries()) {
    const before = steps[n - 1];
    if (!before) continue;
    expect(Object.keys(step.sources)).toEqual(expect.arrayContaining(Object.keys(before.sources)));
    expect(seenIn(step)).toEqual(expect.arrayContaining(seenIn(before)));
    const more = seenIn(step).filter((id) => !seenIn(before).includes(id));
    // What a basemap holds is its maker's: this one is nearly all of one sort.
    if (!below) expect(more.length).toBeLessThan(seenIn(style).length / 2);
    const tiles = ({ sources }: StyleSpecification) =>
      Object.values(sources).filter(({ type }) => type !== 'geojson').length;
    expect(tiles(step) - tiles(before)).toBeLessThanOrEqual(1);
  }
  expect(steps.at(-1)).toEqual(style);
  expect(seenIn(style)).not.toContain('assets');
});

/** Layers that show something: neither hidden nor see-through. */
const seenIn = ({ layers }: StyleSpecification): string[] =>
  layers
    .filter(({ layout }) => layout?.visibility !== 'none')
    .filter(({ paint = {} }) => {
      const opacities = Object.entries(paint).filter(([name]) => name.endsWith('-opacity'));
      return opacities.length === 0 || opacities.some(([, value]) => value !== 0);
    })
    .map(({ id }) => id);
