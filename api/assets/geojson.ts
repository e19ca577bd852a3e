import type { Asset } from '../contracts/assets.ts';

/** A list of assets as a GeoJSON FeatureCollection (RFC 7946); persons have no geometry. */
export function toFeatures({ items, next }: { items: Asset[]; next: string | null }) {
  return {
    type: 'FeatureCollection' as const,
    numberReturned: items.length,
    timeStamp: new Date().toISOString(),
    next,
    features: items.map(({ id, geometry, ...properties }) => ({
      type: 'Feature' as const,
      id,
      geometry,
      properties,
    })),
  };
}
