import type { Geometry } from 'geojson';
import type { Asset } from '../api/contracts/assets.ts';
import { kinds as all } from '../api/contracts/kinds.ts';
import type { MapSettings } from '../api/contracts/map.ts';
import type { Neighbourhood } from '../api/contracts/neighbourhoods.ts';
import { api, ApiProblem, type AssetFilter } from './api.ts';
import { compareNames } from './ui/compare-names.ts';
import type { View } from './url.ts';

const MOST = 100;

interface Content {
  settings: MapSettings;
  area: Neighbourhood;
  geometry: Geometry;
  /** By name; numbered in this order. */
  assets: Asset[];
  /** How many there are; those beyond the first hundred are left out. */
  total: number;
}

/** One area and its assets by the filters of an address, as it stands outside the app. Never people. */
export class Sheet {
  content = $state.raw<Content | null>(null);
  state = $state<'loading' | 'ready' | 'missing' | 'failed'>('loading');

  async read({ area: code, kinds, q, mine, waiting }: View): Promise<void> {
    this.state = code ? 'loading' : 'missing';
    if (!code) return;
    const kind = (kinds.length > 0 ? kinds : all).filter((one) => one !== 'person').join(',');
    const filter = {
      neighbourhood: code,
      kind,
      ...(q.trim() && { q: q.trim() }),
      ...(mine && { mine: 'true' as const }),
      ...(waiting && { status: 'proposed' as const }),
    };
    try {
      const [settings, area, geometry, { assets, total }] = await Promise.all([
        api.mapSettings(),
        api.area(code),
        api.areaGeometry(code),
        kind ? readAssets(filter) : { assets: [], total: 0 },
      ]);
      this.content = { settings, area, geometry, assets, total };
      this.state = 'ready';
    } catch (error) {
      this.state = error instanceof ApiProblem && error.status === 404 ? 'missing' : 'failed';
    }
  }
}

async function readAssets(filter: AssetFilter) {
  const [{ items }, { total }] = await Promise.all([
    api.assets({ ...filter, limit: String(MOST) }),
    api.counts(filter),
  ]);
  return { assets: items.toSorted((a, b) => compareNames(a.title, b.title)), total };
}
