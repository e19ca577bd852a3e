import { LRUCache } from 'lru-cache';
import { MOST_METRES } from '../contracts/coverage.ts';
import { anonymous, type Change, type Database, type Transaction } from '../db/port.ts';
import { today } from '../http/today.ts';
import { PlaceStore } from './place-store.ts';
import { readConsentEnds, readGemeente, readGround, readPeople } from './queries.ts';
import { Region, type Ground } from './region.ts';

/** Conversations grow old without a word: what people did is asked again after so long. */
const PEOPLE_HOLD_MS = 60_000;
const MOST_REGIONS = 400;
/** Of days in the past, each with all places of that day. */
const MOST_DAYS = 2;

export interface When {
  /** A day in the past; today when left out. */
  on?: string | undefined;
  year?: number | undefined;
}

interface Held {
  region: Region;
  peopleUntil: number;
}

/**
 * Regions in memory, read as everybody sees them and kept right as the database tells of changes. One question
 * at a time reads; an answer from memory waits for nothing.
 */
export class CoverageState {
  private readonly database: Database;
  private store: PlaceStore | undefined;
  private dirty = new Set<number>();
  private readonly held = new LRUCache<string, Held>({ max: MOST_REGIONS });
  private readonly days = new LRUCache<string, PlaceStore>({ max: MOST_DAYS });
  private readonly past = new LRUCache<string, Region>({ max: 20 });
  /** Who lives where, apart from what is there: a day in the past changes only the latter. */
  private readonly grounds = new LRUCache<string, Ground>({ max: MOST_REGIONS });
  private readonly gemeenten = new Map<string, string>();
  /** How often all of it was found out of date. */
  private resets = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.database = database;
    database.onChange((change) => this.changed(change));
  }

  /** What the database tells: see Database.onChange. */
  private changed(change: Change): void {
    if (change.what === 'roles') return;
    this.days.clear();
    this.past.clear();
    if (change.what === 'people') for (const held of this.held.values()) held.peopleUntil = 0;
    else if (change.what === 'assets' && change.cells)
      for (const cell of change.cells) this.dirty.add(cell);
    else this.reset();
  }

  private reset(): void {
    this.resets += 1;
    this.store = undefined;
    this.held.clear();
    this.grounds.clear();
    this.gemeenten.clear();
  }

  /** The region that an area lies in; null when there is no such area. */
  async regionOf(code: string, { on: day, year }: When): Promise<Region | null> {
    const on = day === today() ? undefined : day;
    const gemeente = this.gemeenten.get(code);
    const held = gemeente && !on ? this.held.get(`${gemeente} ${year ?? ''}`) : undefined;
    if (held && this.store && this.dirty.size === 0 && Date.now() < held.peopleUntil)
      return held.region;
    // One after the other: two that ask for the same do not read it twice.
    const mine = this.last.then(async () => {
      const before = this.resets;
      const region = await this.database.asActor(anonymous, 'fresh', (tx) =>
        on ? this.readPast(tx, code, on, year) : this.readNow(tx, code, year),
      );
      // What went out of date while it was read is an answer still, but not kept.
      if (this.resets !== before) this.reset();
      return region;
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async readNow(
    tx: Transaction,
    code: string,
    year: number | undefined,
  ): Promise<Region | null> {
    const gemeente = await this.gemeenteOf(tx, code);
    if (gemeente === null) return null;
    const store = await this.storeNow(tx);
    const key = `${gemeente} ${year ?? ''}`;
    let held = this.held.get(key);
    if (!held) {
      const region = new Region(await this.groundOf(tx, gemeente, year), store);
      held = { region, peopleUntil: 0 };
      this.held.set(key, held);
    }
    if (Date.now() >= held.peopleUntil) {
      held.peopleUntil = Date.now() + PEOPLE_HOLD_MS;
      held.region.told(await readPeople(tx, gemeente));
      const ends = await readConsentEnds(tx, gemeente);
      if (ends !== null) held.peopleUntil = Math.min(held.peopleUntil, ends);
    }
    return held.region;
  }

  /** All places of now: read whole once, then tile by tile where something changed. */
  private async storeNow(tx: Transaction): Promise<PlaceStore> {
    const tiles = [...this.dirty];
    this.dirty.clear();
    if (!this.store) return (this.store = await PlaceStore.read(tx));
    if (tiles.length === 0) return this.store;
    try {
      const changes = await this.store.refresh(tx, tiles);
      for (const { region } of this.held.values()) region.changed(changes, MOST_METRES);
      return this.store;
    } catch (error) {
      // Half-way right is wrong: all of it is read anew.
      this.reset();
      throw error;
    }
  }

  private async readPast(
    tx: Transaction,
    code: string,
    on: string,
    year: number | undefined,
  ): Promise<Region | null> {
    const gemeente = await this.gemeenteOf(tx, code);
    if (gemeente === null) return null;
    const key = `${gemeente} ${on} ${year ?? ''}`;
    let region = this.past.get(key);
    if (region) return region;
    let store = this.days.get(on);
    if (!store) {
      store = await PlaceStore.read(tx, on);
      this.days.set(on, store);
    }
    region = new Region(await this.groundOf(tx, gemeente, year), store);
    this.past.set(key, region);
    return region;
  }

  private async groundOf(
    tx: Transaction,
    gemeente: string,
    year: number | undefined,
  ): Promise<Ground> {
    const key = `${gemeente} ${year ?? ''}`;
    let ground = this.grounds.get(key);
    if (!ground) {
      ground = await readGround(tx, gemeente, year);
      this.grounds.set(key, ground);
      // The newest year goes by its number, too.
      const newest = ground.cells[0]?.year;
      if (year === undefined && newest) this.grounds.set(`${gemeente} ${newest}`, ground);
    }
    return ground;
  }

  private async gemeenteOf(tx: Transaction, code: string): Promise<string | null> {
    const known = this.gemeenten.get(code);
    if (known !== undefined) return known;
    const gemeente = await readGemeente(tx, code);
    if (gemeente !== null) this.gemeenten.set(code, gemeente);
    return gemeente;
  }
}
