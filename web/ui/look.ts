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
 * Lays a look over the tokens; null takes it off. The dark shades are made from the light ones: light
 * enough to be read on a dark ground, whatever was chosen.
 */
export function wear(look: Look | null): void {
  const { style } = document.documentElement;
  const shades: Record<string, string> = look
    ? {
        '--leaf': on(look.main, mix(look.main, 35, 'white')),
        '--leaf-hover': on(mix(look.main, 85, 'black'), mix(look.main, 25, 'white')),
        '--leaf-wash': on(mix(look.main, 14, 'white'), mix(look.main, 30, 'var(--card)')),
        '--warm': on(look.warm, mix(look.warm, 55, 'white')),
        '--warm-text': on(mix(look.warm, 75, 'black'), mix(look.warm, 45, 'white')),
        '--warm-wash': on(mix(look.warm, 12, 'white'), mix(look.warm, 18, 'var(--card)')),
      }
    : {};
  for (const token of TOKENS) {
    if (shades[token]) style.setProperty(token, shades[token]);
    else style.removeProperty(token);
  }
}

const TOKENS = ['--leaf', '--leaf-hover', '--leaf-wash', '--warm', '--warm-text', '--warm-wash'];
