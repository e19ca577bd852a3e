import type { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { generateSpecs } from 'hono-openapi';
import type { Env } from './environment.ts';
import { API_VERSION } from './headers.ts';

/** The OpenAPI 3.1 document, made from the routes' own schemas; open to every origin. */
export const openApi = (api: Hono<Env, never, '/'>) => {
  const open = cors({ origin: '*' });
  return createMiddleware<Env>(async (c) => {
    await open(c, async () => undefined);
    const specification = await generateSpecs(api as never, {
      // an export's address ends like that of a file
      excludeStaticFile: false,
      // Ours are problems, and described as such by each route.
      defaultValidationErrorResponse: false,
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Buurtweefsel',
          version: API_VERSION,
          description: 'Wat er al is in de buurt: krachtbronnen, op de kaart.',
          license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/nl/' },
          contact: { name: 'Samen Buurten' },
        },
        servers: [{ url: '/api/v1' }],
      },
    });
    return c.json(specification);
  });
};
