import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Change } from '../db/port.ts';

export interface Tile {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Changes are told in cells of this zoom (see private.tell_asset_changes). */
const CHANGE_ZOOM = 12;
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * Made tiles, by what they show and who looks. Dropped when something they show changes; a tile whose
 * making overlapped a change is handed out but not kept.
 */
export class TileCache {
  private readonly kept = new LRUCache<string, Tile>({
    maxSize: MAX_BYTES,
    sizeCalculation: (tile, key) => tile.body.byteLength + key.length * 2 + 200,
  });
  private changes = 0;

  /** `viewer` is an account, or "" for everyone who is not signed in. */
  async get(
    layer: 'assets' | 'neighbourhoods',
    viewer: string,
    [z, x, y]: readonly [number, number, number],
    make: () => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<Tile> {
    const key = `${layer}/${viewer}/${z}/${x}/${y}`;
    const found = this.kept.get(key);
    if (found) return found;
    const before = this.changes;
    const body = await make();
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    const tile = { body, etag };
    if (this.changes === before) this.kept.set(key, tile);
    return tile;
  }

  /** What the database tells: see Database.onChange. */
  changed(change: Change): void {
    if (change.what === 'people' || change.what === 'population') return;
    this.changes += 1;
    if (change.what === 'neighbourhoods') return this.kept.clear();
    if (change.what === 'roles') return this.drop((viewer) => viewer !== '');
    const touches = change.cells && !change.areas ? touching(change.cells) : () => true;
    for (const key of this.kept.keys()) {
      const [layer, , z, x, y] = key.split('/');
      if (layer === 'assets' && touches(Number(z), Number(x), Number(y))) this.kept.delete(key);
    }
  }

  /** What this account may see has changed. */
  forgetViewer(account: string): void {
    this.changes += 1;
    this.drop((viewer) => viewer === account);
  }

  private drop(of: (viewer: string) => boolean): void {
    for (const key of this.kept.keys()) if (of(key.split('/')[1]!)) this.kept.delete(key);
  }
}

/** Does a tile show any of these cells (Morton codes at zoom 12)? */
function touching(cells: number[]): (z: number, x: number, y: number) => boolean {
  const places = cells.map(unweave);
  return (z, x, y) =>
    places.some(([cx, cy]) => {
      const [big, small] =
        z <= CHANGE_ZOOM
          ? [
              [x, y],
              [cx, cy],
            ]
          : [
              [cx, cy],
              [x, y],
            ];
      const shift = Math.abs(CHANGE_ZOOM - z);
      // A marker at a tile's edge also shows in its neighbour: one tile around counts too.
      return (
        Math.abs((small[0]! >> shift) - big[0]!) <= 1 &&
        Math.abs((small[1]! >> shift) - big[1]!) <= 1
      );
    });
}

function unweave(code: number): [x: number, y: number] {
  let x = 0;
  let y = 0;
  for (let bit = 0; bit < CHANGE_ZOOM; bit += 1) {
    x |= ((code >> (2 * bit)) & 1) << bit;
    y |= ((code >> (2 * bit + 1)) & 1) << bit;
  }
  return [x, y];
}
