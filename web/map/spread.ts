type Place = [lon: number, lat: number];

/** Pixels of the whole world at zoom 0, as MapLibre counts it. */
const WORLD = 512;
const PASSES = 120;

/**
 * Places moved apart until they are `apart` pixels from each other at this zoom, each as little as
 * that takes: so that signs do not hide each other. Web Mercator; degrees in and out. As good as it
 * gets where too many stand together.
 */
export function spread(places: Place[], zoom: number, apart: number): Place[] {
  const scale = WORLD * 2 ** zoom;
  const at = places.map(([lon, lat]) => ({ x: toX(lon) * scale, y: toY(lat) * scale }));
  for (let pass = 0, moved = true; moved && pass < PASSES; pass += 1) {
    moved = false;
    for (const [i, one] of at.entries())
      for (const [j, other] of at.slice(0, i).entries()) {
        const [x, y] = [one.x - other.x, one.y - other.y];
        const distance = Math.hypot(x, y);
        if (distance > apart - 0.5) continue;
        // In the same place there is no way apart: each pair takes one of its own.
        const angle = distance < 0.01 ? i + 2.4 * j : Math.atan2(y, x);
        const step = (apart - distance) / 2;
        one.x += step * Math.cos(angle);
        one.y += step * Math.sin(angle);
        other.x -= step * Math.cos(angle);
        other.y -= step * Math.sin(angle);
        moved = true;
      }
  }
  return at.map(({ x, y }) => [toLon(x / scale), toLat(y / scale)]);
}

/** Pixels between two places at this zoom. */
export function pixelsBetween(one: Place, other: Place, zoom: number): number {
  const scale = WORLD * 2 ** zoom;
  return scale * Math.hypot(toX(one[0]) - toX(other[0]), toY(one[1]) - toY(other[1]));
}

const toX = (lon: number): number => (lon + 180) / 360;
const toY = (lat: number): number =>
  0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / 2 / Math.PI;
const toLon = (x: number): number => x * 360 - 180;
const toLat = (y: number): number =>
  (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
