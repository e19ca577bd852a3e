import type { Geometry } from 'geojson';
import type { MapSettings } from '../api/contracts/map.ts';
import type { Neighbourhood } from '../api/contracts/neighbourhoods.ts';
import { api, ApiProblem } from './api.ts';
import { AreaCoverage } from './coverage/coverage.svelte.ts';
import type { View } from './url.ts';

interface Content {
  settings: MapSettings;
  area: Neighbourhood;
  geometry: Geometry;
  coverage: AreaCoverage;
}

/** Coverage of one area as it stands on paper, by the address that says how it is looked at. */
export class PrintedCoverage {
  content = $state.raw<Content | null>(null);
  state = $state<'loading' | 'ready' | 'missing' | 'failed'>('loading');

  async read({ area: code, coverage: look }: View): Promise<void> {
    this.state = code ? 'loading' : 'missing';
    if (!code) return;
    const coverage = new AreaCoverage();
    try {
      const [settings, area, geometry] = await Promise.all([
        api.mapSettings(),
        api.area(code),
        api.areaGeometry(code),
        coverage.read(code, look),
      ]);
      this.content = { settings, area, geometry, coverage };
      this.state = coverage.state === 'failed' ? 'failed' : 'ready';
      if (this.state === 'failed') this.content = null;
    } catch (error) {
      this.state = error instanceof ApiProblem && error.status === 404 ? 'missing' : 'failed';
    }
  }
}
