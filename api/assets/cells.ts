/**
 * Morton codes of map cells, the same as private.cell_at in the database: the bits of a tile's x
 * and y woven together at zoom 24, so that all points of a tile lie in one range of whole numbers.
 * Row-level security lets such a range use an index, where it would not let `&&`.
 */
export const CELL_ZOOM = 24;
const SIZE = 2 ** CELL_ZOOM;

/** x and y are whole numbers below 2^24; the code stays below 2^48, so a number holds it. */
export function morton(x: number, y: number): number {
  let code = 0;
  for (let bit = 0, weight = 1; bit < CELL_ZOOM; bit += 1, weight *= 4)
    code += (((x >> bit) & 1) + ((y >> bit) & 1) * 2) * weight;
  return code;
}

/** The half-open range of codes within tile (z, x, y). */
export function tileRange(z: number, x: number, y: number): [from: number, to: number] {
  const scale = 2 ** (CELL_ZOOM - z);
  const from = morton(x * scale, y * scale);
  return [from, from + scale * scale];
}

const clamp = (n: number): number => Math.max(0, Math.min(SIZE - 1, Math.floor(n)));

const xOf = (lon: number): number => clamp(((lon + 180) / 360) * SIZE);
const yOf = (lat: number): number => {
  const phi = (Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180;
  return clamp(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * SIZE);
};

/**
 * Few ranges that together cover a box in degrees [west, south, east, north]: the cells of the
 * zoom at which the box is at most four cells wide and high, neighbouring ranges joined.
 * They cover somewhat more than the box.
 */
export function boxRanges([west, south, east, north]: readonly number[]): [number, number][] {
  const [left, right] = [xOf(west!), xOf(east!)];
  const [top, bottom] = [yOf(north!), yOf(south!)];
  const span = Math.max(right - left, bottom - top, 1);
  const z = Math.max(0, Math.min(CELL_ZOOM, CELL_ZOOM - Math.ceil(Math.log2(span)) + 2));
  const scale = 2 ** (CELL_ZOOM - z);
  const ranges: [number, number][] = [];
  for (let x = Math.floor(left / scale); x <= Math.floor(right / scale); x += 1)
    for (let y = Math.floor(top / scale); y <= Math.floor(bottom / scale); y += 1)
      ranges.push(tileRange(z, x, y));
  ranges.sort((a, b) => a[0] - b[0]);
  return ranges.reduce<[number, number][]>((joined, range) => {
    const last = joined.at(-1);
    if (last && last[1] === range[0]) last[1] = range[1];
    else joined.push([...range]);
    return joined;
  }, []);
}
