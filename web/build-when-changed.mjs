import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds the web when there is no build, or when a file it is made from changed since, came or
 * went; otherwise it says nothing. Run before the server starts.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(root, 'dist/web/.made-from');

/** Every file the build is made from, with its time and size. */
function sources() {
  const folders = ['web', 'api/contracts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const files = ['vite.config.ts', 'package-lock.json'].map((file) => join(root, file));
  return [...folders, ...files]
    .sort()
    .map((path) => {
      const { mtimeMs, size } = statSync(path);
      return `${path.slice(root.length)} ${mtimeMs} ${size}`;
    })
    .join('\n');
}

/** Notes what the build in dist/web was made from. */
export function stamp() {
  writeFileSync(STAMP, sources());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources();
  if (!fresh) {
    if (!existsSync(join(root, 'node_modules/vite'))) {
      console.error('The web is not built and the build tools are not here: run npm ci first.');
      process.exit(1);
    }
    console.log('Building the web, once ...');
    const { status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      // Whoever calls, tests too, gets what visitors get.
      { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
    );
    process.exit(status ?? 1);
  }
}
