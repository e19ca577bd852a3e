/** Long enough for a slow machine; without an answer it is drawn all the same. */
const PATIENCE = 5000;

let running: Promise<void> | null = null;

/**
 * Waits until the browser's graphics run: the first to ask for them waits for all of it, and that should be a
 * worker and not the page. It is let go with the page: to end it the page would have to wait again.
 */
export const warmGraphics = (): Promise<void> =>
  (running ??= new Promise((go) => {
    const worker = new Worker(new URL('./warm-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = worker.onerror = () => go();
    setTimeout(go, PATIENCE);
  }));
