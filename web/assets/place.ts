import type { Geometry } from 'geojson';

/** Longitude, latitude of a point; of an area the middle of its box, near enough to look at. */
export function placeOf(geometry: Geometry | null): [number, number] | null {
  if (!geometry || !('coordinates' in geometry)) return null;
  const numbers = geometry.coordinates.flat(3) as number[];
  const lons = numbers.filter((_, index) => index % 2 === 0);
  const lats = numbers.filter((_, index) => index % 2 === 1);
  const middle = (all: number[]) => (Math.min(...all) + Math.max(...all)) / 2;
  return lons.length > 0 ? [middle(lons), middle(lats)] : null;
}
