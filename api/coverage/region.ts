import { LRUCache } from 'lru-cache';
import { placedKinds } from '../contracts/coverage-words.ts';
import type { Cells, Range } from './engine/cells.ts';
import { access, type Access, type Decay } from './engine/access.ts';
import { Nearest } from './engine/nearest.ts';
import { straightPlaces, type Places } from './engine/places.ts';
import type { PlaceChange, PlaceStore } from './place-store.ts';
import type { AreaRow, CellRow, People, PlaceRow } from './queries.ts';

export interface Area extends AreaRow {
  range: Range;
}

export interface Ground {
  areas: AreaRow[];
  cells: CellRow[];
  /** Buurten of so few residents that they count nowhere: see private.lived_within. */
  few: string[];
  /** Years of which it is known who lives here, newest first. */
  years: number[];
}

/** Without a number of its own, a place counts as one: only then do places of a kind compare. */
export const UNITS_WHERE_NONE = 1;
/** Answers and what they rest on; some tens of kilobytes each. */
const MOST_KEPT = 200;

/**
 * A gemeente in memory: who lives where, and how far it is from there to each kind. Its cells lie by wijk and
 * buurt, so that every area is one range of them.
 */
export class Region {
  readonly areas: Map<string, Area>;
  readonly cells: Cells;
  readonly rows: CellRow[];
  readonly years: number[];
  readonly nearest: Map<string, Nearest>;
  readonly store: PlaceStore;
  /** Areas of which no figure is told: nobody lives there but so few that they are not counted. */
  readonly hidden: Set<string>;
  /** The buurt of each group of cells. */
  readonly buurten: string[];
  private cellPlaces: Places | undefined;
  /** What people did, by area. Null of a day in the past: who was counted then is nobody's to tell from now. */
  people: Map<string, People> | null = null;
  private readonly kept = new LRUCache<string, { of: unknown }>({ max: MOST_KEPT });

  constructor(ground: Ground, store: PlaceStore) {
    this.years = ground.years;
    this.store = store;
    const byBuurt = new Map<string, CellRow[]>();
    for (const cell of ground.cells) {
      const there = byBuurt.get(cell.buurt);
      if (there) there.push(cell);
      else byBuurt.set(cell.buurt, [cell]);
    }
    const buurten = ground.areas
      .filter(({ level }) => level === 'buurt')
      .sort((a, b) => (`${a.parent} ${a.code}` < `${b.parent} ${b.code}` ? -1 : 1));
    this.buurten = buurten.map(({ code }) => code);
    this.rows = buurten.flatMap(({ code }) => byBuurt.get(code) ?? []);
    const groups = Int32Array.from({ length: buurten.length + 1 }, () => 0);
    for (const [group, { code }] of buurten.entries())
      groups[group + 1] = groups[group]! + (byBuurt.get(code)?.length ?? 0);
    this.cells = {
      x: Float64Array.from(this.rows, ({ x }) => x),
      y: Float64Array.from(this.rows, ({ y }) => y),
      inhabitants: Float64Array.from(this.rows, ({ inhabitants }) => inhabitants),
      groups,
    };
    this.areas = new Map(
      ground.areas.map((area) => {
        const within = buurten.flatMap((buurt, group) => (liesIn(buurt, area) ? [group] : []));
        const range =
          within.length === 0
            ? { from: 0, to: 0 }
            : { from: groups[within[0]!]!, to: groups[within.at(-1)! + 1]! };
        return [area.code, { ...area, range }];
      }),
    );
    const few = buurten.filter(({ code }) => ground.few.includes(code));
    this.hidden = new Set(
      [...this.areas.values()]
        .filter((area) => area.range.from === area.range.to && few.some((one) => liesIn(one, area)))
        .map(({ code }) => code),
    );
    this.nearest = new Map(
      placedKinds.map((kind) => [kind, new Nearest(this.cells, store.kinds.get(kind)!.places)]),
    );
  }

  /** Does a buurt, or another part of the gemeente, lie in an area, or is it that? */
  lies(code: string | null, area: AreaRow): boolean {
    const part = code === null ? undefined : this.areas.get(code);
    return part !== undefined && liesIn(part, area);
  }

  /** The cells as places: for what is reached from somewhere. */
  get asPlaces(): Places {
    return (this.cellPlaces ??= straightPlaces(this.cells.x, this.cells.y));
  }

  /** Reckons something once, until anything changes that it may rest on. */
  once<T>(what: string, reckon: () => T): T {
    const there = this.kept.get(what);
    if (there) return there.of as T;
    const of = reckon();
    this.kept.set(what, { of });
    return of;
  }

  /** Places of a kind that somebody here can come to within the distance. */
  private near(kind: string, within: number): PlaceRow[] {
    const { x, y } = this.cells;
    const [left, right] = [least(x) - within, most(x) + within];
    const [bottom, top] = [least(y) - within, most(y) + within];
    const isNear = (row: PlaceRow | undefined) =>
      row && row.x >= left && row.x <= right && row.y >= bottom && row.y <= top ? [row] : [];
    return this.store.kinds.get(kind)!.rows.flatMap(isNear);
  }

  /**
   * Access to places of a kind by two-step floating catchment areas, and crowds by the place in `rows`; with
   * `planned` places (metres, EPSG:28992) beside those that are there, as large as the middle one of those.
   */
  accessTo(
    kind: string,
    within: number,
    { decay = 'none', planned = [] }: { decay?: Decay; planned?: { x: number; y: number }[] } = {},
  ): Access & { rows: PlaceRow[] } {
    const reckon = () => {
      const rows = this.near(kind, within);
      const all = [...rows, ...planned];
      const places = straightPlaces(
        all.map(({ x }) => x),
        all.map(({ y }) => y),
      );
      const sizes = rows.map(({ capacity }) => capacity ?? UNITS_WHERE_NONE).sort((a, b) => a - b);
      const usual = sizes[sizes.length >> 1] ?? UNITS_WHERE_NONE;
      const units = Float64Array.from(all, (_, place) =>
        place < rows.length ? (rows[place]!.capacity ?? UNITS_WHERE_NONE) : usual,
      );
      return { ...access(this.cells, places, units, within, decay), rows };
    };
    return planned.length > 0 ? reckon() : this.once(`access ${kind} ${within} ${decay}`, reckon);
  }

  /** Places came or went. Forgets what was reckoned where any of it can be touched. */
  changed(changes: PlaceChange[], mayReach: number): void {
    for (const { kind, place, what, x, y } of changes) {
      const nearest = this.nearest.get(kind)!;
      const touched = what === 'came' ? nearest.came(place) : nearest.went(place, x, y);
      if (touched.length > 0 || this.isNear(x, y, mayReach)) this.forget();
    }
  }

  /** What people did is known anew. */
  told(people: Map<string, People>): void {
    this.people = people;
    this.forget();
  }

  private forget(): void {
    this.kept.clear();
  }

  private isNear(x: number, y: number, metres: number): boolean {
    this.asPlaces.nearest(x, y);
    return this.asPlaces.metres <= metres;
  }
}

const least = (numbers: Float64Array): number => numbers.reduce((a, b) => Math.min(a, b), Infinity);
const most = (numbers: Float64Array): number => numbers.reduce((a, b) => Math.max(a, b), -Infinity);

const liesIn = (part: AreaRow, area: AreaRow): boolean =>
  area.level === 'gemeente' || part.code === area.code || part.parent === area.code;
