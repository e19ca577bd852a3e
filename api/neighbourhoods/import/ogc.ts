import { setTimeout as wait } from 'node:timers/promises';
import { UnreadableInput } from '../../imports/report.ts';
import { CutOff, readFeatures, type Feature, type Members } from './read.ts';

export interface FetchLimits {
  /** How often in a row one page may fail. */
  tries: number;
  /** How long a server may take to answer at all, in ms. */
  answerMs: number;
  /** The first pause after a failure, in ms; each next one is twice as long. */
  pauseMs: number;
  /** The longest pause, also when the server asks for more, in ms. */
  longestPauseMs: number;
  /** Ends everything. */
  signal?: AbortSignal;
}

export const patient: FetchLimits = {
  tries: 6,
  answerMs: 60_000,
  pauseMs: 500,
  longestPauseMs: 120_000,
};

/** Features in one request where we ask for the page ourselves: some 10 MB of PDOK's wide rows. */
const PAGE_SIZE = 200;

/**
 * Where to begin: the base of an OGC API stands for its gemeenten, wijken and buurten, a collection
 * for its items; any other URL for itself. Where we make the query, each of `filters` makes one.
 */
export function startingUrls(source: string, filters: Record<string, string>[] = [{}]): string[] {
  const { pathname } = new URL(source);
  if (/\/collections\/[^/]+\/?$/.test(pathname))
    return filters.map((filter) => itemsUrl(source, '', filter));
  if (!/\/ogc\/v\d+\/?$/.test(pathname)) return [source];
  return ['gemeenten', 'wijken', 'buurten'].flatMap((collection) =>
    filters.map((filter) => itemsUrl(source, `/collections/${collection}`, filter)),
  );
}

function itemsUrl(base: string, path: string, filter: Record<string, string>): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}/items`;
  for (const [key, value] of Object.entries({ f: 'json', limit: String(PAGE_SIZE), ...filter }))
    url.searchParams.set(key, value);
  return url.href;
}

/**
 * All features from a URL on, page after page as its `next` links say. A page that fails is asked
 * for again after a pause, or after as long as Retry-After says, and goes on after the last feature
 * that came through. Throws UnreadableInput with one sentence when it cannot be had.
 */
export async function* fetchFeatures(url: string, limits: FetchLimits): AsyncGenerator<Feature> {
  const seen = new Set<string>();
  for (let next: string | undefined = url; next !== undefined;) {
    if (seen.has(next)) throw new UnreadableInput(`${hostOf(url)} answers the same page again.`);
    seen.add(next);
    next = yield* fetchPage(next, limits);
  }
}

/** The features of one page; its answer is the URL of the next one. */
async function* fetchPage(
  url: string,
  limits: FetchLimits,
): AsyncGenerator<Feature, string | undefined> {
  let done = 0;
  let failures = 0;
  for (;;) {
    const before = done;
    let pause: number | undefined;
    try {
      const response = await ask(url, limits);
      if (response.ok && response.body) {
        const members: Members = {};
        let number = 0;
        for await (const feature of readFeatures(response.body, members)) {
          number += 1;
          if (number <= done) continue;
          done = number;
          yield feature;
        }
        return nextLink(members, url);
      }
      await refuseUnlessPassing(response);
      pause = retryAfterMs(response.headers.get('retry-after'));
    } catch (error) {
      limits.signal?.throwIfAborted();
      if (error instanceof UnreadableInput && !(error instanceof CutOff)) throw error;
    }
    failures = done > before ? 1 : failures + 1;
    if (failures >= limits.tries)
      throw new UnreadableInput(
        `${hostOf(url)} cannot be reached, or breaks off; tried ${failures} times.`,
      );
    const ms = Math.min(pause ?? limits.pauseMs * 2 ** (failures - 1), limits.longestPauseMs);
    await wait(ms, undefined, { signal: limits.signal }).catch(() => undefined);
    limits.signal?.throwIfAborted();
  }
}

/** The time limit is for the answer to begin; a long body may take its time. */
export async function ask(
  url: string,
  limits: FetchLimits,
  accept = 'application/geo+json, application/json',
): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limits.answerMs);
  const signal = limits.signal ? AbortSignal.any([late.signal, limits.signal]) : late.signal;
  try {
    return await fetch(url, { signal, headers: { accept } });
  } finally {
    clearTimeout(timer);
  }
}

/** Too many requests, and faults of the server, pass; any other refusal stays one. */
async function refuseUnlessPassing(response: Response): Promise<void> {
  const says = (await response.text().catch(() => '')).replace(/\s+/g, ' ').slice(0, 300);
  if (response.status === 429 || response.status === 408 || response.status >= 500) return;
  throw new UnreadableInput(
    `${hostOf(response.url)} refuses this with status ${response.status}${says ? `: ${says}` : ''}.`,
  );
}

/** Retry-After is a number of seconds or a date; in ms from now. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

function nextLink(members: Members, url: string): string | undefined {
  const links = Array.isArray(members['links']) ? (members['links'] as unknown[]) : [];
  for (const link of links) {
    const { rel, href } = (link ?? {}) as { rel?: unknown; href?: unknown };
    if (rel === 'next' && typeof href === 'string') return new URL(href, url).href;
  }
  return undefined;
}

export const hostOf = (url: string): string => new URL(url).host;
