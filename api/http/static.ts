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
  .get('*', serveStatic({ root, path: 'index.html', precompressed: true }));
