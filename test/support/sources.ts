import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every file below a folder of the project, as paths from its root. */
export const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();

export const isSource = (path: string): boolean => /\.(ts|mjs|js|svelte|sql|psql)$/.test(path);

/** The folders directly in a folder of the project. */
export const foldersIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

export type Import = { from: string; to: string; typeOnly: boolean };

const IMPORT =
  /\b(?:(?:import|export)\s+(type\s)?[^;'"]*?\sfrom\s+|import\s*\(\s*|import\s+|new URL\(\s*)['"](\.[^'"]+)['"]/g;

/** What the TypeScript and Svelte files of a folder import from the project itself. */
export const importsIn = (folder: string): Import[] =>
  filesIn(folder)
    .filter((path) => /\.(ts|mjs|svelte)$/.test(path))
    .flatMap((from) =>
      [...read(from).matchAll(IMPORT)].map(([, type, target]) => ({
        from,
        to: normalize(join(dirname(from), target!)),
        typeOnly: type !== undefined,
      })),
    );
