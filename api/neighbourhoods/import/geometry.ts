/**
 * Why this is no area in degrees of longitude and latitude that the database can take, as the end
 * of a sentence; null when it is one. Whether it crosses itself is for the database to see and repair.
 */
export function polygonFault(geometry: unknown): string | null {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return geometry ? `its geometry is a ${String(type)}, not a polygon` : 'it has no geometry';
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (!isFilled(polygons)) return 'its polygon is empty';
  for (const polygon of polygons) {
    if (!isFilled(polygon)) return 'its polygon is empty';
    for (const ring of polygon) {
      const fault = ringFault(ring);
      if (fault) return fault;
    }
  }
  return null;
}

const isFilled = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

function ringFault(ring: unknown): string | null {
  if (!Array.isArray(ring) || ring.length < 4) return 'a ring of it has fewer than four positions';
  for (const position of ring as unknown[]) {
    if (!Array.isArray(position)) return 'a ring of it holds something else than positions';
    const [lon, lat] = position as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number' || !isFinite(lon) || !isFinite(lat))
      return 'a position of it is not two numbers';
    if (lon < -180 || lon > 180 || lat < -90 || lat > 90)
      return 'it is not in degrees; save the file as longitude and latitude (CRS84, EPSG:4326)';
  }
  if (isSwapped(ring as number[][]))
    return 'longitude and latitude look swapped: write longitude first';
  const [first, last] = [ring[0], ring.at(-1)] as [number[], number[]];
  return first[0] === last[0] && first[1] === last[1] ? null : 'a ring of it is not closed';
}

/** Where x is a latitude of the Netherlands and y a longitude of it. */
const isSwapped = (ring: number[][]): boolean =>
  ring.every(([x, y]) => x! > 50 && x! < 54.5 && y! > 2 && y! < 8);
