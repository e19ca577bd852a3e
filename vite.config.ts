import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './web/offline/build.ts';
import { stamp } from './web/build-when-changed.mjs';

const COMPRESSIBLE = /\.(js|mjs|css|html|svg|json|webmanifest)$/;

/** Writes .gz and .br beside every text file, and what the build was made from. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle: {
      sequential: true,
      handler: compress,
    },
  };

  async function compress() {
    const files = (await readdir(folder, { recursive: true })).filter((f) => COMPRESSIBLE.test(f));
    await Promise.all(
      files.map(async (file) => {
        const path = join(folder, file);
        const content = await readFile(path);
        // Quality 9: a quarter of the time of 11, for a few per cent more.
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
      }),
    );
    stamp();
  }
}

/**
 * Has the app fetched while its start is read: it is asked for by that, and would come after it. With it
 * the half kilobyte that the bundler wants to use older modules, once any part of the web has one.
 */
const appAhead = (): Plugin => ({
  name: 'app-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.values(bundle!)
        .filter(({ fileName }) => /^assets\/(app|rolldown-runtime)-.*\.(js|css)$/.test(fileName))
        .map(({ fileName, type }) => ({
          tag: 'link',
          attrs: {
            rel: type === 'chunk' ? 'modulepreload' : 'preload',
            as: type === 'chunk' ? false : 'style',
            crossorigin: true,
            href: `/${fileName}`,
          },
          injectTo: 'head' as const,
        })),
  },
});

const api = `http://127.0.0.1:${process.env['PORT'] ?? '8787'}`;

export default defineConfig({
  root: 'web',
  plugins: [svelte(), appAhead(), serviceWorker(), compressed()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The map is one large file by nature, and is loaded after everything else.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // Two files that every visitor needs, and not thirty: each is another wait and another start.
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'] },
            { name: 'app', test: /web\/App\.svelte$/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api, '/healthz': api } },
});
