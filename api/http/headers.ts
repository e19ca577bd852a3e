import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from './problem.ts';

export const API_VERSION = '1.0.0';

/** On every answer of the API, errors too (NL API Design Rules). */
export const apiVersion = createMiddleware(async (c, next) => {
  await next();
  c.res.headers.set('API-Version', API_VERSION);
});

/**
 * What an answer says may hang on who asks: kept by that browser at most, and asked again. One that
 * brings a cookie is for that browser alone, whatever it says.
 */
export const ownAnswers = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control') || c.res.headers.has('Set-Cookie'))
    c.res.headers.set('Cache-Control', 'private, no-cache');
  if (!c.res.headers.get('Cache-Control')!.startsWith('public'))
    c.res.headers.append('Vary', 'Cookie');
});

/**
 * A page that other sites may show inside theirs: it holds what everyone may see, and no session.
 * The basemap's style may name any https host for its tiles; its own origin may be plain http.
 */
export const securityHeaders = (basemapStyleUrl: string, { framed = false } = {}) => {
  const basemap = ["'self'", 'https:', new URL(basemapStyleUrl).origin];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      connectSrc: basemap,
      imgSrc: [...basemap, 'data:', 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
      frameAncestors: framed ? ['*'] : ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
    },
    xFrameOptions: framed ? false : 'DENY',
    referrerPolicy: 'same-origin',
  });
};

/**
 * Refuses a change that another site made a browser send along with its cookie. Programs send
 * neither header, and have no cookie to be misused.
 */
export const sameOrigin = createMiddleware(async (c, next) => {
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && hostOf(origin) !== c.req.header('Host');
  if (foreign && !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method))
    throw new Problem(403, 'This request came from another site.');
  await next();
});

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null;
