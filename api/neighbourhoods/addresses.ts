import { z } from 'zod';
import type { AddressPlace, AddressSuggestion } from '../contracts/addresses.ts';
import { notFound, Problem } from '../http/problem.ts';

/** Finds addresses by what people type. Another service takes its place behind this. */
export interface Addresses {
  /** The best few for a text, best first. Throws Problem 503 when the service does not answer. */
  suggest(text: string): Promise<AddressSuggestion[]>;
  /** Where a suggestion lies. Throws Problem 404 when it is none, 503 as above. */
  locate(id: string): Promise<AddressPlace>;
}

const MOST = 6;
/** How long somebody who types will wait. */
const PATIENCE_MS = 4000;

const kinds = {
  adres: 'address',
  weg: 'street',
  woonplaats: 'town',
  postcode: 'postcode',
} as const;

const documents = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ response: z.object({ docs: z.array(z.object(shape)) }) });

const suggestions = documents({
  id: z.string(),
  type: z.enum(Object.keys(kinds) as [keyof typeof kinds]),
  weergavenaam: z.string(),
});
const found = documents({
  weergavenaam: z.string(),
  /** WKT: POINT(longitude latitude). */
  centroide_ll: z.string().regex(/^POINT\(-?[\d.]+ -?[\d.]+\)$/),
});

/** PDOK Locatieserver 3.1; `base` as in LOCATIESERVER_URL. It refuses query keys it does not know. */
export function locatieserver(base: string, patienceMs = PATIENCE_MS): Addresses {
  async function ask<T>(name: string, query: Record<string, string>, schema: z.ZodType<T>) {
    const url = new URL(`${base.replace(/\/$/, '')}/${name}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(patienceMs),
        headers: { accept: 'application/json' },
      });
      if (response.ok) return schema.parse(await response.json());
    } catch {
      // Not told on: an error of fetch may hold the address, and with it what somebody typed.
    }
    throw new Problem(503, 'The address service does not answer. Point at the place on the map.');
  }

  return {
    async suggest(text) {
      const fq = `type:(${Object.keys(kinds).join(' OR ')})`;
      const { response } = await ask('suggest', { q: text, fq, rows: String(MOST) }, suggestions);
      return response.docs.map(({ id, type, weergavenaam }) => ({
        id,
        label: weergavenaam,
        kind: kinds[type],
      }));
    },
    async locate(id) {
      const { response } = await ask('lookup', { id, fl: 'weergavenaam,centroide_ll' }, found);
      const [place] = response.docs;
      if (!place) throw notFound();
      const [lon, lat] = place.centroide_ll.slice('POINT('.length, -1).split(' ').map(Number);
      return { label: place.weergavenaam, lon: lon!, lat: lat! };
    },
  };
}
