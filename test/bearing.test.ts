import distance from '@turf/distance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bearingDegrees, distanceMetres, windOf, type LonLat } from '../web/map/bearing.ts';

/** Around the Netherlands, where a degree east is shorter than a degree north. */
const place = fc.tuple(
  fc.double({ min: 3, max: 8, noNaN: true }),
  fc.double({ min: 50, max: 54, noNaN: true }),
);

test('distances are those of another library', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const theirs = distance(a, b, { units: 'meters' });
      expect(Math.abs(distanceMetres(a, b) - theirs)).toBeLessThan(0.001 + theirs * 1e-9);
    }),
  );
});

test('one who sets out on a bearing comes nearer', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const metres = distanceMetres(a, b);
      fc.pre(metres > 100);
      const bearing = (bearingDegrees(a, b) * Math.PI) / 180;
      // ten metres further, on a plane
      const there: LonLat = [
        a[0] + (10 * Math.sin(bearing)) / (111_195 * Math.cos((a[1] * Math.PI) / 180)),
        a[1] + (10 * Math.cos(bearing)) / 111_195,
      ];
      expect(metres - distanceMetres(there, b)).toBeCloseTo(10, 1);
    }),
  );
});

test('the eight winds', () => {
  const from: LonLat = [5.5, 52.5];
  const seen = (lon: number, lat: number) => windOf(bearingDegrees(from, [5.5 + lon, 52.5 + lat]));
  expect([seen(0, 1), seen(1, 0), seen(0, -1), seen(-1, 0)]).toEqual(['n', 'e', 's', 'w']);
  expect([seen(0.016, 0.01), seen(0.016, -0.01)]).toEqual(['ne', 'se']);
  expect([seen(-0.016, -0.01), seen(-0.016, 0.01)]).toEqual(['sw', 'nw']);
  expect(windOf(359)).toBe('n');
});
