import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit, pushApart } from '../web/connections/weave/apart.ts';

const SIGN = 30;

test('names that lay over each other do so no more, and what was free stays where it was', () => {
  const node = fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 30, max: 160 }),
    height: fc.constantFrom(SIGN, 60),
  });
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 12 }), (nodes) => {
      const x = Float32Array.from(nodes, (one) => one.x);
      const y = Float32Array.from(nodes, (one) => one.y);
      const widths = nodes.map(({ width }) => width);
      const heights = nodes.map(({ height }) => height);
      const middle = (v: number) => y[v]! - (heights[v]! - SIGN) / 2;
      pushApart({ x, y, widths, heights, sign: SIGN });
      for (let a = 0; a < nodes.length; a++)
        for (let b = a + 1; b < nodes.length; b++) {
          const across = (widths[a]! + widths[b]!) / 2 - Math.abs(x[a]! - x[b]!);
          const along = (heights[a]! + heights[b]!) / 2 - Math.abs(middle(a) - middle(b));
          expect(Math.min(across, along)).toBeLessThan(6);
        }
    }),
  );
  const x = Float32Array.from([0, 500]);
  const room = { widths: [100, 100], heights: [60, 60], sign: SIGN };
  pushApart({ x, y: Float32Array.from([0, 0]), ...room });
  expect([...x]).toEqual([0, 500]);
});

test('what is shown fills the stage one way, and keeps its shape', () => {
  const [x, y] = [Float32Array.from([0, 4]), Float32Array.from([0, 1])];
  fit(x, y, { width: 800, height: 400 });
  expect([...x, ...y]).toEqual([0, 800, 0, 200]);
});
