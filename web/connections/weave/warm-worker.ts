/** Has the browser start its graphics, away from the page: where they are slow to start, nobody waits for it. */
const context = new OffscreenCanvas(1, 1).getContext('webgl2');
self.postMessage(context !== null);
