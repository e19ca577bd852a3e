import type { Asset } from '../contracts/assets.ts';

/** RFC 7946; a person has no geometry. */
export const toFeature = <Part extends Pick<Asset, 'id' | 'geometry'>>({
  id,
  geometry,
  ...properties
}: Part) => ({
  type: 'Feature' as const,
  id,
  geometry,
  properties,
});

/** A list of assets as a GeoJSON FeatureCollection. */
export function toFeatures({ items, next }: { items: Asset[]; next: string | null }) {
  return {
    type: 'FeatureCollection' as const,
    numberReturned: items.length,
    timeStamp: new Date().toISOString(),
    next,
    features: items.map(toFeature),
  };
}
