import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../api/contracts/kinds.ts';
import { LEAST, PAPER } from '../api/neighbourhoods/themes.ts';
import { shadesOf } from '../web/ui/look.ts';
import {
  contrast,
  deuteranopia,
  difference,
  mixed,
  protanopia,
  tritanopia,
} from './support/colour.ts';
import { read } from './support/sources.ts';

const css = read('web/ui/tokens.css');
const themes = ['light', 'dark'] as const;

type Theme = (typeof themes)[number];

/** The colour of a token, as #rrggbb. */
function token(name: string, theme: Theme): string {
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

/** Text, what it is read on, and the least contrast. */
const pairsToRead: [text: string, under: string, least: number][] = [
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
  ['warm', 'card', 3],
];

describe.each(themes)('what is read in %s', (theme) => {
  test.each(pairsToRead)('%s on %s', (text, under, least) => {
    expect(contrast(token(text, theme), token(under, theme))).toBeGreaterThanOrEqual(least);
  });

  /** What a browser makes of a value that is built of light-dark() and color-mix(). */
  function computed(value: string): string {
    const [, light, dark] = /^light-dark\((.+\)|#\w+), (color-mix.+)\)$/.exec(value)!;
    const chosen = theme === 'light' ? light! : dark!;
    const mix = /^color-mix\(in oklab, (#\w+) (\d+)%, (.+)\)$/.exec(chosen);
    if (!mix) return chosen;
    const others = { white: '#ffffff', black: '#000000', 'var(--card)': token('card', theme) };
    return mixed(mix[1]!, Number(mix[2]), others[mix[3] as keyof typeof others]);
  }

  test('also with any two colours that a gemeente may choose', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).padStart(2, '0'));
    const colour = fc.tuple(channel, channel, channel).map((parts) => `#${parts.join('')}`);
    const accepted = fc.record({
      main: colour.filter((main) => contrast(main, PAPER) >= LEAST.main),
      warm: colour.filter((warm) => contrast(warm, PAPER) >= LEAST.warm),
    });
    fc.assert(
      fc.property(accepted, (look) => {
        const shades: Record<string, string> = shadesOf(look);
        const seen = (name: string) =>
          shades[`--${name}`] ? computed(shades[`--${name}`]!) : token(name, theme);
        for (const [text, under, least] of pairsToRead)
          expect(contrast(seen(text), seen(under)), `${text} on ${under}`).toBeGreaterThanOrEqual(
            least,
          );
      }),
      { numRuns: 2000 },
    );
  });
});
