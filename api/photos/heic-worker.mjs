import { parentPort, workerData } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';

// Decodes a HEIC photo to its pixels: RGBA, upright as the file says. An error ends the thread.
const { bytes, mostPixels } = workerData;
await libheif.ready;
const [image] = new libheif.HeifDecoder().decode(bytes);
if (!image) throw new Error('there is no picture in it');
const [width, height] = [image.get_width(), image.get_height()];
if (width * height > mostPixels) throw new Error('it is too large');
const data = new Uint8ClampedArray(width * height * 4);
image.display({ data, width, height }, (shown) => {
  if (!shown) throw new Error('it cannot be decoded');
  parentPort?.postMessage({ data: new Uint8Array(shown.data.buffer), width, height }, [
    shown.data.buffer,
  ]);
});
