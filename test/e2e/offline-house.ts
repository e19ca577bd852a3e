import { addOffline } from '../support/offline-adds.ts';
import { openBrowser, openHouse } from './visit.ts';

/** Adds so many without a signal, on a server and in a browser of its own; what became of them. */
export async function offlineHouse(
  count: number,
): Promise<{ kept: number; kills: number; lost: number; doubled: number }> {
  const house = await openHouse();
  const browser = await openBrowser();
  try {
    const { kept, kills, there } = await addOffline(browser, house.server.url, count);
    const found = kept.map(({ title, photos }) => {
      const same = there.filter((one) => one.title === title);
      return { times: same.length, missing: photos - (same[0]?.photos ?? 0) };
    });
    return {
      kept: kept.length,
      kills,
      lost: found.filter(({ times, missing }) => times === 0 || missing > 0).length,
      doubled: found.filter(({ times, missing }) => times > 1 || missing < 0).length,
    };
  } finally {
    await browser.close();
    await house.close();
  }
}
