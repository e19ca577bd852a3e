import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Asset, AssetChange, NewAssetInput } from '../../api/contracts/assets.ts';
import type { Kind } from '../../api/contracts/kinds.ts';
import type { Content } from '../assets/add/draft.svelte.ts';
import type { Problem } from '../../api/contracts/common.ts';

/**
 * What somebody wants done. Each can be sent twice and is done once. `typed` is the form as it was left,
 * for who mends what was refused.
 */
export type Work =
  | { what: 'add'; json: NewAssetInput; typed: Content }
  | { what: 'change'; version: number; json: AssetChange }
  | { what: 'photo'; photo: string; alt: string; file: Blob };

/** What the work is about. */
export interface About {
  asset: string;
  title: string;
  kind: Kind;
}

export type Entry = About & {
  /** In which they were asked for, and go. Given by the browser's database. */
  order?: number;
  /** Who asked; null: nobody who was signed in. Goes only while the same one is. */
  account: string | null;
  /** Milliseconds since 1970. */
  made: number;
  /** `refused` and `conflict` wait for an answer of whoever asked. */
  state: 'waiting' | 'refused' | 'conflict';
  refusal?: { status: number; detail: string; faults: NonNullable<Problem['faults']> };
  /** In a conflict: what somebody else made of it. */
  theirs?: Asset;
} & Work;

export type Kept = Entry & { order: number };

interface Schema extends DBSchema {
  outbox: { key: number; value: Entry };
  /** Photos of what somebody is still filling in, by the id it will have. */
  drafts: { key: string; value: { photos: ChosenPhoto[]; at: number } };
}

export interface ChosenPhoto {
  id: string;
  file: Blob;
  alt: string;
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

const database = () =>
  (opening ??= openDB<Schema>('buurtweefsel', 2, {
    upgrade: (db, before) => {
      if (before < 1) db.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
      db.createObjectStore('drafts');
    },
  }));

/** In the browser's own database: outlives the tab, the browser and the device's battery. */
export const entries = {
  async all(): Promise<Kept[]> {
    return (await (await database()).getAll('outbox')) as Kept[];
  },

  /**
   * All or none of them; answers their order. What was asked before in the same words is replaced; an
   * asset that is added takes the place of all that waited for it.
   */
  async put(added: Entry[]): Promise<number[]> {
    const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    const kept = (await tx.store.getAll()) as Kept[];
    const anew = added.filter(({ what }) => what === 'add').map(({ asset }) => asset);
    const old = kept.filter(({ asset }) => anew.includes(asset));
    await Promise.all(old.map(({ order }) => tx.store.delete(order)));
    const left = kept.filter((entry) => !old.includes(entry));
    const orders: number[] = [];
    for (const entry of added) {
      const same = left.find((other) => isSame(other, entry));
      orders.push(await tx.store.put(same ? { ...entry, order: same.order } : entry));
    }
    await tx.done;
    return orders;
  },

  async change(order: number, change: (entry: Kept) => Entry): Promise<void> {
    const tx = (await database()).transaction('outbox', 'readwrite');
    const entry = (await tx.store.get(order)) as Kept | undefined;
    if (entry) await tx.store.put(change(entry));
    await tx.done;
  },

  async remove(orders: number[]): Promise<void> {
    const tx = (await database()).transaction('outbox', 'readwrite');
    await Promise.all(orders.map((order) => tx.store.delete(order)));
    await tx.done;
  },

  /** It is done: what comes after it on the same asset is about its new version. */
  async done({ order, asset, ...work }: Kept, version: number): Promise<void> {
    const tx = (await database()).transaction('outbox', 'readwrite');
    await tx.store.delete(order);
    if (work.what === 'change')
      for (const later of (await tx.store.getAll()) as Kept[])
        if (later.asset === asset && later.what === 'change' && later.version === work.version)
          await tx.store.put({ ...later, version });
    await tx.done;
  },
};

/** A draft is kept as long as its tab; who closed the tab does not clear up after it. */
const DRAFT_MS = 24 * 3600 * 1000;

/** Files are too large for the tab's own storage, where the rest of a draft is. */
export const draftPhotos = {
  async read(draft: string): Promise<ChosenPhoto[]> {
    return (await (await database()).get('drafts', draft))?.photos ?? [];
  },

  /** In place of those that were kept; none of them: nothing is kept. */
  async keep(draft: string, photos: ChosenPhoto[]): Promise<void> {
    const tx = (await database()).transaction('drafts', 'readwrite');
    for (const key of await tx.store.getAllKeys()) {
      const old = await tx.store.get(key);
      if (key === draft || !old || old.at < Date.now() - DRAFT_MS) await tx.store.delete(key);
    }
    if (photos.length > 0) await tx.store.put({ photos, at: Date.now() }, draft);
    await tx.done;
  },
};

/** One photo can be added once. */
const isSame = (one: Entry, other: Entry): boolean =>
  one.what === 'photo' && other.what === 'photo' && one.photo === other.photo;
