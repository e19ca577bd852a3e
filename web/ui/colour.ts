import { theme } from './theme.svelte.ts';

const colours = new Map<string, string>();

/** The colour that a token stands for just now, as a canvas understands it. */
export function readColour(token: string): string {
  // Asking the page is slow; it answers the same until the theme or the look changes.
  const key = `${token} ${theme.dark} ${document.documentElement.style.cssText}`;
  const known = colours.get(key);
  if (known) return known;
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  colours.set(key, color);
  return color;
}

/** "rgb(18, 84, 74)" as "#12544a". */
export const hexOf = (rgb: string): `#${string}` =>
  `#${rgb
    .match(/\d+(\.\d+)?/g)!
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;
