import { describe, expect, test } from 'vitest';
import { kinds } from '../api/contracts/kinds.ts';
import { contrast, deuteranopia, difference, protanopia, tritanopia } from './support/colour.ts';
import { read } from './support/sources.ts';

const css = read('web/ui/tokens.css');
const themes = ['light', 'dark'] as const;

/** The colour of a token, as #rrggbb. */
function token(name: string, theme: (typeof themes)[number]): string {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)!;
  return theme === 'light' ? light! : dark!;
}
const pairs = kinds.flatMap((one, index) => kinds.slice(index + 1).map((other) => [one, other]));

describe.each(themes)('the six kinds in %s', (theme) => {
  test.each(['ground', 'card', 'land', 'land-chosen', 'water'])(
    'stand out on %s, 3 to 1',
    (under) => {
      for (const kind of kinds)
        expect(contrast(token(kind, theme), token(under, theme)), kind).toBeGreaterThanOrEqual(3);
    },
  );

  test('carry an icon that stands out', () => {
    for (const kind of kinds)
      expect(contrast(token(kind, theme), token('on-kind', theme)), kind).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['every colour', (hex: string) => hex, 40],
    ['no green cones', deuteranopia, 15],
    ['no red cones', protanopia, 15],
    ['no blue cones', tritanopia, 15],
  ])('are told apart with %s', (_, seen, least) => {
    for (const [one, other] of pairs) {
      const apart = difference(seen(token(one!, theme)), seen(token(other!, theme)));
      expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(least);
    }
  });
});

describe.each(themes)('what is read in %s', (theme) => {
  test.each([
    ['ink', 'ground', 4.5],
    ['ink', 'card', 4.5],
    ['soft', 'ground', 4.5],
    ['soft', 'card', 4.5],
    ['leaf', 'ground', 4.5],
    ['leaf', 'card', 4.5],
    ['leaf', 'leaf-wash', 4.5],
    ['on-leaf', 'leaf', 4.5],
    ['on-leaf', 'leaf-hover', 4.5],
    ['warm-text', 'warm-wash', 4.5],
    ['fault', 'fault-wash', 4.5],
    ['fault', 'card', 4.5],
    ['ink', 'leaf-wash', 4.5],
    ['ink', 'warm-wash', 4.5],
    ['edge', 'card', 3],
    ['edge', 'ground', 3],
  ])('%s on %s', (text, under, least) => {
    expect(contrast(token(text, theme), token(under, theme))).toBeGreaterThanOrEqual(least);
  });
});
