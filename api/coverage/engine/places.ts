/** How much longer a way on foot is than the straight line, as an estimate (MEASURES C). */
export const DETOUR = 1.3;

/**
 * Places and how far one walks to them. The one thing that knows how a distance comes about: a pedestrian
 * network takes the place of straightPlaces by answering the same. Coordinates are metres east and north
 * (EPSG:28992), distances metres on foot. A place goes by its number, from 0.
 */
export interface Places {
  /** The number of the nearest place, -1 where there is none; how far it is stands in `metres` until asked again. */
  nearest(x: number, y: number): number;
  /** Of the last `nearest`: metres on foot, Infinity where there is none. */
  readonly metres: number;
  /** Every place within this many metres on foot, in no order. */
  within(
    x: number,
    y: number,
    metres: number,
    visit: (place: number, metres: number) => void,
  ): void;
  /** How many there are within this many metres on foot. */
  count(x: number, y: number, metres: number): number;
  /** A place at a number that none has. */
  add(place: number, x: number, y: number): void;
  remove(place: number): void;
  has(place: number): boolean;
  /** Where each is, by its number; of one that went, where it was. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly size: number;
}

const NONE = -1;
const GONE = -2;
/** Buckets for each place: measured to be quickest on places that lie as people live. */
const BUCKETS_EACH = 2;

/**
 * Places by the straight line times DETOUR. A grid of buckets, each a chain through `next`: laid out in the
 * order of the buckets, so that a chain is read as one piece, and yet open to what comes and goes.
 */
class StraightPlaces implements Places {
  metres = Infinity;
  x: Float64Array;
  y: Float64Array;
  size = 0;
  private next: Int32Array;
  private first: Int32Array;
  private readonly left: number;
  private readonly bottom: number;
  private readonly width: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Chains hold slots; a slot holds coordinates and whose they are. */
  private slotX: Float64Array;
  private slotY: Float64Array;
  private slotPlace: Int32Array;
  private slotOf: Int32Array;
  private slots = 0;
  private free = NONE;

  constructor(x: ArrayLike<number>, y: ArrayLike<number>) {
    const n = x.length;
    this.x = Float64Array.from(x);
    this.y = Float64Array.from(y);
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < n; i += 1) {
      left = Math.min(left, x[i]!);
      right = Math.max(right, x[i]!);
      bottom = Math.min(bottom, y[i]!);
      top = Math.max(top, y[i]!);
    }
    if (n === 0) [left, bottom, right, top] = [0, 0, 1, 1];
    const surface = Math.max(right - left, 1) * Math.max(top - bottom, 1);
    // Not so narrow that a line of places makes a million buckets.
    const longest = Math.max(right - left, top - bottom, 1);
    this.width = Math.max(Math.sqrt(surface / (BUCKETS_EACH * Math.max(n, 1))), longest / 4096, 1);
    this.left = left;
    this.bottom = bottom;
    this.columns = Math.floor((right - left) / this.width) + 1;
    this.rows = Math.floor((top - bottom) / this.width) + 1;
    this.first = new Int32Array(this.columns * this.rows).fill(NONE);
    const room = Math.max(16, n);
    this.next = new Int32Array(room);
    this.slotX = new Float64Array(room);
    this.slotY = new Float64Array(room);
    this.slotPlace = new Int32Array(room);
    this.slotOf = new Int32Array(n).fill(GONE);
    this.fill(n);
  }

  /** Lays the places out bucket by bucket, by counting. */
  private fill(n: number): void {
    const bucketOf = new Int32Array(n);
    const start = new Int32Array(this.first.length + 1);
    for (let place = 0; place < n; place += 1) {
      bucketOf[place] = this.bucketAt(this.x[place]!, this.y[place]!);
      start[bucketOf[place]! + 1]! += 1;
    }
    for (let bucket = 0; bucket < this.first.length; bucket += 1)
      start[bucket + 1]! += start[bucket]!;
    const at = start.slice();
    for (let place = 0; place < n; place += 1) {
      const bucket = bucketOf[place]!;
      const slot = at[bucket]!++;
      this.put(slot, place, slot + 1 < start[bucket + 1]! ? slot + 1 : NONE);
      if (slot === start[bucket]) this.first[bucket] = slot;
    }
    this.slots = n;
    this.size = n;
  }

  private put(slot: number, place: number, next: number): void {
    this.slotX[slot] = this.x[place]!;
    this.slotY[slot] = this.y[place]!;
    this.slotPlace[slot] = place;
    this.slotOf[place] = slot;
    this.next[slot] = next;
  }

