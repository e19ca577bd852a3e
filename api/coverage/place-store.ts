import { placedKinds } from '../contracts/coverage-words.ts';
import type { Transaction } from '../db/port.ts';
import { straightPlaces, type Places } from './engine/places.ts';
import { readPlaces, type PlaceRow } from './queries.ts';

/** What there is of one kind. A place goes by a number, which is given again when it went. */
export interface KindPlaces {
  places: Places;
  rows: (PlaceRow | undefined)[];
  free: number[];
}

/** A place that came or went, as regions hear it. */
export interface PlaceChange {
  kind: PlaceRow['kind'];
  place: number;
  what: 'came' | 'went';
  x: number;
  y: number;
}

/** All public places of a day, by kind; kept like the database tile by tile. */
export class PlaceStore {
  readonly kinds = new Map<string, KindPlaces>();
  private readonly byId = new Map<string, { kind: PlaceRow['kind']; place: number }>();
  private readonly byTile = new Map<number, Set<string>>();

  /** Reads all of a day; today when left out. */
  static async read(tx: Transaction, day?: string): Promise<PlaceStore> {
    const store = new PlaceStore();
    const rows = new Map<string, PlaceRow[]>(placedKinds.map((kind) => [kind, []]));
    for await (const batch of readPlaces(tx, { day }))
      for (const row of batch) rows.get(row.kind)!.push(row);
    for (const [kind, of] of rows) {
      const places = straightPlaces(
        of.map(({ x }) => x),
        of.map(({ y }) => y),
      );
      store.kinds.set(kind, { places, rows: of, free: [] });
      for (const [place, row] of of.entries()) store.note(row, place);
    }
    return store;
  }

  /** Reads some tiles anew; what came and went there, a place that moved as both. */
  async refresh(tx: Transaction, tiles: number[]): Promise<PlaceChange[]> {
    const now = new Map<string, PlaceRow>();
    for await (const batch of readPlaces(tx, { tiles }))
      for (const row of batch) now.set(row.id, row);
    const changes: PlaceChange[] = [];
    for (const tile of tiles)
      for (const id of [...(this.byTile.get(tile) ?? [])])
        if (!now.has(id)) changes.push(this.take(id));
    for (const row of now.values()) changes.push(...this.put(row));
    return changes;
  }

  private put(row: PlaceRow): PlaceChange[] {
    const known = this.byId.get(row.id);
    const kind = this.kinds.get(row.kind)!;
    const was = known && this.kinds.get(known.kind)!.rows[known.place]!;
    if (known && was && was.kind === row.kind && was.x === row.x && was.y === row.y) {
      kind.rows[known.place] = row;
      this.byTile.get(was.tile)?.delete(row.id);
      this.note(row, known.place);
      return [];
    }
    const gone = known ? [this.take(row.id)] : [];
    const place = kind.free.pop() ?? kind.rows.length;
    kind.rows[place] = row;
    kind.places.add(place, row.x, row.y);
    this.note(row, place);
    return [...gone, { kind: row.kind, place, what: 'came', x: row.x, y: row.y }];
  }

  private take(id: string): PlaceChange {
    const { kind, place } = this.byId.get(id)!;
    const of = this.kinds.get(kind)!;
    const { x, y, tile } = of.rows[place]!;
    of.places.remove(place);
    of.rows[place] = undefined;
    of.free.push(place);
    this.byId.delete(id);
    this.byTile.get(tile)?.delete(id);
    return { kind, place, what: 'went', x, y };
  }

  private note(row: PlaceRow, place: number): void {
    this.byId.set(row.id, { kind: row.kind, place });
    let there = this.byTile.get(row.tile);
    if (!there) this.byTile.set(row.tile, (there = new Set()));
    there.add(row.id);
  }
}
