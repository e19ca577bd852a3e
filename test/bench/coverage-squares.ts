/** The middle of a square of 100 m of the national grid. */
export interface Square {
  x: number;
  y: number;
}

type Ring = [number, number][];

const middle = (n: number): number => 100 * n + 50;

/** The squares of which the middle lies in a polygon or polygons (GeoJSON, metres): between its crossings with each row. */
export function squaresIn(outline: string): Square[] {
  const { type, coordinates } = JSON.parse(outline) as { type: string; coordinates: unknown };
  const rings = type === 'Polygon' ? (coordinates as Ring[]) : (coordinates as Ring[][]).flat();
  const crossings = new Map<number, number[]>();
  for (const ring of rings)
    for (let i = 1; i < ring.length; i += 1) note(ring[i - 1]!, ring[i]!, crossings);
  const squares: Square[] = [];
  for (const [row, at] of crossings) {
    at.sort((a, b) => a - b);
    for (let i = 1; i < at.length; i += 2)
      for (let n = Math.ceil((at[i - 1]! - 50) / 100); middle(n) < at[i]!; n += 1)
        squares.push({ x: middle(n), y: middle(row) });
  }
  return squares;
}

function note(a: [number, number], b: [number, number], crossings: Map<number, number[]>): void {
  const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
  for (let row = Math.ceil((low[1] - 50) / 100); middle(row) < high[1]; row += 1) {
    const x = low[0] + ((middle(row) - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
    const there = crossings.get(row);
    if (there) there.push(x);
    else crossings.set(row, [x]);
  }
}
