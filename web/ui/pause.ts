/** Lets the browser draw, and hear the visitor, between two pieces of work. */
export const pause = (): Promise<void> => new Promise((go) => setTimeout(go));

/** On a machine that is four times slower this is still shorter than a visitor notices. */
const BREATH_MS = 8;

/** Answers what pauses, but only where it was long ago since it did so last. */
export function breaths(): () => Promise<void> {
  let from = performance.now();
  return async () => {
    if (performance.now() - from < BREATH_MS) return;
    await pause();
    from = performance.now();
  };
}
