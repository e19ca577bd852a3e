/** A word on this device. In a frame of another site a browser may refuse: then nothing is kept. */
export const device = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },

  /** Null forgets it. */
  write(key: string, word: string | null): void {
    try {
      if (word === null) localStorage.removeItem(key);
      else localStorage.setItem(key, word);
    } catch {
      // Asked again next time.
    }
  },
};
