import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fetchFeatures, patient, startingUrls, type FetchLimits } from './ogc.ts';

export interface DownloadOptions {
  /** Query keys for an OGC API whose queries we make, one query for each. */
  filters?: Record<string, string>[];
  limits?: FetchLimits;
  /** Hears how many features were read. */
  onProgress?(read: number): void;
}

/**
 * All features from a URL (GeoJSON, or OGC API pages) as one GeoJSON file. Throws UnreadableInput with
 * one sentence when they cannot be had.
 */
export async function downloadFeatures(
  source: string,
  file: string,
  { filters, limits = patient, onProgress }: DownloadOptions,
): Promise<void> {
  async function* text() {
    let read = 0;
    yield '{"type":"FeatureCollection","features":[';
    for (const url of startingUrls(source, filters))
      for await (const feature of fetchFeatures(url, limits)) {
        yield `${read === 0 ? '' : ',\n'}${JSON.stringify(feature)}`;
        read += 1;
        onProgress?.(read);
      }
    yield ']}';
  }
  await pipeline(Readable.from(text()), createWriteStream(file));
}

export const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

/** PDOK's addresses name the year; what the features say themselves comes before that. */
export function yearInUrl(source: string): number | null {
  const named = /wijken-?en-?buurten[-/](\d{4})\b/.exec(isUrl(source) ? source : '');
  return named ? Number(named[1]) : null;
}
