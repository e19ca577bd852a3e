import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';

export const API_VERSION = '1.0.0';

/** On every answer of the API, errors too (NL API Design Rules). */
export const apiVersion = createMiddleware(async (c, next) => {
  await next();
  c.res.headers.set('API-Version', API_VERSION);
});

// The basemap may come from any https host: its style, tiles, fonts and sprites.
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    connectSrc: ["'self'", 'https:'],
    imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    workerSrc: ["'self'", 'blob:'],
    frameAncestors: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'same-origin',
});
