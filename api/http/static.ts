import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// serveStatic wants a root relative to where the server was started.
const root =
  relative(process.cwd(), fileURLToPath(new URL('../../dist/web', import.meta.url))) || '.';

/** The built web: hashed files for ever, every other address the one page. */
export const staticRoutes = new Hono()
  .use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable');
  })
  .use('*', serveStatic({ root, precompressed: true }))
  // Of another build: the page in its place would be kept for ever under this name.
  .get('/assets/*', (c) => c.text('Not found', 404, { 'Cache-Control': 'no-store' }))
  .get('*', serveStatic({ root, path: 'index.html', precompressed: true }));
