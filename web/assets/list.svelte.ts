import type { Asset, AssetCounts } from '../../api/contracts/assets.ts';
import type { Kind } from '../../api/contracts/kinds.ts';
import { api, type AssetFilter } from '../api.ts';
import { pause } from '../ui/pause.ts';

/** What map and list show: the same for both. */
export interface Filter {
  area: string | null;
  kinds: Kind[];
  q: string;
  mine: boolean;
  waiting: boolean;
  /** West, south, east, north; null: anywhere. */
  box: [number, number, number, number] | null;
  /** Where the visitor is, to about 100 m: then nearest first. Never in an address. */
  near: { lon: number; lat: number } | null;
}

/** Map tiles know nothing of these, so the map shows what the list found instead. */
export const isSearch = ({ q, mine, waiting }: Pick<Filter, 'q' | 'mine' | 'waiting'>): boolean =>
  q.trim() !== '' || mine || waiting;

/** A filter as the API asks it; of kinds and nearness apart. */
const commonOf = (filter: Filter): AssetFilter => ({
  ...(filter.area && { neighbourhood: filter.area }),
  ...(filter.q.trim() && { q: filter.q.trim() }),
  ...(filter.mine && { mine: 'true' as const }),
  ...(filter.waiting && { status: 'proposed' as const }),
  ...(filter.box && { bbox: filter.box.map((n) => n.toFixed(5)).join(',') }),
});

/** A filter as the API asks it. */
export const questionOf = (filter: Filter): AssetFilter => ({
  ...commonOf(filter),
  ...(filter.kinds.length > 0 && { kind: filter.kinds.join(',') }),
  ...(filter.near && { near: `${filter.near.lon},${filter.near.lat}` }),
});

/** How many the list shows at once; of those so many first, for a slow machine. */
const ROWS = 20;
const FIRST_ROWS = 7;
/** How many the map shows of what tiles cannot filter on. */
const FOUND = 100;

/** Assets by filter, a page at a time, with counts by kind. */
export class AssetList {
  /** All that were fetched: for the map. */
  items = $state.raw<Asset[]>([]);
  #shown = $state(FIRST_ROWS);
  counts = $state.raw<AssetCounts | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  /** What `items` answer to. */
  filter = $state.raw<Filter | null>(null);
  #next = $state<string | null>(null);
  #query = $state.raw<AssetFilter>({});
  #asking: AbortController | undefined;

  /** Those that the list shows. */
  get rows(): Asset[] {
    return this.items.slice(0, this.#shown);
  }

  get hasMore(): boolean {
    return this.#shown < this.items.length || this.#next !== null;
  }

  /** The same question for a file of everything, without where the visitor is. */
  get fileQuery(): string {
    const { limit: _, near: __, ...rest } = this.#query;
    return Object.entries(rest)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
      .join('&');
  }

  /** How many the chosen kinds have together. */
  get total(): number {
    if (!this.counts) return this.items.length;
    const kinds = this.filter?.kinds ?? [];
    if (kinds.length === 0) return this.counts.total;
    return kinds.reduce((sum, kind) => sum + (this.counts?.kinds[kind] ?? 0), 0);
  }

  /** Of all kinds, less the talents, which never lie on the map; null while counting. */
  get onMap(): number | null {
    return this.counts && this.counts.total - (this.counts.kinds['person'] ?? 0);
  }

  async load(filter: Filter): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const query: AssetFilter = {
      // What is mine, newest first.
      ...questionOf(filter.mine ? { ...filter, near: null } : filter),
      limit: String(isSearch(filter) ? FOUND : ROWS),
    };
    this.state = 'loading';
    try {
      const [page, counts] = await Promise.all([
        api.assets(query, signal),
        api.counts(commonOf(filter), signal),
      ]);
      if (signal.aborted) return;
      this.#query = query;
      this.filter = filter;
      this.items = page.items;
      this.#shown = FIRST_ROWS;
      this.counts = counts;
      this.#next = page.next;
      this.state = 'ready';
      await pause();
      if (!signal.aborted) this.#shown = ROWS;
    } catch {
      if (!signal.aborted) this.state = 'failed';
    }
  }

  async more(): Promise<void> {
    if (this.#shown >= this.items.length && this.#next) {
      const signal = this.#asking?.signal;
      const page = await api.assets({ ...this.#query, cursor: this.#next }, signal);
      if (signal?.aborted) return;
      this.items = [...this.items, ...page.items];
      this.#next = page.next;
    }
    this.#shown += ROWS;
  }
}