  private column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.left) / this.width), 0), this.columns - 1);
  }

  private row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.bottom) / this.width), 0), this.rows - 1);
  }

  private bucketAt(x: number, y: number): number {
    return this.row(y) * this.columns + this.column(x);
  }

  has(place: number): boolean {
    return (this.slotOf[place] ?? GONE) >= 0;
  }

  add(place: number, x: number, y: number): void {
    if (this.has(place)) throw new Error(`place ${place} is there already`);
    if (place >= this.x.length) this.makeRoom(place + 1);
    this.x[place] = x;
    this.y[place] = y;
    let slot = this.free;
    if (slot !== NONE) this.free = this.next[slot]!;
    else {
      slot = this.slots++;
      if (slot >= this.next.length) this.makeSlots(slot + 1);
    }
    const bucket = this.bucketAt(x, y);
    this.put(slot, place, this.first[bucket]!);
    this.first[bucket] = slot;
    this.size += 1;
  }

  remove(place: number): void {
    if (!this.has(place)) throw new Error(`place ${place} is not there`);
    const slot = this.slotOf[place]!;
    const bucket = this.bucketAt(this.x[place]!, this.y[place]!);
    if (this.first[bucket] === slot) this.first[bucket] = this.next[slot]!;
    else {
      let before = this.first[bucket]!;
      while (this.next[before] !== slot) before = this.next[before]!;
      this.next[before] = this.next[slot]!;
    }
    this.next[slot] = this.free;
    this.free = slot;
    this.slotOf[place] = GONE;
    this.size -= 1;
  }

  private makeRoom(least: number): void {
    const room = Math.max(least, this.x.length * 2, 16);
    this.x = grown(this.x, room);
    this.y = grown(this.y, room);
    const { length } = this.slotOf;
    this.slotOf = grown(this.slotOf, room).fill(GONE, length);
  }

  private makeSlots(least: number): void {
    const room = Math.max(least, this.next.length * 2);
    this.next = grown(this.next, room);
    this.slotX = grown(this.slotX, room);
    this.slotY = grown(this.slotY, room);
    this.slotPlace = grown(this.slotPlace, room);
  }

  nearest(x: number, y: number): number {
    this.metres = Infinity;
    if (this.size === 0) return NONE;
    const { first, next, slotX, slotY, columns, rows, width } = this;
    // Of a point outside the grid, all of it is at least as far as from the nearest point of the grid.
    const inX = Math.min(Math.max(x - this.left, 0), columns * width);
    const inY = Math.min(Math.max(y - this.bottom, 0), rows * width);
    const column = this.column(x);
    const row = this.row(y);
    const margin = Math.min(
      inX - column * width,
      (column + 1) * width - inX,
      inY - row * width,
      (row + 1) * width - inY,
    );
    let best = Infinity;
    let found = NONE;
    const last = Math.max(column, columns - 1 - column, row, rows - 1 - row);
    for (let ring = 0; ring <= last; ring += 1) {
      const free = (ring - 1) * width + margin;
      if (ring > 0 && free > 0 && best <= free * free) break;
      const top = Math.min(row + ring, rows - 1);
      for (let r = Math.max(row - ring, 0); r <= top; r += 1) {
        const isEdge = r === row - ring || r === row + ring;
        const step = isEdge || ring === 0 ? 1 : 2 * ring;
        for (let c = column - ring; c <= column + ring; c += step) {
          if (c < 0 || c >= columns) continue;
          for (let slot = first[r * columns + c]!; slot !== NONE; slot = next[slot]!) {
            const dx = slotX[slot]! - x;
            const dy = slotY[slot]! - y;
            const square = dx * dx + dy * dy;
            if (square < best) {
              best = square;
              found = slot;
            }
          }
        }
      }
    }
    this.metres = Math.sqrt(best) * DETOUR;
    return this.slotPlace[found]!;
  }

  within(
    x: number,
    y: number,
    metres: number,
    visit: (place: number, metres: number) => void,
  ): void {
    const { first, next, slotX, slotY, slotPlace, columns } = this;
    const straight = metres / DETOUR;
    const right = this.column(x + straight);
    const top = this.row(y + straight);
    for (let r = this.row(y - straight); r <= top; r += 1)
      for (let c = this.column(x - straight); c <= right; c += 1)
        for (let slot = first[r * columns + c]!; slot !== NONE; slot = next[slot]!) {
          const dx = slotX[slot]! - x;
          const dy = slotY[slot]! - y;
          const walked = Math.sqrt(dx * dx + dy * dy) * DETOUR;
          if (walked <= metres) visit(slotPlace[slot]!, walked);
        }
  }

  count(x: number, y: number, metres: number): number {
    let n = 0;
    this.within(x, y, metres, () => (n += 1));
    return n;
  }
}

function grown<Numbers extends Float64Array | Int32Array>(numbers: Numbers, room: number): Numbers {
  const larger = new (numbers.constructor as new (n: number) => Numbers)(room);
  larger.set(numbers as never);
  return larger;
}

/** Places numbered in this order, metres east and north (EPSG:28992), by the straight line times DETOUR. */
export const straightPlaces = (x: ArrayLike<number>, y: ArrayLike<number>): Places =>
  new StraightPlaces(x, y);
