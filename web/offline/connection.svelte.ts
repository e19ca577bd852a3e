import { ANSWERS } from './kept.ts';

/** Is there a signal? Known by what happened last, not by what the browser believes. */
class Connection {
  lost = $state(false);

  constructor() {
    addEventListener('offline', () => (this.lost = true));
  }
}

export const connection = new Connection();

/** Keeps the app and what is looked at for where there is no signal; needs https or localhost. */
export function keepForLater(): void {
  if (!('serviceWorker' in navigator)) return;
  // Not while the first screen is still being loaded.
  const register = () => void navigator.serviceWorker.register('/worker.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

/** Somebody else looks now: what the last one saw is gone from this device. */
export async function forgetAnswers(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(ANSWERS);
}
