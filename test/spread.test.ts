import fc from 'fast-check';
import { MercatorCoordinate } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { pixelsBetween, spread } from '../web/map/spread.ts';

const APART = 34;
type Place = [lon: number, lat: number];

/** Within a few hundred metres, as on one square; some in the very same place. */
const place: fc.Arbitrary<Place> = fc.tuple(
  fc.integer({ min: 0, max: 20 }).map((n) => 5.5 + n / 10_000),
  fc.integer({ min: 0, max: 20 }).map((n) => 52.5 + n / 10_000),
);
const zoom = fc.double({ min: 14, max: 19, noNaN: true });

test('pixels between places are those of MapLibre', () => {
  fc.assert(
    fc.property(place, place, zoom, (one, other, level) => {
      const [a, b] = [one, other].map((at) => MercatorCoordinate.fromLngLat(at));
      const theirs = 512 * 2 ** level * Math.hypot(a!.x - b!.x, a!.y - b!.y);
      expect(pixelsBetween(one, other, level)).toBeCloseTo(theirs, 4);
    }),
  );
});

test('a handful of signs no longer hide each other, and none went further than it had to', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 7 }), zoom, (places, level) => {
      const apart = spread(places, level, APART);
      for (const [i, one] of apart.entries()) {
        for (const other of apart.slice(0, i))
          expect(pixelsBetween(one, other, level)).toBeGreaterThan(APART - 1);
        // A line of all of them is the worst that can be needed.
        expect(pixelsBetween(one, places[i]!, level)).toBeLessThan(APART * places.length);
      }
    }),
  );
});

test('signs that are apart stay where they are', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 7 }), zoom, (places, level) => {
      const first = spread(places, level, APART);
      for (const [i, [lon, lat]] of spread(first, level, APART - 1).entries()) {
        expect(lon).toBeCloseTo(first[i]![0], 9);
        expect(lat).toBeCloseTo(first[i]![1], 9);
      }
    }),
  );
});
