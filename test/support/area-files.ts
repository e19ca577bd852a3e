import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

type Properties = Record<string, unknown>;
export type AreaFeature = { type: 'Feature'; properties: Properties; geometry: unknown };

/** A rectangle in steps of 0.01 degree from 5.4, 52.5. */
export function rectangle(x: number, y: number, width = 1, height = 1): unknown {
  const lon = (step: number) => Number((5.4 + step * 0.01).toFixed(6));
  const lat = (step: number) => Number((52.5 + step * 0.01).toFixed(6));
  const [w, e, s, n] = [lon(x), lon(x + width), lat(y), lat(y + height)];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

export const feature = (properties: Properties, geometry: unknown): AreaFeature => ({
  type: 'Feature',
  properties,
  geometry,
});

/** A buurt in the CBS 2016 layout; its wijk and gemeente follow from the code. */
export const buurt = (code: string, geometry: unknown, more: Properties = {}): AreaFeature =>
  feature(
    {
      buurtcode: code,
      buurtnaam: `Buurt ${code}`,
      wijkcode: `WK${code.slice(2, 8)}`,
      gemeentecode: `GM${code.slice(2, 6)}`,
      gemeentenaam: `Gemeente ${code.slice(2, 6)}`,
      water: 'NEE',
      omgevingsadressendichtheid: 1200,
      stedelijkheid: 3,
      ind_wbi: '1',
      jaar: 2016,
      ...more,
    },
    geometry,
  );

export const collection = (features: readonly AreaFeature[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });

/** Writes files for one suite; they are removed after it. */
export function areaFiles(): (content: string | Uint8Array, name?: string) => Promise<string> {
  const folder = mkdtemp(join(tmpdir(), 'area-files-'));
  let count = 0;
  afterAll(async () => rm(await folder, { recursive: true, force: true }));
  return async (content, name = 'areas.geojson') => {
    const path = join(await folder, `${(count += 1)}-${name}`);
    await writeFile(path, content);
    return path;
  };
}
