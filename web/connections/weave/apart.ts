/** The room that each takes: a sign around its place, with its name below. Pixels, y upwards. */
export interface Boxes {
  x: Float32Array;
  y: Float32Array;
  widths: ArrayLike<number>;
  heights: ArrayLike<number>;
  /** Of a sign alone: what a box has more is the name below it. */
  sign: number;
}

const ROUNDS = 80;

/** Moves boxes that lie over each other apart, in place, each as little as it takes: along the shorter way. */
export function pushApart({ x, y, widths, heights, sign }: Boxes): void {
  const middle = (v: number) => y[v]! - (heights[v]! - sign) / 2;
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let a = 0; a < x.length; a++)
      for (let b = a + 1; b < x.length; b++) {
        const across = (widths[a]! + widths[b]!) / 2 - Math.abs(x[a]! - x[b]!);
        const along = (heights[a]! + heights[b]!) / 2 - Math.abs(middle(a) - middle(b));
        if (across <= 0.5 || along <= 0.5) continue;
        moved = true;
        if (across < along) shift(x, x[a]! <= x[b]! ? [a, b] : [b, a], across / 2);
        else shift(y, middle(a) <= middle(b) ? [a, b] : [b, a], along / 2);
      }
    if (!moved) return;
  }
}

function shift(along: Float32Array, [first, second]: [number, number], by: number): void {
  along[first]! -= by;
  along[second]! += by;
}

/** Places in any unit become pixels of a stage that shows them all, as the drawing fits them. */
export function fit(
  x: Float32Array,
  y: Float32Array,
  stage: { width: number; height: number },
): void {
  const scale = Math.min(stage.width / span(x), stage.height / span(y));
  for (let v = 0; v < x.length; v++) {
    x[v]! *= scale;
    y[v]! *= scale;
  }
}

/** From the least to the most; hardly more than nothing for one value. */
function span(values: Float32Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return Math.max(most - least, 1e-6);
}
