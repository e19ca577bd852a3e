import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** Never needed to start: other scripts' letters, and what was made for browsers by other tools. */
const LEFT_OUT = /(vietnamese|latin-ext).*\.woff2$|\.(gz|br)$|^\.|^worker\.js$/;
const HASHED = /^assets\//;

/** Builds the service worker after everything else, with the list of what it keeps. */
export function serviceWorker(): Plugin {
  let root = '';
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
          .filter((file) => !LEFT_OUT.test(file))
          .sort();
        const listed = await Promise.all(
          files.map(async (file) => ({
            url: `/${file}`,
            revision: HASHED.test(file) ? null : await digest(join(folder, file)),
          })),
        );
        await build({
          configFile: false,
          root,
          logLevel: 'warn',
          publicDir: false,
          mode: 'production',
          define: { FILES: JSON.stringify(listed) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            target: 'es2023',
            rolldownOptions: {
              input: join(root, 'offline/worker.ts'),
              output: { format: 'iife', entryFileNames: 'worker.js' },
            },
          },
        });
      },
    },
  };
}

const digest = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
