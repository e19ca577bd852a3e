/** Longitude, latitude in degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** The mean radius of the earth (IUGG), in metres. */
const RADIUS = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along the sphere, by the haversine (Sinnott, 1984); within 0.6 % of the ellipsoid. */
export function distanceMetres([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const a =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Degrees clockwise from north, 0 to 360, in which one sets out along the great circle. */
export function bearingDegrees([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const [phi1, phi2, east] = [radians(lat1), radians(lat2), radians(lon2 - lon1)];
  const y = Math.sin(east) * Math.cos(phi2);
  const x = Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(east);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

const winds = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Wind = (typeof winds)[number];

/** The nearest of the eight winds. */
export const windOf = (degrees: number): Wind => winds[Math.round(degrees / 45) % 8]!;
