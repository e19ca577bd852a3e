import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';

export const EXTENT = 4096;
/** Units of the tile that are drawn beyond its edge, so that lines and markers do not break there. */
const BUFFER = 128;

/**
 * GeoJSON features (longitude, latitude), by layer name, as a Mapbox Vector Tile. PostGIS could do
 * this too, but the embedded one has no protobuf; one way for all three ways of running.
 */
export function encodeTile(
  layers: Record<string, Feature[]>,
  [z, x, y]: readonly [number, number, number],
): Uint8Array<ArrayBuffer> {
  const cut = Object.entries(layers).flatMap(([name, features]) => {
    if (features.length === 0) return [];
    const index = new GeoJSONVT(
      { type: 'FeatureCollection', features },
      { maxZoom: z, indexMaxZoom: 0, extent: EXTENT, buffer: BUFFER, tolerance: z >= 14 ? 1 : 3 },
    );
    const tile = index.getTile(z, x, y);
    return tile ? [[name, tile] as const] : [];
  });
  return new Uint8Array(fromGeojsonVt(Object.fromEntries(cut), { version: 2, extent: EXTENT }));
}
