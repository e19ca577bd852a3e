import type { Page } from 'playwright-core';

/** What a page notes of its long tasks. */
interface Notes {
  tasks: PerformanceEntry[];
  observer: PerformanceObserver;
}

/** Call before the page goes anywhere: tasks over 50 ms are noted from the first moment on. */
export const noteTasks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const tasks: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => void tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
    Object.assign(window, { tasks, observer });
  });

/** Tasks over 50 ms until now, in milliseconds. */
export const tasksOf = (page: Page): Promise<{ start: number; ms: number }[]> =>
  page.evaluate(() => {
    const { tasks, observer } = window as unknown as Notes;
    // The last ones may not have been handed over yet.
    tasks.push(...observer.takeRecords());
    return tasks.map(({ startTime, duration }) => ({ start: startTime, ms: duration }));
  });

/** Milliseconds; 0 where none was over 50. */
export const longestTask = async (page: Page): Promise<number> =>
  Math.max(0, ...(await tasksOf(page)).map(({ ms }) => ms));
