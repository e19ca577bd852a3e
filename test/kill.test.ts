import { expect, test } from 'vitest';
import { killUnderWrites } from './support/kills.ts';

test('five kills under writes lose no acknowledged write', { timeout: 180_000 }, async () => {
  const { kills, acknowledged, lost } = await killUnderWrites(5, () => undefined);
  expect(kills).toBe(5);
  expect(acknowledged).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});
