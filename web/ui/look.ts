/** Two colours and a name of the gemeente whose map this is. */
interface Look {
  code: string;
  name: string;
  main: string;
  warm: string;
  hasLogo: boolean;
}

const on = (light: string, dark: string): string => `light-dark(${light}, ${dark})`;
const mix = (colour: string, share: number, other: string): string =>
  `color-mix(in oklab, ${colour} ${share}%, ${other})`;

/**
 * The tokens that a look changes. The dark shades are made from the light ones: light enough to be
 * read on a dark ground, whatever was chosen.
 */
export const shadesOf = ({ main, warm }: Pick<Look, 'main' | 'warm'>) => ({
  '--leaf': on(main, mix(main, 33, 'white')),
  '--leaf-hover': on(mix(main, 85, 'black'), mix(main, 25, 'white')),
  '--leaf-wash': on(mix(main, 8, 'white'), mix(main, 30, 'var(--card)')),
  '--warm': on(warm, mix(warm, 42, 'white')),
  '--warm-text': on(mix(warm, 75, 'black'), mix(warm, 35, 'white')),
  '--warm-wash': on(mix(warm, 12, 'white'), mix(warm, 18, 'var(--card)')),
});
const TOKENS = Object.keys(shadesOf({ main: '', warm: '' }));

/** Lays a look over the tokens; null takes it off. */
export function wear(look: Look | null): void {
  const { style } = document.documentElement;
  const shades: Record<string, string> = look ? shadesOf(look) : {};
  for (const token of TOKENS) {
    if (shades[token]) style.setProperty(token, shades[token]);
    else style.removeProperty(token);
  }
}
