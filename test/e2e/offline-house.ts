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
    const times = (title: string) => there.filter((one) => one.title === title);
    const photos = (title: string) => (Number(title.split(' ')[1]) % 10 === 0 ? 1 : 0);
    return {
      kept: kept.length,
      kills,
      lost: kept.filter((title) => (times(title)[0]?.photos ?? -1) < photos(title)).length,
      doubled: kept.filter(
        (title) => times(title).length > 1 || (times(title)[0]?.photos ?? 0) > photos(title),
      ).length,
    };
  } finally {
    await browser.close();
    await house.close();
  }
}
