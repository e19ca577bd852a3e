import { ANSWERS } from './kept.ts';

/** Is there a signal? Known by what happened last, not by what the browser believes. */
class Connection {
  lost = $state(false);
  /** Counts how often it came back: what could not be fetched can be now. */
  returns = $state(0);

  constructor() {
    addEventListener('offline', () => (this.lost = true));
    addEventListener('online', () => {
      this.lost = false;
      this.returns += 1;
    });
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
