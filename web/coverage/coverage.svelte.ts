import type { FeatureCollection, Geometry } from 'geojson';
import type {
  BestSites,
  Coverage,
  CoverageCells,
  CoverageWhatIf,
} from '../../api/contracts/coverage.ts';
import { api } from '../api.ts';
import type { CoverageLook } from './address.ts';

const SOON_MS = 80;

interface Place {
  lon: number;
  lat: number;
}

/** Coverage of an area and what lies in it, as it is looked at; and what a place would change there. */
export class AreaCoverage {
  own = $state.raw<Coverage | null>(null);
  /** What lies in it, with outlines: its wijken or buurten, and of a buurt itself. */
  areas = $state.raw<FeatureCollection<Geometry, Coverage> | null>(null);
  gaps = $state.raw<CoverageCells | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');

  /** Places are tried out: where, and what they would change together. */
  trying = $state(false);
  places = $state.raw<Place[]>([]);
  outcome = $state.raw<CoverageWhatIf | null>(null);
  fault = $state.raw<unknown>(null);
  best = $state.raw<BestSites | null>(null);

  #soon: ReturnType<typeof setTimeout> | undefined;
  #reading: AbortController | undefined;
  #asking: AbortController | undefined;
  #look: { code: string; look: CoverageLook } | undefined;

  /** Reads it all as it is looked at now; a later question drops an earlier one. */
  async read(code: string, look: CoverageLook): Promise<void> {
    const isOther = this.#look?.code !== code;
    this.#look = { code, look };
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    if (isOther) this.#leave();
    // What was best for another question is not for this one.
    this.best = null;
    const within = String(look.within);
    const year = look.year === null ? {} : { year: String(look.year) };
    const level = code.startsWith('GM') ? look.level : 'buurt';
    try {
      const [own, areas, gaps] = await Promise.all([
        api.coverage(code, { within, ...year }, signal),
        api.coverageAreas(code, { within, ...year, level }, signal),
        look.shows === 'gaps'
          ? api.coverageCells(code, { within, ...year, kind: look.kind }, signal)
          : null,
      ]);
      [this.own, this.areas, this.gaps] = [own, areas, gaps];
      this.state = 'ready';
      if (this.trying) void this.ask();
    } catch {
      if (!signal.aborted) this.state = 'failed';
    }
  }

  #leave(): void {
    [this.own, this.areas, this.gaps] = [null, null, null];
    this.state = 'loading';
    this.stop();
  }

  try(): void {
    this.trying = true;
  }

  stop(): void {
    this.#asking?.abort();
    clearTimeout(this.#soon);
    this.trying = false;
    [this.places, this.outcome, this.fault, this.best] = [[], null, null, null];
  }

  /** Puts a place here, or several: what was reckoned of others stays until this is known. */
  put(...places: Place[]): void {
    this.places = places;
    clearTimeout(this.#soon);
    // Not for every pixel that it is dragged over.
    this.#soon = setTimeout(() => void this.ask(), SOON_MS);
  }

  async ask(): Promise<void> {
    if (this.places.length === 0 || !this.#look) return;
    const { code, look } = this.#look;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const sites = this.places.map(({ lon, lat }): [number, number] => [lon, lat]);
    try {
      const question = {
        kind: look.kind,
        within: look.within,
        sites,
      };
      const outcome = await api.coverageWhatIf(code, question, signal);
      [this.outcome, this.fault] = [outcome, null];
    } catch (error) {
      if (signal.aborted) return;
      // What cannot be there is not drawn there either.
      [this.places, this.outcome, this.fault] = [[], null, error];
    }
  }

  /** The places that would reach most, and what they would change together. */
  async seek(count: number, candidates: 'cells' | 'assets'): Promise<void> {
    const { code, look } = this.#look!;
    try {
      this.best = await api.bestSites(code, {
        ...{ within: String(look.within), kind: look.kind },
        ...{ count: String(count), candidates },
      });
      if (this.best.items.length > 0) this.putBest();
    } catch (error) {
      this.fault = error;
    }
  }

  /** Puts all of the best places on the map. */
  putBest(): void {
    this.put(...(this.best?.items ?? []).map(({ position: [lon, lat] }) => ({ lon, lat })));
  }
}
