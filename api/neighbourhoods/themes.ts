import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { themeFile, type Theme } from '../contracts/themes.ts';
import { StartError } from '../db/port.ts';

/** Where the themes of this instance lie. */
export const themesFolder = ({ DATA_DIR }: { DATA_DIR: string }): string =>
  join(resolve(DATA_DIR), 'themes');

const LOGOS = { svg: 'image/svg+xml', png: 'image/png' } as const;
/** The ground that the colours of a theme are seen on, and how much they must stand out on it. */
export const PAPER = '#f6f1e7';
export const LEAST = { main: 4.5, warm: 3 } as const;

/**
 * The themes of gemeenten in a folder: `GM0995.json` with a name and two colours, `GM0995.svg` or
 * `.png` as its logo. Throws StartError that names every fault: a wrong theme is seen at the start.
 */
export async function readThemes(folder: string): Promise<Theme[]> {
  const files = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const themes: Theme[] = [];
  const faults: string[] = [];
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    const code = file.slice(0, -'.json'.length);
    const text = await readFile(join(folder, file), 'utf8');
    const read = themeFile.safeParse(asJson(text));
    if (!/^GM\d{4}$/.test(code))
      faults.push(`${file} is not named after a gemeente, as GM0995.json`);
    if (!read.success)
      for (const { path, message } of read.error.issues)
        faults.push(`${file}: ${[path.join('.'), message].filter(Boolean).join(' ')}`);
    else {
      // Below this, the words on a button and the links cannot be read.
      for (const colour of ['main', 'warm'] as const)
        if (contrast(read.data[colour], PAPER) < LEAST[colour])
          faults.push(`${file}: ${colour} stands out too little on ${PAPER}, choose it darker`);
      themes.push({ ...read.data, code, hasLogo: logoFile(folder, code) !== null });
    }
  }
  if (faults.length > 0) throw new StartError(`A theme is not right: ${faults.join('; ')}.`);
  return themes;
}

/** The file of a logo and its media type; null when there is none. */
export function logoFile(folder: string, code: string): { path: string; type: string } | null {
  for (const [ending, type] of Object.entries(LOGOS)) {
    const path = join(folder, `${code}.${ending}`);
    if (existsSync(path)) return { path, type };
  }
  return null;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** WCAG 2.2: 1 (the same) to 21. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
