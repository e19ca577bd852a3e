import type { Database } from '../../db/port.ts';
import { unused } from './queries.ts';
import type { PhotoStore } from './store.ts';

const ONE_DAY_MS = 24 * 3600 * 1000;

/** Removes pictures of a day and older that no photo names any more; answers how many. */
export async function sweepPhotos(database: Database, photos: PhotoStore): Promise<number> {
  const gone = await unused(database, await photos.before(new Date(Date.now() - ONE_DAY_MS)));
  await photos.remove(gone);
  return gone.length;
}
