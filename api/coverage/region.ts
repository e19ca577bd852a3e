import { LRUCache } from 'lru-cache';
import { placedKinds } from '../contracts/coverage-words.ts';
import { sumOf, type Cells, type Range } from './engine/cells.ts';
import { access, type Access, type Decay } from './engine/access.ts';
import { Nearest } from './engine/nearest.ts';
import { straightPlaces, type Places } from './engine/places.ts';
import { hiddenAreas } from './hidden.ts';
import { capacitiesOf, type PlaceChange, type PlaceStore } from './place-store.ts';
import type { AreaRow, CellRow, People } from './queries.ts';

export interface Area extends AreaRow {
  range: Range;
}

export interface Ground {
  areas: AreaRow[];
  cells: CellRow[];
  /** Years of which it is known who lives here, newest first. */
  years: number[];
}

/** Answers and what they rest on; some tens of kilobytes each. */
const MOST_KEPT = 200;

/**
 * A gemeente in memory: who lives where, and how far it is from there to each kind. Its cells lie by wijk and
 * buurt, so that every area is one range of them.
 */
export class Region {
  readonly gemeente: string;
  readonly areas: Map<string, Area>;
  readonly cells: Cells;
  readonly rows: CellRow[];
  readonly years: number[];
  readonly nearest: Map<string, Nearest>;
  readonly store: PlaceStore;
  /** Areas of which no figure is told. */
  readonly hidden: Set<string>;
  /** The buurt of each group of cells. */
  readonly buurten: string[];
  private cellPlaces: Places | undefined;
  /** What people did, by area. Null of a day in the past: who was counted then is nobody's to tell from now. */
  people: Map<string, People> | null = null;
  private readonly kept = new LRUCache<string, { of: unknown }>({ max: MOST_KEPT });

  constructor(gemeente: string, ground: Ground, store: PlaceStore) {
    this.gemeente = gemeente;
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
        const within = buurten.flatMap(({ code, parent }, group) =>
          code === area.code || parent === area.code || area.level === 'gemeente' ? [group] : [],
        );
        const range =
          within.length === 0
            ? { from: 0, to: 0 }
            : { from: groups[within[0]!]!, to: groups[within.at(-1)! + 1]! };
        return [area.code, { ...area, range }];
      }),
    );
    this.hidden = hiddenAreas([...this.areas.values()], ({ range }) =>
      sumOf(this.cells.inhabitants, range),
    );
    this.nearest = new Map(
      placedKinds.map((kind) => [kind, new Nearest(this.cells, store.kinds.get(kind)!.places)]),
    );
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

  /** Access to places of a kind by two-step floating catchment areas. */
  accessTo(kind: string, within: number, decay: Decay = 'none'): Access {
    return this.once(`access ${kind} ${within} ${decay}`, () => {
      const of = this.store.kinds.get(kind)!;
      return access(this.cells, of.places, capacitiesOf(of), within, decay);
    });
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
