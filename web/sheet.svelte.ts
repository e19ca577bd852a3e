import type { Geometry } from 'geojson';
import type { Asset } from '../api/contracts/assets.ts';
import type { MapSettings } from '../api/contracts/map.ts';
import type { Neighbourhood } from '../api/contracts/neighbourhoods.ts';
import { api } from './api.ts';
import type { View } from './url.ts';

const MOST = 100;

interface Content {
  settings: MapSettings;
  area: Neighbourhood;
  geometry: Geometry;
  assets: Asset[];
  /** How many there are; those beyond the first hundred are left out. */
  total: number;
}

/** One area and its assets by the filters of an address. Never people. */
export class Sheet {
  content = $state.raw<Content | null>(null);
  failed = $state(false);

  async read({ area: code, kinds, q }: View): Promise<void> {
    const filter = {
      neighbourhood: code!,
      ...(q && { q }),
      kind: (kinds.length > 0 ? kinds : EVERYTHING).filter((kind) => kind !== 'person').join(','),
    };
    try {
      const [settings, area, geometry, { items }, counts] = await Promise.all([
        api.mapSettings(),
        api.area(code!),
        api.areaGeometry(code!),
        api.assets({ ...filter, limit: String(MOST) }),
        api.counts(filter),
      ]);
      const assets = items.toSorted((a, b) => a.title.localeCompare(b.title, 'nl'));
      this.content = { settings, area, geometry, assets, total: counts.total };
    } catch {
      this.failed = true;
    }
  }
}

const EVERYTHING: View['kinds'] = ['association', 'institution', 'place', 'exchange', 'story'];
