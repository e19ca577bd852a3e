import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accountRoutes, sessionRoutes } from './accounts/routes.ts';
import { identify } from './accounts/identify.ts';
import { exportRoutes } from './assets/exports.ts';
import { photosOfAssets } from './assets/photos.ts';
import { assetRoutes } from './assets/routes.ts';
import { conversationRoutes } from './connections/conversations/routes.ts';
import { networkExportRoutes } from './connections/exchange/routes.ts';
import { introductionRoutes } from './connections/introductions/routes.ts';
import { networkRoutes } from './connections/network/routes.ts';
import { connectionRoutes } from './connections/routes.ts';
import { calendarRoutes, reminderRoutes } from './connections/reminders/routes.ts';
import { vocabularyRoutes } from './connections/vocabulary/routes.ts';
import { coverageExportRoutes } from './coverage/exports.ts';
import { coverageRoutes } from './coverage/routes.ts';
import type { Env, Services } from './http/environment.ts';
import { apiVersion, ownAnswers, sameOrigin, securityHeaders } from './http/headers.ts';
import { openApi } from './http/openapi.ts';
import { notFound, Problem, problemAnswer, problemResponse } from './http/problem.ts';
import { staticRoutes } from './http/static.ts';
import { importRoutes } from './imports/routes.ts';
import { evidenceExportRoutes } from './initiatives/cimo/exports.ts';
import { competenceRoutes } from './initiatives/competences/routes.ts';
import { cimoRoutes, evidenceRoutes, mechanismRoutes } from './initiatives/cimo/routes.ts';
import { photosOfInitiatives } from './initiatives/photos.ts';
import { initiativeRoutes } from './initiatives/routes.ts';
import { instrumentRoutes, surveyRoutes, waveRoutes } from './initiatives/waves/routes.ts';
import { meetingRoutes } from './learning/meetings/routes.ts';
import { exampleRoutes, reflectionRoutes } from './learning/practice/routes.ts';
import { preventionRoutes } from './learning/prevention/routes.ts';
import { addressRoutes, mapRoutes, neighbourhoodRoutes } from './neighbourhoods/routes.ts';
import { photoRoutes } from './photos/routes.ts';
import { sweptAfterwards } from './photos/sweep.ts';
import { areaAnswered, figureViewRoutes, noted, privacyRoutes } from './privacy/routes.ts';
import { programmeRoutes } from './programme/routes.ts';
import { tileRoutes } from './tiles/routes.ts';

const MEGABYTE = 1024 * 1024;

/** Refuses a body larger than this many megabytes; `around` is for what is sent along with a file. */
const atMost = (megabytes: number, around = 0) =>
  bodyLimit({
    maxSize: megabytes * MEGABYTE + around,
    onError: (c) => problemResponse(c, new Problem(413, `This is larger than ${megabytes} MB.`)),
  });
const ordinary = atMost(1);
const larger: [path: RegExp, limit: MiddlewareHandler][] = [
  [/^\/imports\//, atMost(20)],
  [/^\/(assets|initiatives)\/[^/]+\/photos$/, atMost(20, 64 * 1024)],
];
const limitOf = (path: string) =>
  larger.find(([of]) => of.test(path.replace('/api/v1', '')))?.[1] ?? ordinary;

/** Everything under /api/v1, by domain. */
const api = new Hono<Env>()
  .use((c, next) => limitOf(c.req.path)(c, next))
  .use(sameOrigin)
  .use(identify)
  .route('/map', mapRoutes)
  .route('/session', sessionRoutes)
  .use('/me', sweptAfterwards)
  .route('/me', accountRoutes)
  .route('/me', privacyRoutes)
  .use('/neighbourhoods/:code/gifts', noted('gifts'))
  .use('/neighbourhoods/:code/network', noted('network'))
  .use('/neighbourhoods/:code/coverage/*', noted('coverage'))
  .route('/neighbourhoods', networkRoutes)
  .route('/neighbourhoods', coverageRoutes)
  .route('/neighbourhoods', neighbourhoodRoutes)
  .route('/addresses', addressRoutes)
  .route('/figure-views', figureViewRoutes)
  .route('/assets', assetRoutes)
  .route('/assets', photoRoutes(photosOfAssets))
  .route('/connections', connectionRoutes)
  .route('/introductions', introductionRoutes)
  .route('/conversations', conversationRoutes)
  .route('/reminders', reminderRoutes)
  .route('/calendar', calendarRoutes)
  .route('/vocabulary', vocabularyRoutes)
  .route('/initiatives', initiativeRoutes)
  .route('/initiatives', photoRoutes(photosOfInitiatives))
  .route('/initiatives', cimoRoutes)
  .route('/mechanisms', mechanismRoutes)
  .route('/evidence', evidenceRoutes)
  .use('/waves/:id/snapshot', noted('wave', areaAnswered))
  .route('/waves', waveRoutes)
  .route('/instruments', instrumentRoutes)
  .route('/surveys', surveyRoutes)
  .route('/learning/meetings', meetingRoutes)
  .route('/learning/reflections', reflectionRoutes)
  .route('/learning/examples', exampleRoutes)
  .route('/learning/competences', competenceRoutes)
  .use('/preventive-moments', noted('preventive-moments'))
  .route('/preventive-moments', preventionRoutes)
  .use('/programme/*', noted('programme'))
  .route('/programme', programmeRoutes)
  .route('/tiles', tileRoutes)
  .route('/imports', importRoutes)
  .route('/exports', exportRoutes)
  .use('/exports/:file{coverage\\..+}', noted('coverage'))
  .route('/exports', networkExportRoutes)
  .route('/exports', coverageExportRoutes)
  .route('/exports', evidenceExportRoutes);

/** What the typed client of the web knows. */
export type AppType = typeof api;

export function createApp(services: Services): Hono<Env> {
  const app = new Hono<Env>();
  const [own, framed] = [false, true].map((inFrames) =>
    securityHeaders(services.config.BASEMAP_STYLE_URL, { framed: inFrames }),
  );
  // As the browser spells the path, for the web reads it so: /%65mbed/ is not a page to frame.
  const isFramed = (url: string) => new URL(url).pathname.startsWith('/embed/');
  app.use((c, next) => (isFramed(c.req.url) ? framed! : own!)(c, next));
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('actor', { accountId: null });
    await next();
  });
  app.use('/api/*', apiVersion, ownAnswers);
  app.get('/healthz', async (c) => {
    await services.database.asActor({ accountId: null }, 'read', (tx) =>
      tx.query('select 1 as ok'),
    );
    return c.json({ status: 'ok' });
  });
  app.get('/api/v1/openapi.json', openApi(api));
  app.route('/api/v1', api);
  app.all('/api/*', (c) => problemResponse(c, notFound()));
  app.route('/', staticRoutes);
  app.notFound((c) => problemResponse(c, notFound()));
  app.onError((error, c) =>
    problemAnswer(error, c, c.var.actor.accountId !== null, (fault) =>
      // The pattern of the address, never the address: it may hold what the wall hides.
      services.log('error', `${c.req.method} ${c.req.routePath}: ${fault.stack ?? fault.message}`),
    ),
  );
  return app;
}
