import { icons, type IconNode } from 'lucide';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { iconPath } from '../web/ui/icon-path.ts';

/** One of each sort of shape, and some with several. */
const tried = ['Trees', 'Landmark', 'LocateFixed', 'Crosshair', 'Archive', 'Menu', 'Database'];
const others = Object.keys(icons).filter((_, index) => index % 40 === 0);

const attributes = (given: object): string =>
  Object.entries(given)
    .map(([name, value]) => `${name}="${String(value)}"`)
    .join(' ');

/** As the library means it, drawn by librsvg. */
const drawn = (shapes: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 24 24" fill="none"
       stroke="black" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`,
    ),
  )
    .extractChannel('alpha')
    .raw()
    .toBuffer();

test.each([...tried, ...others])('%s as one path looks as it does in parts', async (name) => {
  const icon = icons[name as keyof typeof icons] as IconNode;
  const parts = icon
    // Some dots are filled; ours are drawn by their edge alone.
    .map(([tag, { fill: _, ...given }]) => `<${tag} ${attributes(given)}/>`)
    .join('');
  const [one, other] = await Promise.all([drawn(parts), drawn(`<path d="${iconPath(icon)}"/>`)]);
  const off = one.filter((alpha, at) => Math.abs(alpha - other[at]!) > 64).length;
  expect(off / one.length).toBeLessThan(0.002);
});
