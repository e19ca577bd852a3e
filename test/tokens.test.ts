import { expect, test } from 'vitest';
import { filesIn, read } from './support/sources.ts';

/** What decides how things look, and a value of it that stands on its own. */
const rules: [what: string, property: RegExp, loose: RegExp][] = [
  ['space', /^(scroll-)?(padding|margin)(-[a-z]+)*$|^(row-|column-)?gap$/, /[1-9](rem|em|px)/],
  ['radius', /^border(-[a-z]+)*-radius$/, /[1-9]\d*(\.\d+)?(rem|em|px|%)/],
  ['type', /^font(-size)?$|^font-family$/, /\d(rem|em|px)|sans-serif/],
  ['motion', /^(transition|animation)(-duration)?$/, /[1-9]\d*m?s/],
  [
    'colour',
    /color$|^background$|^fill$|^stroke$|^(border|outline|box-shadow)/,
    /#[0-9a-f]{3}|rgba?\(/,
  ],
];

const styles = filesIn('web')
  .filter((path) => /\.(svelte|css)$/.test(path) && path !== 'web/ui/tokens.css')
  .flatMap((path) => {
    const text = read(path);
    const css = path.endsWith('.css')
      ? [text]
      : [...text.matchAll(/<style>([^]*?)<\/style>/g)].map(([, inner]) => inner!);
    return css.flatMap((rules) =>
      [...rules.replace(/\/\*[^]*?\*\//g, '').matchAll(/([\w-]+):\s+([^;{}]+);/g)].map(
        ([, property, value]) => ({ path, property: property!, value: value! }),
      ),
    );
  });

test.each(rules)('%s comes from tokens.css', (_, property, loose) => {
  const ours = styles.filter((style) => property.test(style.property));
  expect(ours.length).toBeGreaterThan(0);
  expect(
    ours
      .filter(({ value }) => loose.test(value))
      .map(({ path, property, value }) => `${path}: ${property}: ${value}`),
  ).toEqual([]);
});
