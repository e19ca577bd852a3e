import { ANSWERS } from './kept.ts';

/** A signal that is just back is not always there yet: first soon again, then ever later. */
const AGAIN_MS = { first: 1000, last: 30_000 };

/** Is there a signal? Known by what happened last, not by what the browser believes. */
class Connection {
  lost = $state(false);
  /** Counts how often it came back: what could not be fetched can be now. */
  returns = $state(0);
  /** Asks whether the server answers; web/api.ts knows how. */
  ask: () => Promise<boolean> = () => Promise.resolve(false);
  #again = AGAIN_MS.first;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    addEventListener('offline', () => this.lose());
    addEventListener('online', () => {
      this.#again = AGAIN_MS.first;
      void this.#look();
    });
  }

  /** The server did not answer. */
  lose(): void {
    if (this.lost) return;
    this.lost = true;
    this.#again = AGAIN_MS.first;
    this.#lookLater();
  }

  /** The server answered. */
  regain(): void {
    if (!this.lost) return;
    clearTimeout(this.#timer);
    this.lost = false;
    this.returns += 1;
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), this.#again);
    this.#again = Math.min(2 * this.#again, AGAIN_MS.last);
  }

  async #look(): Promise<void> {
    if (await this.ask().catch(() => false)) return this.regain();
    this.lost = true;
    this.#lookLater();
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
