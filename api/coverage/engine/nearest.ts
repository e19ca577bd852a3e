import type { Cells } from './cells.ts';
import type { Places } from './places.ts';

/**
 * How far it is from every cell to the nearest of the places, kept right as places come and go: only cells
 * that have the place nearest, or now have it, are looked at again.
 */
export class Nearest {
  /** Metres on foot; Infinity where there is no place at all. */
  readonly metres: Float64Array;
  private readonly place: Int32Array;
  private readonly cells: Cells;
  readonly places: Places;
  /** Around each group: left, bottom, right, top; and how far its furthest cell has to go. */
  private readonly boxes: Float64Array;
  private readonly furthest: Float64Array;

  constructor(cells: Cells, places: Places) {
    this.cells = cells;
    this.places = places;
    const { x, y, groups } = cells;
    this.metres = new Float64Array(x.length);
    this.place = new Int32Array(x.length);
    for (let i = 0; i < x.length; i += 1) this.look(i);
    const count = groups.length - 1;
    this.boxes = new Float64Array(4 * count);
    this.furthest = new Float64Array(count);
    for (let group = 0; group < count; group += 1) {
      let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = groups[group]!; i < groups[group + 1]!; i += 1) {
        left = Math.min(left, x[i]!);
        right = Math.max(right, x[i]!);
        bottom = Math.min(bottom, y[i]!);
        top = Math.max(top, y[i]!);
      }
      this.boxes.set([left, bottom, right, top], 4 * group);
      this.measure(group);
    }
  }

  /** A place came, and stands among the places already. Answers the groups in which it changed anything. */
  came(place: number): number[] {
    const { x, y } = this.places;
    const [atX, atY] = [x[place]!, y[place]!];
    return this.eachNear(atX, atY, (i) => {
      const dx = this.cells.x[i]! - atX;
      const dy = this.cells.y[i]! - atY;
      const before = this.metres[i]!;
      // What is further by the straight line is further on foot; how far, only the places tell.
      if (dx * dx + dy * dy >= before * before) return false;
      this.look(i);
      return this.metres[i]! < before;
    });
  }

  /** A place went from here, and stands among the places no more. Answers the groups in which it changed anything. */
  went(place: number, x: number, y: number): number[] {
    return this.eachNear(x, y, (i) => {
      if (this.place[i] !== place) return false;
      this.look(i);
      return true;
    });
  }

  private look(i: number): void {
    this.place[i] = this.places.nearest(this.cells.x[i]!, this.cells.y[i]!);
    this.metres[i] = this.places.metres;
  }

  private measure(group: number): void {
    const { groups } = this.cells;
    let furthest = 0;
    for (let i = groups[group]!; i < groups[group + 1]!; i += 1)
      if (this.metres[i]! > furthest) furthest = this.metres[i]!;
    this.furthest[group] = furthest;
  }

  /** Looks at the cells of every group that may have a place here nearest; on foot is never shorter than straight. */
  private eachNear(x: number, y: number, change: (cell: number) => boolean): number[] {
    const { groups } = this.cells;
    const touched: number[] = [];
    for (let group = 0; group < this.furthest.length; group += 1) {
      if (groups[group] === groups[group + 1]) continue;
      const dx = Math.max(this.boxes[4 * group]! - x, x - this.boxes[4 * group + 2]!, 0);
      const dy = Math.max(this.boxes[4 * group + 1]! - y, y - this.boxes[4 * group + 3]!, 0);
      const furthest = this.furthest[group]!;
      if (dx * dx + dy * dy > furthest * furthest) continue;
      let isTouched = false;
      for (let i = groups[group]!; i < groups[group + 1]!; i += 1) if (change(i)) isTouched = true;
      if (!isTouched) continue;
      this.measure(group);
      touched.push(group);
    }
    return touched;
  }
}
