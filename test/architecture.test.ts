import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  filesIn,
  foldersIn,
  importsIn,
  isSource,
  read,
  root,
  type Import,
} from './support/sources.ts';

const api = importsIn('api');
const web = importsIn('web');
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;
const folderOf = (path: string): string => path.split('/')[1]!;

/** Not domains: what every domain stands on, or what puts them together. */
const SHARED = ['contracts', 'db', 'http', 'imports', 'commands'];
const apiDomains = foldersIn('api').filter((folder) => !SHARED.includes(folder));
const webDomains = foldersIn('web').filter((f) => !['map', 'ui', 'messages'].includes(f));

const asksTheDatabase = (path: string): boolean => /from '[^']*db\/port\.ts'/.test(read(path));

describe('Imports go one way', () => {
  const expectNone = (wrong: Import[]) => expect(wrong.map(shown)).toEqual([]);

  test('contracts know nothing but zod and each other', () => {
    expectNone(
      api.filter(({ from, to }) => folderOf(from) === 'contracts' && folderOf(to) !== 'contracts'),
    );
    for (const path of filesIn('api/contracts'))
      for (const [, name] of read(path).matchAll(/from '([^.'][^']*)'/g)) expect(name).toBe('zod');
  });

  test('the database port knows nothing above it', () => {
    expectNone(
      api.filter(
        ({ from, to, typeOnly }) =>
          folderOf(from) === 'db' &&
          !to.startsWith('supabase') &&
          !to.startsWith('node_modules') &&
          folderOf(to) !== 'db' &&
          !(to === 'api/config.ts' && typeOnly),
      ),
    );
  });

  test('what is said over HTTP alike knows the domains by their types alone', () => {
    expectNone(
      api.filter(
        ({ from, to, typeOnly }) =>
          folderOf(from) === 'http' && apiDomains.includes(folderOf(to)) && !typeOnly,
      ),
    );
  });

  test('only the table of contents and the server put domains together', () => {
    expectNone(
      api.filter(
        ({ from, to, typeOnly }) =>
          (/routes\.ts$/.test(to) || ['api/app.ts', 'api/server.ts'].includes(to)) &&
          !['api/app.ts', 'api/server.ts', 'api/main.ts'].includes(from) &&
          folderOf(from) !== folderOf(to) &&
          !typeOnly,
      ),
    );
  });

  test('a domain never imports what asks the database in another', () => {
    expectNone(
      api.filter(
        ({ from, to, typeOnly }) =>
          apiDomains.includes(folderOf(from)) &&
          apiDomains.includes(folderOf(to)) &&
          folderOf(from) !== folderOf(to) &&
          !typeOnly &&
          asksTheDatabase(to),
      ),
    );
  });

  test('routes leave SQL to their queries', () => {
    for (const path of filesIn('api').filter((file) => /routes\.ts$/.test(file)))
      expect(read(path), path).not.toMatch(/\btx\.(run|script|batches|copyIn)\(/);
  });

  test('the web knows of the API its contracts, and the type of the app', () => {
    expectNone(
      web.filter(
        ({ to, typeOnly }) =>
          to.startsWith('api/') &&
          !to.startsWith('api/contracts/') &&
          !(to === 'api/app.ts' && typeOnly),
      ),
    );
  });

  test('the web takes no schema along, only their types', () => {
    expectNone(
      web.filter(
        ({ to, typeOnly }) => to.startsWith('api/') && !typeOnly && /from 'zod'/.test(read(to)),
      ),
    );
  });

  test('the map and the components know no domain', () => {
    expectNone(
      web.filter(
        ({ from, to }) =>
          ['map', 'ui'].includes(folderOf(from)) &&
          (webDomains.includes(folderOf(to)) || to.startsWith('api/') || to === 'web/api.ts'),
      ),
    );
  });

  test('a domain of the web never imports the whole of it', () => {
    expectNone(
      web.filter(
        ({ from, to }) => from.split('/').length > 2 && /^web\/[A-Z]\w*\.svelte$/.test(to),
      ),
    );
  });
});

describe('One place for each', () => {
  const mention = (folder: string, words: RegExp) =>
    filesIn(folder).filter((path) => isSource(path) && words.test(read(path)));

  test('the environment is read in api/config.ts', () => {
    expect(mention('api', /process\.env/)).toEqual(['api/config.ts']);
    // The build hands its environment on to the bundler; the web itself has none.
    expect(mention('web', /process\.env|import\.meta\.env/)).toEqual([
      'web/build-when-changed.mjs',
    ]);
  });

  test('the web asks the server in web/api.ts', () => {
    expect(
      mention('web', /\bfetch\(|XMLHttpRequest|EventSource/)
        .concat(mention('web', /\bhc</))
        .filter((path) => path !== 'web/api.ts'),
    ).toEqual([]);
  });
});

describe('Files stay short', () => {
  const written = ['api', 'web', 'supabase', 'test'].flatMap(filesIn).filter(isSource);
  const lines = new Map(written.map((path) => [path, read(path).split('\n').length - 1]));

  test('400 lines at most', () => {
    expect([...lines].filter(([, n]) => n > 400)).toEqual([]);
  });

  test('about 80 as a rule', () => {
    const sorted = [...lines.values()].sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
  });
});

test('every table has row-level security', () => {
  const sql = filesIn('supabase/migrations').map(read).join('\n');
  const named = (words: RegExp) => [...sql.matchAll(words)].map(([, table]) => table!).sort();
  const tables = named(/^create table (\S+)/gm);
  expect(tables.length).toBeGreaterThan(10);
  expect(named(/^alter table (\S+) enable row level security;/gm)).toEqual(tables);
});

describe('The documents are true', () => {
  const block = /## The tree\n\n```\n([^]*?)```/.exec(read('README.md'))![1]!;

  test('what the tree in README names is there', () => {
    let parent = '';
    for (const line of block.trimEnd().split('\n')) {
      const [names = ''] = line.trim().split(/\s{2,}/);
      if (!line.startsWith(' ')) parent = names;
      for (const name of names.split(' '))
        expect(existsSync(join(root, line.startsWith(' ') ? parent : '', name)), name).toBe(true);
    }
  });

  test('what is there, the tree in README names', () => {
    for (const top of ['supabase', 'api', 'web', 'test', 'docs'])
      expect(block).toMatch(new RegExp(`^${top}/`, 'm'));
    for (const folder of ['supabase', 'api', 'web', 'test'].flatMap(foldersIn))
      if (!folder.startsWith('.')) expect(block).toContain(`${folder}/`);
  });

  test('docs/dependencies.md names each dependency in its version', () => {
    const listed = read('docs/dependencies.md');
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d/);
      expect(listed).toContain(`\`${name}\``);
      if (!name.startsWith('@types/')) expect(listed).toContain(`\`${name}\` ${version}`);
    }
  });
});
